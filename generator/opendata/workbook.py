"""A workbook for each year, for spreadsheets: the wide tables and the small ones, no formula."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from generator.errors import naming
from generator.forms import form
from generator.frames.cells import printable
from generator.messages import message
from generator.opendata.tables import named, tables
from generator.site_settings import SiteSettings

LARGEST_ROWS = 1_048_576
_LONGEST = 32_767  # characters that a cell may hold
_MADE = datetime(1980, 1, 1)  # no time of ours: the same data give the same bytes
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
OF_YEAR = ("reports", "contacts", "metrics", "other_rows", "tasks", "findings", "corrections")
"""The tables of which a year's workbook has the rows of that year."""

Sheet = tuple[str, list[list[str]], pd.DataFrame]
"""A sheet's name, its headers one above the other, and printable cells."""


def sheets_of(wide: dict[str, pd.DataFrame], small: dict[str, pd.DataFrame]) -> Iterator[Sheet]:
    """The sheets of a year: a wide table for each form, then the others that have rows."""
    for form_id, frame in wide.items():
        labels = {one.name: one.zh for one in tables()["wide"].columns}
        for field in form(form_id).fields.values():
            name = named(field.id, field.unit)
            labels[name] = named(field.label, field.unit)
        title = f"{tables()['wide'].title} {form(form_id).name}"[:31]
        yield title, _headers(frame, labels), frame
    for table, frame in small.items():
        if len(frame):
            about = tables()[table]
            labels = {one.name: one.zh for one in about.columns}
            yield about.title, _headers(frame, labels), printable(frame)


def _headers(frame: pd.DataFrame, labels: dict[str, str]) -> list[list[str]]:
    names = [str(name) for name in frame]
    return [[labels[name] for name in names], names]


def write_workbook(path: Path, sheets: list[Sheet], settings: SiteSettings) -> None:
    """Writes a sheet that explains the others, then the others with frozen headers."""
    options = {**_OPTIONS, "tmpdir": str(path.parent)}
    with naming(path), _plain_errors(), xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": settings.name, "created": _MADE})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _write_about(book, sheets, settings)
        for title, headers, frame in sheets:
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(len(headers), 2)
            sheet.set_column(0, len(frame.columns), 14)
            for number, header in enumerate(headers):
                for column, word in enumerate(header):
                    sheet.write_string(number, column, word, bold)
            _write_rows(sheet, frame, len(headers))


@contextmanager
def _plain_errors() -> Iterator[None]:
    """The library wraps an error of the system, which is one line for people, in its own."""
    try:
        yield
    except FileCreateError as error:
        raise error.args[0] from error


def _write_rows(sheet: Any, frame: pd.DataFrame, first: int) -> None:
    if first + len(frame) > LARGEST_ROWS:
        sheet.write_string(first, 0, message("opendata.too_many", {"rows": f"{len(frame)}"}))
        return
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    for number, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(number, column, _fitting(cell))
            elif cell is not None and float(f"{cell:.16G}") == cell:
                sheet.write_number(number, column, cell)
            elif cell is not None:  # the library writes sixteen digits: all stand as a text
                sheet.write_string(number, column, repr(cell))


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else message("opendata.too_long", {"file": "CSV"})


def _write_about(book: Any, sheets: list[Sheet], settings: SiteSettings) -> None:
    about = book.add_worksheet(message("opendata.readme", {}))
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 100)
    lines = [
        (settings.name, settings.url or ""),
        (settings.licence_name, settings.licence_url),
        *(("", message(f"opendata.sheet_{name}", {})) for name in ("blank", "scope", "cells")),
        *((title, str(len(frame))) for title, _, frame in sheets),
    ]
    for number, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            about.write_string(number, column, cell)
