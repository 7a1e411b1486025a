"""The explorer's page as it stands without scripts: a table, and what each indicator is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from generator.frames.cells import exact
from generator.frames.counts import Count, Rate, catalogue, state_of
from generator.messages import language
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.strips import NO_STRIPS, Strips, strip_key
from generator.pages.parts.words import figure_words, named, printed, say, saying

SHOWN = 100
_say, _state = saying("apps.explore"), saying("pages.state")


def body_of(
    reports: pd.DataFrame, names: Mapping[str, str], count: str, strips: Strips = NO_STRIPS
) -> Iterator[str]:
    """The page's Markdown; `reports` are the indicators of the newest year with reports.

    `names` are those of the agencies, `count` is the indicator of the table.
    """
    if reports.empty:
        yield from (_say("none"), "")
    else:
        columns = {"agency": "agency", "scope": "scope", count: "value", state_of(count): "state"}
        found = reports[list(columns)].rename(columns=columns).astype({"agency": "str"})
        found["name"] = found["agency"].map(names)
        year = int(reports["year"].iloc[0])
        yield from block(
            "app-plain {#plain}", _table_part(found, year, catalogue().count(count), strips)
        )
    yield from heading(_say("definitions"), "definitions")
    yield from _definitions()


def _table_part(found: pd.DataFrame, year: int, count: Count, strips: Strips) -> Iterator[str]:
    """Own reports, then aggregates, which are kept apart."""
    own, aggregates = (found[found["scope"] == scope] for scope in ("own", "aggregate"))
    title = _say("table", year=year, label=named(count), unit=printed(count.unit))
    yield from heading(escape(title), "table")
    yield _say(
        "coverage",
        year=year,
        reports=len(own),
        numbers=own["value"].count(),
        aggregates=len(aggregates),
    )
    yield ""
    yield from _rows(own, _say("own"), year, count, strips)
    if len(aggregates):
        yield from heading(_say("aggregates"), "aggregates", 3)
        yield from (_say("aggregate_note"), "")
        yield from _rows(aggregates, _say("aggregates"), year, count, strips)
    yield from strip_key(strips)


def _rows(
    found: pd.DataFrame, caption: str, year: int, count: Count, strips: Strips
) -> Iterator[str]:
    """The largest first; where there is no number, what stood there instead."""
    if not found["value"].count():
        yield from (_say("no_number", year=year), "")
        return
    ranked = found.sort_values(["value", "agency"], ascending=[False, True])
    if len(ranked) > SHOWN:
        yield from (_say("top", shown=SHOWN), "")
        ranked = ranked.head(SHOWN)
    measured = escape(_say("with_unit", label=named(count), unit=printed(count.unit)))
    header = [_say("agency"), measured, *([say("strip.column")] if strips else [])]
    rows = [
        [
            link(escape(name), site(f"agencies/{agency}/{year}/")),
            f"{_state(state)} {{.state}}" if value is None else f"{value:,}",
            *([strips.mark(agency)] if strips else []),
        ]
        for agency, name, value, state in zip(
            ranked["agency"], ranked["name"], exact(ranked["value"]), ranked["state"], strict=True
        )
    ]
    yield from (*table(header, rows, f'caption="{escape(f"{year} · {caption}")}"'), "")


def _definitions() -> Iterator[str]:
    """Every indicator folded under its name, so that it can be read on a phone."""
    names = {count.id: named(count) for count in catalogue().counts}
    group = ""
    every: list[Count | Rate] = [*catalogue().counts, *catalogue().rates]
    for one in every:
        if one.group != group:
            group = one.group
            yield from heading(escape(printed(group)), level=3)
        if isinstance(one, Count):
            yield from _definition(one, printed(one.unit), _formulas(one))
        else:
            parts = {"numerator": names[one.numerator], "denominator": names[one.denominator]}
            formula = _say("rate", minimum=one.minimum, **parts)
            yield from _definition(one, _say("percent"), [formula])


def _definition(one: Count | Rate, unit: str, formulas: Iterable[str]) -> Iterator[str]:
    items = [
        f"- {escape(words)}" for words in (*formulas, comparable_words(one), note_of(one)) if words
    ]
    title = escape(_say("with_unit", label=named(one), unit=unit))
    yield from block(f"details {title}", items)


def _formulas(count: Count) -> Iterator[str]:
    """Forms with the same formula share a line."""
    found: dict[str, list[str]] = {}
    for name in count.forms():
        found.setdefault(formula_words(count, name), []).append(name)
    for words, names in found.items():
        yield _say("form", form=_and(names), formula=words)


def formula_words(count: Count, form_id: str) -> str:
    """The formula in the form's own words, one figure after the other."""
    parts: list[str] = []
    for sign, name in count.terms(form_id):
        words = figure_words(form_id, name)
        mark = "" if not parts and sign > 0 else " + " if sign > 0 else " − "
        parts.append(mark + words)
    return "".join(parts)


def comparable_words(indicator: Count | Rate) -> str:
    """Between which forms the indicator means the same."""
    groups = [_and(group) for group in indicator.comparable if len(group) > 1]
    if not groups:
        return _say("comparable_only")
    return say("separator").join(_say("comparable_with", forms=group) for group in groups)


def note_of(indicator: Count | Rate) -> str:
    """What a reader must know of an indicator, in the language of the page."""
    return indicator.note if language() == "zh" else indicator.note_en


def _and(names: Iterable[str]) -> str:
    return say("separator_comma").join(names)
