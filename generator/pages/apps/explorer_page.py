"""The explorer's page as it stands without scripts: a table, and what each indicator is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.agencies import Agency
from generator.forms import form
from generator.frames.counts import Count, Rate, catalogue
from generator.messages import message
from generator.pages.apps.markdown import link, row, text

SHOWN = 100
Value = int | float | str
"""A number, or the letter of what stood there instead."""

_STATES = {
    "b": "blank",
    "d": "dash",
    "n": "none",
    "t": "text",
    "m": "missing",
    "x": "incomplete",
    "f": "not_asked",
}


@dataclass(slots=True)
class PlainTable:
    """The values of one count in one year; aggregates are kept apart from single agencies."""

    year: int
    indicator: str
    own: list[tuple[Agency, Value]] = field(default_factory=list)
    aggregates: list[tuple[Agency, Value]] = field(default_factory=list)

    def add(self, agency: Agency, is_aggregate: bool, value: Value) -> None:
        """Adds a report."""
        (self.aggregates if is_aggregate else self.own).append((agency, value))


def body_of(table: PlainTable | None) -> Iterator[str]:
    """The page's Markdown."""
    yield _say("intro")
    yield ""
    if table is None:
        yield _say("none")
        yield ""
    else:
        yield from _table_part(table)
    yield f"## {_say('definitions')} {{#definitions}}"
    yield ""
    yield from _definitions()


def state_words(letter: str) -> str:
    """What stood there instead of a number: 空白, “/”, 无 …"""
    return message(f"apps.state.{_STATES[letter]}", {})


def _table_part(table: PlainTable) -> Iterator[str]:
    count = next(count for count in catalogue().counts if count.id == table.indicator)
    yield "::: app-plain {#plain}"
    yield ""
    title = _say("table", year=table.year, label=count.zh, unit=count.unit)
    yield f"## {text(title)} {{#table}}"
    yield ""
    yield _say(
        "coverage",
        year=table.year,
        reports=len(table.own),
        numbers=sum(1 for _, value in table.own if not isinstance(value, str)),
        aggregates=len(table.aggregates),
    )
    yield ""
    yield from _rows(table.own, _say("own"), table.year, count)
    if table.aggregates:
        yield f"### {_say('aggregates')} {{#aggregates}}"
        yield ""
        yield _say("aggregate_note")
        yield ""
        yield from _rows(table.aggregates, _say("aggregates"), table.year, count)
    yield ":::"
    yield ""


def _rows(
    found: list[tuple[Agency, Value]], caption: str, year: int, count: Count
) -> Iterator[str]:
    if not any(not isinstance(value, str) for _, value in found):
        yield _say("no_number", year=year)
        yield ""
        return
    ordered = sorted(found, key=_largest_first)
    if len(ordered) > SHOWN:
        yield _say("top", shown=SHOWN)
        yield ""
    yield row([_say("agency"), text(f"{count.zh}（{count.unit}）")])
    yield "| --- | ---: |"
    for agency, value in ordered[:SHOWN]:
        address = f"agencies/{agency.id}/{year}/"
        shown = f"{state_words(value)} {{.state}}" if isinstance(value, str) else f"{value:,}"
        yield row([link(agency.name, address), shown])
    yield f'{{caption="{text(f"{year} · {caption}")}"}}'
    yield ""


def _largest_first(entry: tuple[Agency, Value]) -> tuple[bool, float, str]:
    agency, value = entry
    if isinstance(value, str):
        return True, 0, agency.id
    return False, -value, agency.id


def _definitions() -> Iterator[str]:
    """Every indicator folded under its name, so that it can be read on a phone."""
    names = {count.id: count.zh for count in catalogue().counts}
    group = ""
    every: list[Count | Rate] = [*catalogue().counts, *catalogue().rates]
    for one in every:
        if one.group != group:
            group = one.group
            yield from (f"### {text(group)}", "")
        if isinstance(one, Count):
            yield from _definition(one, one.unit, _formulas(one))
        else:
            parts = {"numerator": names[one.numerator], "denominator": names[one.denominator]}
            formula = _say("rate", minimum=one.minimum, **parts)
            yield from _definition(one, _say("percent"), [formula])


def _definition(one: Count | Rate, unit: str, formulas: Iterable[str]) -> Iterator[str]:
    yield f"::: details {text(one.zh)}（{text(unit)}）"
    yield ""
    yield from (f"- {text(formula)}" for formula in formulas)
    yield f"- {text(comparable_words(one))}"
    if one.note:
        yield f"- {text(one.note)}"
    yield from ("", ":::", "")


def _formulas(count: Count) -> Iterator[str]:
    """Forms with the same formula share a line."""
    found: dict[str, list[str]] = {}
    for name in count.forms():
        found.setdefault(formula_words(count, name), []).append(name)
    for words, names in found.items():
        yield _say("form", form="、".join(names), formula=words)


def formula_words(count: Count, form_id: str) -> str:
    """The formula in the form's own words, one figure after the other."""
    parts: list[str] = []
    for sign, name in count.terms(form_id):
        words = form(form_id).fields[name].label
        mark = "" if not parts and sign > 0 else " + " if sign > 0 else " − "
        parts.append(mark + words)
    return "".join(parts)


def comparable_words(indicator: Count | Rate) -> str:
    """Between which forms the indicator means the same."""
    groups = ["、".join(group) for group in indicator.comparable if len(group) > 1]
    if not groups:
        return _say("comparable_only")
    return "；".join(_say("comparable_with", forms=group) for group in groups)


def _say(code: str, **params: object) -> str:
    words = {name: str(value) for name, value in params.items()}
    return message(f"apps.explore.{code}", words)
