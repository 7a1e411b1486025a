"""Planted errors of the running text: numbers that contradict, chapters that were copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import msgspec

from generator.forms import asks
from generator.records import Record, replace
from made_up.claims import contradicted, restated


@dataclass(frozen=True, slots=True)
class Change:
    """A report with an error in it."""

    index: int
    record: Record
    fields: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


Reports = Sequence[Record]
Planter = Callable[[Reports, int, Random], Change | None]


def text_number(reports: Reports, index: int, chance: Random) -> Change | None:
    """The running text states another number of applications than the table."""
    record = contradicted(reports[index])
    names = ("stats.requests.received", "requests.received.total")
    fields = tuple(name for name in names if asks(reports[index].form, name))
    return Change(index, record, fields) if record else None


def _say_alike(one: Record, other: Record) -> bool:
    """Whether two reports state the same numbers of the same form, each in its own words."""
    stated = [[metric.id for metric in record.metrics] for record in (one, other)]
    return one.form == other.form and stated[0] == stated[1]


def copied_text(reports: Reports, index: int, chance: Random) -> Change | None:
    """Last year's text with only the year changed; stated figures are this year's."""
    if not index or not _say_alike(reports[index - 1], reports[index]):
        return None
    before, record = reports[index - 1], reports[index]
    texts = {s.key: s.text for s in before.sections}
    sections = []
    for section in record.sections:
        text = (texts.get(section.key) or "").replace(str(before.year), str(record.year))
        for old, new in zip(before.metrics, record.metrics, strict=True):
            text = text.replace(old.quote or "\0", new.quote or "")
        sections.append(msgspec.structs.replace(section, text=text))
    return Change(index, replace(record, sections=tuple(sections)))


def copied_neighbour(record: Record, index: int, donor: Record | None) -> Change | None:
    """Another agency's chapters under this agency's name."""
    if donor is None or donor.year != record.year or not _say_alike(donor, record):
        return None
    names = (donor.agency_name or "", record.agency_name or "")
    texts = {s.key: (s.text or "").replace(*names) for s in donor.sections}
    for old, new in zip(donor.metrics, record.metrics, strict=True):
        texts = {k: t.replace(old.quote or "\0", new.quote or "") for k, t in texts.items()}
    sections = tuple(msgspec.structs.replace(s, text=texts[s.key]) for s in record.sections)
    return Change(index, replace(record, sections=sections))


def text_parts(reports: Reports, index: int, chance: Random) -> Change | None:
    """The channels named in the text exceed the total that it states beside them."""
    record = reports[index]
    stated = {metric.id: metric for metric in record.metrics}
    names = ("published.total", "published.website", "published.wechat")
    if any(name not in stated for name in names) or asks(record.form, "stats.proactive.items"):
        return None
    total, website, wechat = (int(stated[name].value) for name in names)
    value = max(total - website, wechat) + 2 + int(chance.random() * 9)
    return Change(index, restated(record, stated[names[2]], value))
