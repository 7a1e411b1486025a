"""`gongkai demo`: a made-up corpus with its true records, or a made-up data folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.errors import GongkaiError
from generator.messages import message

FORMATS = ("html", "docx", "pdf", "txt", "md")


@click.command(name="demo")
@click.option("--reports", type=click.IntRange(min=1), required=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--data", "is_data", is_flag=True)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
)
@click.pass_obj
def command(
    lang: str | None,
    /,
    reports: int,
    out: Path,
    seed: int,
    is_data: bool,
    formats: tuple[str, ...],
) -> None:
    """生成虚构的年报文件（各种格式和版式，附真值），供试用、测试和测速。"""
    if out.exists() and any(out.iterdir()):
        raise GongkaiError("demo.not_empty", file=str(out))
    if is_data:
        _write_data(reports, out, seed, lang or "zh")
    else:
        _write_documents(reports, out, seed, formats or FORMATS, lang or "zh")


def _write_data(count: int, out: Path, seed: int, lang: str) -> None:
    from made_up.data import write_data_of

    written = write_data_of(out, count, seed)
    params = {"count": str(written), "folder": str(out)}
    click.echo(message("demo.records", params, lang))


def _write_documents(count: int, out: Path, seed: int, formats: tuple[str, ...], lang: str) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from made_up.documents.generate import generate

    with Progress(
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task(message("demo.working", {}, lang), total=count)
        corpus = generate(count, out, seed, formats, lambda done: bar.update(task, completed=done))
    for tool in corpus.missing_tools:
        click.echo(message("demo.tool_missing", {"tool": tool}, lang), err=True)
    params = {"count": str(len(corpus.rows)), "folder": str(out)}
    click.echo(message("demo.documents", params, lang))
