"""`/observations/`: how the observations of years and regions are written, with every minimum."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frames.counts import catalogue
from generator.pages.kinds import Kind, Material
from generator.pages.observations.minimums import Minimum, minimums
from generator.pages.observations.section import METHOD
from generator.pages.observations.sentences import say
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.markup import escape, heading, table
from generator.pages.parts.words import figure, named, percent, saying

_say = saying("observations.method")
_RULES = ("bound", "sums", "years", "chance", "order", "silence", "no_score")


def method_page() -> Page:
    """The page: the rules in words, and the minimums with their reasons."""
    lines = [_say("intro"), ""]
    lines += [f"- **{_say(f'{rule}.name')}** {_say(f'{rule}')}" for rule in _RULES]
    header = [_say("minimum"), _say("reason")]
    rows = [[_size(one), escape(named(one))] for one in minimums().values()]
    rows += [
        [escape(_say("of_rate", number=rate.minimum)), escape(named(rate))]
        for rate in catalogue().rates
    ]
    caption = _say("minimums")
    lines += ["", *heading(caption, "minimums")]
    lines += [*table(header, rows, f'.minimums caption="{caption}"', left=2), ""]
    return area_page(_say, METHOD, lines)


def _size(one: Minimum) -> str:
    number = percent(one.value) if one.unit == "share" else figure(int(one.value))
    return say(f"unit.{one.unit}", number=number)


def _pages(_material: Material) -> Iterator[Page]:
    yield method_page()


PAGE_KINDS = (Kind("observations", "observations", (METHOD,), "page", pages=_pages),)
