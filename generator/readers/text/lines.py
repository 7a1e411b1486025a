"""Lines of a text with their places, and tables drawn with strokes put back into rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from generator.printed import with_parts
from generator.readers.document import Cell
from generator.records import Place

# Marks of drawn tables: upright lines become pipes, level ones part rows and hold nothing.
_UPRIGHT = str.maketrans(dict.fromkeys("│┃║｜┆┇┊┋", "|"))
_CROSSINGS = "+┼┬┴├┤┌┐└┘╋┳┻┣┫┏┓┗┛╬╦╩╠╣╔╗╚╝"
_LEVEL = re.compile(rf"^(?=.*[{_CROSSINGS}])[\s|\-=─━═┄┅┈┉{_CROSSINGS}]+$")
_DRAWN = re.compile(f"[│┃║｜┆┇┊┋{_CROSSINGS}]")
_RULE_STARTS = tuple("+┌├└┏┣┗╔╠╚ ")
_LEAST_RULES = 4
# A figure may have its unit, the mark of a note or a remark in brackets behind it; dashes alone
# stand for none.
_FIGURE = re.compile(
    with_parts(
        r"[\d.,+\-/—\s]+|[\d.,+\-/—\s]*\d\s*+(?:万?元|<counters>)?"
        r"(?:\s*+(?:[<note_signs>]|[（(\[【〔][^）)\]】〕]*[）)\]】〕]))*"
    )
)


class SourceLine(msgspec.Struct, frozen=True, gc=False):
    """A line of the source: its number from 1, and the page it stands on if there are pages."""

    text: str
    number: int
    page: int | None

    @property
    def at(self) -> Place:
        """Where the line stands."""
        return Place(page=self.page, line=self.number)


def source_lines(text: str) -> Iterator[SourceLine]:
    """The lines of a text as they stand; form feeds begin pages, which count from 1."""
    has_pages = "\f" in text
    page = 1
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        page += line.count("\f")
        yield SourceLine(line.replace("\f", ""), number, page if has_pages else None)


def without_strokes(lines: list[SourceLine]) -> list[SourceLine]:
    """Drawn tables as rows of pipes; the lines of one drawn row are put together."""
    if not any(_DRAWN.search(line.text) for line in lines):
        return lines
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
