"""`gongkai frame`: figures and the other tables of a data folder, for analysis."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.frames import __all__ as TABLES  # noqa: N812 - a constant of that room
from generator.messages import message

ENDINGS = (".parquet", ".csv")


@click.command("frame")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.option("--year", type=int)
@click.option("--table", type=click.Choice(TABLES), default="figures")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.pass_obj
def command(lang: str, *, data: Path, year: int | None, table: str, out: Path) -> None:
    """把数据文件夹里的一张表写成 Parquet 或 CSV 文件。"""
    if out.suffix not in ENDINGS:
        click.echo(message("frames.ending", {"file": str(out)}, lang), err=True)
        sys.exit(2)
    from generator.frames.door import parts_of
    from generator.frames.export import export

    rows = export(parts_of(table, data, year), out)
    click.echo(message("frames.written", {"file": str(out), "rows": str(rows)}, lang))
