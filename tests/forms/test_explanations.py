"""Every row and column of the forms is explained, in one sentence of each language."""

import re

import pytest

from generator.forms import form, form_ids
from generator.forms.explanations import explanations


@pytest.mark.parametrize("form_id", form_ids())
def test_every_row_and_column_is_explained(form_id):
    known = explanations()
    for table in form(form_id).tables:
        rows = [row.id for row in table.rows if row.id and not row.is_heading]
        columns = [f"column.{column.id}" for column in table.columns if column.id]
        assert [key for key in rows + columns if key not in known] == []


def test_an_explanation_is_one_sentence_in_each_language():
    for key, entry in explanations().items():
        assert entry.zh.endswith("。"), key
        assert entry.zh.count("。") == 1, key
        assert re.fullmatch(r"[^.]+\.|[^.]+10,000 yuan[^.]*\.", entry.en), key


def test_no_explanation_is_left_over():
    known = {row.id for fid in form_ids() for table in form(fid).tables for row in table.rows}
    columns = {c.id for fid in form_ids() for table in form(fid).tables for c in table.columns}
    for key in explanations():
        if key.startswith("column."):
            assert key.removeprefix("column.") in columns, key
        else:
            assert any(i == key or i.startswith(f"{key}.") for i in known | columns), key


@pytest.mark.parametrize(
    ("row", "article"),
    [
        ("outcomes.partly_granted", "第三十七条"),
        ("outcomes.denied.state_secret", "第十四条"),
        ("outcomes.denied.internal_affairs", "第十六条第一款"),
        ("outcomes.denied.enforcement_files", "第十六条第二款"),
        ("outcomes.denied.special_access_regime", "第三十六条第七项"),
        ("outcomes.unable.creation_required", "第三十八条"),
        ("outcomes.not_processed.repeat_request", "第三十六条第六项"),
        ("outcomes.not_processed.excessive", "第三十五条"),
        ("outcomes.not_processed.confirm_or_reissue", ""),
    ],
)
def test_articles_are_those_of_the_regulation(row, article):
    assert explanations()[row].article == article
