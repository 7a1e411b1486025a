"""The words of the pages (`generator/messages/pages.toml`), in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import floor
from numbers import Real
from typing import Protocol

from generator.departments import departments
from generator.forms import form
from generator.forms.english import figure_in_english, printed_in_english
from generator.forms.explanations import explanations
from generator.messages import catalogue, language
from generator.numerals import with_commas
from generator.pages.parts.markup import plain
from generator.records import Record

YEARS = frozenset({"year", "first", "last"})
"""Parameters of messages that are years: of all others, numbers have their thousands apart."""


@cache
def _template(code: str, lang: str) -> str:
    return catalogue()[f"pages.{code}"][lang]


def say(code: str, **params: object) -> str:
    """The sentence of that code; parameters must be Markdown already."""
    template = _template(code, language())
    return template.format_map(_written(params)) if params else template


def saying(area: str) -> Callable[..., str]:
    """The same for the messages of another area ("apps.data")."""

    def say_of(code: str, **params: object) -> str:
        return catalogue()[f"{area}.{code}"][language()].format_map(_written(params))

    return say_of


def _written(params: Mapping[str, object]) -> dict[str, object]:
    return {
        name: figure(value) if isinstance(value, Real) and name not in YEARS else value
        for name, value in params.items()
    }


def figure(value: float | Real) -> str:
    """A number in a sentence, the same on the whole site: 1,234 or 0.25, never rounded."""
    return with_commas(value)


def rounded_percentage(share: float) -> float:
    """A share of one in hundredths, to the tenth; a tie is the larger."""
    return floor(share * 1000 + 0.5) / 10


def percent(share: float) -> str:
    """A share of one in words; `percent` in common.js does the same.

    >>> percent(0.04), percent(1 / 16)
    ('4%', '6.3%')
    """
    return f"{figure(rounded_percentage(share))}%"


def digits(value: float) -> str:
    """A number written out: 12, 0.3, 1234567.5; floats without the noise of their last digit."""
    return f"{value:.15g}"


def is_known(code: str) -> bool:
    """Whether there are words for a code."""
    return f"pages.{code}" in catalogue()


def words_or_term(code: str, key: str) -> str:
    """The words for something of a form; its short name where a new form brings it."""
    return say(code) if is_known(code) else term(key)


class Named(Protocol):
    """What has a name in each language: a department, an indicator, a table."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


def named(thing: Named) -> str:
    """Its name in the language of the page."""
    return thing.zh if language() == "zh" else thing.en


def within(name: str) -> str:
    """A name in the middle of a sentence: in English it begins small."""
    return name if language() == "zh" else name[:1].lower() + name[1:]


def term(key: str) -> str:
    """The short name of a row, group or column of the forms."""
    entry = explanations().get(key)
    if entry is None:
        return key
    return entry.label_zh if language() == "zh" else entry.label_en


def printed(words: str) -> str:
    """A heading, unit or group of the forms in the language of the page."""
    return words if language() == "zh" else printed_in_english(words)


def figure_words(form_id: str, field: str) -> str:
    """Row and column of a figure: as printed, or their English names."""
    found = form(form_id).fields[field]
    return found.label if language() == "zh" else figure_in_english(found)


def form_name(form_id: str) -> str:
    """The name of a form in the language of the page."""
    return form(form_id).name if language() == "zh" else form(form_id).name_en


def form_basis(form_id: str) -> str:
    """The decree that a form was issued with."""
    return form(form_id).basis if language() == "zh" else form(form_id).basis_en


def form_break(form_id: str | None) -> str:
    """The words of a line under which reports on another form, or on none, stand."""
    if form_id is None:
        return say("years.break_none")
    return say("years.break_form", form=form_name(form_id))


def document_title(record: Record, name: str, called: str = "") -> str:
    """The title of a report or plan as printed, else one made of its agency's name and its year.

    `called` is what the page calls the agency: where that is another name, the title is made
    of it.
    """
    own = plain(record.title or "") if called in ("", name) else ""
    code = "plan.title" if record.kind == "work_plan" else "report.title"
    return own or say(code, name=called or name, year=record.year)


def function_name(function: str) -> str:
    """The field of work of a department, in words."""
    known = departments()
    return named(known[function]) if function in known else function
