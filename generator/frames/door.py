"""A data folder as frames, for analysis outside the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from generator.agencies import AGENCY_COLUMNS, Registry
from generator.checks.corrections import load_corrections
from generator.checks.discretion import cover_corrections, cover_registry
from generator.checks.dossier import load_dossiers
from generator.checks.finding import Finding
from generator.checks.shelf import Shelf, by_agency, keys_of
from generator.errors import BadDataError
from generator.frames.build import Frames, joined
from generator.frames.rows import rows_of
from generator.frames.schema import tables
from generator.privacy import load_exceptions
from generator.store import DataFolder

_FINDING = ("agency", "year", "check", "scope", "kind", "severity", "result")


def parts_of(table: str, data: Path, year: int | None) -> Iterator[pd.DataFrame]:
    """One table of a data folder, of one year or all, in parts that fit in memory.

    BadDataError when the folder has no report of that year. Corrections are applied and
    personal data covered, as on the site.
    """
    if table == "agencies":
        yield agencies_frame(cover_registry(DataFolder(data).registry(), load_exceptions(data)))
    elif table == "findings":
        found = load_dossiers(DataFolder(data))
        _require(year, {of for _, of in found.outcomes}, data)
        findings = (one for one in found.findings(with_open=True) if year in (None, one.year))
        yield findings_frame(findings)
    else:
        frames = _frames(data, year)
        if table == "figures":
            for one in frames.years:
                yield from frames.parts(one)
        else:
            yield getattr(frames, table)


def _frames(data: Path, year: int | None) -> Frames:
    folder, exceptions = DataFolder(data), load_exceptions(data)
    registry = cover_registry(folder.registry(), exceptions)
    keys = keys_of(folder.paths("annual_report"))
    _require(year, {of for _, of in keys}, data)
    corrections = cover_corrections(load_corrections(folder, registry, set(keys)), exceptions)
    wanted = by_agency(key for key in keys if year in (None, key[1]))
    shelf = Shelf(folder, registry, wanted, corrections, exceptions)
    frames = Frames()
    for agency in shelf.years:
        frames.add(rows_of(shelf.read_agency(agency).values()))
    return frames


def _require(year: int | None, years: set[int], data: Path) -> None:
    if not years or (year is not None and year not in years):
        known = ", ".join(str(one) for one in sorted(years)) or "—"
        code = "frames.no_reports" if year is None else "frames.no_year"
        raise BadDataError(code, file=str(data), year=year, years=known)


def agencies_frame(registry: Registry) -> pd.DataFrame:
    """The registry's agencies, in its order."""
    rows = [
        [joined(getattr(agency, name)) or None for name in AGENCY_COLUMNS]
        for agency in registry.agencies.values()
    ]
    return tables()["agencies"].rows(rows)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """What fails and what cannot be judged."""
    rows = [
        (
            *(getattr(found, name) for name in _FINDING),
            *(side.value if side else None for side in (found.left, found.right)),
            found.difference,
        )
        for found in findings
    ]
    return tables()["findings"].rows(rows)
