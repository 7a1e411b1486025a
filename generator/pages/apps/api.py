"""The static JSON interface under `/api/`; its members are described on `/data/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from generator.agencies import Agency, Registry
from generator.checks.corrections import AppliedCorrection
from generator.checks.dossier import Dossier, Dossiers, iter_agency_dossiers
from generator.pages.apps.agency_index import AgencyOrder
from generator.pages.settings import SiteSettings
from generator.records import Figure, Record, replace
from generator.store import write_atomically

Progress = Callable[[int, int], None]


def write_api(
    dossiers: Dossiers,
    counts: pd.DataFrame,
    order: AgencyOrder,
    target: Path,
    settings: SiteSettings,
    progress: Progress | None = None,
) -> None:
    """Writes `/api/agencies.json`, `/api/agencies/<id>.json` and `…/<id>/<year>.json`.

    `counts` holds the counts of the reports in their order: a number, or a letter.
    """
    about = {"site": settings.name, "licence": settings.licence_url}
    folder, registry, done = target / "api", dossiers.registry, 0
    names, rows = list(counts.columns), counts.itertuples(index=False, name=None)
    years: dict[str, list[int]] = {}
    for agency, reports in iter_agency_dossiers(dossiers):
        summaries = []
        years[agency] = sorted(reports)
        for year, row in zip(years[agency], rows, strict=False):
            dossier = reports[year]
            summaries.append(_summary(dossier.record, dict(zip(names, row, strict=True))))
            _write(folder / f"agencies/{agency}/{year}.json", report_object(dossier))
        entry = order.agencies[order.position[agency]]
        newest = reports[years[agency][-1]].record
        whole = {**about, **_agency(entry, registry, newest), "reports": summaries}
        _write(folder / f"agencies/{agency}.json", whole)
        done += len(reports)
        if progress is not None:
            progress(done, len(dossiers.reports))
    for entry in order.agencies:
        if entry.id not in years:
            whole = {**about, **_agency(entry, registry, None), "reports": []}
            _write(folder / f"agencies/{entry.id}.json", whole)
    listed = [_line(entry, years.get(entry.id, [])) for entry in order.agencies]
    _write(folder / "agencies.json", {**about, "agencies": listed})


def _agency(agency: Agency, registry: Registry, newest: Record | None) -> dict[str, Any]:
    return {
        **msgspec.to_builtins(agency),
        "region_name": registry.full_region_name(agency.region),
        "contacts": msgspec.to_builtins(newest.contacts) if newest else None,
        "contacts_year": newest.year if newest else None,
    }


def _line(agency: Agency, years: list[int]) -> dict[str, Any]:
    names = ("id", "name", "region", "level", "kind", "function")
    return {**{name: getattr(agency, name) for name in names}, "years": years}


def _write(path: Path, value: object) -> None:
    write_atomically(path, msgspec.json.encode(value) + b"\n")


def _summary(record: Record, values: dict[str, Any]) -> dict[str, Any]:
    """One report in an agency's file: what it is, and the counts that could be computed."""
    return {
        "year": record.year,
        "form": record.form,
        "scope": record.scope,
        "title": record.title,
        "indicators": {name: value for name, value in values.items() if not isinstance(value, str)},
    }


def report_object(dossier: Dossier) -> dict[str, Any]:
    """The record as the contract describes it, with corrections, revisions and findings.

    A figure's members that are null are left out, but for `value`.
    """
    found: dict[str, Any] = msgspec.to_builtins(replace(dossier.record, figures={}))
    found["figures"] = {name: _figure(one) for name, one in dossier.record.figures.items()}
    found["corrections"] = [_correction(one) for one in dossier.corrections]
    found["revisions"] = [
        {
            "source": msgspec.to_builtins(one.source),
            "form": one.form,
            "figures": [
                {"field": f.field, "other": _figure(f.other), "current": _figure(f.current)}
                for f in one.figures
            ],
        }
        for one in dossier.revisions
    ]
    found["checks"] = msgspec.to_builtins(dossier.outcome)
    return found


def _figure(figure: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {"value": figure.value, "state": figure.state}
    if figure.raw is not None:
        found["raw"] = figure.raw
    if figure.at is not None:
        place = {"page": figure.at.page, "line": figure.at.line, "cell": figure.at.cell}
        found["at"] = {name: value for name, value in place.items() if value is not None}
    return found


def _correction(applied: AppliedCorrection) -> dict[str, Any]:
    return {
        **msgspec.to_builtins(applied.correction),
        "standing": applied.standing,
        "before": _figure(applied.before),
        "after": _figure(applied.after),
    }
