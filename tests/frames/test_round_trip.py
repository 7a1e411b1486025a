"""Frames hold exactly the records' values and states, in memory and in every file."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import BadDataError
from generator.forms import form, form_ids
from generator.frames.build import Frames
from generator.frames.cells import printable
from generator.frames.export import export
from generator.frames.rows import ReportRow, rows_of
from generator.frames.schema import tables
from generator.records import MISSING, Contacts, Figure, Metric, Place, Record, Source
from generator.spreadsheet import original
from tests.frames.making import held

PLACES = st.none() | st.builds(
    Place,
    page=st.none() | st.integers(1, 900),
    line=st.none() | st.integers(1, 90_000),
    cell=st.none() | st.integers(0, 40),
)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9, allow_nan=False)
FIGURES = st.just(MISSING) | st.one_of(
    st.builds(Figure, value=NUMBERS, state=st.just("number"), raw=st.text(max_size=4), at=PLACES),
    st.builds(
        Figure,
        state=st.sampled_from(["blank", "dash", "none", "text"]),
        raw=st.sampled_from(["", "/", "——", "无", "见附件", '1,"2"', "=1+1"]),
        at=PLACES,
    ),
)
CONTACTS = st.builds(Contacts, phones=st.lists(st.text("0123-", min_size=1), max_size=2).map(tuple))
METRICS = st.builds(
    Metric, id=st.sampled_from(["a", "b"]), value=NUMBERS, unit=st.sampled_from(["条", "件"]),
    approximate=st.booleans(), is_cumulative=st.booleans(), is_partial=st.booleans(),
)  # fmt: skip


@st.composite
def records(draw):
    """A report whose first figures are drawn; those after them are printed zeros."""
    form_id = draw(st.none() | st.sampled_from(form_ids()))
    fields = list(form(form_id).fields) if form_id else []
    figures = {name: Figure(value=0, state="number", raw="0") for name in fields}
    figures |= dict(zip(fields, draw(st.lists(FIGURES, max_size=12)), strict=False))
    return Record(
        kind="annual_report", agency=draw(st.sampled_from(["a", "b", "c"])),
        year=draw(st.sampled_from([2021, 2022])), form=form_id,
        scope=draw(st.sampled_from(["own", "aggregate"])), figures=figures,
        contacts=draw(CONTACTS), metrics=tuple(draw(st.lists(METRICS, max_size=3))),
        source=Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain"),
    )  # fmt: skip


def agency_rows(found):
    """The rows of each agency, agencies and years in order, as a walk over data/ gives them."""
    rows = {}
    for record in sorted(found, key=lambda one: (one.agency, one.year)):
        rows[record.agency] = rows.get(record.agency, ()) + rows_of([held(record)])
    return rows


def frames_of(rows):
    frames = Frames()
    for of_agency in rows.values():
        frames.add(of_agency)
    return frames


MANY = st.lists(records(), max_size=6, unique_by=lambda one: (one.agency, one.year))
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def number(value):
    """A cell of a frame as the record has it."""
    return None if pd.isna(value) else value


@SOME
@given(MANY)
def test_frames_hold_what_the_records_hold(found):
    frames = frames_of(agency_rows(found))
    assert frames.years == sorted({record.year for record in found})
    for record in found:
        rows = frames.figures(record.year).query("agency == @record.agency")
        fields = list(form(record.form).fields) if record.form else []
        assert rows["field"].tolist() == fields
        for row in rows.itertuples():
            figure = record.figures[row.field]
            place = figure.at or Place()
            assert (row.state, number(row.value)) == (figure.state, figure.value)
            assert number(row.raw) == figure.raw
            assert (number(row.page), number(row.line)) == (place.page, place.line)
            assert number(row.cell) == place.cell
            assert (row.scope, row.form, row.is_corrected) == (record.scope, record.form, False)
    ordered = sorted(found, key=lambda one: (one.agency, one.year))
    assert list(zip(frames.reports["agency"], frames.reports["year"], strict=True)) == [
        (record.agency, record.year) for record in ordered
    ]
    assert [number(cell) or "" for cell in frames.contacts["phones"]] == [
        ";".join(record.contacts.phones) for record in ordered
    ]
    assert list(zip(frames.metrics["id"], frames.metrics["value"], strict=True)) == [
        (metric.id, metric.value) for record in ordered for metric in record.metrics
    ]


@SOME
@given(MANY)
def test_files_hold_what_the_frames_hold(tmp_path_factory, found):
    folder, frames = tmp_path_factory.mktemp("files"), frames_of(agency_rows(found))
    for year in frames.years:
        figures = frames.figures(year)
        for name in ("x.parquet", "x.csv"):
            export(frames.parts(year) if len(figures) else [figures], folder / name)
        again = pd.read_parquet(folder / "x.parquet")
        pd.testing.assert_frame_equal(
            again.astype(object), figures.astype(object), check_dtype=False
        )
        text = pd.read_csv(folder / "x.csv", dtype=str, keep_default_na=False)
        assert text["state"].tolist() == figures["state"].tolist()
        assert [original(cell) for cell in text["raw"]] == [
            number(raw) or "" for raw in figures["raw"]
        ]
        assert [float(cell) if cell else None for cell in text["value"]] == [
            number(value) for value in figures["value"]
        ]


@SOME
@given(MANY, records())
def test_one_agency_is_replaced_alone(found, other):
    rows = agency_rows([other, *(record for record in found if record.agency != other.agency)])
    kept = {name: msgspec.msgpack.encode(one) for name, one in agency_rows(found).items()}
    kept[other.agency] = msgspec.msgpack.encode(rows[other.agency])
    again = {
        name: msgspec.msgpack.decode(kept[name], type=tuple[ReportRow, ...])
        for name in sorted(kept)
    }
    assert again == dict(sorted(rows.items()))
    left, right = frames_of(again), frames_of(dict(sorted(rows.items())))
    assert left.years == right.years
    for name in ("reports", "contacts", "metrics"):
        pd.testing.assert_frame_equal(getattr(left, name), getattr(right, name))
    for year in left.years:
        pd.testing.assert_frame_equal(left.figures(year), right.figures(year))


def test_a_correction_that_stands_is_marked():
    figures = {name: Figure(value=0, state="number", raw="0") for name in form("2021").fields}
    record = Record(
        kind="annual_report", agency="a", year=2023, form="2021", figures=figures,
        source=Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain"),
    )  # fmt: skip
    corrections = [
        SimpleNamespace(correction=SimpleNamespace(figure=name, contact=""), standing=standing)
        for name, standing in (("review.total", "applied"), ("review.other", "source_changed"))
    ]
    frames = Frames()
    frames.add(rows_of([held(record, corrections)]))
    found = frames.figures(2023)
    assert found[found["is_corrected"]]["field"].tolist() == ["review.total"]


@pytest.mark.parametrize("value", [2**53 + 1, -(10**20)])
def test_a_number_that_would_be_rounded_is_refused(value):
    record = Record(
        kind="annual_report", agency="a", year=2023, form="2021",
        figures={"review.total": Figure(value=value, state="number", raw=str(value))},
        source=Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain"),
    )  # fmt: skip
    with pytest.raises(BadDataError, match=str(value)):
        rows_of([held(record)])


def test_what_a_column_may_not_hold_is_refused():
    states = next(one for one in tables()["figures"].columns if one.name == "state")
    assert list(states.array(["blank", "number"])) == ["blank", "number"]
    with pytest.raises(ValueError, match="state"):
        states.array(["blank", "nought"])
    with pytest.raises(ValueError, match="columns"):
        tables()["metrics"].frame({"agency": []})
    with pytest.raises((ValueError, TypeError)):
        tables()["metrics"].rows([("a", 2023, "id", "many", "条", False, False, False)])
    assert states.array([]).dtype == tables()["figures"].rows(())["state"].dtype
    assert np.issubdtype(tables()["figures"].rows(())["value"].dtype, np.float64)


def test_no_cell_of_a_file_begins_a_formula():
    columns = {"word": pd.Categorical(["=1+1", "-5"]), "text": ["@SUM(1)", None], "n": [-1.0, 0.5]}
    cells = printable(pd.DataFrame(columns).astype({"text": "str"}))
    assert cells["word"].tolist() == ["'=1+1", "-5"]
    assert cells["text"].tolist()[0] == "'@SUM(1)"
    assert cells["n"].tolist() == [-1, 0.5]
    assert cells.to_csv(index=False).splitlines() == ["word,text,n", "'=1+1,'@SUM(1),-1", "-5,,0.5"]


def test_two_walks_over_a_year_do_not_disturb_each_other(monkeypatch):
    monkeypatch.setattr("generator.frames.spool.REPORTS_A_PART", 1)
    zeros = {name: Figure(value=0, state="number", raw="0") for name in form("2021").fields}
    rows = {}
    for number_of, name in enumerate("abc"):
        total = {"review.total": Figure(value=number_of, state="number", raw=f"{number_of}")}
        made = Record(
            kind="annual_report", agency=name, year=2023, form="2021", figures=zeros | total,
            source=Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain"),
        )  # fmt: skip
        rows[name] = rows_of([held(made)])
    frames = frames_of(rows)
    pairs = list(zip(frames.parts(2023), frames.parts(2023), strict=True))
    for number_of, (left, right) in enumerate(pairs):
        pd.testing.assert_frame_equal(left, right)
        assert left.set_index("field").loc["review.total", "value"] == number_of
    assert len(pairs) == 3
