"""`gongkai parse FILE…`: records to standard output, one line of JSON each."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.messages import message


@click.command(name="parse")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], data: Path) -> None:
    """读取文件，把记录逐行输出为 JSON；什么都不保存。有文件未被识别时返回 1。"""
    from generator import record_json
    from generator.agencies import load_registry
    from generator.ingest.files import files_of
    from generator.ingest.pool import Pool
    from generator.ingest.reading import Settings, read
    from generator.privacy import load_exceptions

    lang = ctx.obj or "zh"
    settings = Settings(registry=load_registry(data), exceptions=load_exceptions(data))
    is_bad = False
    with Pool(read, settings) as pool:
        for path, reading in pool.map(files_of(files)):
            for problem in reading.problems:
                is_bad = True
                click.echo(problem.text(str(path), lang), err=True)
            for record in reading.records:
                click.echo(record_json.to_line(record))
                if record.kind == "unrecognised":
                    is_bad = True
                    notes = [message(note.code, note.params, lang) for note in record.warnings[:2]]
                    click.echo(" ".join(f"{path}: {' '.join(notes)}".splitlines()), err=True)
    sys.exit(1 if is_bad else 0)
