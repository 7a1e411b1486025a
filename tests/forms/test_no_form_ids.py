"""No code, text or script outside `generator/forms/` names a form: it asks the form."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator.forms import form_ids

HOME = Path(__file__).parents[2]
FORMS = HOME / "generator" / "forms"
IDS = "|".join((*form_ids(), "2026"))
FILES = sorted(
    path
    for folder, endings in (
        ("generator", (".py", ".toml", ".js")),
        ("made_up", (".py", ".toml")),
        ("theme", (".js", ".html")),
    )
    for path in (HOME / folder).rglob("*")
    if path.suffix in endings and FORMS not in path.parents
)
EXCEPTIONS: dict[str, str] = {}
"""Files that may name a form, with the reason: none."""


def named_in_python(text: str) -> list[str]:
    """Strings that are the id of a form or end with one, such as `break_2021`."""
    strings = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return [
        one
        for one in strings
        if isinstance(one, str) and re.fullmatch(rf"([\w.]*[_.])?({IDS})", one)
    ]


def named_in_text(text: str) -> list[str]:
    """Ids in quotes, as keys, or at the end of a dotted key."""
    pattern = rf"""["'`]({IDS})["'`]|^\s*({IDS})\s*=|\[[\w.]*\.({IDS})\]|[_.]({IDS})["'`]"""
    return [match[0] for match in re.finditer(pattern, text, re.MULTILINE)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_file_names_no_form(path):
    text = path.read_text(encoding="utf-8")
    found = named_in_python(text) if path.suffix == ".py" else named_in_text(text)
    assert found == [] or str(path.relative_to(HOME)) in EXCEPTIONS


@pytest.mark.parametrize("text", ['if form == "2021":\n    pass', 'say(f"years.break_2021")'])
def test_a_form_in_code_is_seen(text):
    assert named_in_python(text)


@pytest.mark.parametrize(
    "text",
    ['forms = ["2019"]', "[pages.2014]", "2021 = 'x'", '["pages.break_2019"]', "{ 4: '2014' }"],
)
def test_a_form_in_data_is_seen(text):
    assert named_in_text(text)


@pytest.mark.parametrize("text", ["year == 2021", '"2021-05-15"', '"since 2019"'])
def test_years_are_no_forms(text):
    assert named_in_python(text) == named_in_text(text) == []
