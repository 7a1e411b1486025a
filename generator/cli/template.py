"""`gongkai template --form 2021`: the empty sheet for figures read by somebody else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.spreadsheet import Writer, guarded


def _known(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from generator.forms import form_ids

    if value not in form_ids():
        raise click.BadParameter("、".join(form_ids()), ctx, param)
    return value


@click.command(name="template")
@click.option("--form", "form_id", callback=_known, required=True)
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--labels", is_flag=True)
def command(form_id: str, out: Path | None, labels: bool) -> None:
    """输出空表：一行一份报告。没有打开的格子留空，报告里没有的行写 missing。"""
    rows = _rows(form_id, labels)
    if out is None:
        Writer(sys.stdout, lineterminator="\n").writerows(rows)
    elif out.suffix.lower() == ".xlsx":
        _write_xlsx(rows, out)
    elif out.suffix.lower() == ".csv":
        with out.open("w", encoding="utf-8-sig", newline="") as stream:
            Writer(stream).writerows(rows)
    else:
        raise click.BadParameter(".xlsx / .csv", param_hint="--out")


def _rows(form_id: str, has_labels: bool) -> list[list[str]]:
    """The header, and two rows for people: the labels (or ids) and the units."""
    from generator.forms import form
    from generator.ingest.sheets import META

    fields = form(form_id).fields.values()
    ids = [*META, *(field.id for field in fields)]
    labels = [*META, *(field.label for field in fields)]
    units = ["#", *[""] * (len(META) - 1), *(field.unit for field in fields)]
    header, other = (labels, ids) if has_labels else (ids, labels)
    return [header, ["#", *other[1:]], units]


def _write_xlsx(rows: list[list[str]], out: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append([guarded(cell) for cell in row])
    for column in range(1, len(rows[0]) + 1):
        # Text format: what is typed stays as typed, "1/2" no date, "007" no 7.
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
    sheet.freeze_panes = "C4"
    book.save(out)
