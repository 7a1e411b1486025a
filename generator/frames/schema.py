"""The columns of every frame (`columns.toml`), and the one way by which data enter a frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
import pandas as pd

from generator.frames.counts import COUNT_STATES, catalogue, state_of
from generator.toml_file import toml_as

Type = Literal["category", "text", "number", "integer", "year", "flag"]
_DTYPES: dict[Type, Any] = {
    "text": "str",
    "number": "float64",
    "integer": "Int32",
    "year": "int16",
    "flag": "bool",
}


class FrameColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column; `values` lists all that a category may hold, empty when it is open."""

    name: str
    type: Type
    zh: str
    en: str
    values: tuple[str, ...] = ()

    def array(self, values: Any) -> Any:
        """The values in the column's type; ValueError for one that it may not hold."""
        if self.type != "category":
            return pd.Series(values, dtype=_DTYPES[self.type]).array
        values = values.array if isinstance(values, pd.Series) else values
        if not isinstance(values, pd.Categorical):
            categories = self.values or [v for v in dict.fromkeys(values) if v is not None]
            codes = {value: code for code, value in enumerate(categories)}
            numbers = [-1 if value is None else codes.get(value, -2) for value in values]
            if -2 in numbers:
                raise ValueError(f"{self.name}: not one of {self.values}")
            return categorical(numbers, categories)
        if self.values and tuple(values.categories) != self.values:
            raise ValueError(f"{self.name}: not {self.values}")
        return values


class FrameSchema(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One frame: what a row is, and its columns in order."""

    zh: str
    en: str
    columns: tuple[FrameColumn, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def frame(self, columns: Mapping[str, Any] | Sequence[Any], index: Any = None) -> pd.DataFrame:
        """The columns, by name or in order, as a frame; ValueError when they do not fit."""
        if not isinstance(columns, Mapping):
            columns = dict(zip(self.names, columns, strict=True))
        if tuple(columns) != self.names:
            raise ValueError(f"columns {tuple(columns)} instead of {self.names}")
        arrays = {one.name: one.array(columns[one.name]) for one in self.columns}
        return pd.DataFrame(arrays, index=index)

    def rows(self, rows: Sequence[Iterable[object]]) -> pd.DataFrame:
        """Rows, their cells in the order of the columns, as a frame; ValueError as `frame`."""
        return self.frame(list(zip(*rows, strict=True)) if rows else [()] * len(self.columns))

    def joined(self, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """Frames of this table one below the other; categories stay categories."""
        if not frames:
            return self.rows(())
        return self.frame(
            {one.name: _joined([f[one.name] for f in frames]) for one in self.columns}
        )


def categorical(codes: Any, values: Sequence[str]) -> Any:
    """Codes and what they mean as a column; -1 is missing."""
    names: Any = pd.Series(list(values), dtype="str")
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(names))


def _joined(parts: Sequence[Any]) -> Any:
    if isinstance(parts[0].dtype, pd.CategoricalDtype):
        return pd.api.types.union_categoricals(list(parts))
    return pd.concat(parts, ignore_index=True)


@cache
def tables() -> dict[str, FrameSchema]:
    """Every table of `columns.toml` by name."""
    found = toml_as("generator.frames", "columns.toml", dict[str, FrameSchema])
    columns = (*found["indicators"].columns, *_of_counts())
    return {**found, "indicators": msgspec.structs.replace(found["indicators"], columns=columns)}


def _of_counts() -> Iterator[FrameColumn]:
    for count in catalogue().counts:
        unit = f"（{count.unit}）"
        yield FrameColumn(
            name=count.id, type="number", zh=f"{count.zh}{unit}", en=f"{count.en}{unit}"
        )
        yield FrameColumn(
            name=state_of(count.id),
            type="category",
            values=COUNT_STATES,
            zh=f"{count.zh}：有没有数，为什么没有",
            en=f"{count.en}: whether there is a number, and why not",
        )


class Growing:
    """A frame in the making: rows come in one by one and are packed by the ten thousand."""

    _PACKED_ROWS = 10_000

    def __init__(self, table: str) -> None:
        self._table = tables()[table]
        self._rows: list[Iterable[object]] = []
        self._parts: list[pd.DataFrame] = []

    def add(self, rows: Iterable[Iterable[object]]) -> None:
        """Adds rows, their cells in the order of the columns."""
        self._rows.extend(rows)
        if len(self._rows) >= self._PACKED_ROWS:
            self._pack()

    def _pack(self) -> None:
        self._parts.append(self._table.rows(self._rows))
        self._rows = []

    def frame(self) -> pd.DataFrame:
        """A frame of all rows that were added so far."""
        if self._rows or not self._parts:
            self._pack()
        if len(self._parts) > 1:
            self._parts = [self._table.joined(self._parts)]
        return self._parts[0]
