"""Rows of frames that few ask for, packed one report after the other until somebody does.

Contacts, metrics, printed rows of no form and numbers change seldom: where they are as they
were, what is made of them stands, and no frame of them is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

import msgspec
import pandas as pd

from generator.frames.rows import Beside, ReportRow
from generator.frames.schema import Growing
from generator.records import Contacts

_CONTACTS = tuple(field.name for field in msgspec.structs.fields(Contacts))


class PackedRows:
    """What reports have beside their figures, in the order in which they were added."""

    def __init__(self) -> None:
        self._packed: list[tuple[int, bytes]] = []
        self._digest = blake2b(digest_size=16)

    def add(self, row: ReportRow) -> None:
        """Adds a report."""
        self._packed.append((row.year, row.beside))
        self._digest.update(row.beside)

    def digest(self) -> str:
        """A hash of the rows of all reports, in their order."""
        return self._digest.hexdigest()

    def frame(self, table: str, year: int | None = None) -> pd.DataFrame:
        """The rows of one of the frames: of every report, or of those of a year."""
        growing, rows_of = Growing(table), _ROWS[table]
        for of, packed in self._packed:
            if year in (None, of):
                growing.add(rows_of(msgspec.msgpack.decode(packed, type=Beside)))
        return growing.frame()


def joined(value: object) -> object:
    """A tuple as one cell, its values parted by semicolons; anything else as it is."""
    return ";".join(value) if isinstance(value, tuple) else value


def _contacts(of: Beside) -> Iterator[tuple[object, ...]]:
    cells = (joined(getattr(of.contacts, name)) for name in _CONTACTS)
    yield (of.agency, of.year, *cells, joined(of.contacts_corrected))


def _metrics(of: Beside) -> Iterator[tuple[object, ...]]:
    return ((of.agency, of.year, *one) for one in of.metrics)


def _other_rows(of: Beside) -> Iterator[tuple[object, ...]]:
    return ((of.agency, of.year, *one) for one in of.other_rows)


def _numbers(of: Beside) -> Iterator[tuple[object, ...]]:
    return ((of.agency, of.year, *one) for one in of.numbers)


_ROWS: dict[str, Callable[[Beside], Iterable[tuple[object, ...]]]] = {
    "contacts": _contacts,
    "metrics": _metrics,
    "other_rows": _other_rows,
    "numbers": _numbers,
}
