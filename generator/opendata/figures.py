"""The frame `figures` with all that belongs to a figure, province by province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from generator.agencies import Registry
from generator.checks.finding import Finding, Side
from generator.forms import form, form_ids
from generator.frames.build import Frames
from generator.frames.schema import categorical
from generator.opendata.tables import tables

NATIONWIDE = "00"
"""Stands where others have the two digits of their province."""

_FIELDS = 100_000  # more than all forms have together: place and field as one number


class FullFigures:
    """Figures joined with agency, form, source, corrections and findings."""

    def __init__(self, frames: Frames, registry: Registry, findings: Iterable[Finding]) -> None:
        self._frames = frames
        agencies = [registry.agencies[str(name)] for name in frames.reports["agency"]]
        self._provinces = np.array([province_of(one.region) for one in agencies], dtype=object)
        self._about = pd.DataFrame(
            {
                "region": pd.Categorical([one.region for one in agencies]),
                "level": pd.Categorical([one.level for one in agencies]),
                "function": pd.Categorical([one.function for one in agencies]),
                "source_sha256": pd.Categorical(frames.reports["source_sha256"]),
            }
        )
        self._fields = {name: code for code, name in enumerate(_all_fields())}
        self._labels, self._units = _words("label"), _words("unit")
        self._findings: dict[int, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._findings[finding.year].append(finding)

    def of_year(self, year: int) -> Iterator[tuple[str, pd.DataFrame]]:
        """Each province with its figures of a year; the reports in order, then their fields.

        One is given, and let go of, when no later report is of it: a year of 10,000 reports
        has two million figures.
        """
        found: dict[str, list[pd.DataFrame]] = defaultdict(list)
        questions = self._places_of(year)
        places = np.flatnonzero(self._frames.reports["year"] == year)
        last = dict(zip(self._provinces[places], places, strict=True))
        waiting = sorted(last)
        for part in self._frames.parts(year):
            whole = self._full(part, questions)
            provinces = self._provinces[part.index.to_numpy()]
            for province in sorted(set(provinces)):
                found[province].append(whole[provinces == province])
            while waiting and last[waiting[0]] <= part.index[-1]:
                yield from _joined(waiting.pop(0), found)
        for province in waiting:  # those whose last reports have no figures
            yield from _joined(province, found)

    def _full(self, part: pd.DataFrame, questions: pd.Series[Any]) -> pd.DataFrame:
        about = self._about.take(part.index.to_numpy())
        fields = part["field"].cat.categories.map(self._fields).to_numpy()
        fields = fields[part["field"].cat.codes.to_numpy()]
        forms = part["form"].cat.categories
        rows = np.array([form_ids().index(str(name)) for name in forms])[part["form"].cat.codes]
        columns = {
            **{name: part[name] for name in part.columns if name != "is_corrected"},
            **{name: about[name].array for name in about.columns},
            "label": self._labels.of(rows, fields),
            "unit": self._units.of(rows, fields),
            "correction": _corrections(part),
            "findings": _found(part, fields, questions),
        }
        table = tables()["figures"]
        return table.frame({name: columns[name] for name in table.names})

    def _places_of(self, year: int) -> pd.Series[Any]:
        """The ids of the findings about each figure of a year, by the number of its place."""
        agencies = self._frames.reports["agency"][self._frames.reports["year"] == year]
        places = {str(agency): int(place) for place, agency in agencies.items()}  # type: ignore[call-overload]
        found: dict[int, list[str]] = defaultdict(list)
        for finding in self._findings[year]:
            place = places.get(finding.agency, -1)
            for name in figures_of(finding):
                if name in self._fields and place >= 0:
                    found[place * _FIELDS + self._fields[name]].append(finding.id)
        ids = [" ".join(names) for names in found.values()]
        return pd.Series(ids, index=pd.Index(list(found), dtype="int64"), dtype=object)


def _joined(
    province: str, found: dict[str, list[pd.DataFrame]]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """A province with its figures, if it has any, which are no longer held."""
    parts = found.pop(province, [])
    if parts:
        yield province, tables()["figures"].joined(parts)


def _found(part: pd.DataFrame, fields: Any, questions: pd.Series[Any]) -> Any:
    """The ids of the findings about each figure of a part."""
    keys = part.index.to_numpy().astype("int64") * _FIELDS + fields
    places = questions.index.get_indexer(pd.Index(keys))
    kept = np.unique(places[places >= 0])
    ids: list[str] = list(dict.fromkeys(questions.iloc[kept]))
    code_of = {name: code for code, name in enumerate(ids)}
    codes = np.array([*(code_of[name] for name in questions.iloc[kept]), -1], "i4")
    return categorical(codes[np.where(places >= 0, np.searchsorted(kept, places), -1)], ids)


def figures_of(finding: Finding) -> tuple[str, ...]:
    """The figures of its own report that a finding compares, each once."""
    sides: tuple[Side | None, ...] = (finding.left, finding.right)
    return tuple(dict.fromkeys(name for side in sides if side for name in side.fields))


def province_of(region: str | None) -> str:
    """The two digits of a region's province."""
    code = (region or "")[:2]
    return code if len(code) == 2 and code.isdigit() and code.isascii() else NATIONWIDE


def correction_id(agency: str, year: int, place: str) -> str:
    """The id of a correction: there is one at most for each place."""
    return f"{agency}/{year}/{place}"


def _corrections(part: pd.DataFrame) -> Any:
    rows = part[part["is_corrected"]]
    found = np.full(len(part), None, dtype=object)
    keys = zip(rows["agency"], rows["year"], rows["field"], strict=True)
    found[part["is_corrected"].to_numpy()] = [correction_id(*map(str, key)) for key in keys]  # type: ignore[arg-type]
    return pd.Categorical(found)


def _all_fields() -> list[str]:
    return list(dict.fromkeys(name for one in form_ids() for name in form(one).fields))


class _words:  # noqa: N801 - a table of words, made by its name
    """A word for each field of each form, looked up by their codes."""

    def __init__(self, member: str) -> None:
        fields = _all_fields()
        known: dict[str, int] = {}
        self._codes = np.full((len(form_ids()), len(fields)), -1, "i4")
        for row, name in enumerate(form_ids()):
            own = form(name).fields
            for column, field in enumerate(fields):
                if field in own:
                    word = getattr(own[field], member)
                    self._codes[row, column] = known.setdefault(word, len(known))
        self._known = list(known)

    def of(self, forms: Any, fields: Any) -> Any:
        """A categorical column of the words; `forms` and `fields` are places in their lists."""
        return categorical(self._codes[forms, fields], self._known)
