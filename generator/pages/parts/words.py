"""The words of the pages (`generator/messages/pages.toml`), in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from generator.departments import departments
from generator.forms import form
from generator.forms.explanations import explanations
from generator.messages import catalogue


@cache
def _template(code: str) -> str:
    return catalogue()[f"pages.{code}"]["zh"]


def say(code: str, **params: object) -> str:
    """The sentence of that code; parameters must be Markdown already."""
    template = _template(code)
    return template.format_map(params) if params else template


def saying(area: str) -> Callable[..., str]:
    """The same for the messages of another area ("apps.data")."""

    def say_of(code: str, **params: object) -> str:
        return catalogue()[f"{area}.{code}"]["zh"].format_map(params)

    return say_of


def is_known(code: str) -> bool:
    """Whether there are words for a code."""
    return f"pages.{code}" in catalogue()


@cache
def term(key: str) -> str:
    """The short name of a row, group or column of the forms."""
    entry = explanations().get(key)
    return entry.label_zh if entry is not None else key


def form_break(form_id: str | None) -> str:
    """The words of a line under which reports on another form, or on none, stand."""
    if form_id is None:
        return say("years.break_none")
    return say("years.break_form", form=form(form_id).name)


@cache
def function_name(function: str) -> str:
    """The field of work of a department, in words."""
    known = departments()
    return known[function].zh if function in known else function
