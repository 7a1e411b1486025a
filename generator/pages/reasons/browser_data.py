"""The reasons as the page's script needs them: files for each year, none larger than 300 KB.

`static/apps/reasons/<year>-<part>.js` holds `PART` reports of the year, in the order of
`static/apps/explore/reports-<year>.js`, which says whose they are and on which form:

    {"w": letter of each report, "v": [[gap, value, gap, value …] for each reason]}

A report's letter is "." where some reason is a number; else it is the state that all its
reasons share (`script_data.LETTERS`), "x" where they differ. For reports with ".", `v` holds
what is no zero: a number, or the letter of its state; a gap is counted from the report
before, the first from the part's first report. What is not there is a printed zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.forms import form_in_force, forms
from generator.frames.measures import told
from generator.frames.reasons import reason_groups, reasons, reasons_on
from generator.pages.kinds import Material
from generator.pages.observations.minimums import at_least
from generator.pages.parts.script_data import LETTERS, write_script
from generator.pages.parts.words import named

PART = 2000
_NUMBERS = "."
_MIXED = LETTERS["incomplete"]


def write_reasons(material: Material) -> dict[int, int]:
    """Writes the files; in how many parts each year lies."""
    found = material.frames.reasons
    cells = told(found, LETTERS, [reason.id for reason in reasons()])
    parts: dict[int, int] = {}
    for number, reports in found.groupby("year"):
        rows = cells.loc[reports.index].to_numpy().tolist()
        year = int(str(number))
        starts = range(0, len(rows), PART)
        for part, start in enumerate(starts):
            write_script(
                material.extras, f"reasons/{year}-{part}", packed(rows[start : start + PART])
            )
        parts[year] = len(starts)
    return parts


def packed(rows: list[list[Any]]) -> dict[str, Any]:
    """What one file holds; a row is one report's cells: numbers or letters."""
    letters = [_letter(row) for row in rows]
    columns: list[list[Any]] = [[] for _ in reasons()]
    last = [0] * len(columns)
    for at, row in enumerate(rows):
        if letters[at] != _NUMBERS:
            continue
        for reason, cell in enumerate(row):
            if cell != 0 and cell != LETTERS["not_asked"]:
                columns[reason] += [at - last[reason], cell]
                last[reason] = at
    return {"w": "".join(letters), "v": columns}


def _letter(row: Iterable[Any]) -> str:
    asked = {cell for cell in row if cell != LETTERS["not_asked"]}
    if not asked:
        return LETTERS["not_asked"]
    if any(not isinstance(cell, str) for cell in asked):
        return _NUMBERS
    return str(asked.pop()) if len(asked) == 1 else _MIXED


def settings_of(parts: dict[int, int], year: int | None) -> dict[str, Any]:
    """What the page's controls offer, in the language of the page; `year` is shown at first."""
    place = {reason.id: number for number, reason in enumerate(reasons())}
    asked = {of.letter: [place[one.id] for one in reasons_on(of.id)] for of in forms()}
    letters = {of.id: of.letter for of in forms()}
    return {
        "years": sorted(parts),
        "parts": parts,
        "year": year,
        "size": PART,
        "few": int(at_least("interval")),
        "reasons": [[one.id, named(one), one.group] for one in reasons()],
        "groups": [[one.id, named(one)] for one in reason_groups()],
        "asked": asked,
        "form": {number: letters[form_in_force(number)] for number in sorted(parts)},
    }
