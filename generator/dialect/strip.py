"""The strip of years: one small cell a year, drawn from a code that stands in the Markdown.

`![](strip:2019:-,x;12/11/8/2,0)` begins in 2019. A year is `-` (no report was found), nothing
(none was due), `x` (a report without that number), or requests received, alone or with those
closed, granted (wholly or partly) and denied. A comma parts years, a semicolon years of
different forms. Height is the share of the strip's greatest number of requests. Year 0 is a
sample for a key: it has no name.

`theme/static/js/strip.js` draws the same for rows made in the browser;
`tests/pages/test_strip.py` holds them to the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.messages import kept_in_each_language, message
from generator.numerals import with_commas

_NUMBER = r"\d+(?:\.\d+)?"
_CELL = rf"(?:-|x|{_NUMBER}(?:(?:/{_NUMBER}){{3}})?)?"
CODE = rf"\d{{1,4}}:{_CELL}(?:[,;]{_CELL})*"
WIDTH, GAP, FORM_GAP, HEIGHT, MOST = 6, 2, 4, 18, 16
_YEAR = re.compile(r"([,;]?)([^,;]*)")
_PARTS = ("granted", "denied", "other")
NO_REPORT, NO_NUMBER = "-", "x"
_HATCH = "l4-4m-4 8l6-6m-2 6l2-2"
_FRAME = "h5v5h-5z"


class Cell(NamedTuple):
    """A year: its left edge, and what stands for it in the code."""

    year: int
    left: int
    code: str

    @property
    def numbers(self) -> list[str]:
        """The numbers as printed; none for a year without a number."""
        return self.code.split("/") if self.code[0].isdigit() else []


class Box(NamedTuple):
    """A coloured part of a cell in the strip's units, its top and bottom from the strip's top.

    `part` is granted, denied, other, received (how it went is not told), zero, no_number
    or no_report.
    """

    part: str
    left: int
    top: int
    bottom: int


def cells(code: str) -> list[Cell]:
    """The years of a strip that a report was due for."""
    first, _, rest = code.partition(":")
    year, left, found = int(first), 0, []
    for sign, text in _YEAR.findall(rest):
        if sign:
            year, left = year + 1, left + WIDTH + GAP + (FORM_GAP if sign == ";" else 0)
        if text:
            found.append(Cell(year, left, text))
    return found


def width_of(code: str) -> int:
    """The width of the whole strip."""
    return WIDTH + (WIDTH + GAP) * sum(map(code.count, ",;")) + FORM_GAP * code.count(";")


def boxes(code: str) -> Iterator[Box]:
    """What is drawn for each year, from the left."""
    found = cells(code)
    most = max((float(cell.numbers[0]) for cell in found if cell.numbers), default=0) or 1
    for cell in found:
        if cell.numbers:
            yield from _bar(cell, most)
        else:
            part = "no_report" if cell.code == NO_REPORT else "no_number"
            yield Box(part, cell.left, HEIGHT - WIDTH - 2, HEIGHT)


def _bar(cell: Cell, most: float) -> Iterator[Box]:
    received = float(cell.numbers[0])
    if not received:
        yield Box("zero", cell.left, HEIGHT - 1, HEIGHT)
        return
    height = max(2, _rounded(MOST * received / most))
    bottom = HEIGHT
    for part, own in _heights(cell, height):
        if own:
            yield Box(part, cell.left, bottom - own, bottom)
            bottom -= own


def _heights(cell: Cell, height: int) -> Sequence[tuple[str, int]]:
    """How the bar is shared among the outcomes; as one where they are not told."""
    _, *outcomes = map(float, cell.numbers)
    if not outcomes or not outcomes[0]:
        return [("received", height)]
    closed, granted, denied = outcomes
    first = min(height, _rounded(height * granted / closed))
    second = min(height - first, _rounded(height * denied / closed))
    return list(zip(_PARTS, (first, second, height - first - second), strict=True))


def _rounded(number: float) -> int:
    return math.floor(number + 0.5)


def paths(code: str) -> dict[str, str]:
    """The `d` of one path for each part that is there: bars are strokes as wide as a cell."""
    found: dict[str, str] = {}
    for part, left, top, bottom in boxes(code):
        if part == "no_report":
            drawn = f"M{left} {top + 4}{_HATCH}"
        elif part == "no_number":
            drawn = f"M{left}.5 {top + 2}.5{_FRAME}"
        else:
            drawn = f"M{left + WIDTH // 2} {bottom}v-{bottom - top}"
        found[part] = found.get(part, "") + drawn
    return {part: found[part] for part in sorted(found)}


def words(code: str) -> str:
    """The numbers of a strip: requests of each year, and how the newest that is told went."""
    found = cells(code)
    years = message("pages.separator_comma", {}).join(_year(cell) for cell in found)
    text = message("pages.strip.years", {"years": years})
    told = next((cell for cell in reversed(found) if len(cell.numbers) > 1), None)
    if told is None:
        return text
    parts = zip(("closed", "granted", "denied"), map(_apart, told.numbers[1:]), strict=True)
    how = {"year": str(told.year), **dict(parts)}
    return text + message("pages.strip.newest", how)


def _apart(number: str) -> str:
    return with_commas(float(number) if "." in number else int(number))


def _year(cell: Cell) -> str:
    if cell.numbers:
        return message(
            "pages.strip.year", {"year": str(cell.year), "value": _apart(cell.numbers[0])}
        )
    state = "no_report" if cell.code == NO_REPORT else "no_number"
    return message(f"pages.strip.{state}", {"year": str(cell.year)})


@kept_in_each_language(4096)
def svg(code: str) -> str:
    """The strip as it stands in a page: the stylesheet colours its paths by their class."""
    drawn = "".join(f'<path class="{part}" d="{d}"/>' for part, d in paths(code).items())
    size = f'viewBox="0 0 {width_of(code)} {HEIGHT}"'
    if code.startswith("0:"):
        return f'<svg class="strip" {size} aria-hidden="true">{drawn}</svg>'
    return f'<svg class="strip" {size} role="img"><title>{words(code)}</title>{drawn}</svg>'


def standing_alone(code: str, colours: Mapping[str, str], left: float = 0, top: float = 0) -> str:
    """The strip as a group within another picture; `colours` has one for each part."""
    lines = {"no_report", "no_number"}
    drawn = "".join(
        f'<path stroke="{colours[part]}" stroke-width="{1 if part in lines else WIDTH}" d="{d}"/>'
        for part, d in paths(code).items()
    )
    return f'<g fill="none" transform="translate({left:g} {top:g})">{drawn}</g>'
