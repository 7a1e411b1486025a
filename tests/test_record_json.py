"""The compact form on disk says the same as the whole record, and stays small."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import record_json
from generator.forms import form, form_ids
from generator.record_rules import LARGEST
from generator.records import (
    MISSING,
    Contacts,
    Figure,
    Metric,
    Note,
    Place,
    Record,
    Source,
    without_text,
)

SOURCE = Source(file="a.txt", sha256="0" * 64, media_type="text/plain")

places = st.one_of(
    st.none(),
    st.builds(
        Place,
        page=st.none() | st.integers(1, 99),
        line=st.none() | st.integers(1, 9999),
        cell=st.none() | st.integers(0, 20),
    ),
)
numbers = {
    "count": st.integers(0, LARGEST),
    "signed_count": st.integers(-LARGEST, LARGEST),
    "decimal": st.integers(0, LARGEST)
    | st.floats(0, 2**52, allow_nan=False, allow_infinity=False, width=32),
}
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"]), max_size=12)


def figures(kind):
    """What may stand in a cell of that type."""
    return st.one_of(
        st.just(MISSING),
        st.builds(
            lambda value, raw, at: Figure(
                value=value, state="number", raw=raw or str(value), at=at
            ),
            numbers[kind],
            words,
            places,
        ),
        st.builds(lambda at: Figure(state="blank", raw="", at=at), places),
        st.builds(
            lambda state, raw, at: Figure(state=state, raw=raw, at=at),
            st.sampled_from(["dash", "none", "text"]),
            words,
            places,
        ),
    )


def report(form_id, cells):
    return Record(
        kind="annual_report",
        agency="640500-minzheng",
        year=2023,
        form=form_id,
        source=SOURCE,
        figures=cells,
    )


@pytest.mark.parametrize("form_id", form_ids())
@settings(deadline=None)  # the first call reads the form files
@given(data=st.data())
def test_nothing_is_lost_on_disk(form_id, data):
    cells = {
        field.id: data.draw(figures(field.type)) if index % 17 == 0 else MISSING
        for index, field in enumerate(form(form_id).fields.values())
    }
    record = report(form_id, cells)
    assert record_json.decode(record_json.encode(record)) == record


def test_zero_and_blank_stay_apart():
    first, second, *_ = form("2021").fields
    cells = dict.fromkeys(form("2021").fields, MISSING)
    cells[first] = Figure(value=0, state="number", raw="0", at=Place(line=3, cell=1))
    cells[second] = Figure(state="blank", raw="", at=Place(line=3, cell=2))
    read = record_json.decode(record_json.encode(report("2021", cells)))
    assert read.figure(first).value == 0
    assert (read.figure(second).state, read.figure(second).value) == ("blank", None)


def test_a_zero_in_the_text_is_kept():
    metric = Metric(id="fees.collected", value=0, unit="元")
    record = Record(kind="annual_report", source=SOURCE, metrics=(metric,))
    assert record_json.decode(record_json.encode(record)).metrics == (metric,)


def test_a_table_row_stands_on_a_line():
    cells = {
        field_id: Figure(value=0, state="number", raw="0", at=Place(line=9, cell=position))
        for position, field_id in enumerate(form("2021").fields)
    }
    text = record_json.encode(report("2021", cells))
    assert text.endswith("}\n")
    assert sum('"requests.received"' in line for line in text.splitlines()) == 1
    assert json.loads(text)["schema"] == 1
    assert len(text.encode()) < 5000


def test_without_text_keeps_figures_names_and_headings():
    record = Record(
        kind="annual_report",
        source=SOURCE,
        contacts=Contacts(phones=("0955-7037171",)),
        metrics=(Metric(id="published.website", value=140, unit="条", quote="…140条"),),
        warnings=(Note(code="x", params={"a": "b"}),),
    )
    bare = without_text(record)
    assert bare.metrics[0].quote is None
    assert bare.metrics[0].value == 140
    assert bare.contacts == record.contacts
