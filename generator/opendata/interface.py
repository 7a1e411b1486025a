"""The static interface: JSON Schema 2020-12 of every object, and OpenAPI 3.1 of the files.

The schemas come from the types that the objects are written from, so that they cannot say
anything else. They are strict: an object with a member more is of a later version.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from generator.agencies import Agency, Level
from generator.change_log import Change
from generator.checks.finding import CheckOutcome
from generator.corrections.apply import Correction, Standing
from generator.frames.counts import catalogue
from generator.messages import message
from generator.records import Contacts, Record, Scope, Source, State
from generator.site_settings import SiteSettings

VERSION = "3"
SCHEMA = 1
"""The version of the objects whose `schema` no record gives."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACES = "#/components/schemas/{name}"


class PlaceObject(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Where something stands in the source: page and line from 1, cell from 0."""

    page: int | msgspec.UnsetType = msgspec.UNSET
    line: int | msgspec.UnsetType = msgspec.UNSET
    cell: int | msgspec.UnsetType = msgspec.UNSET


class FigureObject(msgspec.Struct, forbid_unknown_fields=True):
    """A cell of a statutory table; `value` is null unless `state` is "number".

    `state` is left out where it is "number", and `raw`, what was printed, where it is `value`
    in the same digits.
    """

    value: int | float | None
    state: State = "number"
    raw: str | msgspec.UnsetType = msgspec.UNSET
    at: PlaceObject | msgspec.UnsetType = msgspec.UNSET


class RevisedFigure(msgspec.Struct, forbid_unknown_fields=True):
    """A figure in which two documents of one report differ."""

    field: str
    other: FigureObject
    current: FigureObject


class RevisionObject(msgspec.Struct, forbid_unknown_fields=True):
    """Another document of the same agency and year."""

    source: Source
    form: str | None
    figures: list[RevisedFigure]


class SummaryObject(msgspec.Struct, forbid_unknown_fields=True):
    """A report in its agency's file, with the counts that could be computed."""

    year: int
    form: str | None
    scope: Scope
    title: str | None
    indicators: dict[str, int | float]


class ListedAgency(msgspec.Struct, forbid_unknown_fields=True):
    """An agency in the list of all, with the years of its reports."""

    id: str
    name: str
    region: str
    level: Level
    kind: str
    function: str | None
    years: list[int]


class AgenciesObject(msgspec.Struct, forbid_unknown_fields=True):
    """The list of all agencies, or its beginning: `next` names the file that goes on, if any."""

    schema: int
    site: str
    licence: str
    total: int
    next: str | None
    agencies: list[ListedAgency]


class WithdrawnObject(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Lies in the place of a report that was published once; `withdrawn` is an ISO date."""

    schema: int = SCHEMA
    agency: str
    year: int
    withdrawn: str
    log: str = "data/changes/changes.json"


class ChangesObject(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The newest changes of the data; `total` counts all."""

    schema: int = SCHEMA
    total: int
    changes: list[Change]


def _members(struct: type[msgspec.Struct], *without: str) -> list[tuple[str, Any]]:
    """The members of a struct that is written whole: each is always there."""
    fields = msgspec.structs.fields(struct)
    return [(one.name, one.type) for one in fields if one.name not in without]


CorrectionObject = msgspec.defstruct(
    "CorrectionObject",
    [
        *_members(Correction),
        ("standing", Standing),
        ("before", FigureObject),
        ("after", FigureObject),
    ],
    kw_only=True,
    forbid_unknown_fields=True,
)
AgencyObject = msgspec.defstruct(
    "AgencyObject",
    [
        ("schema", int),
        ("site", str),
        ("licence", str),
        *_members(Agency),
        ("region_name", str),
        ("contacts", Contacts | None),
        ("contacts_year", int | None),
        ("reports", list[SummaryObject]),
    ],
    kw_only=True,
    forbid_unknown_fields=True,
)
ReportObject = msgspec.defstruct(
    "ReportObject",
    [
        *_members(Record, "figures"),
        ("figures", dict[str, FigureObject]),
        ("corrections", list[CorrectionObject]),  # type: ignore[valid-type]
        ("revisions", list[RevisionObject]),
        ("checks", CheckOutcome),
    ],
    kw_only=True,
    forbid_unknown_fields=True,
)

OBJECTS: dict[str, tuple[type, str]] = {
    "agencies": (AgenciesObject, "/api/agencies.json"),
    "agency": (AgencyObject, "/api/agencies/{agency}.json"),
    "report": (ReportObject, "/api/agencies/{agency}/{year}.json"),
    "withdrawn": (WithdrawnObject, "/api/agencies/{agency}/{year}.json"),
    "changes": (ChangesObject, "/data/changes/changes.json"),
}
"""Every object, its type, and where it lies; two may lie in the same place."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of an object of /api/, by its name in OBJECTS."""
    made = msgspec.to_builtins(msgspec.json.schema(OBJECTS[name][0]))
    return {"$schema": _DIALECT, **_unindented(made)}


def _unindented(value: Any) -> Any:
    """The same with descriptions as Python 3.13 keeps docstrings; earlier ones keep indentation."""
    if isinstance(value, dict):
        return {
            key: cleandoc(one)
            if key == "description" and isinstance(one, str)
            else _unindented(one)
            for key, one in value.items()
        }
    return [_unindented(one) for one in value] if isinstance(value, list) else value


def openapi(settings: SiteSettings) -> dict[str, Any]:
    """All files under /api/ as OpenAPI 3.1."""
    types = [kind for kind, _ in OBJECTS.values()]
    made = msgspec.json.schema_components(types, ref_template=_PLACES)
    # Through JSON: lists for tuples.
    objects, components = _unindented(msgspec.json.decode(msgspec.json.encode(made)))
    paths: dict[str, Any] = {}
    for (name, (_, path)), schema in zip(OBJECTS.items(), objects, strict=True):
        if path in paths:
            _add_answer(paths[path]["get"], name, schema)
        else:
            paths[path] = {"get": _operation(name, schema)}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": _DIALECT,
        "info": {
            "title": settings.name,
            "version": VERSION,
            "description": message("opendata.api", {}, "en"),
            "license": {"name": settings.licence_name, "url": settings.licence_url},
        },
        "servers": [{"url": settings.url or ".."}],
        "security": [],
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    path = OBJECTS[name][1]
    kinds = {"agency": {"type": "string"}, "year": {"type": "integer"}}
    return {
        "operationId": name,
        "summary": message(f"opendata.api_{name}", {}, "en"),
        "description": message(f"opendata.api_{name}", {}, "zh"),
        "parameters": [
            {"name": one, "in": "path", "required": True, "schema": kind}
            for one, kind in kinds.items()
            if f"{{{one}}}" in path
        ],
        "responses": {
            "200": {
                "description": message(f"opendata.api_{name}", {}, "en"),
                "content": {"application/json": {"schema": schema}},
            },
            "404": {"description": message("opendata.api_none", {}, "en")},
        },
    }


def _add_answer(operation: dict[str, Any], name: str, schema: dict[str, Any]) -> None:
    """The other object that may lie at the same address."""
    answer = operation["responses"]["200"]
    answer["description"] += f"; {message(f'opendata.api_{name}', {}, 'en')}"
    content = answer["content"]["application/json"]
    content["schema"] = {"oneOf": [content["schema"], schema]}


class Coverage(msgspec.Struct, frozen=True):
    """The report years in which an indicator has a value, and when one of them last changed."""

    years: tuple[int, ...] = ()
    last_change: str | None = None


def indicator_metadata(coverage: dict[str, Coverage]) -> dict[str, dict[str, Any]]:
    """The metadata of each indicator: unit, formula, forms, comparability, years, last change."""
    found: dict[str, dict[str, Any]] = {}
    for count in catalogue().counts:
        found[count.id] = {
            "id": count.id,
            "title": {"zh": count.zh, "en": count.en},
            "unit": count.unit,
            "note": count.note,
            "formula": {
                form: [{"sign": sign, "field": field} for sign, field in count.terms(form)]
                for form in count.forms()
            },
            "comparable": count.comparable,
            **_covered(coverage, count.id),
            "files": ["data/indicators.csv", "data/indicators.parquet"],
            "source": message("opendata.source", {}, "en"),
        }
    for rate in catalogue().rates:
        found[rate.id] = {
            "id": rate.id,
            "title": {"zh": rate.zh, "en": rate.en},
            "unit": "%",
            "note": rate.note,
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "minimum": rate.minimum,
            "comparable": rate.comparable,
            **_covered(coverage, rate.numerator, rate.denominator),
            "source": message("opendata.source", {}, "en"),
        }
    return found


def _covered(coverage: dict[str, Coverage], *names: str) -> dict[str, Any]:
    """The years that all of these counts have, and the newest of their changes."""
    found = [coverage.get(name, Coverage()) for name in names]
    years = set(found[0].years).intersection(*(one.years for one in found))
    last = max((one.last_change or "" for one in found), default="")
    return {"years": sorted(years), "last_change": last or None}
