"""Lines of a text with their places, and tables drawn with strokes put back into rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from generator.readers.document import Cell
from generator.records import Place

# Marks of drawn tables: upright lines become pipes, level ones part rows and hold nothing.
_UPRIGHT = str.maketrans(dict.fromkeys("│┃║｜┆┇┊┋", "|"))
_LEVEL = re.compile(
    r"^(?=.*[+┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝])[\s|+\-=─━═┄┅┈┉┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝]+$"
)
_DRAWN = re.compile(r"[+│┃║｜┆┇┊┋┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝]")
_RULE_STARTS = tuple("+┌├└┏┣┗╔╠╚ ")
_LEAST_RULES = 4
_MARKED = r"[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页.{0,8}"
MARKED_PAGE_NUMBER = re.compile(rf"^\s*(?:{_MARKED})\s*$")
# A page's number with marks around it, or bare: 2, 2/9.
_PAGE_NUMBER = re.compile(rf"^\s*(?:{_MARKED}|(?P<bare>\d{{1,3}})(?:\s*/\s*\d{{1,3}})?)\s*$")
_LEAST_PAGES = 3  # two figures that happen to count up are no numbers of pages


class SourceLine(msgspec.Struct, frozen=True, gc=False):
    """A line of the source: its number from 1, and the page it stands on if there are pages."""

    text: str
    number: int
    page: int | None

    @property
    def at(self) -> Place:
        """Where the line stands."""
        return Place(page=self.page, line=self.number)


def lines_of(text: str) -> list[SourceLine]:
    """The lines of a text; rows of drawn tables are lines of pipes."""
    lines = list(_lines(text))
    if "\f" in text:
        lines = _without_page_numbers(lines)
    return _without_rules(lines) if _DRAWN.search(text) else lines


def _lines(text: str) -> Iterator[SourceLine]:
    has_pages = "\f" in text
    page = 1
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        page += line.count("\f")
        yield SourceLine(line.replace("\f", ""), number, page if has_pages else None)


def _without_page_numbers(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines without numbers of pages: first or last of a page, marked or counting up."""
    edges: dict[int | None, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text.strip():
            edges.setdefault(line.page, []).append(index)
    dropped: set[int] = set()
    for edge in (0, -1):
        found = {
            at[edge]: m for at in edges.values() if (m := _PAGE_NUMBER.match(lines[at[edge]].text))
        }
        bare = {
            index: int(m["bare"]) - (lines[index].page or 0)
            for index, m in found.items()
            if m["bare"]
        }
        step, times = Counter(bare.values()).most_common(1)[0] if bare else (0, 0)
        is_counted = times >= max(_LEAST_PAGES, len(edges) // 2)
        dropped.update(
            index
            for index, m in found.items()
            if not m["bare"] or (is_counted and bare[index] == step)
        )
    return [line for index, line in enumerate(lines) if index not in dropped]


def _without_rules(lines: list[SourceLine]) -> list[SourceLine]:
    """Drawn tables as rows of pipes; the lines of one drawn row are put together."""
    found: list[SourceLine] = []
    row: list[SourceLine] = []
    rules = sum(bool(_LEVEL.match(line.text)) for line in lines if line.text[:1] in _RULE_STARTS)
    for line in lines:
        text = line.text.translate(_UPRIGHT)
        if _LEVEL.match(text):
            found += _drawn_row(row) if rules >= _LEAST_RULES else row
            row = []
        elif text.strip().startswith("|") and text is not line.text:
            row.append(SourceLine(text, line.number, line.page))
        else:
            found += [*row, line]
            row = []
    return [*found, *row]


def _drawn_row(lines: list[SourceLine]) -> list[SourceLine]:
    """One row of the lines between two rules, unless they hold figures of several rows."""
    cells = [pipe_cells(line.text) for line in lines]
    if len(lines) < 2 or len({len(row) for row in cells}) != 1:
        return lines
    columns = list(zip(*cells, strict=True))
    if any(sum(is_figure(text.strip()) for text in column) > 1 for column in columns):
        return lines
    whole = "|" + "|".join("".join(text.strip() for text in column) for column in columns) + "|"
    return [SourceLine(whole, lines[0].number, lines[0].page)]


def cells_of(texts: list[str], row: int, line: SourceLine) -> list[Cell]:
    """The cells of one row that stands on one line."""
    page, number = line.page, line.number
    return [
        Cell(text.strip(), row, column, 1, 1, Place(page=page, line=number, cell=column))
        for column, text in enumerate(texts)
    ]


def pipe_cells(text: str, has_edge: bool = True) -> list[str]:
    """The cells of a line; where lines begin with a mark, it makes no cell of its own."""
    stripped = text.strip()
    parts = (stripped.removeprefix("|") if has_edge else stripped).split("|")
    if stripped.endswith("|") and len(parts) > 1:
        parts.pop()
    return parts


def is_figure(text: str) -> bool:
    """Whether a text is a number or the dash that stands for none."""
    return bool(re.fullmatch(r"[\d.,+\-/—\s]+", text))
