"""`gongkai privacy FILE…`: what would be covered, without saying it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.errors import GongkaiError
from generator.messages import message

if TYPE_CHECKING:
    from generator.privacy import Exceptions
    from generator.readers.document import Document


@click.command(name="privacy")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], data: Path) -> None:
    """显示文件中将被遮盖的个人信息（只显示种类、位置和首尾，不显示全文）。有发现时返回 1。"""
    from generator.ingest.files import files_of
    from generator.privacy import load_exceptions

    lang = ctx.obj or "zh"
    exceptions = load_exceptions(data)
    count = file_count = unread_count = 0
    for path in files_of(files):
        try:
            lines = _lines(path, exceptions, lang)
        except GongkaiError as error:
            click.echo(error.text(lang), err=True)
            unread_count += 1
            continue
        for line in lines:
            click.echo(line)
        count += len(lines)
        file_count += bool(lines)
    params = {"files": str(file_count), "count": str(count)}
    click.echo(message("privacy.total" if count else "privacy.nothing", params, lang), err=True)
    sys.exit(1 if count or unread_count else 0)


def _lines(path: Path, exceptions: Exceptions, lang: str) -> list[str]:
    """One line for each place: file, line, kind, the first and last character."""
    from generator.privacy import find

    agency = path.parent.name if path.suffix == ".json" else None
    found = []
    for number, text in _texts(path):
        for kind, start, end in find(text, agency=agency, exceptions=exceptions):
            what = message(f"privacy.kind.{kind}", {}, lang)
            found.append(f"{path}:{number}: {what} {_hint(text[start:end])}")
    return found


def _hint(value: str) -> str:
    """Enough to find it by, never the value."""
    return f"{value[:2]}…（{len(value)}）"


def _texts(path: Path) -> list[tuple[str, str]]:
    """Every piece of text with its line; plain files as they are, others through a reader."""
    if path.suffix.lower() in (".json", ".csv", ".toml", ".jsonl", ".md", ".txt", ".html"):
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = error.strerror or ""
            raise GongkaiError("ingest.unreadable", file=str(path), reason=reason) from error
        from generator.readers.charset import decode

        # In JSON a paragraph's end, which may break a number, is written as two characters.
        lines = [line.replace("\\n", "\n") for line in decode(content).text.splitlines()]
        return [("0", path.name), *((str(n), line) for n, line in enumerate(lines, 1))]
    from generator.readers.open import read_document

    return [("0", path.name), *_document_texts(read_document(path))]


def _document_texts(document: Document) -> list[tuple[str, str]]:
    from generator.readers.document import Paragraph, Table

    texts = [("0", value) for value in document.meta.values()]
    for block in document.blocks:
        if isinstance(block, Table):
            texts += [(str(cell.at.line or "?"), cell.text) for cell in block.cells]
        else:
            text = block.text if isinstance(block, Paragraph) else block.alt
            texts.append((str(block.at.line or "?"), text))
    return texts
