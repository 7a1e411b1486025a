"""`/observations/`: how the observations of years and regions are written, with every minimum."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frames.counts import catalogue
from generator.pages.kinds import Kind, Material
from generator.pages.observations.minimums import Minimum, minimums
from generator.pages.observations.section import METHOD
from generator.pages.observations.sentences import figure, say
from generator.pages.parts.content_file import Page
from generator.pages.parts.markup import escape, table
from generator.pages.parts.words import named
from generator.pages.report.summary import percent

_RULES = ("bound", "sums", "years", "chance", "order", "silence", "no_score")


def method_page() -> Page:
    """The rules in words, and the minimums with their reasons."""
    lines = [say("method.intro"), ""]
    lines += [f"- **{say(f'method.{rule}.name')}** {say(f'method.{rule}')}" for rule in _RULES]
    header = [say("method.minimum"), say("method.reason")]
    rows = [[_size(one), escape(named(one))] for one in minimums().values()]
    rows += [
        [escape(say("method.of_rate", number=rate.minimum)), escape(named(rate))]
        for rate in catalogue().rates
    ]
    caption = say("method.minimums")
    lines += ["", f"## {caption} {{#minimums}}", ""]
    lines += [*table(header, rows, f'.minimums caption="{caption}"', left=2), ""]
    return Page(
        file="observations/index.md",
        url=METHOD,
        title=say("method.title"),
        template="page",
        description=say("method.description"),
        lines=lines,
    )


def _size(one: Minimum) -> str:
    number = percent(one.value) if one.unit == "share" else figure(int(one.value))
    return say(f"unit.{one.unit}", number=number)


def _pages(_material: Material) -> Iterator[Page]:
    yield method_page()


PAGE_KINDS = (Kind("observations", "observations", (METHOD,), "page", pages=_pages),)
