"""Observations in words: every sentence with its number, and a link to what it rests on."""

from __future__ import annotations

from generator.agencies import Registry
from generator.checks.catalogue import all_checks
from generator.frames.counts import Count, Rate, catalogue
from generator.frames.reasons import reason_groups, reasons
from generator.messages import catalogue as messages
from generator.pages.observations.observation import Observation
from generator.pages.parts.location import agency_link, region_link
from generator.pages.parts.markup import escape, link, site
from generator.pages.parts.words import figure, named, percent, saying, within
from generator.records import Number

say = saying("observations")
_SPECIAL: dict[Number, str] = {0: "zero", 1: "one"}


def sentence(one: Observation, registry: Registry) -> str:
    """The sentence as Markdown, with how many stand behind it as a link to the rows."""
    words = {key: _words(key, value, registry) for key, value in one.values.items()}
    words |= {"number": figure(one.number), "n": figure(one.n)}
    text = say(_code(one.code, one.number), **words)
    if not one.n:
        return text
    rows = link(say(_code(f"of.{one.of}", one.n), n=figure(one.n)), address(one.link))
    return say("with_rows", sentence=text, rows=rows)


def address(target: str) -> str:
    """A link's target: an anchor of the page, or a page of the site."""
    return target if target.startswith("#") else site(target)


def _code(code: str, number: Number) -> str:
    """The sentence for no thing, or for one, where there is a special one."""
    special = f"{code}.{_SPECIAL.get(number)}"
    return special if f"observations.{special}" in messages() else code


def _words(key: str, value: Number | str, registry: Registry) -> str:
    kind = key.partition("_")[0]
    if kind == "share":
        return percent(float(value))
    if key == "points" and not isinstance(value, str):
        return say(_code("points", value), number=value)
    if key == "last_year":
        return f"{value}"
    if not isinstance(value, str):
        return figure(value)
    if kind == "agency":
        return agency_link(registry, value)
    if kind == "region":
        return region_link(registry.regions[value])
    return escape(_name(key, value))


def _name(key: str, value: str) -> str:
    if key == "check":
        return all_checks()[value].title()
    if key == "reason":
        reason = next(one for one in reasons() if one.id == value)
        group = next(one for one in reason_groups() if one.id == reason.group)
        return say("reason", group=named(group), reason=named(reason))
    known: list[Count | Rate] = [*catalogue().counts, *catalogue().rates]
    return within(named(next(one for one in known if one.id == value)))
