"""The CSV of one agency has what the long table has of it."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace

import pandas as pd
from hypothesis import HealthCheck, given, settings

from generator.checks.finding import CheckOutcome
from generator.opendata.agency_csv import COLUMNS, agency_csv
from generator.spreadsheet import original
from tests.frames.test_round_trip import MANY


def test_an_agency_has_the_rows_of_the_long_table(published):
    whole = pd.concat(
        pd.read_csv(published.folder / part.csv.name, dtype=str, keep_default_na=False)
        for part in published.made.of("figures")
    )
    views, with_findings = published.report_views.reports, 0
    for agency in views.agencies():
        text = agency_csv(views.of_agency(agency).values())
        own = pd.read_csv(
            io.StringIO(text.removeprefix("\ufeff")), dtype=str, keep_default_na=False
        )
        expected = whole[whole["agency"] == agency][list(COLUMNS)]
        pd.testing.assert_frame_equal(own, expected.reset_index(drop=True))
        with_findings += (own["findings"] != "").sum()
        assert text.startswith("\ufeffagency,")
        assert text.count("\r\n") == len(own) + 1
    assert with_findings


def view(record, corrections=()):
    return SimpleNamespace(record=record, corrections=corrections, outcome=CheckOutcome())


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(MANY)
def test_every_figure_comes_back(found):
    """Whatever is printed: formulas, quotes, lines' ends, dashes."""
    rows = list(csv.DictReader(io.StringIO(agency_csv(map(view, found))[1:], newline="")))
    read = {
        (row["agency"], int(row["year"]), row["field"]): (
            row["state"], float(row["value"]) if row["value"] else None, original(row["raw"]),
        )
        for row in rows
    }  # fmt: skip
    assert read == {
        (one.agency, one.year, name): (figure.state, figure.value, figure.raw or "")
        for one in found if one.form
        for name, figure in one.figures.items()
    }  # fmt: skip


def test_a_corrected_figure_names_its_correction(published):
    one = next(iter(published.report_views.reports.values()))
    name = next(iter(one.record.figures))
    made = SimpleNamespace(standing="applied", correction=SimpleNamespace(figure=name))
    undone = SimpleNamespace(standing="source_changed", correction=SimpleNamespace(figure="x"))
    text = agency_csv([view(one.record, (made, undone))])
    rows = [row for row in csv.DictReader(io.StringIO(text[1:])) if row["correction"]]
    assert [(row["field"], row["correction"]) for row in rows] == [
        (name, f"{one.record.agency}/{one.record.year}/{name}")
    ]
