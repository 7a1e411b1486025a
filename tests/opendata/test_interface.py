"""JSON Schema and OpenAPI of /api/, held against every file of a site and by the field's linters."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.opendata.interface import OBJECTS, indicator_metadata, openapi, schema_of
from generator.pages.downloads.api import report_object
from generator.site_settings import SiteSettings


def problems(schema, value):
    return [
        f"{error.json_path}: {error.message[:200]}"
        for error in Draft202012Validator(schema).iter_errors(value)
    ]


@pytest.mark.parametrize("name", OBJECTS)
def test_a_schema_is_one(name):
    Draft202012Validator.check_schema(schema_of(name))


def test_every_report_fits_its_schema(published):
    schema, seen = schema_of("report"), 0
    for report_view in published.report_views.reports.values():
        value = json.loads(json.dumps(report_object(report_view), default=str))
        assert problems(schema, value) == []
        seen += 1
    assert seen >= 30


def test_what_does_not_fit_is_found(published):
    schema = schema_of("report")
    whole = json.loads(
        json.dumps(report_object(next(iter(published.report_views.reports.values()))), default=str)
    )
    name = next(iter(whole["figures"]))
    for change in (
        {"year": "2021"},
        {"more": 1},
        {"figures": {name: {"value": 0, "state": "nought"}}},
        {"figures": {name: {"value": "0", "state": "number"}}},
    ):
        assert problems(schema, whole | change)
    assert problems(schema, {key: value for key, value in whole.items() if key != "scope"})


@pytest.mark.parametrize("url", [None, "https://example.org/a"])
def test_openapi_is_valid(url):
    OpenAPIV31SpecValidator(openapi(SiteSettings(url=url))).validate()


def test_openapi_holds_what_the_schemas_hold():
    paths = openapi(SiteSettings())["paths"]
    assert set(paths) == {path for _, path in OBJECTS.values()}
    for path, entry in paths.items():
        named = {one["name"] for one in entry["get"]["parameters"]}
        assert named == {word for word in ("agency", "year") if f"{{{word}}}" in path}


def test_an_indicator_says_what_it_is_made_of():
    found = indicator_metadata({"received": [2021, 2022], "granted_any": [2022]})
    assert found["received"]["unit"] == "件"
    assert found["received"]["years"] == [2021, 2022]
    assert found["received"]["formula"]["2021"] == [{"sign": 1, "field": "requests.received.total"}]
    assert all(one["title"]["zh"] and one["title"]["en"] for one in found.values())


def test_descriptions_are_the_same_on_every_python():
    """Before 3.13 a docstring keeps the indentation of its source."""
    for name in OBJECTS:
        assert "\\n  " not in json.dumps(schema_of(name))
    assert "\\n  " not in json.dumps(openapi(SiteSettings()))
