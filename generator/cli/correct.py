"""`gongkai correct AGENCY YEAR FIELD VALUE`: mends our reading, in the open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from generator.messages import message
from generator.records import State


@click.command("correct")
@click.argument("agency")
@click.argument("year", type=int)
@click.argument("field")
@click.argument("value", nargs=-1)
@click.option("--why", required=True)
@click.option("--evidence", required=True)
@click.option("--who", required=True, envvar="GONGKAI_WHO")
@click.option("--when", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--state", type=click.Choice(get_args(State)), default="number")
@click.option("--raw")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.pass_obj
def command(
    lang: str, /, *, data: Path, field: str, value: tuple[str, ...], when: date | None, **said: Any
) -> None:
    """写下一条更正，并显示页面前后的不同。"""
    from tempfile import TemporaryDirectory

    from generator.case_file.correct import Wanted, enter
    from generator.pages.report.preview import changes, page_lines
    from generator.store import DataFolder

    day = date(when.year, when.month, when.day) if when else date.today()
    wanted = Wanted(place=field, words=value, when=day, **said)
    folder = DataFolder(data)
    with TemporaryDirectory() as charts:
        before = after = None
        store = Path(charts)
        if folder.path("annual_report", wanted.agency, wanted.year).is_file():
            before = page_lines(folder, wanted.agency, wanted.year, store)
        path = enter(folder, wanted)
        after = page_lines(folder, wanted.agency, wanted.year, store)
    for line in changes(before or [], after):
        click.echo(line)
    click.echo(message("correct.done", {"file": str(path)}, lang), err=True)
