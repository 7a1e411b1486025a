"""`gongkai ingest PATH…`: files into data/."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.messages import message

if TYPE_CHECKING:
    from generator.ingest.outcome import FileOutcome
    from generator.ingest.summary import Summary

_PROPOSALS = Path("build/ingest/proposals.csv")


@click.command(name="ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.option("--jobs", type=click.IntRange(1, 64), default=None)
@click.option("--scheduler")
@click.option("--no-text", is_flag=True)
@click.option("--report", type=click.Path(path_type=Path))
@click.option(
    "--prefer",
    type=click.Choice(["ask", "existing", "newest", "given"]),
    default="ask",
)
@click.option("--accept-proposals", is_flag=True)
@click.option("--proposals", type=click.Path(path_type=Path), default=_PROPOSALS)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  (one argument for each option of the command)
    ctx: click.Context,
    paths: tuple[Path, ...],
    data: Path,
    jobs: int | None,
    scheduler: str | None,
    no_text: bool,
    report: Path | None,
    prefer: str,
    accept_proposals: bool,
    proposals: Path,
) -> None:
    """读取文件并存入数据文件夹；坏文件逐一说明并跳过，可随时中断、随时续做。"""
    from generator.ingest.run import IngestOptions, ingest
    from generator.store import write_atomically

    lang = ctx.obj or "zh"
    options = IngestOptions(
        data=data,
        jobs=jobs or min(8, os.cpu_count() or 1),
        scheduler=scheduler,
        keeps_text=not no_text,
        prefer=prefer,  # type: ignore[arg-type]
        accepts_proposals=accept_proposals,
    )
    with _Display(paths, lang) as display:
        summary = ingest(paths, options, seen=display.show)
        if summary.is_stopped:
            display.say(message("ingest.stopped", {}, lang))
    _print_summary(summary, lang)
    if summary.proposed and not accept_proposals:
        _write_proposals(summary, proposals, lang)
    if report is not None:
        write_atomically(report, summary.report(lang))
    sys.exit(summary.exit_code if summary.is_stopped else 1 if summary.is_bad else 0)


class _Display:
    """A progress bar on a terminal, and a line for each file that needs somebody."""

    def __init__(self, paths: tuple[Path, ...], lang: str) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        from generator.ingest.files import files_of

        self.lang = lang
        self.warning_count = 0
        self.said: set[str] = set()
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(message("ingest.warnings", {}, lang) + " {task.fields[warnings]}"),
            TimeRemainingColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        total = sum(1 for _ in files_of(paths))
        self.task = self.bar.add_task(message("ingest.reading", {}, lang), total=total, warnings=0)

    def __enter__(self) -> _Display:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def say(self, line: str) -> None:
        """One line above the bar."""
        self.console.print(line, markup=False)

    def say_once(self, line: str) -> None:
        """A line that many files would repeat."""
        if line not in self.said:
            self.said.add(line)
            self.say(line)

    def show(self, file: FileOutcome) -> None:
        """Moves the bar; says what is wrong with the file, if anything."""
        for outcome in file.outcomes:
            self.warning_count += len(outcome.warnings)
            if outcome.problem is not None:
                self.say(outcome.problem.text(file.file, self.lang))
            if outcome.joined is not None:
                self.say_once(message(outcome.joined.code, outcome.joined.params, self.lang))
        self.bar.update(self.task, advance=1, warnings=self.warning_count)


def _print_summary(summary: Summary, lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=message("ingest.summary", {}, lang))
    table.add_column("")
    table.add_column("", justify="right")
    for status, count in summary.counts().most_common():
        table.add_row(message(f"ingest.status.{status}", {}, lang), str(count))
    table.add_row(message("ingest.files", {}, lang), str(len(summary.files)))
    table.add_row(message("ingest.warnings", {}, lang), str(summary.warning_count()))
    masked = sum(out.masked_count for file in summary.files for out in file.outcomes)
    table.add_row(message("ingest.masked", {}, lang), str(masked))
    Console(stderr=True).print(table)


def _write_proposals(summary: Summary, path: Path, lang: str) -> None:
    from generator.ingest.proposals import as_csv
    from generator.store import write_atomically

    write_atomically(path, as_csv(summary.proposed).encode())
    params = {"count": str(len(summary.proposed)), "path": str(path)}
    click.echo(message("ingest.proposals", params, lang), err=True)
