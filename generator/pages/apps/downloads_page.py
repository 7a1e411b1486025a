"""The page `/data/`: what can be downloaded, how large it is, and how to use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.frames.csv_file import CsvFile
from generator.pages.apps.markdown import row, text
from generator.pages.page import Page
from generator.pages.settings import SiteSettings
from generator.pages.words import say, saying

_say = saying("apps.data")

_NAMES = (
    "indicators", "contacts", "metrics", "findings", "agencies", "regions", "fields", "other-rows",
)  # fmt: skip
_DICTIONARY = ("agency", "year", "scope", "form", "field", "state", "value", "raw", "place")
_API = ("agencies.json", "agencies/{id}.json", "agencies/{id}/{year}.json")


def data_page(tables: list[CsvFile], archive: Path, settings: SiteSettings) -> Page:
    """The page over these files."""
    return Page(
        file="data/index.md",
        url="data/",
        title=_say("title"),
        template="data",
        description=_say("description"),
        breadcrumbs=[(say("home"), ""), (_say("title"), "data/")],
        head={"Json_ld": [_dataset(tables, archive, settings)]},
        lines=list(_body(tables, archive, settings)),
    )


def _dataset(tables: list[CsvFile], archive: Path, settings: SiteSettings) -> dict[str, Any]:
    """All downloads as one schema.org Dataset, the archive first."""
    years = sorted({_year(table) for table in tables if table.path.name.startswith("reports-")})
    downloads = [(archive.name, "application/zip")]
    downloads += [
        (table.path.name, "application/gzip" if table.path.suffix == ".gz" else "text/csv")
        for table in tables
    ]
    found: dict[str, Any] = {
        "@type": "Dataset",
        "@id": "site:data/#dataset",
        "name": f"{settings.name} · {_say('title')}",
        "description": _say("description"),
        "url": "site:data/",
        "license": settings.licence_url,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"site:data/{name}"}
            for name, kind in downloads
        ],
    }
    if years:
        found["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    return found


def _body(tables: list[CsvFile], archive: Path, settings: SiteSettings) -> Iterator[str]:
    yield _say("intro")
    yield ""
    yield f"[{_say('archive')}](site:data/{archive.name}) {_size(archive)} {{.download}}"
    yield ""
    yield _say("archive_note")
    yield ""
    yield text(_say("cells"))
    yield ""
    yield from _years(tables)
    yield from _files(tables)
    yield from _words("states", ("number", "blank", "dash", "none", "text", "missing"))
    yield from _words("dictionary", _DICTIONARY)
    yield from _interface()
    yield f"## {_say('licence_title')} {{#licence}}"
    yield ""
    licence = f"[{text(settings.licence_name)}]({settings.licence_url})"
    yield _say("licence", licence=licence, site=text(settings.name))
    yield ""


def _years(tables: list[CsvFile]) -> Iterator[str]:
    yield f"## {_say('years')} {{#years}}"
    yield ""
    wide = [table for table in tables if table.path.name.startswith("reports-")]
    if not wide:
        yield _say("nothing")
        yield ""
        return
    yield row([_say(head) for head in ("year", "wide", "long")])
    yield "| --- | --- | --- |"
    long = {_year(table): table for table in tables if table.path.name.startswith("figures-")}
    for year in sorted({_year(table) for table in wide}, reverse=True):
        found = [table for table in wide if _year(table) == year]
        links = "；".join(_wide_link(table) for table in found)
        other = long[year]
        cell = f"[{other.path.name}](site:data/{other.path.name}) {_rows(other)}"
        yield row([year, links, cell])
    yield f'{{.files caption="{_say("years")}"}}'
    yield ""


def _wide_link(table: CsvFile) -> str:
    return f"[{table.path.name}](site:data/{table.path.name}) {_rows(table)}"


def _files(tables: list[CsvFile]) -> Iterator[str]:
    yield f"## {_say('files')} {{#files}}"
    yield ""
    known = {table.path.name: table for table in tables}
    yield row([_say(head) for head in ("file", "holds", "rows")])
    yield "| --- | --- | ---: |"
    for name in _NAMES:
        table = known.get(f"{name}.csv")
        if table is not None:
            file = f"[{name}.csv](site:data/{name}.csv)"
            yield row([file, _say(f"file_{name}"), f"{table.rows:,}"])
    yield f'{{.files caption="{_say("files")}"}}'
    yield ""


def _words(kind: str, names: Iterable[str]) -> Iterator[str]:
    yield f"## {_say(kind)} {{#{kind}}}"
    yield ""
    yield row([_say("word"), _say("meaning")])
    yield "| --- | --- |"
    for name in names:
        yield row([f"`{name}`", _say(f"{kind}_{name}")])
    yield f'{{caption="{_say(kind)}"}}'
    yield ""


def _interface() -> Iterator[str]:
    yield f"## {_say('api')} {{#api}}"
    yield ""
    yield _say("api_intro")
    yield ""
    yield row([_say("address"), _say("holds")])
    yield "| --- | --- |"
    for number, name in enumerate(_API, start=1):
        shown = f"`/api/{name}`".replace("{", "<").replace("}", ">")
        yield row([shown, _say(f"api_{number}")])
    yield f'{{caption="{_say("api")}"}}'
    yield ""
    yield "[/api/agencies.json](site:api/agencies.json)"
    yield ""


def _year(table: CsvFile) -> str:
    return table.path.name.split("-")[1][:4]


def _rows(table: CsvFile) -> str:
    return _say("row_count", rows=f"{table.rows:,}", size=_size(table.path))


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"
