"""The rows of a Word table: which are shown, and where their cells stand."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from generator.readers.docx.wordml import W, integer_of, is_on, value_of

WRAPPERS = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag"))


# The cells of a row: element, column, width, kind of merge; their text is read later.
Row = list[tuple[Any, int, int, str]]


def rows_of(table: Any, telling: Set[Any]) -> list[Row]:
    """The rows of a table that are shown; `telling` are the elements that `settings` found."""
    return [_row(tr, telling) for tr in _shown_rows(table, telling)]


def _shown_rows(table: Any, telling: Set[Any]) -> Iterator[Any]:
    """The rows that are shown: wrapped ones too, deleted and hidden ones not."""
    for child in table.iterchildren():
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr") if child in telling else None
            if not is_on(properties, "del") and not is_on(properties, "hidden"):
                yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _shown_rows(content, telling)
        elif child.tag in WRAPPERS:
            yield from _shown_rows(child, telling)


def _row(element: Any, telling: Set[Any]) -> Row:
    """The cells of a row at their columns; cells merged sideways are one."""
    row: Row = []
    properties = element.find(f"{W}trPr") if element in telling else None
    column = integer_of(properties, "gridBefore", 0)
    for cell in _cells(element):
        if cell not in telling:
            row.append((cell, column, 1, ""))
            column += 1
            continue
        settings = cell.find(f"{W}tcPr")
        width = max(1, min(integer_of(settings, "gridSpan", 1), 400))
        if _merge(settings, "hMerge") == "continue" and row:
            last, start, before, merge = row[-1]
            row[-1] = (last, start, before + width, merge)
        else:
            row.append((cell, column, width, _merge(settings, "vMerge")))
        column += width
    return row


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _cells(content)
        elif child.tag in WRAPPERS:
            yield from _cells(child)


def _merge(settings: Any | None, name: str) -> str:
    """ "restart", "continue", or "" for a cell that is not merged."""
    if settings is None or settings.find(f"{W}{name}") is None:
        return ""
    return "restart" if value_of(settings, name) == "restart" else "continue"


def is_layout(table: Any, rows: list[Row], telling: Set[Any]) -> bool:
    """A frame around text, or a table that holds tables of data."""
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    for inner in table.iterdescendants(f"{W}tbl"):
        if sum(1 for row in rows_of(inner, telling) if len(row) > 1) > 1:
            return True
    return False
