"""What a person who wants to apply is told on an agency's page: outcomes, time, the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.agencies import Agency
from generator.forms import is_current_era
from generator.frames.counts import MINIMUM_BASE
from generator.frames.intervals import wilson
from generator.pages.agency.letter import letter_of
from generator.pages.parts.facts import Facts
from generator.pages.parts.markup import block, heading, link, site
from generator.pages.parts.words import percent, say
from generator.records import Contacts

_YEARS = 3
_WIDE = 0.05
"""From here on an interval is given in whole per cent."""


def apply_section(
    name: str, entry: Agency | None, facts: Sequence[Facts], contacts: Contacts, after: str
) -> list[str]:
    """The section; `after` names and links the agencies that took over, "" where none did."""
    lines = [*heading(say("heading.apply"), "apply")]
    if entry is not None and entry.valid_to:
        ended = say("apply.ended_to", names=after) if after else say("apply.ended")
        return [*lines, *_before(facts), ended, ""]
    guide = say("report.how", guide=link(say("guide"), site("guide/")))
    rule = [f"{say('apply.rule')} {{.due}}", ""]
    letter = letter_of(name, contacts)
    return [
        *lines,
        *_before(facts),
        *block('section {.apply app="apply"}', [*rule, *letter]),
        guide,
        "",
    ]


def _before(facts: Sequence[Facts]) -> Iterator[str]:
    """What happened to those who applied before; only reports that can be compared."""
    alike = [fact for fact in facts if is_current_era(fact.form)]
    recent = [fact for fact in alike if fact.scope == alike[-1].scope][-_YEARS:]
    known = [fact for fact in recent if fact.closed is not None and fact.granted is not None]
    closed = sum(fact.closed or 0 for fact in known)
    if not closed:
        yield from _without_outcome(known)
        return
    granted = sum(fact.granted or 0 for fact in known)
    code = "some" if 0 < granted < closed else "nothing" if not granted else "all"
    outcome = say(f"apply.{code}", granted=granted)
    share = _share("apply.share", granted, closed)
    yield say("apply.past", years=_joined(known), closed=closed, granted=outcome, share=share)
    yield ""
    yield from _waiting(known)
    if recent[-1].scope == "aggregate":
        yield from (f"{say('agency.past_aggregate')} {{.quiet}}", "")


def _without_outcome(known: Sequence[Facts]) -> Iterator[str]:
    """A sentence for a year without outcomes: no requests, or requests still open."""
    if not any(fact.received or fact.carried_over for fact in known):
        yield from (say("agency.past_none" if known else "agency.past_unknown"), "")
        return
    yield from (say("apply.none_closed", years=_joined(known)), "")
    yield from _waiting(known)


def _waiting(known: Sequence[Facts]) -> Iterator[str]:
    """The requests open at the end of a year: reports say nothing else about time."""
    told = [fact for fact in known if fact.carried_over is not None]
    still = sum(fact.carried_over or 0 for fact in told)
    if not told:
        return
    if not still:
        yield from (say("apply.none_open"), "")
        return
    asked = still + sum(fact.closed or 0 for fact in told)
    share = _share("apply.open_share", still, asked)
    every = say("apply.of_years" if len(told) > 1 else "apply.of_year")
    yield from (say("apply.open", all=every, asked=asked, still=still, share=share), "")


def _share(code: str, part: float, whole: float) -> str:
    """The share and how far it can be trusted; nothing where a single case moves it too much."""
    if whole < MINIMUM_BASE or part > whole:
        return ""
    low, high = wilson(part, whole)
    if high - low > _WIDE:
        low, high = round(low, 2), round(high, 2)
    return say(code, share=percent(part / whole), low=percent(low), high=percent(high))


def _joined(facts: Sequence[Facts]) -> str:
    return say("separator_comma").join(f"{fact.year}" for fact in facts)
