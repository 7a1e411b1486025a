"""The tables under /data/ (`tables.toml`): their columns, keys and what they refer to."""

from __future__ import annotations

from functools import cache

import msgspec

from generator.frames.counts import catalogue
from generator.frames.schema import FrameColumn, FrameSchema
from generator.frames.schema import tables as frame_tables
from generator.toml_file import toml_as


class Published(FrameSchema, frozen=True, kw_only=True):
    """One table: `key` names a row, `references` says whose key a column holds."""

    title: str
    key: tuple[str, ...] = ()
    references: dict[str, str] = msgspec.field(default_factory=dict)


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; what it does not say is that of the frame of its name."""

    title: str
    zh: str = ""
    en: str = ""
    frame: str = ""
    key: tuple[str, ...] = ()
    references: dict[str, str] = msgspec.field(default_factory=dict)
    columns: tuple[FrameColumn, ...] = ()
    more: tuple[FrameColumn, ...] = ()


@cache
def tables() -> dict[str, Published]:
    """Every table of `tables.toml` by name."""
    entries = toml_as("generator.opendata", "tables.toml", dict[str, _Entry])
    return {name: _published(name, entry) for name, entry in entries.items()}


def _published(name: str, entry: _Entry) -> Published:
    frame = None if entry.columns else frame_tables()[entry.frame or name]
    columns = entry.columns or (frame.columns if frame else ())
    return Published(
        zh=entry.zh or (frame.zh if frame else ""),
        en=entry.en or (frame.en if frame else ""),
        columns=(*(_with_unit(one) for one in columns), *entry.more),
        title=entry.title,
        key=entry.key,
        references=entry.references,
    )


def _with_unit(column: FrameColumn) -> FrameColumn:
    unit = _units().get(column.name) if column.type == "number" else None
    return msgspec.structs.replace(column, name=named(column.name, unit)) if unit else column


@cache
def _units() -> dict[str, str]:
    return {count.id: count.unit for count in catalogue().counts}


def named(column: str, unit: str | None) -> str:
    """A column's name with its unit: `received[件]`."""
    return f"{column}[{unit}]" if unit else column
