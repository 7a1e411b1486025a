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
from generator.frames.counts import catalogue
from generator.messages import LANGUAGES, message
from generator.pages.apps.tables import Table
from generator.pages.settings import SiteSettings
from generator.store import write_atomically

ARCHIVE = "gongkai-data.zip"
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can state
_MISSING_WORDS = ("", "blank", "dash", "none", "text", "missing", "incomplete", "not_asked")
_VALUES = frozenset({"value", "left", "right", "difference"})
_FLAGS = frozenset({"approximate", "is_cumulative", "is_partial", "is_corrected"})
_PLACES = frozenset({"year", "page", "line", "cell"})
_KEYS = {
    "agencies": ["id"],
    "regions": ["code"],
    "fields": ["form", "field"],
    "indicators": ["agency", "year"],
    "contacts": ["agency", "year"],
}


def write_package(tables: Iterable[Table], folder: Path, settings: SiteSettings) -> Path:
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


def describe(tables: Iterable[Table], settings: SiteSettings) -> dict[str, Any]:
    """The package's description: each table with its columns, types and keys."""
    return {
        "name": "gongkai",
        "title": settings.name,
        "description": settings.tagline,
        **({"homepage": settings.url} if settings.url else {}),
        "licenses": [{"title": settings.licence_name, "path": settings.licence_url}],
        "resources": [_resource(table) for table in tables],
    }


def packed_name(table: Table) -> str:
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


def _resource(table: Table) -> dict[str, Any]:
    name = packed_name(table).removesuffix(".csv")
    schema: dict[str, Any] = {
        "fields": [{"name": column, **_type(column)} for column in table.columns],
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


def _type(column: str) -> dict[str, str]:
    """Figures and counts are numbers; whatever is not known to be one is text."""
    if column in _FLAGS:
        return {"type": "boolean"}
    if column in _PLACES:
        return {"type": "integer"}
    return {"type": "number" if column in _VALUES or column in _figures() else "string"}


@cache
def _figures() -> frozenset[str]:
    fields = {name for one in forms() for name in one.fields}
    return frozenset(fields | {count.id for count in catalogue().counts})


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_info(name), content)
