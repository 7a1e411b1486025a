"""The rows of a CSV, XLSX or JSON lines file, each with its line; bad rows say why.

A row that cannot be read does not hide the others; a header that cannot be read does.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.errors import UnreadableDocumentError
from generator.ingest.outcome import Problem
from generator.spreadsheet import original

# A column's name -> what stands there; None in JSON says that it is not in the document.
Row = dict[str, str | None]
Rows = Iterator[tuple[int, Row | Problem]]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DECIMALS = re.compile(r"(#,##)?0(?:\.(0+))?(?:_\s*)?")


def problem(code: str, line: int, **params: object) -> Problem:
    """What is wrong with a row; `line` counts from 1."""
    return Problem(
        code=code, line=line, params={name: str(value) for name, value in params.items()}
    )


def rows_of(path: Path) -> tuple[str, Rows]:
    """The media type of a table and its rows; UnreadableDocumentError when it is none."""
    readers = {".csv": ("text/csv", _csv_rows), ".xlsx": (_XLSX, _xlsx_rows)}
    media_type, reader = readers[path.suffix.lower()]
    try:
        return media_type, iter(list(reader(path)))
    except (UnicodeDecodeError, csv.Error, ValueError, KeyError, OSError) as error:
        raise UnreadableDocumentError("sheet.unreadable", reason=error) from error


def _decoded(content: bytes) -> str:
    """UTF-8, or what spreadsheets in China save: GB18030."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _csv_rows(path: Path) -> Rows:
    reader = csv.reader(io.StringIO(_decoded(path.read_bytes()), newline=""), strict=True)
    line = 1
    rows = []
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1  # where the next row begins
    yield from _with_header(rows)


Cells = list[str] | Problem


def _with_header(rows: Iterable[tuple[int, Cells]]) -> Rows:
    """Rows as objects; rows that begin with # explain the sheet and hold no figures."""
    header: list[str] | None = None
    for line, cells in rows:
        if isinstance(cells, Problem):
            yield line, cells
        elif not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        elif header is None:
            header = _header([cell.strip() for cell in cells], line)
        elif len(cells) < len(header):
            yield line, problem("sheet.short_row", line, count=len(cells), expected=len(header))
        elif any(cell.strip() for cell in cells[len(header) :]):
            yield line, problem("sheet.unknown_column", line, cell=len(header) + 1, name="")
        else:
            yield line, dict(zip(header, map(original, cells), strict=False))


def _header(names: list[str], line: int) -> list[str]:
    while names and not names[-1]:
        names.pop()
    for cell, name in enumerate(names):
        if not name or name in names[:cell]:
            code = "sheet.double_column" if name else "sheet.unknown_column"
            raise UnreadableDocumentError(code, line=line, cell=cell + 1, name=name, ids="")
    return names


def _xlsx_rows(path: Path) -> Rows:
    """The first worksheet; another one that holds something is named, not passed over."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        shown = load_workbook(path, read_only=True, data_only=True)
        typed = load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException) as error:
        raise UnreadableDocumentError("sheet.unreadable", reason=error) from error
    first: Any = shown.worksheets[0]
    formulas: Any = typed.worksheets[0]
    pairs = enumerate(zip(first.iter_rows(), formulas.iter_rows(), strict=True), start=1)
    yield from _with_header((line, _shown_cells(*pair, line)) for line, pair in pairs)
    for other in shown.worksheets[1:]:
        sheet: Any = other
        if any(cell.value is not None for row in sheet.iter_rows() for cell in row):
            yield 1, problem("sheet.other_worksheet", 1, name=sheet.title)


def _shown_cells(values: Iterable[Any], typed: Iterable[Any], line: int) -> Cells:
    cells = []
    for value, formula in zip(values, typed, strict=True):
        text = _displayed(value, formula)
        if text is None:
            name = getattr(value, "coordinate", "?")
            seen = formula.value if value.value is None else value.value
            column = getattr(value, "column", "?")
            return problem("sheet.bad_cell", line, cell=column, name=name, reason=seen)
        cells.append(text)
    return cells


def _displayed(cell: Any, typed: Any) -> str | None:
    """What the cell shows: a number as its text, with the decimals of its format.

    None for what shows no plain number or text: a date, an error, a formula without result.
    """
    value = cell.value
    if value is None:
        return "" if typed.value is None else None
    if isinstance(value, str):
        return None if cell.data_type == "e" else value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    pattern = str(cell.number_format).split(";")[0]
    if pattern in ("General", "@"):
        return str(int(value)) if float(value).is_integer() else repr(value)
    decimals = _DECIMALS.fullmatch(pattern)
    if decimals is None:
        return None
    comma = "," if decimals[1] else ""
    return f"{value:{comma}.{len(decimals[2] or '')}f}"


def json_lines(path: Path) -> list[tuple[int, str]]:
    """The lines of a JSON lines file that hold something."""
    try:
        text = _decoded(path.read_bytes())
    except (UnicodeDecodeError, OSError) as error:
        raise UnreadableDocumentError("sheet.unreadable", reason=error) from error
    lines = enumerate(text.split("\n"), start=1)
    return [(number, line) for number, line in lines if line.strip()]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object; ValueError when one stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"double {next(name for name in names if names.count(name) > 1)}")
    return found


def json_row(text: str, line: int) -> Row | Problem:
    """One line: the members of the object and of its `figures`, numbers as they were written."""
    try:
        data = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        )
        figures = data.pop("figures", {})
        row = _once([*data.items(), *figures.items()])
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        return problem("sheet.bad_json", line, reason=error)
    for name, value in row.items():
        if not (value is None or isinstance(value, str)):
            return problem("sheet.bad_member", line, name=name, value=f"{value!r:.40}")
    return row
