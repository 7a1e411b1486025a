"""JSON Schema and OpenAPI of /api/, held against every file of a site and by the field's linters."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from types import SimpleNamespace

import msgspec
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.agencies import Agency
from generator.checks.finding import CheckOutcome
from generator.extras import Extras
from generator.opendata.interface import (
    OBJECTS,
    Coverage,
    indicator_metadata,
    openapi,
    schema_of,
)
from generator.pages.downloads import api
from generator.pages.downloads.api import report_object
from generator.records import Figure, Metric, Place, Section, replace
from generator.site_settings import SiteSettings
from tests.browser import rig
from tests.running import lacking


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


def test_a_linter_finds_nothing_in_openapi(tmp_path):
    program = rig.NODE / "node_modules/@redocly/cli/bin/cli.js"
    node = rig.find_node()
    if not program.exists() or node is None:
        lacking("Redocly CLI is not installed: run `npm ci` in tests/node")
    off = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}

    def linted(described):
        (tmp_path / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
        command = [node, str(program), "lint", "--format=json", "openapi.json"]
        done = subprocess.run(
            command, cwd=tmp_path, env=os.environ | off, capture_output=True, text=True,
            check=False, timeout=120,
        )  # fmt: skip
        return [one["ruleId"] for one in json.loads(done.stdout)["problems"]]

    whole = openapi(SiteSettings(url="https://example.org/a"))
    assert linted(whole) == []
    del whole["paths"]["/api/agencies/{agency}.json"]["get"]["parameters"]
    assert "path-parameters-defined" in linted(whole)


def test_openapi_holds_what_the_schemas_hold():
    paths = openapi(SiteSettings())["paths"]
    assert set(paths) == {path for _, path in OBJECTS.values()}
    for path, entry in paths.items():
        named = {one["name"] for one in entry["get"]["parameters"]}
        assert named == {word for word in ("agency", "year") if f"{{{word}}}" in path}


def test_a_report_or_the_notice_of_its_withdrawal_lies_at_one_address():
    described = openapi(SiteSettings())["paths"]["/api/agencies/{agency}/{year}.json"]["get"]
    answer = described["responses"]["200"]["content"]["application/json"]["schema"]
    assert [one["$ref"].rpartition("/")[2] for one in answer["oneOf"]] == [
        "ReportObject", "WithdrawnObject",
    ]  # fmt: skip


def test_a_long_list_of_agencies_goes_on_in_further_files(tmp_path, monkeypatch):
    monkeypatch.setattr(api, "LISTED", 2)
    agencies = [Agency(id=f"a{n}", name="局", region="640000", level="county") for n in range(5)]
    material = SimpleNamespace(
        frames=SimpleNamespace(years_of={"a4": (2021,)}),
        order=SimpleNamespace(agencies=agencies), settings=SiteSettings(), extras=Extras(tmp_path),
    )  # fmt: skip
    (kind,) = api.PAGE_KINDS
    assert list(kind.pages(material)) == []
    name, seen = "agencies.json", []
    while name:
        listed = json.loads((tmp_path / "api" / name).read_bytes())
        assert problems(schema_of("agencies"), listed) == []
        assert listed["total"] == 5
        assert len(listed["agencies"]) <= 2
        seen += [(one["id"], one["years"]) for one in listed["agencies"]]
        name = listed["next"]
    assert seen == [(f"a{n}", [2021] if n == 4 else []) for n in range(5)]


def test_an_indicator_says_what_it_is_made_of():
    coverage = {
        "received": Coverage((2021, 2022), "2024-03-01"),
        "granted_any": Coverage((2022,), "2024-05-01"),
        "closed": Coverage((2021, 2022, 2023), None),
    }
    found = indicator_metadata(coverage)
    assert found["received"]["unit"] == "件"
    assert found["received"]["last_change"] == "2024-03-01"
    of_both = next(one for one in found.values() if one.get("numerator") == "granted_any")
    assert of_both["denominator"] == "closed"
    assert (of_both["years"], of_both["last_change"]) == ([2022], "2024-05-01")
    assert found["carried_over"]["last_change"] is None
    assert found["received"]["years"] == [2021, 2022]
    assert found["received"]["formula"]["2021"] == [{"sign": 1, "field": "requests.received.total"}]
    assert all(one["title"]["zh"] and one["title"]["en"] for one in found.values())


def test_descriptions_are_the_same_on_every_python():
    """Before 3.13 a docstring keeps the indentation of its source."""
    for name in OBJECTS:
        assert "\\n  " not in json.dumps(schema_of(name))
    assert "\\n  " not in json.dumps(openapi(SiteSettings()))


def test_what_is_left_out_of_a_report_is_the_default_that_its_schema_names(published):
    """Read back with the defaults, every object is the record's own."""
    for report_view in published.report_views.reports.values():
        record, found = (
            report_view.record,
            json.loads(msgspec.json.encode(report_object(report_view))),
        )
        for name, figure in record.figures.items():
            given = found["figures"][name]
            assert given.get("state", "number") == figure.state
            assert given.get("raw", str(given["value"])) == (figure.raw or str(figure.value))
            assert msgspec.convert(given.get("at"), Place | None) == figure.at
        assert msgspec.convert(found["metrics"], tuple[Metric, ...]) == record.metrics
        assert msgspec.convert(found["sections"], tuple[Section, ...]) == record.sections
        assert msgspec.convert(found["checks"], CheckOutcome) == report_view.outcome


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(value=0, state="number", raw="0"), {"value": 0}),
        (Figure(value=1234, state="number", raw="1,234"), {"value": 1234, "raw": "1,234"}),
        (Figure(state="blank", raw=""), {"value": None, "state": "blank", "raw": ""}),
        (Figure(state="missing"), {"value": None, "state": "missing"}),
        (Figure(state="none", raw="无"), {"value": None, "state": "none", "raw": "无"}),
    ],
)
def test_a_figure_that_is_no_number_always_says_so(published, figure, said):
    report_view = next(iter(published.report_views.reports.values()))
    record = replace(report_view.record, figures={"review.total": figure})
    assert report_object(dataclasses.replace(report_view, record=record))["figures"] == {
        "review.total": said
    }
