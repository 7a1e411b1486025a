"""The words for what is no number are the same on the pages and in their scripts."""

import re

from generator.checks.describe import reason
from generator.checks.finding import Finding
from generator.messages import catalogue
from generator.pages.parts.script_data import LETTERS
from generator.site_settings import THEME


def test_the_scripts_say_what_the_pages_say():
    script = (THEME / "static" / "js" / "common.js").read_text("utf-8")
    found = dict(re.findall(r'(\w): "([^"]+)"', re.search(r"const states = {(.*)};", script)[1]))
    assert found.keys() == set(LETTERS.values())
    words = catalogue()
    for state, letter in LETTERS.items():
        assert found[letter] == words[f"pages.state.{state}"]["zh"]


def test_the_levels_have_one_name():
    script = (THEME / "static" / "js" / "common.js").read_text("utf-8")
    words = catalogue()
    for level, name in re.findall(r'\w: \["(\w+)", "([^"]+)"\]', script):
        assert words[f"pages.level.{level}"]["zh"] == name


def test_what_cannot_be_judged_says_so_in_words():
    found = Finding(
        id="a/2023/ROW/x", agency="a", year=2023, check="ROW", scope="x", kind="implied",
        severity="error", result="not_judged", reason="checks.reason.not_a_number",
        params={"states": "blank, missing"},
    )  # fmt: skip
    assert reason(found).startswith("有的格子不是数字（空白、文件中没有）")
    assert "(blank, not in the document)" in reason(found, "en")
