"""Heads of content files come back as they were written, whatever their text looks like."""

import pytest

from generator.pages.apps.markdown import page
from generator.pages.page import Page
from generator.site.front_matter import split

LOOKS = ["{{7*7}}", "[点](x)", '"引号"', '"><img src=x>', "{", "甲: 乙", "true", "12"]


@pytest.mark.parametrize("text", LOOKS)
def test_text_stays_text(text):
    made = Page("a.md", "a/", text, "page", [], text, [(text, None)], {"Agency_name": text})
    head = split(made.text(), "a.md").head
    assert head["title"] == head["description"] == head["agency_name"] == text
    assert head["breadcrumbs"] == [[text, None]]


@pytest.mark.parametrize("text", LOOKS)
def test_the_applications_write_the_same_heads(text):
    given = {"Title": text, "Url": "a/", "Save_as": "a/index.html", "Template": "page"}
    head = split(page({**given, "Place": text, "App": {"years": [text]}}, []), "a.md").head
    assert (head["title"], head["place"], head["app"]) == (text, text, {"years": [text]})
