"""The running text of a report as inert Markdown: paragraphs, bold, tables, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator.dialect.table import cells_of, is_rule
from generator.pages.parts.markup import escape, paragraph, row_line

_BOLD = re.compile(r"\*\*([^*\n]+?)\*\*")
_HEADING = re.compile(r"^#{1,6}\s+")


def body(text: str, level: int = 4) -> list[str]:
    """The lines of the text; its own headings come at `level`."""
    lines = text.replace("\r\n", "\n").split("\n")
    found: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position].strip()
        if (
            line.startswith("|")
            and position + 1 < len(lines)
            and is_rule(lines[position + 1].strip())
        ):
            end = position
            while end < len(lines) and lines[end].strip().startswith("|"):
                end += 1
            found += [*_table(lines[position:end]), ""]
            position = end
            continue
        if line:
            found += [_line(line, level), ""]
        position += 1
    return found


def _line(line: str, level: int) -> str:
    heading = _HEADING.match(line)
    if heading:
        return f"{'#' * level} {escape(line[heading.end() :])}"
    if "**" not in line:
        return paragraph(line)
    parts = _BOLD.split(line)  # text and bold alternate
    words = "".join(_part(part, is_bold=number % 2 == 1) for number, part in enumerate(parts))
    return words if words.startswith("**") else _guarded(parts[0], words)


def _part(text: str, *, is_bold: bool) -> str:
    inert = _kept_ends(text)
    return f"**{inert.strip()}**" if is_bold and inert.strip() else inert


def _kept_ends(text: str) -> str:
    """Escaped, with the blanks at both ends that separate it from its neighbours."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{escape(text)}{after}"


def _guarded(first: str, words: str) -> str:
    """The line with a mark at its start made harmless."""
    plain, guarded = escape(first), paragraph(first)
    return guarded + words[len(plain) :] if guarded != plain else words


def _table(lines: list[str]) -> Iterator[str]:
    rows = [cells_of(line) for line in lines]
    width = max(len(row) for row in rows)
    clean = partial(_cells, width=width)
    yield row_line(clean(rows[0]))
    yield "|" + "---|" * width
    for row in rows[2:]:
        yield row_line(clean(row))


def _cells(row: list[str], width: int) -> list[str]:
    cells = [escape(cell.replace("\\|", "|")) for cell in row]
    return cells + [""] * (width - len(cells))
