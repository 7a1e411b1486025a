"""What stands at the edges of a text's pages: their numbers, running heads and feet.

Between two pages of a table they would end it, or pass for cells of it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from itertools import groupby
from typing import Literal

from generator.printed import with_parts
from generator.readers.document import Paragraph
from generator.readers.text.lines import SourceLine, is_figure
from generator.readers.traces import Traces

MARKED_PAGE_NUMBER = re.compile(with_parts(r"\s*(?:<page_number>)\s*$"))
_BARE_PAGE_NUMBER = re.compile(r"\s*(\d{1,3})(?:\s*[/／]\s*\d{1,3})?\s*$")
_LEAST_PAGES = 3  # two figures that happen to count up are no numbers of pages
_EDGES: tuple[tuple[int, Literal["header", "footer"]], ...] = ((0, "header"), (-1, "footer"))


def without_page_numbers(lines: list[SourceLine], traces: Traces) -> list[SourceLine]:
    """The lines without numbers of pages: first or last of a page, marked or counting up.

    One that has figures next to it may be a figure that happens to count up: it is noted.
    """
    pages = _pages(lines)
    dropped: set[int] = set()
    bare: dict[int, SourceLine] = {}
    for edge, _ in _EDGES:
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
    kept = [line for line in lines if line.number not in dropped and line.number not in bare]
    filled = [line for line in kept if line.text.strip()]
    numbers = [line.number for line in filled]
    for line in bare.values():
        at = bisect(numbers, line.number)
        if any(is_figure(near.text.strip()) for near in filled[max(0, at - 2) : at + 2]):
            traces.page_number(line.text, line.at)
    return kept


def without_running_lines(
    lines: list[SourceLine],
) -> tuple[list[SourceLine], list[Paragraph]]:
    """The lines without running heads and feet, and each of these once.

    It is the same line at the top, or at the foot, of all pages but one; the top of the first
    page stays, for it is the title.
    """
    pages = _pages(lines)
    dropped: set[int] = set()
    found: list[Paragraph] = []
    for edge, role in _EDGES if len(pages) >= _LEAST_PAGES else ():
        ends = [page[edge] for page in pages]
        text, times = Counter(line.text.strip() for line in ends).most_common(1)[0]
        is_cell = "|" in text or "\t" in text or is_figure(text)
        if is_cell or times < max(_LEAST_PAGES, len(pages) - 1):
            continue
        same = [line for line in ends if line.text.strip() == text]
        is_title = role == "header" and same[0] is pages[0][0]
        dropped.update(line.number for line in same[is_title:])
        if not is_title:
            found.append(Paragraph(text, same[0].at, role))
    return [line for line in lines if line.number not in dropped], found


def _pages(lines: list[SourceLine]) -> list[list[SourceLine]]:
    """The lines of each page that are not empty; no page is."""
    filled = (line for line in lines if line.text.strip())
    return [list(page) for _, page in groupby(filled, key=lambda line: line.page)]
