"""Lines of a text with their places, and tables drawn with strokes put back into rows."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import msgspec

from generator.printed import with_parts
from generator.readers.document import Cell
from generator.readers.traces import Traces
from generator.records import Place

# Marks of drawn tables: upright lines become pipes, level ones part rows and hold nothing.
_UPRIGHT = str.maketrans(dict.fromkeys("│┃║｜┆┇┊┋", "|"))
_LEVEL = re.compile(
    r"^(?=.*[+┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝])[\s|+\-=─━═┄┅┈┉┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝]+$"
)
_DRAWN = re.compile(r"[+│┃║｜┆┇┊┋┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝]")
_RULE_STARTS = tuple("+┌├└┏┣┗╔╠╚ ")
_LEAST_RULES = 4
MARKED_PAGE_NUMBER = re.compile(with_parts(r"\s*(?:<page_number>)\s*$"))
_BARE_PAGE_NUMBER = re.compile(r"\s*(\d{1,3})(?:\s*[/／]\s*\d{1,3})?\s*$")
# A figure may have its unit, the mark of a note or a remark in brackets behind it; dashes alone
# stand for none.
_FIGURE = re.compile(
    with_parts(
        r"[\d.,+\-/—\s]+|[\d.,+\-/—\s]*\d\s*+(?:万?元|<counters>)?"
        r"(?:\s*+(?:[<note_signs>]|[（(\[【〔][^）)\]】〕]*[）)\]】〕]))*"
    )
)
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


def lines_of(text: str, traces: Traces) -> list[SourceLine]:
    """The lines of a text; rows of drawn tables are lines of pipes."""
    lines = list(_lines(text))
    if "\f" in text:
        lines = _without_page_numbers(lines, traces)
    return _without_rules(lines) if _DRAWN.search(text) else lines


def _lines(text: str) -> Iterator[SourceLine]:
    has_pages = "\f" in text
    page = 1
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        page += line.count("\f")
        yield SourceLine(line.replace("\f", ""), number, page if has_pages else None)


def _without_page_numbers(lines: list[SourceLine], traces: Traces) -> list[SourceLine]:
    """The lines without numbers of pages: first or last of a page, marked or counting up.

    One that has figures next to it may be a figure that happens to count up: it is noted.
    """
    filled = [line for line in lines if line.text.strip()]
    pages = [list(page) for _, page in groupby(filled, key=lambda line: line.page)]
    dropped: set[int] = set()
    bare: dict[int, SourceLine] = {}
    for edge in (0, -1):
        ends = [page[edge] for page in pages]
        dropped.update(line.number for line in ends if MARKED_PAGE_NUMBER.match(line.text))
        steps = {
            line.number: int(m[1]) - (line.page or 0)
            for line in ends
            if (m := _BARE_PAGE_NUMBER.match(line.text))
        }
        step, times = Counter(steps.values()).most_common(1)[0] if steps else (0, 0)
        if times >= max(_LEAST_PAGES, len(pages) // 2):
            bare.update((line.number, line) for line in ends if steps.get(line.number) == step)
    others = [line for line in filled if line.number not in dropped and line.number not in bare]
    numbers = [line.number for line in others]
    for line in bare.values():
        at = bisect(numbers, line.number)
        if any(is_figure(near.text.strip()) for near in others[max(0, at - 2) : at + 2]):
            traces.page_number(line.text, line.at)
    return [line for line in lines if line.number not in dropped and line.number not in bare]


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
    return _FIGURE.fullmatch(text) is not None
