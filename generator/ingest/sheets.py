"""Figures that somebody else has read: CSV, XLSX, JSON lines, one report a row.

Columns: agency, year, perhaps form, title, url, published, and one for each figure, named
by its id or by the form's own label. The same strictness as for documents: an empty cell
is blank, a column that is absent is missing, `missing` in a cell says that the row was not
in the document; an unknown column is an error with its place.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from generator.agencies import Agency, Registry
from generator.errors import UnreadableDocumentError
from generator.forms import FORM_IDS, Field, Form, form, forms
from generator.ingest.outcome import Problem
from generator.parsing.cells import read_cell
from generator.records import MISSING, Figure, FormId, Place, Record, Source

META = ("agency", "year", "form", "title", "url", "published")
_ABSENT = frozenset({"missing", "缺失"})
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2100

Row = tuple[int, dict[str, str | None]]


def read_sheet(
    path: Path, sha256: str, registry: Registry
) -> tuple[list[Record], tuple[Problem, ...]]:
    """The records of a sheet, and a problem for each row that gave none.

    UnreadableDocumentError when the file is no sheet or a column is not understood.
    """
    media_type, rows = _rows(path)
    source = Source(file=path.name, sha256=sha256, media_type=media_type)
    records: list[Record] = []
    problems: list[Problem] = []
    seen: set[tuple[str | None, int | None]] = set()
    names: tuple[str, ...] | None = None
    for line, row in rows:
        if tuple(row) != names:
            names = tuple(row)
            # The header of a table is its first line; each line of JSON has its own names.
            columns = _columns(names, line if path.suffix.lower() not in (".csv", ".xlsx") else 1)
        try:
            record = _record(row, columns, source, registry, line)
            if (record.agency, record.year) in seen:
                params = {"agency": str(record.agency), "year": str(record.year)}
                raise _RowError("sheet.double_row", line, **params)
        except _RowError as error:
            problems.append(Problem(code=error.code, params=error.params, line=line))
            continue
        seen.add((record.agency, record.year))
        records.append(record)
    if not records and not problems:
        problems.append(Problem(code="sheet.empty"))
    return records, tuple(problems)


class _RowError(UnreadableDocumentError):
    def __init__(self, code: str, line: int, **params: str) -> None:
        super().__init__(code, line=line, **params)


def normal(label: str) -> str:
    """A label without spaces and in one writing, for comparing."""
    return re.sub(r"[\s·|/>]", "", unicodedata.normalize("NFKC", label))


def _labels(of: Form) -> dict[str, list[Field]]:
    """Fields by the ways in which the form names them."""
    found: dict[str, list[Field]] = {}
    for field in of.fields.values():
        row, column = field.row.label, field.column.label
        names = [field.label, f"{row}{column}"]
        if len(_of_row(of, field)) == 1:
            names.append(row)
        for name in {normal(name) for name in names}:
            found.setdefault(name, []).append(field)
    return found


def _of_row(of: Form, field: Field) -> list[Field]:
    return [other for other in of.fields.values() if other.row is field.row]


Columns = dict[str, dict[FormId, str]]


def _columns(names: Iterable[str], line: int) -> Columns:
    """For each column its figure's id in each form that has it."""
    labels = {of.id: _labels(of) for of in forms()}
    columns: Columns = {}
    for cell, name in enumerate(names):
        if name in META:
            continue
        by_form: dict[FormId, str] = {}
        several: list[str] = []
        for of in forms():
            fields = [of.fields[name]] if name in of.fields else labels[of.id].get(normal(name), [])
            if len(fields) == 1:
                by_form[of.id] = fields[0].id
            several += [field.id for field in fields if len(fields) > 1]
        if not by_form:
            code = "sheet.ambiguous_column" if several else "sheet.unknown_column"
            params = {"cell": str(cell + 1), "name": name, "ids": ", ".join(several[:4])}
            raise UnreadableDocumentError(code, line=line, **params)
        columns[name] = by_form
    for needed in ("agency", "year"):
        if needed not in names:
            raise UnreadableDocumentError("sheet.missing_column", name=needed)
    return columns


def _record(
    row: dict[str, str | None], columns: Columns, source: Source, registry: Registry, line: int
) -> Record:
    agency = _agency(row.get("agency") or "", registry, line)
    form_id = _form(row.get("form") or "", columns, line)
    url, published = row.get("url") or None, row.get("published") or None
    return Record(
        kind="annual_report",
        agency=agency.id,
        agency_name=agency.name,
        region=agency.region,
        year=_year(row.get("year") or "", line),
        form=form_id,
        title=row.get("title") or None,
        source=msgspec.structs.replace(source, url=url, published=published),
        figures=_figures(row, columns, form(form_id), line),
    )


def _figures(
    row: dict[str, str | None], columns: Columns, of: Form, line: int
) -> dict[str, Figure]:
    figures = dict.fromkeys(of.fields, MISSING)
    for cell, (name, text) in enumerate(row.items()):
        field_id = columns.get(name, {}).get(of.id)
        if field_id is None or text is None or text.strip() in _ABSENT:
            continue
        figure = read_cell(text, of.fields[field_id], header_unit=of.fields[field_id].unit)
        figures[field_id] = msgspec.structs.replace(figure, at=Place(line=line, cell=cell))
    return figures


def _agency(text: str, registry: Registry, line: int) -> Agency:
    known = registry.agencies.get(text.strip())
    found = (known,) if known else registry.by_name.get(text.strip(), ())
    if len(found) != 1:
        raise _RowError("sheet.unknown_agency", line, agency=text)
    return found[0]


def _year(text: str, line: int) -> int:
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix("年度").removesuffix("年")
    if not re.fullmatch(r"\d{4}", digits) or not _EARLIEST_YEAR <= int(digits) <= _LATEST_YEAR:
        raise _RowError("sheet.bad_year", line, year=text)
    return int(digits)


def _form(text: str, columns: Columns, line: int) -> FormId:
    """The form named, or the only one that has all the columns."""
    possible = [of for of in FORM_IDS if all(of in by_form for by_form in columns.values())]
    named = [of for of in possible if of == text.strip()] if text.strip() else possible
    if len(named) != 1 or not columns:
        raise _RowError("sheet.form_unclear", line)
    return named[0]


def _rows(path: Path) -> tuple[str, Iterator[Row]]:
    readers = {".csv": ("text/csv", _csv_rows), ".xlsx": (_XLSX, _xlsx_rows)}
    media_type, reader = readers.get(path.suffix.lower(), ("application/jsonl", _json_rows))
    try:
        return media_type, iter(list(reader(path)))
    except (UnicodeDecodeError, csv.Error, ValueError, KeyError, OSError) as error:
        raise UnreadableDocumentError("sheet.unreadable", reason=error) from error


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _csv_rows(path: Path) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(_decoded(path.read_bytes()), newline=""))
    yield from _with_header((reader.line_num, row) for row in reader)


def _decoded(content: bytes) -> str:
    """UTF-8, or what spreadsheets in China save: GB18030."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _with_header(rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    """Rows as objects; rows that begin with # explain the sheet and hold no figures."""
    header: list[str] | None = None
    for line, cells in rows:
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        if header is None:
            header = _header([cell.strip() for cell in cells], line)
            continue
        if len(cells) > len(header):
            raise UnreadableDocumentError(
                "sheet.unknown_column", line=line, cell=len(header) + 1, name=""
            )
        yield line, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _header(names: list[str], line: int) -> list[str]:
    while names and not names[-1]:
        names.pop()
    for cell, name in enumerate(names):
        if not name or name in names[:cell]:
            code = "sheet.double_column" if name else "sheet.unknown_column"
            raise UnreadableDocumentError(code, line=line, cell=cell + 1, name=name, ids="")
    return names


def _xlsx_rows(path: Path) -> Iterator[Row]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException) as error:
        raise UnreadableDocumentError("sheet.unreadable", reason=error) from error
    sheet: Any = book.worksheets[0]
    rows = enumerate(sheet.iter_rows(), start=1)
    yield from _with_header((n, [_displayed(cell, n) for cell in row]) for n, row in rows)


def _displayed(cell: Any, line: int) -> str:
    """What the cell shows: a number as its text, with the decimals of its format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    pattern = str(cell.number_format).split(";")[0]
    decimals = re.fullmatch(r"(#,##)?0(?:\.(0+))?(?:_\s*)?", pattern)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _unreadable_cell(cell, line, str(value))
    if pattern in ("General", "@"):
        return str(int(value)) if float(value).is_integer() else repr(value)
    if decimals is None:
        raise _unreadable_cell(cell, line, pattern)
    comma = "," if decimals[1] else ""
    return f"{value:{comma}.{len(decimals[2] or '')}f}"


def _unreadable_cell(cell: Any, line: int, reason: str) -> UnreadableDocumentError:
    params = {"cell": str(cell.column), "name": str(cell.coordinate), "reason": reason}
    return UnreadableDocumentError("sheet.bad_cell", line=line, **params)


def _json_rows(path: Path) -> Iterator[Row]:
    import json

    lines = _decoded(path.read_bytes()).splitlines()
    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        data = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        if not isinstance(data, dict):
            raise UnreadableDocumentError("sheet.unreadable", line=line, reason="no object")
        figures = data.pop("figures", {})
        yield line, {key: _json_text(value) for key, value in {**data, **figures}.items()}


def _json_text(value: Any) -> str | None:
    """A number as it was written, null as missing."""
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"neither text nor number: {value!r:.40}")
