"""Comparisons of the corrections, from either side; docs/testing.md lists them."""

from __future__ import annotations

import pytest

from generator.corrections.apply import Correction, apply_corrections
from generator.corrections.targets import TargetError, metric_ids, target_of
from generator.records import Contacts, Figure

from .factory import BUREAU, cell, metric, record, write_folder
from .test_correcting import of, run
from .test_corrections_and_reviews import FIELD, correct, entry, refused


@pytest.fixture
def data(tmp_path):
    return write_folder(tmp_path, [record(figures={FIELD: 8}), record(year=2022)])


def require(place: str, value: object) -> None:
    found = record(metrics=(metric("training.sessions", 3),))
    target_of(place).require(found, value, Figure(value=0, state="number"))


@pytest.mark.parametrize("place", [FIELD, "metrics.training.sessions"])
def test_nothing_is_below_nought(place):
    require(place, 0)
    with pytest.raises(TargetError) as caught:
        require(place, -1)
    assert caught.value.code == "corrections.type"


def test_the_second_of_a_kind_has_the_number_two():
    kinds = (metric("a", 1), metric("a", 2), metric("b", 3), metric("a", 4))
    assert metric_ids(record(metrics=kinds)) == ["a", "a#2", "b", "a#3"]


def standing(found, **changes):
    given = {"agency": BUREAU.id, "year": 2023, "reason": "a", "evidence": "b", "who": "c"}
    correction = Correction(
        **given, when="2024-02-01", source_sha256=found.source.sha256, **changes
    )
    return apply_corrections(found, (correction,))[1][0].standing


def test_a_number_printed_in_another_way_needs_no_correction():
    found = record(figures={FIELD: cell(8)})
    assert standing(found, figure=FIELD, value=8, raw="８") == "no_longer_needed"
    assert standing(found, figure=FIELD, value=9, raw="8") == "applied"


def test_a_number_of_the_text_written_in_another_way_needs_none():
    found = record(metrics=(metric("training.sessions", 3),))
    assert standing(found, metric="training.sessions", value=3.0) == "no_longer_needed"
    assert standing(found, metric="training.sessions", value=4) == "applied"


def test_other_words_need_one():
    found = record(contacts=Contacts(office="办公室"))
    assert standing(found, contact="office", value="办公室") == "no_longer_needed"
    assert standing(found, contact="office", value="办公厅") == "applied"


def test_a_value_in_place_of_none_is_applied():
    assert standing(record(), contact="office", value="办公室") == "applied"


def test_hidden_files_and_notes_are_no_corrections(data):
    correct(data, "anything", ".a.swp")
    correct(data, "anything", "NOTES.md")
    correct(data, entry())
    assert of(data).record.value(FIELD) == 3


def test_the_line_of_a_broken_file_is_where_it_breaks(data):
    correct(data, entry() + "who = \n")
    assert refused(data).line == 12
    correct(data, entry() + 'note = """open\n\n')
    assert refused(data).line == 14


def test_five_names_are_suggested(data):
    said = str(run(data, "2023", "outcomes.granted.totl", "3").exception)
    known = said.rpartition("outcomes.granted.total")
    assert known[1]
    assert said.count(", ") == 4


def test_a_name_like_none_shows_the_first_five(data):
    said = str(run(data, "2023", "没有这样的名称", "3").exception)
    assert said.count(", ") == 4
    assert "proactive.regulations" in said
