"""Figures that somebody else has read: CSV, XLSX, JSON lines, one report a row.

Columns: agency, year, perhaps form, title, url, published, and one for each figure, named
by its id or by the form's own label. The same strictness as for documents: an empty cell
is blank, a column that is absent is missing, `missing` in a cell says that the row was not
in the document; an unknown column is an error with its place. A line of JSON may also be
a whole record, as `gongkai parse` prints it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from generator.agencies import Agency, Registry
from generator.errors import UnreadableDocumentError
from generator.forms import Field, Form, form, form_ids, forms
from generator.ingest.outcome import Problem
from generator.ingest.rows import Row, json_lines, json_row, rows_of
from generator.ingest.whole import is_whole, whole_record
from generator.parsing.tables.row_reading import RowReading
from generator.readers.clean import file_name
from generator.readers.document import Cell
from generator.record_rules import EARLIEST_YEAR, LATEST_YEAR, is_web_address
from generator.records import MISSING, Figure, Note, Place, Record, Source

TABLES = frozenset({".csv", ".xlsx"})
META = ("agency", "year", "form", "title", "url", "published")
_ABSENT = frozenset({"missing", "缺失"})


def read_sheet(
    path: Path, sha256: str, registry: Registry
) -> tuple[list[Record], tuple[Problem, ...]]:
    """The records of a sheet, and a problem for each row that gave none.

    UnreadableDocumentError when the file is no sheet or a column is not understood.
    """
    if path.suffix.lower() in TABLES:
        media_type, rows = rows_of(path)
        sheet = _Sheet(Source(file=file_name(path), sha256=sha256, media_type=media_type), registry)
        for line, row in rows:
            sheet.add(line, row)
    else:
        source = Source(file=file_name(path), sha256=sha256, media_type="application/jsonl")
        sheet = _Sheet(source, registry, has_header=False)
        for line, text in json_lines(path):
            if is_whole(text):
                sheet.keep(whole_record(text, line, registry))
            else:
                sheet.add(line, json_row(text, line))
    if not sheet.records and not sheet.problems:
        sheet.problems.append(Problem(code="sheet.empty"))
    return sheet.records, tuple(sheet.problems)


class _RowError(UnreadableDocumentError):
    def __init__(self, code: str, line: int, **params: str) -> None:
        super().__init__(code, line=line, **params)


class _Sheet:
    """The records and problems of a sheet as its rows come in."""

    def __init__(self, source: Source, registry: Registry, *, has_header: bool = True) -> None:
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self._source = source
        self._registry = registry
        self._has_header = has_header
        self._seen: set[tuple[str | None, int | None]] = set()
        self._names: tuple[str, ...] | None = None
        self._columns: Columns = {}

    def add(self, line: int, row: Row | Problem) -> None:
        """Reads one row; UnreadableDocumentError when the header is not understood."""
        if isinstance(row, Problem):
            self.problems.append(row)
            return
        try:
            self._understand(tuple(row), line)
            record = _record(row, self._columns, self._source, self._registry, line)
            if (record.agency, record.year) in self._seen:
                params = {"agency": str(record.agency), "year": str(record.year)}
                raise _RowError("sheet.double_row", line, **params)
        except _RowError as error:
            self.problems.append(Problem(code=error.code, params=error.params, line=line))
            return
        self._seen.add((record.agency, record.year))
        self.records.append(record)

    def keep(self, found: Record | Problem) -> None:
        """A record that came whole, from a document of its own."""
        if isinstance(found, Problem):
            self.problems.append(found)
        else:
            self.records.append(found)

    def _understand(self, names: tuple[str, ...], line: int) -> None:
        """The header of a table is its first line; each line of JSON has its own names."""
        if names == self._names:
            return
        try:
            self._columns = _columns(names, 1 if self._has_header else line)
        except UnreadableDocumentError as error:
            if self._has_header:
                raise
            raise _RowError(error.code, line, **error.params) from error
        self._names = names


def normal(label: str) -> str:
    """A label without spaces and in one writing, for comparing."""
    return re.sub(r"[\s·|/>]", "", unicodedata.normalize("NFKC", label))


def _labels(of: Form) -> dict[str, list[Field]]:
    """Fields by the ways in which the form names them."""
    found: dict[str, list[Field]] = {}
    for field in of.fields.values():
        row, column = field.row.label, field.column.label
        names = [field.label, f"{row}{column}"]
        if sum(other.row is field.row for other in of.fields.values()) == 1:
            names.append(row)
        for name in {normal(name) for name in names}:
            found.setdefault(name, []).append(field)
    return found


Columns = dict[str, dict[str, str]]


def _columns(names: Iterable[str], line: int) -> Columns:
    """For each column its figure's id in each form that has it."""
    labels = {of.id: _labels(of) for of in forms()}
    columns: Columns = {}
    for cell, name in enumerate(names):
        if name in META:
            continue
        by_form: dict[str, str] = {}
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


def _record(row: Row, columns: Columns, source: Source, registry: Registry, line: int) -> Record:
    agency = _agency(row.get("agency") or "", registry, line)
    form_id = _form(row.get("form") or "", columns, line)
    url, published = _url(row, line), _published(row, line)
    figures, warnings = _figures(row, columns, form(form_id), line)
    return Record(
        kind="annual_report",
        agency=agency.id,
        agency_name=agency.name,
        region=agency.region,
        year=_year(row.get("year") or "", line),
        form=form_id,
        title=row.get("title") or None,
        source=msgspec.structs.replace(source, url=url, published=published),
        figures=figures,
        warnings=warnings,
    )


def _figures(
    row: Row, columns: Columns, of: Form, line: int
) -> tuple[dict[str, Figure], tuple[Note, ...]]:
    """The figures, and a warning for each cell that holds something odd."""
    reading = RowReading(dict.fromkeys(of.fields, MISSING))
    for number, (name, text) in enumerate(row.items()):
        field_id = columns.get(name, {}).get(of.id)
        if field_id is None or text is None or text.strip() in _ABSENT:
            continue
        cell = Cell(text=text, row=line, column=number, at=Place(line=line, cell=number))
        reading.put(of.fields[field_id], cell, header_unit=of.fields[field_id].unit)
    return reading.figures, tuple(reading.notes)


def _published(row: Row, line: int) -> str | None:
    text = (row.get("published") or "").strip()
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise _RowError("sheet.bad_date", line, date=text) from error


def _url(row: Row, line: int) -> str | None:
    text = (row.get("url") or "").strip()
    if text and not is_web_address(text):
        raise _RowError("sheet.bad_url", line, url=text)
    return text or None


def _agency(text: str, registry: Registry, line: int) -> Agency:
    known = registry.agencies.get(text.strip())
    found = (known,) if known else registry.by_name.get(text.strip(), ())
    if len(found) != 1:
        raise _RowError("sheet.unknown_agency", line, agency=text)
    return found[0]


def _year(text: str, line: int) -> int:
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix("年度").removesuffix("年")
    if not re.fullmatch(r"\d{4}", digits) or not EARLIEST_YEAR <= int(digits) <= LATEST_YEAR:
        raise _RowError("sheet.bad_year", line, year=text)
    return int(digits)


def _form(text: str, columns: Columns, line: int) -> str:
    """The form named, or the only one that has all the columns, and all of whose they are."""
    possible = [of for of in form_ids() if all(of in by_form for by_form in columns.values())]
    named = [of for of in possible if of == text.strip()] if text.strip() else possible
    if len(named) > 1:  # a newer form may have all rows of an older one, and more
        given = {by_form.get(of) for by_form in columns.values() for of in named}
        named = [of for of in named if form(of).fields.keys() <= given]
    if len(named) != 1 or not columns:
        raise _RowError("sheet.form_unclear", line, forms="、".join(form_ids()))
    return named[0]
