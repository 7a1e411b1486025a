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
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import msgspec

from generator.forms import Field, Form, form
from generator.hidden import may_hide
from generator.record_rules import (
    LARGEST,
    RecordError,
    require_negatives,
    require_number,
    require_record,
    require_schema,
    require_visible,
)
from generator.records import MISSING, SCHEMA_VERSION, Figure, Place, Record, State

_LINED = ("other_rows", "metrics", "sections", "tasks", "warnings", "masked")
_ROW_MEMBERS = frozenset({"at", "ats", "v"})
_STATES: dict[str, State] = {
    "": "blank", "blank": "blank", "dash": "dash", "none": "none", "text": "text",
}  # fmt: skip
_PLACE = re.compile(r"(?:([0-9]{1,9})/)?([0-9]{0,9}):([0-9]{0,9})")


def to_object(record: Record) -> dict[str, Any]:
    """The whole record as plain objects, every member present, as `gongkai parse` prints it."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


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
    """The record that `encode` wrote.

    RecordError for a member that cannot be (`generator.record_rules`), another ValueError
    (msgspec) or RecursionError when it is no record at all.
    """
    text = text.encode() if isinstance(text, str) else text
    data = msgspec.json.decode(text)
    if not isinstance(data, dict):
        raise msgspec.ValidationError("the file holds no object")
    if _may_repeat(text, data):
        json.loads(text, object_pairs_hook=_require_once)
    if may_hide(text):
        require_visible(data)
    require_schema(data.get("schema", SCHEMA_VERSION))
    figures = data.pop("figures", None)
    record = msgspec.convert(data, Record)
    require_record(record)
    if record.form is None:
        if figures:
            raise RecordError("data.figures_without_form", "figures")
        return record
    return msgspec.structs.replace(record, figures=_unpack_figures(figures, record))


def _may_repeat(text: bytes, data: dict[str, Any]) -> bool:
    """Whether a member may be repeated: a quick test without false negatives."""
    figures = data.get("figures")
    rows = list(figures.values()) if isinstance(figures, dict) else []
    if b" :" in text or not all(type(row) is dict for row in rows):
        return True
    members = _members({**data, "figures": None}) + len(rows) + sum(map(len, rows))
    return text.count(b'":') - text.count(b'\\":') != members - (figures is None)


def _members(value: dict[str, Any] | list[Any]) -> int:
    """How many members the objects in it have, at every depth."""
    inner = value.values() if isinstance(value, dict) else value
    found = sum(_members(one) for one in inner if type(one) is dict or type(one) is list)
    return found + len(value) if isinstance(value, dict) else found


def _require_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as an object; RecordError for a name that stands twice: the first is lost."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RecordError("data.twice", name)
        found[name] = value
    return found


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
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    page, line, cell = found.groups()
    return Place(
        page=int(page) if page else None,
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


def _figure(cell: Any, place: Place | None, field: Field) -> Figure:
    if type(cell) is int and 0 <= cell <= LARGEST:
        return Figure(value=cell, state="number", raw=str(cell), at=place)
    if cell is None:
        return MISSING
    if isinstance(cell, str):
        state, _, raw = cell.partition(":")
        if state not in _STATES:
            raise RecordError("data.state", field.id, cell)
        return Figure(state=_STATES[state], raw=raw, at=place)
    if type(cell) is not list:
        require_number(field, cell)
        return Figure(value=cell, state="number", raw=str(cell), at=place)
    if len(cell) != 2 or type(cell[1]) is not str:
        raise RecordError("data.not_a_cell", field.id, cell)
    require_number(field, cell[0])
    return Figure(value=cell[0], state="number", raw=cell[1], at=place)


def _following(first: Place, count: int) -> list[Place]:
    if first.cell is None:
        return [first] * count
    return [
        Place(page=first.page, line=first.line, cell=first.cell + step) for step in range(count)
    ]


@lru_cache(maxsize=16384)
def _places_from(text: str, count: int) -> list[Place]:
    """The places of a row of cells; the same ones stand in many records."""
    return _following(_place(text), count)


@cache
def _rows(form_id: str) -> dict[str, tuple[Field, ...]]:
    """The fields of every row of figures by the row's key; asked for once a record."""
    return {
        row.id or table.id: table.row_fields(row)
        for table in form(form_id).tables
        for row in table.rows
    }


def _pack_figures(figures: dict[str, Figure], of: Form) -> dict[str, Any]:
    packed = {}
    for key, fields in _rows(of.id).items():
        found = [figures.get(field.id, MISSING) for field in fields]
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


def _unpack_figures(packed: Any, record: Record) -> dict[str, Figure]:
    """The figures of the record's form; RecordError for a row or a cell that cannot be."""
    form_id = record.form
    assert form_id is not None
    figures = dict.fromkeys(form(form_id).fields, MISSING)
    if packed is None:
        return figures
    if type(packed) is not dict:
        raise RecordError("data.not_rows", "figures", packed)
    rows = _rows(form_id)
    for key, entry in packed.items():
        if key not in rows:
            raise RecordError("data.unknown_row", f"figures.{key}", form_id)
        fields = rows[key]
        cells, places = _row(entry, key, len(fields))
        for field, cell, place in zip(fields, cells, places, strict=True):
            figures[field.id] = _figure(cell, place, field)
    require_negatives(record, figures)
    return figures


def _row(entry: Any, key: str, count: int) -> tuple[list[Any], Sequence[Place | None]]:
    """The cells of a row and the place of each."""
    if type(entry) is dict and entry.keys() <= _ROW_MEMBERS:
        cells = entry.get("v")
        if type(cells) is list and len(cells) == count:
            return cells, _places(entry, key, count)
    raise RecordError("data.not_a_row", f"figures.{key}", count)


def _places(entry: dict[str, Any], key: str, count: int) -> Sequence[Place | None]:
    try:
        if "at" in entry:
            return _places_from(entry["at"], count)
        texts = entry.get("ats")
        if texts is None:
            return [None] * count
        if type(texts) is list and len(texts) == count:
            return [None if text is None else _place(text) for text in texts]
    except (TypeError, ValueError):
        pass
    raise RecordError("data.place", f"figures.{key}")
