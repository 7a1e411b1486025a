"""`datapackage.json`, the schemas of its tables, `sha256sums.txt`, and the zips of all of it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from generator.forms import form, form_ids
from generator.frames.counts import COUNT_STATES
from generator.frames.schema import FrameColumn
from generator.messages import LANGUAGES, message
from generator.opendata.files import Part
from generator.opendata.kept import Made
from generator.opendata.rows import NOT_COMPARABLE
from generator.opendata.tables import named, tables
from generator.site_settings import SiteSettings

ARCHIVE = "gongkai-data"
LARGEST_BYTES = 20_000_000
_NAMED = 3  # files of a table that the README names one by one
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can state
_TYPES = {"number": "number", "integer": "integer", "year": "integer", "flag": "boolean"}
_LEAST = {"year": 1990, "page": 1, "line": 1, "cell": 0}
_WORDS = ("", *(state for state in COUNT_STATES if state != "number"), NOT_COMPARABLE)


def package(parts: Iterable[Part], settings: SiteSettings) -> dict[str, Any]:
    """The description of all parts; their schemas lie in files beside it."""
    return {
        "profile": "data-package",
        "name": "gongkai",
        "title": settings.name,
        "description": " ".join(message("apps.data.description", {}, lang) for lang in LANGUAGES),
        **({"homepage": settings.url} if settings.url else {}),
        "licenses": [{"title": settings.licence_name, "path": settings.licence_url}],
        "sources": [
            {
                "title": " · ".join(message("opendata.source", {}, lang) for lang in LANGUAGES),
                "path": "reports.csv",
            }
        ],
        "resources": [_resource(part) for part in parts],
    }


def _resource(part: Part) -> dict[str, Any]:
    about = tables()[part.table]
    return {
        "name": part.name,
        "path": part.csv.name,
        "title": f"{about.title} · {part.name}",
        "description": f"{about.zh} · {about.en}. "
        + " ".join(message("apps.data.cells", {}, lang) for lang in LANGUAGES),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        **({"compression": "gz"} if part.csv.name.endswith(".gz") else {}),
        "dialect": {"lineTerminator": "\r\n"},
        "profile": "tabular-data-resource",
        "schema": f"schemas/{schema_name(part)}.json",
    }


def schema_name(part: Part) -> str:
    """The name of the schema that a part has with others of its table."""
    return f"{part.table}-{part.form}" if part.form else part.table.replace("_", "-")


def schema(part: Part) -> dict[str, Any]:
    """The Table Schema of a part: types, constraints, keys, titles in both languages."""
    about = tables()[part.table]
    columns = {one.name: one for one in about.columns}
    columns |= {one.name: one for one in _columns_of_forms(part)}
    found: dict[str, Any] = {
        "fields": [_field(columns[name], name in about.key) for name in part.columns],
        "missingValues": list(_WORDS) if part.table in ("wide", "comparable") else [""],
    }
    if about.key:
        found["primaryKey"] = list(about.key)
    found["foreignKeys"] = [
        {"fields": [column], "reference": {"resource": other, "fields": list(tables()[other].key)}}
        for column, other in about.references.items()
    ]
    return found


def _columns_of_forms(part: Part) -> Iterator[FrameColumn]:
    """The columns of a wide table that hold figures."""
    if part.form:
        for one in form(part.form).fields.values():
            name = named(one.id, one.unit)
            yield FrameColumn(name=name, type="number", zh=one.label, en=one.id)


def _field(column: FrameColumn, is_key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if is_key else {}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.name in _LEAST:
        constraints["minimum"] = _LEAST[column.name]
    if column.name == "source_sha256":
        constraints["pattern"] = "[0-9a-f]{64}"
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.zh,
        "description": f"{column.zh} · {column.en}",
        **({"constraints": constraints} if constraints else {}),
    }


def readme(settings: SiteSettings, parts: Sequence[Part]) -> str:
    """The README of the zips, with the files that there are and the forms that are known."""
    text = (resources.files(__package__) / "readme.md").read_text(encoding="utf-8")
    for name, value in {
        "site": settings.name,
        "licence": settings.licence_name,
        "licence_url": settings.licence_url,
        "url": settings.url or "",
        "forms": " ".join(form_ids()),
        **{f"files_{lang}": "\n".join(_file_rows(parts, lang)) for lang in LANGUAGES},
        **{f"cells_{lang}": message("apps.data.cells", {}, lang) for lang in LANGUAGES},
    }.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _file_rows(parts: Sequence[Part], lang: str) -> Iterator[str]:
    """A row for each table: the names of its files, the first and the last of many."""
    for table, about in tables().items():
        names = [f"`{part.csv.name}`" for part in parts if part.table == table]
        shown = " ".join(names) if len(names) <= _NAMED else f"{names[0]} … {names[-1]}"
        if names:
            yield f"| {shown} | {about.zh if lang == 'zh' else about.en} |"


def sums(files: Iterable[Made]) -> str:
    """The checksums of all files, as `sha256sum --check` reads them."""
    ordered = sorted({one.name: one for one in files}.items())
    return "".join(f"{one.sha256}  {name}\n" for name, one in ordered)


def bundles(parts: Sequence[Part], others: Iterable[Made]) -> dict[str, list[Made]]:
    """The files of each zip by its name: one zip, or one for each year if that is too large."""
    common = list(others)
    years: dict[int | None, list[Made]] = {}
    for part in parts:
        if part.table in ("figures", "wide", "comparable"):
            years.setdefault(part.year, []).append(part.csv)
        else:
            common.append(part.csv)
    if sum(one.size for one in common) + sum(one.csv.size for one in parts) <= LARGEST_BYTES:
        return {f"{ARCHIVE}.zip": common + [one for year in years.values() for one in year]}
    found = dict(_divided(ARCHIVE, common))
    for year, files in years.items():
        found |= _divided(f"gongkai-{year}", files)
    return found


def _divided(stem: str, files: list[Made]) -> Iterator[tuple[str, list[Made]]]:
    held: list[Made] = []
    number = 1
    for one in files:
        if held and sum(file.size for file in (*held, one)) > LARGEST_BYTES:
            yield f"{stem}{f'-{number}' if number > 1 else ''}.zip", held
            held, number = [], number + 1
        held.append(one)
    yield f"{stem}{f'-{number}' if number > 1 else ''}.zip", held


def write_zip(path: Path, folder: Path, files: Iterable[Made]) -> None:
    """Writes a zip of files of a folder, the same bytes for the same files."""
    with zipfile.ZipFile(path, "w") as archive:
        for one in files:
            info = zipfile.ZipInfo(one.name, _TIME)
            is_packed = one.name.endswith(".gz")
            info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, (folder / one.name).read_bytes())
