"""Heads of content files come back as they were written, whatever their text looks like."""

import pytest

from generator.pages.parts.content_file import Page
from generator.site.pelican_plugin.front_matter import split

LOOKS = ["{{7*7}}", "[点](x)", '"引号"', '"><img src=x>', "{", "甲: 乙", "true", "12"]


@pytest.mark.parametrize("text", LOOKS)
def test_text_stays_text(text):
    more = {"Agency_name": text, "App": {"years": [text]}}
    made = Page("a.md", "a/", text, "page", [], text, [(text, "b/")], head=more)
    head = split(made.text(), "a.md").head
    assert head["title"] == head["description"] == head["agency_name"] == text
    assert head["app"] == {"years": [text]}
    assert head["breadcrumbs"] == [["首页", ""], [text, "b/"], [text, "a/"]]
