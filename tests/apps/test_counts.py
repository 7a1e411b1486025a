"""The pages and the explorer count the same, because one file defines what is counted."""

import numpy as np
import pytest

from generator.forms import form, form_ids
from generator.frames import measures
from generator.frames.counts import Count, state_of
from generator.pages.parts.indicators import indicators, total_of
from generator.records import MISSING, Figure, Record, replace
from tests.frames.making import SOURCE, frames_of_records


def number(value):
    return Figure(value=value, state="number", raw=str(value))


def record(form_id):
    """A report in which every figure is another number."""
    figures = {name: number(n) for n, name in enumerate(form(form_id).fields, start=3)}
    return Record(
        kind="annual_report", source=SOURCE, agency="a", year=2022, form=form_id, figures=figures
    )


def counted(made, count):
    """The count in a report: a number, or why there is none."""
    (row,) = frames_of_records(made).indicators.to_dict("records")
    return row[count] if row[state_of(count)] == "number" else row[state_of(count)]


@pytest.mark.parametrize("form_id", form_ids())
def test_a_page_and_the_explorer_say_the_same_number(form_id):
    made, of = record(form_id), indicators(form_id)
    said = {name: counted(made, name) for name in ("received", "closed")}
    assert said == {
        "received": made.value(of.received),
        "closed": made.value(of.outcomes_total),
    }
    granted = counted(made, "granted_any")
    assert granted == total_of(made, (of.granted, of.partly))
    if form_id != "2014":
        bars = {group.id: total_of(made, group.fields) for group in of.outcomes}
        names = {"outcomes.denied": "denied", "outcomes.unable": "unable",
                 "outcomes.not_processed": "not_processed", "outcomes.other": "other_outcome",
                 "requests.carried_over": "carried_over"}  # fmt: skip
        for bar, name in names.items():
            assert bars[bar] == counted(made, name)


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


def test_an_empty_cell_is_no_zero():
    made = record("2021")
    blank = {"outcomes.granted.total": Figure(value=None, state="blank", raw="")}
    broken = replace(made, figures={**made.figures, **blank})
    assert counted(broken, "granted") == "blank"
    assert counted(broken, "granted_any") == "incomplete"
    gone = replace(made, figures=dict.fromkeys(made.figures, MISSING))
    assert counted(gone, "granted_any") == "missing"
    assert counted(made, "items_published") == "not_asked"
    assert counted(replace(made, form=None, figures={}), "granted") == "missing"


@pytest.mark.parametrize("state", ["blank", "dash", "none", "text", "missing"])
def test_every_state_of_a_figure_stays_told_apart(state):
    made = record("2021")
    broken = replace(made, figures={**made.figures, "review.total": Figure(state=state)})
    assert counted(broken, "reviews") == state
    (row,) = frames_of_records(broken).indicators.to_dict("records")
    assert row["reviews"] != row["reviews"]  # no number stands there, no zero either


def test_what_a_formula_takes_away_is_taken_away():
    count = Count(
        id="made_up", zh="虚构", en="made up", unit="件", group="虚构",
        formula=("requests.received.total - requests.carried_in.total",),
    )  # fmt: skip
    fields = list(form("2021").fields)
    values, states = np.zeros((1, len(fields))), np.zeros((1, len(fields)), "i1")
    values[0, fields.index("requests.received.total")] = 20
    values[0, fields.index("requests.carried_in.total")] = 3
    total, _ = measures.one_count(count, "2021", values, states)
    assert total.tolist() == [17]


def test_sums_are_exact():
    """0.1 + 0.2 is 0.3, and a printed zero is a zero."""
    made = record("2021")
    money = {"proactive.admin_fees.amount": Figure(value=10.1234567, state="number")}
    assert counted(replace(made, figures={**made.figures, **money}), "charges") == 10.123457
    zeros = {name: Figure(value=0, state="number", raw="0") for name in made.figures}
    assert counted(replace(made, figures=zeros), "denied") == 0


def test_what_is_counted_is_the_sum_of_the_printed_rows():
    """Denials of form 2021, added by hand from the document: eight reasons, all but one zero."""
    zeros = {name: Figure(value=0, state="number", raw="0") for name in form("2021").fields}
    printed = {
        "outcomes.denied.state_secret.total": 3,
        "outcomes.denied.internal_affairs.total": 4,
        "requests.received.total": 20,
        "requests.carried_in.total": 2,
    }
    figures = zeros | {n: Figure(value=v, state="number", raw=str(v)) for n, v in printed.items()}
    made = replace(record("2021"), figures=figures)
    assert (counted(made, "denied"), counted(made, "to_handle")) == (7, 22)
