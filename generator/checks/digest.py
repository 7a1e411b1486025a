"""What is kept of each report for the checks that compare agencies."""

from __future__ import annotations

import msgspec

from generator.checks.facts import facts
from generator.checks.subject import Subject
from generator.checks.texts import LEAST_LENGTH, names_of, prose, sketch


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """Form, scope, place, the figures that are compared, and a sketch of the text.

    `is_short` marks a text that is too short to be compared; it has no sketch.
    """

    form: str | None
    scope: str
    region: str | None
    values: dict[str, int | float]
    sketch: tuple[int, ...]
    is_short: bool = False


Digests = dict[tuple[str, int], Digest]


def compared_fields() -> tuple[str, ...]:
    """The figures that the checks across agencies look at."""
    return tuple(dict.fromkeys((*facts().hierarchy.fields, *facts().peers.fields)))


def digest(subject: Subject) -> Digest:
    """What the checks across agencies need of one report, without its text."""
    record = subject.record
    values = subject.values
    kept = {field: values[field] for field in compared_fields() if field in values}
    is_short = 0 < len(subject.report.words) < LEAST_LENGTH
    return Digest(record.form, record.scope, record.region, kept, _sketch(subject), is_short)


def _sketch(subject: Subject) -> tuple[int, ...]:
    if len(subject.report.words) < LEAST_LENGTH:
        return ()
    names = names_of(subject.record, subject.agency, subject.registry)
    return sketch(prose(subject.record) or "", names)
