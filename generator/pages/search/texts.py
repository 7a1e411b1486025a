"""What is searched of a report or a plan: what the agency wrote, and nothing of ours.

An entry holds blocks of plain text, each with the place on the page where it stands: the
title, the contact details, the rows of the statutory tables in which a figure other than
zero stands, the chapters, the tasks of a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from generator.agencies import Registry
from generator.departments import departments
from generator.forms import Form, FormRow, FormTable
from generator.forms.mixed import printed_figures, printed_form
from generator.pages.parts.indicators import problem_sections
from generator.pages.parts.markup import plain
from generator.pages.parts.words import document_title, form_name, say
from generator.records import Figure, Record

_MARKS = re.compile(r"\*\*|^#{1,6}\s+|^\|?[\s:|-]+\|?$", re.MULTILINE)


class Block(msgspec.Struct, frozen=True, array_like=True):
    """One piece of text; `anchor` is its place on the page, `heading` what stands above it."""

    anchor: str
    heading: str
    text: str


class Entry(msgspec.Struct, frozen=True):
    """One page as it is searched; `facets` are the values of its filters."""

    url: str
    agency: str
    year: int
    province: str
    name: str
    title: str
    facets: dict[str, tuple[str, ...]]
    blocks: tuple[Block, ...]


def entry_of(record: Record, registry: Registry) -> Entry:
    """The entry of a report or a plan of a registered agency."""
    agency, year = record.agency or "", record.year or 0
    is_plan = record.kind == "work_plan"
    entry = registry.agencies.get(agency)
    name = plain(entry.name if entry else record.agency_name or agency)
    return Entry(
        url=f"agencies/{agency}/{'plan-' if is_plan else ''}{year}/",
        agency=agency,
        year=year,
        province=(entry.region if entry else record.region or "")[:6],
        name=name,
        title=document_title(record, name),
        facets=_facets(record, registry),
        blocks=tuple(block for block in _blocks(record) if block.text or block.heading),
    )


def _facets(record: Record, registry: Registry) -> dict[str, tuple[str, ...]]:
    """The values of the filters that the page has any for."""
    agency = record.agency or ""
    entry = registry.agencies.get(agency)
    department = departments().get(entry.function or "") if entry is not None else None
    found = {
        "year": (str(record.year),) if record.year else (),
        "region": tuple(region.name for region in registry.path_of(agency)),
        "level": (say(f"level.{entry.level}"),) if entry is not None else (),
        "form": (form_name(record.form),) if record.form else (),
        "kind": (say(f"kind.{'plan' if record.kind == 'work_plan' else 'report'}"),),
        "function": (department.zh,) if department is not None else (),
    }
    return {name: values for name, values in found.items() if values}


def _blocks(record: Record) -> Iterator[Block]:
    yield Block("contact", "", _contacts(record))
    yield from _tables(record)
    yield Block("text", "", _plain(record.other_text))
    problems = problem_sections(record)
    seen: set[str] = set()
    for part in record.sections:
        anchor = "text" if part.key in seen else f"s-{part.key}"
        anchor = "problems" if part in problems else anchor
        seen.add(part.key)
        yield Block(anchor, plain(part.heading), _plain(part.text))
    for task in record.tasks:
        words = "\n".join((task.group, "、".join(task.responsible), task.text or ""))
        yield Block(f"task-{task.number}", plain(task.title), _plain(words))


def _contacts(record: Record) -> str:
    found = record.contacts
    parts = (found.office, found.address, found.postcode, found.website, found.hours)
    every = (*parts, *found.phones, *found.faxes, *found.emails)
    return "\n".join(plain(part) for part in every if part)


def _tables(record: Record) -> Iterator[Block]:
    of = printed_form(record)
    if of is None:
        return
    figures = printed_figures(record)
    for anchor, label, rows in _printed(of):
        words = "\n".join(filter(None, (_row(row, figures) for row in rows)))
        if words:
            yield Block(anchor, label, words)
    placed = {row for table in of.tables for row in table.by_row}
    others = [row for row in record.other_rows if row.row not in placed]
    lines = ["，".join(map(plain, (row.label, *filter(None, row.cells)))) for row in others]
    yield Block("t-other-rows", "", "\n".join(lines))


class _Row(NamedTuple):
    """A row of a form as it is searched: its labels as one text, the ids of its fields."""

    words: str
    fields: tuple[str, ...]


@cache
def _printed(of: Form) -> list[tuple[str, str, list[_Row]]]:
    """The tables of a form: the place on the page, the label, the rows."""
    return [
        (
            f"t-{table.id.replace('.', '-')}",
            plain(table.label),
            [
                _Row(_words(table, row), tuple(f.id for f in table.row_fields(row)))
                for row in table.rows
            ],
        )
        for table in of.tables
    ]


def _words(table: FormTable, row: FormRow) -> str:
    labels: Iterable[str] = [*row.groups, row.label] if row.label else []
    if not labels:
        labels = dict.fromkeys(part for f in table.row_fields(row) for part in f.column.header)
    return "，".join(map(plain, labels))


def _row(row: _Row, figures: dict[str, Figure]) -> str:
    """The row's labels and numbers; nothing when it holds no number but zeros."""
    cells = [figures[name] for name in row.fields if name in figures]
    numbers = [plain(cell.raw or f"{cell.value}") for cell in cells if cell.value]
    return "，".join((row.words, *numbers)) if numbers else ""


def _plain(text: str | None) -> str:
    """The text of a chapter without the signs of its Markdown, line by line."""
    lines: Iterable[str] = _MARKS.sub("", text or "").replace("\\|", "｜").split("\n")
    return "\n".join(line for line in map(plain, lines) if line)
