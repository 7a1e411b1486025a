"""The pages and the explorer count the same, because one file defines what is counted."""

import pytest

from generator.forms import form, form_ids
from generator.pages.counts import catalogue, count_value, rate_value
from generator.pages.indicators import indicators, total_of
from generator.records import MISSING, Figure, Record, Source, replace

SOURCE = Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain")


def number(value):
    return Figure(value=value, state="number", raw=str(value))


def record(form_id):
    """A report in which every figure is another number."""
    figures = {name: number(n) for n, name in enumerate(form(form_id).fields, start=3)}
    return Record(kind="annual_report", source=SOURCE, form=form_id, figures=figures)


@pytest.mark.parametrize("form_id", form_ids())
def test_a_page_and_the_explorer_say_the_same_number(form_id):
    made, of = record(form_id), indicators(form_id)
    said = {name: count_value(catalogue().count(name), made) for name in ("received", "closed")}
    assert said == {
        "received": made.value(of.received),
        "closed": made.value(of.outcomes_total),
    }
    granted = count_value(catalogue().count("granted_any"), made)
    assert granted == total_of(made, (of.granted, of.partly))
    if form_id != "2014":
        bars = {group.id: total_of(made, group.fields) for group in of.outcomes}
        names = {"outcomes.denied": "denied", "outcomes.unable": "unable",
                 "outcomes.not_processed": "not_processed", "outcomes.other": "other_outcome",
                 "requests.carried_over": "carried_over"}  # fmt: skip
        for bar, name in names.items():
            assert bars[bar] == count_value(catalogue().count(name), made)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_outcomes_take_every_row_once(form_id):
    rows = [name for group in indicators(form_id).outcomes for name in group.fields]
    printed = {
        name
        for name in form(form_id).fields
        if name.startswith("outcomes.") and name.endswith(".total")
    }
    assert len(rows) == len(set(rows))
    assert printed - set(rows) == {"outcomes.total.total"}


def test_an_empty_cell_is_no_zero_and_a_rate_needs_its_minimum():
    made = record("2021")
    blank = {"outcomes.granted.total": Figure(value=None, state="blank", raw="")}
    broken = replace(made, figures={**made.figures, **blank})
    assert count_value(catalogue().count("granted"), broken) == "b"
    assert count_value(catalogue().count("granted_any"), broken) == "x"
    gone = replace(made, figures=dict.fromkeys(made.figures, MISSING))
    assert count_value(catalogue().count("granted_any"), gone) == "m"
    assert count_value(catalogue().count("items_published"), made) == "f"
    rate = next(rate for rate in catalogue().rates if rate.id == "share_granted")
    assert rate_value(rate, {"granted_any": 5, "closed": 9}) is None
    assert rate_value(rate, {"granted_any": 5, "closed": 10}) == 0.5
