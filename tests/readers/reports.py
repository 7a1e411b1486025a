"""Whole made-up reports whose every figure is known and differs from its neighbours.

A reader that shifts a cell, joins two or loses one therefore gives another figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

from benchmarks.reading import is_warned
from generator.agencies import Registry, load_registry
from generator.forms import form, form_ids
from generator.parsing.report import parse_document
from generator.readers.open import read_bytes
from generator.records import Record, Source
from made_up.documents.grids import grids
from made_up.documents.paper import Box, PaperGrid

FORMS: tuple[str, ...] = form_ids()
YEARS: dict[str, int] = {"2014": 2016, "2019": 2020, "2021": 2023}
AGENCY = "宁夏回族自治区人民政府"
Inside = Callable[[str], str]
Draw = Callable[[PaperGrid], str]
_FIGURE = re.compile(r"[+\d.]+元?")


@cache
def registry() -> Registry:
    """The register of the repository."""
    return load_registry(Path(__file__).parents[2] / "data")


@cache
def values(form_id: str) -> dict[str, int | float]:
    """A figure for each field; totals equal the sum of their row."""
    of_form = form(form_id)
    found: dict[str, int | float] = {
        name: 1000 + 7 * n + (0.5 if field.type == "decimal" else 0)
        for n, (name, field) in enumerate(of_form.fields.items())
    }
    for table in of_form.tables:
        width = {"requests": 7, "cases": 5}.get(table.id)
        for row in table.rows if width else ():
            names = [field.id for field in table.row_fields(row)]
            for end in range(width or 1, len(names) + 1, width or 1):
                found[names[end - 1]] = sum(found[n] for n in names[end - (width or 1) : end - 1])
    return found


def _printed(form_id: str) -> dict[str, str]:
    """What the cells print: a sign before changes, the unit behind the sum of money."""
    shown = {}
    for name, value in values(form_id).items():
        field = form(form_id).fields[name]
        sign = "+" if field.type == "signed_count" else ""
        unit = "元" if name.endswith("procurement.amount") else ""
        shown[name] = f"{sign}{value}{unit}"
    return shown


def is_figure(text: str) -> bool:
    """Whether a cell prints a figure and no label."""
    return _FIGURE.fullmatch(text) is not None


def with_figures(change: Inside) -> Inside:
    """Changes the content of the cells that hold figures, leaves the labels."""
    return lambda text: change(text) if is_figure(text) else escape(text)


def other_figures(grid: PaperGrid) -> PaperGrid:
    """The same table with other figures."""
    return PaperGrid(
        grid.id,
        tuple(
            Box(f"{b.text[0]}77", b.row, b.column, b.rows, b.columns, b.field) if b.field else b
            for b in grid.boxes
        ),
    )


def title(form_id: str) -> str:
    """The title of the report."""
    return f"{AGENCY}{YEARS[form_id]}年政府信息公开工作年度报告"


def parts(form_id: str) -> list[str | PaperGrid]:
    """The report without its title: paragraphs and tables in order."""
    year = YEARS[form_id]
    drawn = {grid.id: grid for grid in grids(form(form_id), _printed(form_id))}
    begin: list[str | PaperGrid] = [
        f"本报告为虚构示例，不是真实报告。统计期限自{year}年1月1日起至{year}年12月31日止。如有疑问，"
        "请与办公室联系（地址：虚构路3号，邮编：750000，电话：0951-1234567）。",
        "一、总体情况",
        f"{year}年，主动公开政府信息128条，其中网站发布96条，公众号发布32条，各项工作有序推进。",
        "二、主动公开政府信息情况",
    ]
    if form_id == "2014":
        return [*begin, drawn["stats"]]
    return [
        *begin,
        drawn["art20"],
        "三、收到和处理政府信息公开申请情况",
        drawn["requests"],
        "四、政府信息公开行政复议、行政诉讼情况",
        drawn["cases"],
        "五、存在的主要问题及改进情况",
        "主要问题是公开的深度不够，下一步将加强培训，提高质量。",
        "六、其他需要报告的事项",
        "本年度未收取信息处理费，没有其他需要报告的事项。",
    ]


def html_table(grid: PaperGrid, inside: Inside = escape) -> str:
    """A table with rowspan and colspan."""
    rows = []
    for line in grid.lines():
        cells = "".join(f"<td{_spans(box)}>{inside(box.text)}</td>" for box in line)
        rows.append(f"<tr>{cells}</tr>")
    return "<table border=1><tbody>" + "\n".join(rows) + "</tbody></table>"


def _spans(box: Box) -> str:
    rows = f' rowspan="{box.rows}"' if box.rows > 1 else ""
    return rows + (f' colspan="{box.columns}"' if box.columns > 1 else "")


def html_body(form_id: str, draw: Draw = html_table) -> str:
    """The text of the page."""
    return "\n".join(
        draw(part) if isinstance(part, PaperGrid) else f"<p>{part}</p>" for part in parts(form_id)
    )


def html_page(form_id: str, body: str, head: str = "<meta charset=utf-8>") -> str:
    """A page around some text."""
    name = title(form_id)
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{name}</title></head><body><h1>{name}</h1>"
        f'<div class="TRS_Editor">{body}</div></body></html>'
    )


def record_of(name: str, content: str | bytes) -> Record:
    """The record that the program makes of a file."""
    content = content.encode() if isinstance(content, str) else content
    document = read_bytes(name, content)
    source = Source(file=name, sha256="0" * 64, media_type=document.media_type)
    return parse_document(document, source, registry())


def wrong(record: Record, form_id: str) -> list[str]:
    """Figures that are not as printed."""
    found = []
    for name, value in values(form_id).items():
        figure = record.figure(name)
        if (figure.value, figure.state) != (value, "number"):
            found.append(f"{name}: {figure.state} {figure.value} ({figure.raw!r}) for {value}")
    return found


def silent(record: Record, form_id: str) -> list[str]:
    """Figures that are not as printed and of which no warning speaks."""
    names = {text.split(":")[0] for text in wrong(record, form_id)}
    return [name for name in sorted(names) if not is_warned(record, name, record.figure(name))]


def codes(record: Record) -> set[str]:
    """The codes of the warnings."""
    return {note.code for note in record.warnings}


def assert_exact(record: Record, form_id: str) -> None:
    """Every figure, the form, the year and the agency are as printed."""
    assert wrong(record, form_id) == []
    assert (record.form, record.year) == (form_id, YEARS[form_id])
    assert record.agency_name == AGENCY
