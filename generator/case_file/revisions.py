"""Published revisions: what differs, figure by figure, between documents for one year."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records import Figure, Record, Source


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """A figure that another document for the same year gives differently."""

    field: str
    other: Figure
    current: Figure


@dataclass(frozen=True, slots=True)
class Revision:
    """Another document for the same year, and the figures in which it differs."""

    source: Source
    form: str | None
    figures: tuple[RevisedFigure, ...]


def revision(current: Record, other: Record) -> Revision:
    """The figures in which `other` differs from `current`, in the order of the form."""
    fields = dict.fromkeys((*current.figures, *other.figures))
    changed = tuple(
        RevisedFigure(field, other.figure(field), current.figure(field))
        for field in fields
        if _said(other.figure(field)) != _said(current.figure(field))
    )
    return Revision(other.source, other.form, changed)


def _said(figure: Figure) -> tuple[str, int | float | str | None]:
    """What the cell says. Two spellings of one number are no revision."""
    return figure.state, figure.raw if figure.state == "text" else figure.value


def revisions(current: Record, others: list[Record]) -> tuple[Revision, ...]:
    """The revisions by date of publication (undated first), then by document."""
    ordered = sorted(others, key=lambda r: (r.source.published or "", r.source.sha256))
    return tuple(revision(current, other) for other in ordered)
