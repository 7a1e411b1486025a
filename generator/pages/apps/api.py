"""The static JSON interface under `/api/`; its members are described on `/data/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from generator.agencies import Agency, Registry
from generator.checks.corrections import AppliedCorrection
from generator.checks.dossier import Dossier
from generator.pages.apps.agency_index import AgencyOrder
from generator.pages.counts import all_values
from generator.pages.settings import SiteSettings
from generator.records import Figure, Record, replace
from generator.store import write_atomically


class Api:
    """Writes `/api/agencies.json`, `/api/agencies/<id>.json` and `…/<id>/<year>.json`."""

    def __init__(
        self, registry: Registry, order: AgencyOrder, target: Path, settings: SiteSettings
    ) -> None:
        self._registry = registry
        self._order = order
        self._folder = target / "api"
        self._settings = settings
        self._years: dict[str, list[int]] = {}

    def add(self, agency: str, reports: dict[int, Dossier]) -> None:
        """Writes one agency and its reports."""
        self._years[agency] = sorted(reports)
        for year, dossier in reports.items():
            self._write(f"agencies/{agency}/{year}.json", report_object(dossier))
        about = self._order.agencies[self._order.position[agency]]
        self._write(f"agencies/{agency}.json", self._agency(about, reports))

    def finish(self) -> None:
        """Writes the agencies without reports and the list of all."""
        for agency in self._order.agencies:
            if agency.id not in self._years:
                self._write(f"agencies/{agency.id}.json", self._agency(agency, {}))
        listed = [self._line(agency) for agency in self._order.agencies]
        self._write("agencies.json", {**self._about(), "agencies": listed})

    def _agency(self, agency: Agency, reports: dict[int, Dossier]) -> dict[str, Any]:
        newest = reports[max(reports)].record if reports else None
        return {
            **self._about(),
            **msgspec.to_builtins(agency),
            "region_name": self._registry.full_region_name(agency.region),
            "contacts": msgspec.to_builtins(newest.contacts) if newest else None,
            "contacts_year": newest.year if newest else None,
            "reports": [_summary(dossier.record) for _, dossier in sorted(reports.items())],
        }

    def _line(self, agency: Agency) -> dict[str, Any]:
        return {
            "id": agency.id,
            "name": agency.name,
            "region": agency.region,
            "level": agency.level,
            "kind": agency.kind,
            "function": agency.function,
            "years": self._years.get(agency.id, []),
        }

    def _about(self) -> dict[str, Any]:
        return {"site": self._settings.name, "licence": self._settings.licence_url}

    def _write(self, name: str, value: object) -> None:
        write_atomically(self._folder / name, msgspec.json.encode(value) + b"\n")


def _summary(record: Record) -> dict[str, Any]:
    """One report in an agency's file: what it is, and the counts that could be computed."""
    values = all_values(record)
    return {
        "year": record.year,
        "form": record.form,
        "scope": record.scope,
        "title": record.title,
        "indicators": {k: v for k, v in values.items() if not isinstance(v, str)},
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
