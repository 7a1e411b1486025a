"""A record as JSON: the whole object for programs, a compact form for data/.

On disk the figures are kept by table row, a row on a line, and what equals its default
is left out, so that 100,000 records fit a git repository and a person can read a diff:

    "requests.received": {"at": "63:2", "v": [10, 0, 0, 0, 0, 0, 10]}

A cell in `v` is
    a number            printed just so
    [number, raw]       a number printed in another way ("+118", "10518.1531 万元")
    ""                  an empty cell
    null                not in the document
    "state:raw"         dash, none or text, with what was printed
`at` is the place of the first cell, `[page/]line:cell`; the others follow on the same
line, unless `ats` lists the place of each.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import msgspec

from generator.forms import Form, Row, Table, form
from generator.records import MISSING, Figure, Place, Record

_LINED = ("metrics", "sections", "tasks", "warnings", "masked")


def to_object(record: Record) -> dict[str, Any]:
    """The whole record as plain objects, every member present, as `gongkai parse` prints it."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def from_object(data: dict[str, Any]) -> Record:
    """The record that `to_object` gave; msgspec.ValidationError when it is none."""
    return msgspec.convert(data, Record)


def to_line(record: Record) -> str:
    """The whole record as one line of JSON."""
    return json.dumps(to_object(record), ensure_ascii=False)


def encode(record: Record) -> str:
    """The compact text that is kept in data/: stable order, one trailing newline."""
    data = _without_defaults(to_object(record))
    data["schema"] = record.schema
    if record.form is not None:
        data["figures"] = _pack_figures(record.figures, form(record.form))
    lines = [f"{_dump(key)}: {_member(key, value)}" for key, value in data.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def decode(text: str | bytes) -> Record:
    """The record that `encode` wrote; ValueError (msgspec or json) when it is none."""
    data = msgspec.json.decode(text)
    if not isinstance(data, dict):
        raise msgspec.ValidationError("the file holds no object")
    figures = data.pop("figures", {})
    record = msgspec.convert(data, Record)
    if record.form is None:
        return record
    return msgspec.structs.replace(record, figures=_unpack_figures(figures, form(record.form)))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _member(key: str, value: Any) -> str:
    if key == "figures":
        rows = [f"  {_dump(row)}: {_dump(cells)}" for row, cells in value.items()]
        return "{\n" + ",\n".join(rows) + "\n}" if rows else "{}"
    if key in _LINED:
        return "[\n" + ",\n".join(f"  {_dump(item)}" for item in value) + "\n]"
    return _dump(value)


def _without_defaults(data: dict[str, Any]) -> dict[str, Any]:
    """Drops members that are None, False or empty, at every depth."""
    kept = {}
    for key, value in data.items():
        if isinstance(value, dict):
            value = _without_defaults(value)
        elif isinstance(value, (list, tuple)):
            value = [_without_defaults(item) if isinstance(item, dict) else item for item in value]
        if value is None or value is False or value in ({}, []):
            continue
        kept[key] = value
    return kept


def _place_text(place: Place) -> str:
    page = f"{place.page}/" if place.page is not None else ""
    line = "" if place.line is None else str(place.line)
    cell = "" if place.cell is None else str(place.cell)
    return f"{page}{line}:{cell}"


def _place(text: str) -> Place:
    page, slash, rest = text.rpartition("/")
    line, _, cell = rest.partition(":")
    return Place(
        page=int(page) if slash else None,
        line=int(line) if line else None,
        cell=int(cell) if cell else None,
    )


def _cell(figure: Figure) -> Any:
    if figure.state == "missing":
        return None
    if figure.state == "number":
        return figure.value if figure.raw == str(figure.value) else [figure.value, figure.raw]
    if figure.state == "blank" and not figure.raw:
        return ""
    return f"{figure.state}:{figure.raw or ''}"


def _figure(cell: Any, place: Place | None) -> Figure:
    if cell is None:
        return MISSING
    if isinstance(cell, list):
        return Figure(value=cell[0], state="number", raw=cell[1], at=place)
    if isinstance(cell, str):
        state, _, raw = cell.partition(":")
        return msgspec.convert({"state": state or "blank", "raw": raw, "at": place}, Figure)
    return Figure(value=cell, state="number", raw=str(cell), at=place)


def _following(first: Place, count: int) -> list[Place]:
    if first.cell is None:
        return [first] * count
    return [
        Place(page=first.page, line=first.line, cell=first.cell + step) for step in range(count)
    ]


def _row_key(table: Table, row: Row) -> str:
    return row.id or table.id


@cache
def _rows(form_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The key and the field ids of every row of figures; asked for once a record."""
    return tuple(
        (_row_key(table, row), tuple(field.id for field in table.row_fields(row)))
        for table in form(form_id).tables
        for row in table.rows
    )


def _pack_figures(figures: dict[str, Figure], of: Form) -> dict[str, Any]:
    packed = {}
    for key, ids in _rows(of.id):
        found = [figures.get(field_id, MISSING) for field_id in ids]
        if any(figure.state != "missing" for figure in found):
            packed[key] = _pack_row(found)
    return packed


def _pack_row(found: list[Figure]) -> dict[str, Any]:
    places = [figure.at for figure in found]
    first = places[0]
    packed: dict[str, Any] = {}
    if first is not None and places == _following(first, len(found)):
        packed["at"] = _place_text(first)
    elif any(place is not None for place in places):
        packed["ats"] = [place and _place_text(place) for place in places]
    packed["v"] = [_cell(figure) for figure in found]
    return packed


def _unpack_figures(packed: dict[str, Any], of: Form) -> dict[str, Figure]:
    figures = dict.fromkeys(of.fields, MISSING)
    for key, ids in _rows(of.id):
        entry = packed.get(key)
        if entry is None:
            continue
        for field_id, cell, place in zip(ids, entry["v"], _places(entry), strict=True):
            figures[field_id] = _figure(cell, place)
    return figures


def _places(entry: dict[str, Any]) -> list[Place | None]:
    count = len(entry["v"])
    if "at" in entry:
        return list(_following(_place(entry["at"]), count))
    return [text and _place(text) for text in entry.get("ats", [None] * count)]
