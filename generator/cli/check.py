"""`gongkai check`: what the checks say about a data folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.messages import message

if TYPE_CHECKING:
    from generator.case_file.report_view import ReportViews

FORMATS = ("table", "json", "csv", "sarif")


@click.command(name="check")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="data",
    show_default=True,
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--all", "with_open", is_flag=True)
@click.option("--strict", is_flag=True)
@click.option("--jobs", type=click.IntRange(min=1))
@click.pass_obj
def command(lang: str | None, /, data: Path, **chosen: Any) -> None:
    """核对全部报告，列出有出入之处。"""
    from generator.case_file.report_view import load_report_views
    from generator.case_file.terminal import summary, unanswered_errors
    from generator.store import DataFolder

    lang = lang or "zh"
    with _Bar(lang) as bar:
        report_views = load_report_views(
            DataFolder(data), progress=bar.advance, jobs=chosen["jobs"]
        )
    _print_findings(report_views, data, chosen["form"], chosen["with_open"], lang)
    click.echo(summary(report_views, lang), err=chosen["form"] != "table")
    if plans := sum(1 for _ in DataFolder(data).paths("work_plan")):
        params = {"plans": f"{plans:,}"}
        click.echo(message("checks.plans_not_checked", params, lang), err=chosen["form"] != "table")
    for review in report_views.stale_reviews:
        click.echo(message("checks.stale_review", {"finding": review.finding}, lang), err=True)
    if chosen["strict"] and unanswered_errors(report_views):
        sys.exit(1)


def _print_findings(
    report_views: ReportViews, data: Path, form: str, with_open: bool, lang: str
) -> None:
    from generator.case_file.formats import csv_lines, json_lines, sarif
    from generator.case_file.terminal import print_table

    findings = report_views.findings(with_open=with_open)
    if form == "table":
        print_table(findings, report_views.reviews, lang)
    elif form == "sarif":
        log = sarif(findings, report_views.reviews, lang, data)
        click.echo(json.dumps(log, ensure_ascii=False, indent=1))
    else:
        lines = json_lines if form == "json" else csv_lines
        for line in lines(findings, report_views.reviews, lang):
            click.echo(line)


class _Bar:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self, lang: str) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._bar = Progress(console=Console(stderr=True), transient=True)
        self._bar.disable = not sys.stderr.isatty()
        self._task = self._bar.add_task(message("checks.working", {}, lang), total=None)

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self, done: int, total: int) -> None:
        """So many of so many reports are checked."""
        self._bar.update(self._task, completed=done, total=total)
