"""`/reasons/`: why information was not given, reason by reason.

Without scripts it is the table of the newest full year; with them the reader chooses year,
region, field of work, level and kind of report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from generator.forms import form_in_force
from generator.frames.counts import Count
from generator.frames.reasons import reason_groups, reasons_on
from generator.messages import language, message_template
from generator.pages.kinds import Kind, Material
from generator.pages.observations.corpus import Corpus
from generator.pages.observations.requests import whole
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.words import figure, named, percent, saying
from generator.pages.reasons.browser_data import settings_of, write_reasons
from generator.records import Number

WORDS = (
    "reason", "count", "share", "agencies", "blank", "reports", "basis", "unstated", "nothing",
    "no_numbers", "no_share", "by", "by_function", "by_region", "by_agency", "by_year", "name",
    "more", "failed", "own_level", "heading", "part_share", "other",
)  # fmt: skip
"""The words of the script: `reasons.app.<name>`; `{…}` in them is filled there."""

_say = saying("reasons")


def _pages(material: Material) -> Iterator[Page]:
    """The page with the table of the newest full year."""
    corpus = material.corpus
    year = corpus.shown_year("")
    head: dict[str, Any] = {"Intro": [_say("intro"), _say("neutral")]}
    if year is not None:
        head["App"] = _settings(material, year)
    lines = [*block("app-plain {#plain}", _plain(corpus, year)), *_meanings()]
    yield area_page(_say, "reasons/", lines, "reasons", head=head)


def _settings(material: Material, year: int) -> dict[str, Any]:
    """The choices, and the words of the script."""
    return settings_of(material.once(write_reasons), year) | {
        "words": {name: message_template(f"reasons.app.{name}", language()) for name in WORDS}
    }


def _plain(corpus: Corpus, year: int | None) -> Iterator[str]:
    """What stands there without scripts; a sentence where there is nothing to count."""
    if year is None:
        yield from (_say("none"), "")
        return
    stated, unstated = corpus.reasons_of("", year)
    asked = reasons_on(form_in_force(year))
    yield from heading(_say("heading", year=year), "table")
    if stated.empty:
        yield from (_say("no_numbers", year=year), "")
        return
    total = whole(stated.sum().sum())
    words = {"reports": figure(len(stated)), "total": figure(total)}
    yield from (_say("basis", year=year, **words), "")
    if len(unstated):
        yield from (_say("unstated", count=figure(len(unstated))), "")
    header = [_say(f"column.{name}") for name in ("reason", "count", "share", "agencies", "blank")]
    rows = _rows(asked, stated, unstated, total)
    yield from table(header, rows, f'.reasons caption="{_say("heading", year=year)}"')
    yield ""


def _rows(
    asked: tuple[Count, ...], stated: pd.DataFrame, unstated: pd.DataFrame, total: Number
) -> Iterator[list[str]]:
    """A row for each group with its sum, then its reasons, the most frequent first."""
    for group in reason_groups():
        own = [reason for reason in asked if reason.group == group.id]
        if not own:
            continue
        names = [reason.id for reason in own]
        sums = stated[names].sum()
        yield _row(f"**{escape(named(group))}**", stated[names], unstated[names], total)
        for reason in sorted(own, key=lambda one: -float(sums[one.id])):
            yield _row(escape(named(reason)), stated[[reason.id]], unstated[[reason.id]], total)


def _row(label: str, stated: Any, unstated: Any, total: Number) -> list[str]:
    count = whole(stated.sum().sum())
    share = percent(count / total) if total else _say("no_share")
    agencies = int((stated > 0).any(axis=1).sum())
    blank = int(unstated.isna().any(axis=1).sum())
    return [label, figure(count), share, figure(agencies), figure(blank)]


def _meanings() -> Iterator[str]:
    yield from heading(_say("meaning"), "meaning")
    glossary = link(_say("glossary"), site("glossary/#outcomes"))
    guide = link(_say("guide"), site("guide/"))
    yield from (_say("see", glossary=glossary, guide=guide), "")


PAGE_KINDS = (Kind("reasons", "reasons", ("reasons/",), "reasons", pages=_pages),)
