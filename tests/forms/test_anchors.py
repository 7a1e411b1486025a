"""Where a figure stands on a page: every field of every form has a place there."""

from __future__ import annotations

import pytest

from generator.forms import forms
from generator.forms.anchors import figure_anchor, has_anchor


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_every_field_leads_to_a_field_of_its_row_that_has_a_place(form):
    for name, field in form.fields.items():
        place = figure_anchor(name).removeprefix("f-")
        assert has_anchor(place), name
        assert place in form.fields, name
        assert form.fields[place].table == field.table
        assert has_anchor(name) == (place == name)


def test_a_column_of_applicants_leads_to_the_rows_total_and_a_document_count_to_itself():
    assert figure_anchor("requests.received.natural_person") == "f-requests.received.total"
    assert figure_anchor("requests.received.total") == "f-requests.received.total"
    assert figure_anchor("review.corrected") == "f-review.corrected"
    assert figure_anchor("proactive.regulations.made") == "f-proactive.regulations.made"
    assert figure_anchor("stats.requests.received") == "f-stats.requests.received"
