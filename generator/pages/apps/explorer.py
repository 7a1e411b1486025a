"""`/explore/`: every indicator by agency and year, loaded one indicator and year at a time.

`static/apps/explore/<indicator>-<year>.js` holds a value for each report of the year, in
the order of `static/apps/explore/reports-<year>.js`, which says which agency (runs of
places in the agency index), whether the report sums a region, and by which form it was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.checks.dossier import Dossier
from generator.forms import form, forms
from generator.messages import message
from generator.pages.apps.agency_index import AgencyOrder, parts_of
from generator.pages.apps.explorer_page import PlainTable, body_of, formula_words
from generator.pages.apps.markdown import head_of, write_page
from generator.pages.apps.scripts import write_script
from generator.pages.counts import Count, Rate, Value, all_values, catalogue

DEFAULT = "received"
_NO_FORM = "0"


class YearColumns:
    """The reports of one year: agencies by position, scope, form, and a column a count."""

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.scopes: list[str] = []
        self.forms: list[str] = []
        self.values: dict[str, list[Value]] = {count.id: [] for count in catalogue().counts}

    def add(self, position: int, dossier: Dossier) -> None:
        """Adds a report."""
        record = dossier.record
        self.positions.append(position)
        self.scopes.append("a" if record.scope == "aggregate" else "o")
        self.forms.append(form(record.form).letter if record.form else _NO_FORM)
        for name, value in all_values(record).items():
            self.values[name].append(value)


class Explorer:
    """Collects the explorer's data and writes them with the page."""

    def __init__(self, order: AgencyOrder, content: Path, target: Path) -> None:
        self._order = order
        self._content = content
        self._target = target
        self._years: dict[int, YearColumns] = {}

    def add(self, agency: str, reports: dict[int, Dossier]) -> None:
        """Takes the reports of one agency by year."""
        position = self._order.position[agency]
        for year, dossier in reports.items():
            self._years.setdefault(year, YearColumns()).add(position, dossier)

    def finish(self) -> None:
        """Writes the data files and the page."""
        for year, columns in sorted(self._years.items()):
            reports = {
                "i": runs(columns.positions),
                "s": "".join(columns.scopes),
                "f": "".join(columns.forms),
            }
            write_script(self._target, f"explore/reports-{year}", reports)
            for name, values in columns.values.items():
                if any(not isinstance(value, str) for value in values):
                    write_script(self._target, f"explore/{name}-{year}", values)
        self._write_page()

    def _write_page(self) -> None:
        head = head_of(_say("title"), "explore/", "explore", _say("description"))
        head["App"] = {**app_settings(self._years), "parts": parts_of(self._order)}
        write_page(self._content, "explore", head, body_of(self._plain()))

    def _plain(self) -> PlainTable | None:
        """The newest year as the table for readers without scripts."""
        if not self._years:
            return None
        year = max(self._years)
        columns = self._years[year]
        table = PlainTable(year, DEFAULT)
        for position, scope, value in zip(
            columns.positions, columns.scopes, columns.values[DEFAULT], strict=True
        ):
            table.add(self._order.agencies[position], scope == "a", value)
        return table


def runs(positions: Iterable[int]) -> list[int]:
    """Positions as start, length, start, length …: 4, 5, 6, 9 is 4, 3, 9, 1."""
    found: list[int] = []
    for position in positions:
        if found and position == found[-2] + found[-1]:
            found[-1] += 1
        else:
            found += [position, 1]
    return found


def app_settings(years: dict[int, YearColumns]) -> dict[str, Any]:
    """`indicator_settings`, and for each count the years in which some report has a number."""
    found = indicator_settings(sorted(years))
    for count in found["counts"]:
        count["years"] = [
            year
            for year, columns in sorted(years.items())
            if any(not isinstance(value, str) for value in columns.values[count["id"]])
        ]
    return found


def indicator_settings(years: list[int]) -> dict[str, Any]:
    """What the page's controls offer: the years and every indicator with its formula in words."""
    counts = []
    for count in catalogue().counts:
        entry = _common(count)
        entry["unit"] = count.unit
        entry["formula"] = {name: formula_words(count, name) for name in count.forms()}
        counts.append(entry)
    rates = []
    for rate in catalogue().rates:
        entry = _common(rate)
        entry |= {
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "minimum": rate.minimum,
        }
        rates.append(entry)
    letters = {of.letter: of.id for of in forms()}
    return {"years": years, "forms": letters, "counts": counts, "rates": rates}


def _common(indicator: Count | Rate) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "zh": indicator.zh,
        "group": indicator.group,
        "comparable": indicator.comparable,
        "note": indicator.note,
    }


def _say(code: str) -> str:
    return message(f"apps.explore.{code}", {})
