"""The static JSON interface under `/api/`; its members are described on `/data/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from generator.agencies import Agency, Registry
from generator.case_file.report_view import ReportView
from generator.corrections.apply import AppliedCorrection
from generator.opendata.interface import SCHEMA
from generator.pages.agency.page import AgencyFile
from generator.pages.kinds import Kind, Made, Material
from generator.pages.own import Own
from generator.pages.parts.content_file import Extra
from generator.records import Figure, Record, replace
from generator.site_settings import SiteSettings

LISTED = 5000
"""Agencies in one file of the list: less than a megabyte."""


def _of_agency(file: AgencyFile, own: Own) -> Made:
    """`/api/agencies/<id>.json` and `…/<id>/<year>.json`."""
    folder, summaries, newest = "api/agencies", [], None
    for fact, counts in zip(file.facts, own.counts, strict=True):
        report_view = file.report_views[fact.year]
        newest = report_view.record
        summaries.append(_summary(newest, counts))
        yield _extra(f"{folder}/{file.agency}/{fact.year}.json", report_object(report_view))
    about = _agency(own.registry.agencies[file.agency], own.registry, newest)
    whole = {**_about(own.settings), **about, "reports": summaries}
    yield _extra(f"{folder}/{file.agency}.json", whole)


def _of_all(material: Material) -> Made:
    """`/api/agencies.json`; where there are very many, `agencies-2.json` and so on go on."""
    years, agencies = material.frames.years_of, material.order.agencies
    pages = max(1, -(-len(agencies) // LISTED))
    for page in range(pages):
        own = agencies[page * LISTED : (page + 1) * LISTED]
        whole = {
            **_about(material.settings),
            "total": len(agencies),
            "next": _list_name(page + 1) if page + 1 < pages else None,
            "agencies": [_line(entry, years.get(entry.id, ())) for entry in own],
        }
        material.extras.write(f"api/{_list_name(page)}", _text(whole))
    return ()


def _list_name(page: int) -> str:
    return f"agencies-{page + 1}.json" if page else "agencies.json"


PAGE_KINDS = (Kind("api", of_agency=_of_agency, pages=_of_all),)


def _about(settings: SiteSettings) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "site": settings.name,
        "licence": settings.licence_url,
    }


def _agency(agency: Agency, registry: Registry, newest: Record | None) -> dict[str, Any]:
    return {
        **msgspec.to_builtins(agency),
        "region_name": registry.full_region_name(agency.region),
        "contacts": msgspec.to_builtins(newest.contacts) if newest else None,
        "contacts_year": newest.year if newest else None,
    }


def _line(agency: Agency, years: Iterable[int]) -> dict[str, Any]:
    names = ("id", "name", "region", "level", "kind", "function")
    return {**{name: getattr(agency, name) for name in names}, "years": list(years)}


def _extra(name: str, value: object) -> Extra:
    return Extra(name, _text(value))


def _text(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"


def _summary(record: Record, values: Mapping[Any, Any]) -> dict[str, Any]:
    """One report in an agency's file: what it is, and the counts that could be computed."""
    return {
        "year": record.year,
        "form": record.form,
        "scope": record.scope,
        "title": record.title,
        "indicators": {name: value for name, value in values.items() if not isinstance(value, str)},
    }


def report_object(report_view: ReportView) -> dict[str, Any]:
    """The record as the contract describes it, with corrections, revisions and findings.

    Its members are always there; of the objects in them, what equals its default is left out.
    """
    found: dict[str, Any] = msgspec.to_builtins(replace(report_view.record, figures={}))
    for name in _LISTS:
        found[name] = [_lean(one) for one in getattr(report_view.record, name)]
    found["figures"] = {name: _figure(one) for name, one in report_view.record.figures.items()}
    found["corrections"] = [_correction(one) for one in report_view.corrections]
    found["revisions"] = [
        {
            "source": msgspec.to_builtins(one.source),
            "form": one.form,
            "figures": [
                {"field": f.field, "other": _figure(f.other), "current": _figure(f.current)}
                for f in one.figures
            ],
        }
        for one in report_view.revisions
    ]
    found["checks"] = {"holds": report_view.outcome.holds} | {
        name: [_lean(one) for one in getattr(report_view.outcome, name)]
        for name in ("failed", "not_judged", "explained")
    }
    return found


_LISTS = ("other_rows", "metrics", "sections", "tasks", "masked", "warnings")


@cache
def _fields_of(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Kept, for looking them up takes longer than writing an object."""
    return msgspec.structs.fields(kind)


def _lean(value: msgspec.Struct) -> dict[str, Any]:
    """An object without the members that equal their defaults, which its schema names."""
    found = {}
    for field in _fields_of(type(value)):
        one = getattr(value, field.name)
        if one == field.default or (not one and field.default_factory is not msgspec.NODEFAULT):
            continue
        found[field.encode_name] = (
            _lean(one) if isinstance(one, msgspec.Struct) else msgspec.to_builtins(one)
        )
    return found


def _figure(figure: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {"value": figure.value}
    if figure.state != "number":
        found["state"] = figure.state
    if figure.raw is not None and figure.raw != str(figure.value):
        found["raw"] = figure.raw
    if figure.at is not None:
        found["at"] = _lean(figure.at)
    return found


def _correction(applied: AppliedCorrection) -> dict[str, Any]:
    return {
        **msgspec.to_builtins(applied.correction),
        "standing": applied.standing,
        "before": _figure(applied.before),
        "after": _figure(applied.after),
    }
