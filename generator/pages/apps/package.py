"""The zip of all tables with README and datapackage.json, the same bytes for the same data."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from generator.forms import forms
from generator.frames.counts import COUNT_STATES
from generator.frames.csv_file import CsvFile
from generator.frames.schema import tables
from generator.messages import LANGUAGES, message
from generator.pages.settings import SiteSettings
from generator.store import write_atomically

ARCHIVE = "gongkai-data.zip"
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can state
_MISSING_WORDS = ("", *(state for state in COUNT_STATES if state != "number"))
_TYPES = {"number": "number", "integer": "integer", "year": "integer", "flag": "boolean"}
_KEYS = {
    "agencies": ["id"],
    "regions": ["code"],
    "fields": ["form", "field"],
    "indicators": ["agency", "year"],
    "contacts": ["agency", "year"],
}


def write_package(tables: Iterable[CsvFile], folder: Path, settings: SiteSettings) -> Path:
    """Writes the zip and `datapackage.json` beside it; the path of the zip."""
    tables = list(tables)
    description = json.dumps(describe(tables, settings), ensure_ascii=False, indent=1) + "\n"
    part = folder / f".{ARCHIVE}.part"
    with zipfile.ZipFile(part, "w") as archive:
        _add(archive, "README.md", readme(settings).encode())
        _add(archive, "datapackage.json", description.encode())
        for table in tables:
            with (
                table.content() as source,
                archive.open(_info(packed_name(table)), "w", force_zip64=True) as target,
            ):
                shutil.copyfileobj(source, target, 1 << 20)
    content = part.read_bytes()
    part.unlink()
    write_atomically(folder / ARCHIVE, content)
    return folder / ARCHIVE


def describe(tables: Iterable[CsvFile], settings: SiteSettings) -> dict[str, Any]:
    """The package's description: each table with its columns, types and keys."""
    return {
        "name": "gongkai",
        "title": settings.name,
        "description": settings.tagline,
        **({"homepage": settings.url} if settings.url else {}),
        "licenses": [{"title": settings.licence_name, "path": settings.licence_url}],
        "resources": [_resource(table) for table in tables],
    }


def packed_name(table: CsvFile) -> str:
    """The table's name in the zip, where nothing is compressed twice."""
    return table.path.name.removesuffix(".gz")


def readme(settings: SiteSettings) -> str:
    """The README of the zip."""
    text = (resources.files(__package__) / "readme.md").read_text(encoding="utf-8")
    for name, value in {
        "site": settings.name,
        "licence": settings.licence_name,
        "licence_url": settings.licence_url,
        "url": settings.url or "",
        **{f"cells_{lang}": _of_cells(lang) for lang in LANGUAGES},
    }.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _of_cells(lang: str) -> str:
    """How a text that begins a formula is kept."""
    return message("apps.data.cells", {}, lang)


def _resource(table: CsvFile) -> dict[str, Any]:
    name = packed_name(table).removesuffix(".csv")
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": _types().get(column, "string")} for column in table.columns
        ],
        "missingValues": list(_MISSING_WORDS if name.startswith(("reports", "ind")) else ("",)),
    }
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    return {
        "name": name,
        "path": packed_name(table),
        "description": " ".join(_of_cells(lang) for lang in LANGUAGES),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "profile": "tabular-data-resource",
        "schema": schema,
    }


@cache
def _types() -> dict[str, str]:
    """The type of every column that is known not to be text."""
    columns = [column for table in tables().values() for column in table.columns]
    found = {one.name: _TYPES[one.type] for one in columns if one.type in _TYPES}
    return found | {field: "number" for of in forms() for field in of.fields}


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_info(name), content)
