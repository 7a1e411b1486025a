"""A theme's colours, type and spacing: what cannot be understood is said with its file."""

from __future__ import annotations

import json

import pytest

from generator.errors import GongkaiError
from generator.site_settings import THEME
from generator.theme_tokens import NAME, load_tokens, own_tokens

OWN = json.loads((THEME / NAME).read_text(encoding="utf-8"))


def test_the_tokens_are_those_of_the_file():
    found = own_tokens()
    assert found.type == OWN["type"]
    assert {**found.dark.colours, "chart": found.dark.chart} == OWN["dark"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        json.dumps({**OWN, "light": 3}),
        json.dumps({name: value for name, value in OWN.items() if name != "dark"}),
        json.dumps({**OWN, "dark": {**OWN["dark"], "ink": None}}),
        json.dumps({**OWN, "light": {**OWN["light"], "chart": OWN["light"]["chart"][:5]}}),
        json.dumps({**OWN, "light": {k: v for k, v in OWN["light"].items() if k != "rule"}}),
    ],
    ids=["empty", "cut", "list", "number", "no scheme", "null", "few chart colours", "no rule"],
)
def test_what_cannot_be_understood_is_one_line_with_the_file(tmp_path, text):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(GongkaiError) as raised:
        load_tokens(tmp_path)
    assert str(tmp_path / NAME) in raised.value.text()
    assert "\n" not in raised.value.text()
