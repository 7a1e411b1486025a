"""Frames of made-up records, without a data folder."""

from __future__ import annotations

from types import SimpleNamespace

from generator.frames.build import Frames
from generator.frames.rows import rows_of
from generator.records import Record, Source

SOURCE = Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain")


def held(record: Record, corrections=()) -> SimpleNamespace:
    """A report as the floors below hand it over."""
    return SimpleNamespace(record=record, corrections=corrections)


def frames_of_records(*records: Record) -> Frames:
    """The records' frames, in the order given."""
    frames = Frames()
    for record in records:
        frames.add(rows_of([held(record)]))
    return frames
