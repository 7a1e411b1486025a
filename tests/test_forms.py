"""The form files hold every figure of the statutory forms, each once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.forms import form, form_ids

FIELDS = Path(__file__).parent / "golden" / "form-fields.csv"


def expected_fields():
    with FIELDS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("form_id", form_ids())
def test_every_field_with_its_unit_and_type(form_id):
    expected = {
        row["id"]: (row["unit"], row["type"]) for row in expected_fields() if row["form"] == form_id
    }
    found = {field.id: (field.unit, field.type) for field in form(form_id).fields.values()}
    assert found == expected


@pytest.mark.parametrize("form_id", form_ids())
def test_every_label_stands_on_the_form(form_id):
    fields = form(form_id).fields
    for row in expected_fields():
        if row["form"] == form_id:
            assert fields[row["id"]].row.label == row["row_label"]
            assert fields[row["id"]].column.label == row["column_label"]


def test_the_forms_have_the_rows_that_the_law_gives_them():
    def request_rows(form_id):
        (table,) = [table for table in form(form_id).tables if table.id == "requests"]
        return len(table.rows)

    assert (request_rows("2019"), request_rows("2021")) == (23, 25)
    assert len(form("2014").fields) == 58


def test_comparable_figures_share_their_ids():
    comparable = {
        i for i in form("2019").fields if i.startswith(("requests.", "review.", "litigation."))
    }
    assert comparable <= form("2021").fields.keys()
