"""Covers personal data in texts and in whole records.

Covering twice changes nothing, and a record in which nothing is found is returned as it
is, so that records may be covered both before they are stored and before they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

import msgspec

from generator.forms import forms
from generator.privacy.addresses import find_addresses
from generator.privacy.broken import BREAK, find_broken
from generator.privacy.exceptions import NONE, Exceptions
from generator.privacy.numbers import Span, find_numbers, may_hold_numbers, without_overlaps
from generator.privacy.words import cover_for
from generator.records import Figure, Masked, MaskedKind, OtherRow, Place, Record

T = TypeVar("T")

# Members that hold ids and checksums of ours, never words of a document.
_OURS = frozenset({"agency", "region", "sha256", "at", "source_sha256"})
_NO_TEXT = frozenset({int, float, bool, Place})
# Addresses on the web of a source or an agency; the source's checksum still names it.
_LINKS = frozenset({"url", "website"})
# These lists hold numbers and addresses alone.
_LISTS = frozenset({"contacts.phones", "contacts.faxes", "contacts.emails"})
# Personal data is at least a short address long, and a number has at least eleven digits.
_SHORTEST = 6
_SHORTEST_NUMBER = 11
_OFTEN_REPEATED = 60
_NO_COUNT_REACHES = 10 ** (_SHORTEST_NUMBER - 1)
_NO_AMOUNT_REACHES = 10**14
_AMOUNT = re.compile(r"[\d.,+ -]+")


def find(text: str, *, agency: str | None = None, exceptions: Exceptions = NONE) -> list[Span]:
    """Kind, start and end of all personal data in a text, in order."""
    if len(text) < _SHORTEST:
        return []
    spans = _spans_again(text) if len(text) <= _OFTEN_REPEATED else _spans(text)
    return [
        (kind, start, end)
        for kind, start, end in spans
        if not exceptions.allows(agency, kind, text[start:end])
    ]


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(
        without_overlaps([*_numbers_by_line(text), *find_broken(text), *find_addresses(text)])
    )


# Headings, names of offices and file types stand in thousands of records.
_spans_again = lru_cache(maxsize=1 << 15)(_spans)


def _numbers_by_line(text: str) -> Iterator[Span]:
    """Numbers in one piece; most texts hold none and cost little."""
    if not may_hold_numbers(text):
        return
    offset = 0
    for line in text.splitlines(keepends=True):
        for kind, start, end in find_numbers(line):
            yield kind, offset + start, offset + end
        offset += len(line)


def cover_text(
    text: str,
    where: str = "text",
    *,
    at: Place | None = None,
    agency: str | None = None,
    exceptions: Exceptions = NONE,
) -> tuple[str, tuple[Masked, ...]]:
    """The text with personal data covered, and what was covered where, without values."""
    spans = find(text, agency=agency, exceptions=exceptions)
    if not spans:
        return text, ()
    parts, end_before = [], 0
    for kind, start, end in spans:
        parts += [text[end_before:start], _covered(text[start:end], kind)]
        end_before = end
    parts.append(text[end_before:])
    masked = (Masked(kind=cast(MaskedKind, kind), where=where, at=at) for kind, _, _ in spans)
    return "".join(parts), tuple(masked)


def _covered(value: str, kind: str) -> str:
    """The replacement text; one for each part when a line or cell break divides the value."""
    parts = BREAK.split(value)
    parts[::2] = [cover_for(kind)] * len(parts[::2])
    return "".join(parts)


@cache
def _money() -> frozenset[str]:
    """The ids of all figures that are amounts of money."""
    fields = (field for one in forms() for field in one.fields.values())
    return frozenset(f"figures.{field.id}" for field in fields if field.type == "decimal")


def _is_huge(figure: Figure) -> bool:
    """A whole number longer than any count, and than most amounts."""
    return isinstance(figure.value, int) and figure.value > _NO_COUNT_REACHES


def cover(record: Record, exceptions: Exceptions = NONE) -> Record:
    """The record with personal data covered everywhere; the same object if there is none."""
    work = _Work(record.agency, exceptions)
    changes = work.members(record, "")
    if not changes:
        return record
    before = changes.pop("masked", record.masked)
    masked = (*before, *(mask for mask in work.masked if mask not in before))
    return msgspec.structs.replace(record, **changes, masked=masked)


def cover_struct(value: T, agency: str | None = None, exceptions: Exceptions = NONE) -> T:
    """Any other object of ours (an agency, a figure, a list of texts) with its texts covered."""
    covered: T = _Work(agency, exceptions).walk(value, "")
    return covered


@dataclass
class _Work:
    """One walk through a record: copies only what changes, and notes what was covered."""

    agency: str | None
    exceptions: Exceptions
    masked: list[Masked] = field(default_factory=list)

    def walk(self, value: Any, where: str, at: Place | None = None) -> Any:
        """The value with its texts covered; the same object when nothing was found."""
        if isinstance(value, str):
            return self._text(value, where, at)
        if isinstance(value, Figure):
            return self._figures({"": value}, where)[""]
        if isinstance(value, OtherRow):
            return self._row(self._struct(value, where, at), where)
        if isinstance(value, msgspec.Struct):
            return self._struct(value, where, at)
        if isinstance(value, tuple):
            return self._tuple(value, where, at)
        if isinstance(value, dict):
            return self._dict(value, where, at)
        return value

    def _text(self, text: str, where: str, at: Place | None) -> str:
        if len(text) < _SHORTEST:
            return text
        covered, masked = cover_text(
            text, where, at=at, agency=self.agency, exceptions=self.exceptions
        )
        self.masked += masked
        return covered

    def _row(self, row: OtherRow, where: str) -> OtherRow:
        """A printed row: a number may be broken over its cells.

        Tabs part the cells, so that one inside a cell becomes a space of the same length.
        """
        printed = "\t".join(text.replace("\t", " ") for text in (row.label, *row.cells))
        covered = self._text(printed, where, row.at)
        if covered == printed:
            return row
        label, *cells = covered.split("\t")
        return msgspec.structs.replace(row, label=label, cells=tuple(cells))

    def _figures(self, figures: dict[str, Figure], where: str) -> dict[str, Figure]:
        """The cells of the tables: nearly all are too short to hold anything personal."""
        looked_at = [
            key
            for key, figure in figures.items()
            if (figure.raw is not None and len(figure.raw) >= _SHORTEST_NUMBER)
            or (type(figure.value) is int and figure.value > _NO_COUNT_REACHES)
        ]
        changed = {key: self._figure(figures[key], f"{where}.{key}") for key in looked_at}
        changed = {key: after for key, after in changed.items() if after is not figures[key]}
        return figures | changed if changed else figures

    def _figure(self, figure: Figure, where: str) -> Figure:
        """A printed amount stays; a count as long as a telephone number is none."""
        raw = figure.raw or ""
        is_money = where in _money() and abs(figure.value or 0) < _NO_AMOUNT_REACHES
        is_huge = _is_huge(figure) and not is_money
        if is_huge and len(raw) < _SHORTEST_NUMBER:
            raw = str(figure.value)
        elif figure.state == "number" and not is_huge and _AMOUNT.fullmatch(raw):
            return figure
        covered = self._text(raw, where, figure.at)
        if covered == raw:
            return figure
        if figure.state == "number" and not is_huge:
            return msgspec.structs.replace(figure, raw=covered)
        return msgspec.structs.replace(figure, raw=covered, value=None, state="text")

    def members(self, value: msgspec.Struct, where: str, at: Place | None = None) -> dict[str, Any]:
        """The members that change, covered."""
        changes: dict[str, Any] = {}
        for name in value.__struct_fields__:
            before = getattr(value, name)
            if not before or type(before) in _NO_TEXT or name in _OURS:
                continue
            if isinstance(before, str) and len(before) < _SHORTEST:
                continue
            after = self.walk(before, f"{where}.{name}" if where else name, at)
            if after is not before:
                changes[name] = after
        return changes

    def _struct(self, value: msgspec.Struct, where: str, at: Place | None) -> Any:
        changes = self.members(value, where, getattr(value, "at", None) or at)
        if not changes:
            return value
        for name in _LINKS & changes.keys():
            changes[name] = None  # a covered address leads nowhere
        return msgspec.structs.replace(value, **changes)

    def _tuple(self, value: tuple[Any, ...], where: str, at: Place | None) -> tuple[Any, ...]:
        found = tuple(self.walk(item, f"{where}[{n}]", at) for n, item in enumerate(value))
        if all(after is before for after, before in zip(found, value, strict=True)):
            return value
        if where in _LISTS:  # one that is covered leaves them
            return tuple(a for a, b in zip(found, value, strict=True) if a is b)
        return found

    def _dict(self, value: dict[str, Any], where: str, at: Place | None) -> dict[str, Any]:
        if where == "figures":
            return self._figures(value, where)
        found = {key: self.walk(item, f"{where}.{key}", at) for key, item in value.items()}
        return found if any(found[key] is not value[key] for key in value) else value
