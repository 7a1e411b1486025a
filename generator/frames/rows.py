"""What the frames keep of one report: small, typed, and the same for the same record.

The rows of an agency are a tuple of `ReportRow`. They can be stored with msgspec and put in
the place of the agency's earlier rows, without a look at any other agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Protocol, get_args

import msgspec
import numpy as np

from generator.corrections.apply import AppliedCorrection
from generator.errors import BadDataError
from generator.forms import form
from generator.frames.printed_numbers import numbers_of
from generator.records import MISSING, Contacts, Figure, Number, Place, Record, State
from generator.sealed import digest_of

STATES: tuple[str, ...] = get_args(State)
NOWHERE = Place()
_STATE_CODES = {state: code for code, state in enumerate(STATES)}
_METRIC = attrgetter("id", "value", "unit", "approximate", "is_cumulative", "is_partial")
_LARGEST = 2**53  # the largest of the whole numbers that a float64 holds without a gap

FIGURE = np.dtype(
    [
        ("value", "<f8"),  # NaN unless `state` is "number"
        ("state", "u1"),  # place in STATES
        ("raw", "<i4"),  # place in the list of printed texts, -1 for none
        ("page", "<i4"),  # -1 where the place is not known
        ("line", "<i4"),
        ("cell", "<i4"),
        ("is_corrected", "?"),
    ]
)
"""One figure as it is packed: 26 bytes."""


class Beside(msgspec.Struct, frozen=True, array_like=True):
    """What a report has beside its own cells and its figures."""

    agency: str
    year: int
    contacts: Contacts
    contacts_corrected: tuple[str, ...]
    metrics: tuple[tuple[str, Number, str, bool, bool, bool], ...]
    other_rows: tuple[tuple[str | None, ...], ...]
    numbers: tuple[tuple[str, str, str], ...]


class ReportRow(msgspec.Struct, frozen=True, array_like=True):
    """One report: its own cells of `reports`, and its rows of the other frames.

    `beside` packs `Beside`, which few ask for, `figures` the figures of the form in the form's
    order (`FIGURE`); `texts` holds what was printed, each text once. `digest` is a hash of all.
    """

    agency: str
    year: int
    scope: str
    form: str | None
    named: tuple[str | None, ...]
    beside: bytes
    figures: bytes
    texts: tuple[str, ...]
    digest: str


class Held(Protocol):
    """A report as the floors below hand it over."""

    @property
    def record(self) -> Record:
        """The record with its corrections applied."""

    @property
    def corrections(self) -> tuple[AppliedCorrection, ...]:
        """The corrections that were looked at."""


def rows_of(reports: Iterable[Held]) -> tuple[ReportRow, ...]:
    """The rows of one agency's reports; BadDataError for a number that no frame can hold."""
    return tuple(_row(held) for held in reports)


def _row(held: Held) -> ReportRow:
    record, source = held.record, held.record.source
    figures, texts = _figures(held) if record.form is not None else (b"", ())
    named = (record.agency_name, record.region, record.title, source.file, source.sha256,
             source.url, source.published)  # fmt: skip
    of = (record.agency or "", record.year or 0)
    told = (*of, record.scope, record.form, named, _beside(held, *of), figures, texts)
    return ReportRow(*told, digest_of(msgspec.msgpack.encode(told)))


def _beside(held: Held, agency: str, year: int) -> bytes:
    record = held.record
    beside = Beside(
        agency,
        year,
        record.contacts,
        tuple(one.correction.contact for one in _applied(held) if one.correction.contact),
        tuple(map(_METRIC, record.metrics)),
        tuple(_other_cells(record)),
        tuple(numbers_of(record)),
    )
    return msgspec.msgpack.encode(beside)


def _applied(held: Held) -> Iterator[AppliedCorrection]:
    """The corrections that took effect."""
    return (one for one in held.corrections if one.standing == "applied")


def _other_cells(record: Record) -> Iterator[tuple[str | None, ...]]:
    """The cells of printed rows that the form does not have, in the order of the frame."""
    for row in record.other_rows:
        columns = form(record.form).columns(row.table) if record.form else ()
        names = columns if len(columns) == len(row.cells) else (None,) * len(row.cells)
        for name, raw in zip(names, row.cells, strict=True):
            yield record.form, row.table, row.row, row.label, name, raw


def _figures(held: Held) -> tuple[bytes, tuple[str, ...]]:
    record = held.record
    fields = tuple(form(record.form).fields) if record.form else ()
    known = record.figures
    figures = [known.get(name, MISSING) for name in fields]
    corrected = {one.correction.figure for one in _applied(held)}
    texts: dict[str | None, int] = {None: -1}
    for figure in figures:
        texts.setdefault(figure.raw, len(texts) - 1)
    packed = np.zeros(len(fields), FIGURE)
    try:
        packed["value"] = [np.nan if f.value is None else _exact(f.value) for f in figures]
        packed["state"] = [_STATE_CODES[figure.state] for figure in figures]
        packed["raw"] = [texts[figure.raw] for figure in figures]
        for name, numbers in zip(("page", "line", "cell"), _places(figures), strict=True):
            packed[name] = numbers
    except OverflowError as error:
        name = f"{record.agency}/{record.year}"
        raise BadDataError("frames.too_large", file=name, number=error.args[0]) from error
    packed["is_corrected"] = [name in corrected for name in fields]
    return packed.tobytes(), tuple(text for text in texts if text is not None)


def _exact(value: float) -> float:
    if abs(value) > _LARGEST:
        raise OverflowError(value)
    return value


def _places(figures: Iterable[Figure]) -> Iterator[list[int]]:
    places = [figure.at or NOWHERE for figure in figures]
    yield [-1 if place.page is None else place.page for place in places]
    yield [-1 if place.line is None else place.line for place in places]
    yield [-1 if place.cell is None else place.cell for place in places]
