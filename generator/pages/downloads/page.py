"""The page `/data/`: what can be downloaded, how large it is, and how to use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.forms import forms
from generator.messages import message
from generator.opendata.catalogues import encoding_of, years_of
from generator.opendata.files import Part
from generator.opendata.kept import Made
from generator.opendata.tables import tables
from generator.opendata.write import OpenData
from generator.pages.charts import chart_kinds
from generator.pages.charts.views import SPECIFICATION
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.markup import block, escape, heading, link, site, table
from generator.pages.parts.words import named, say, saying
from generator.site_settings import SiteSettings

_say = saying("apps.data")

_DICTIONARY = (
    "agency", "year", "scope", "form", "field", "state", "value", "raw", "place", "correction",
    "findings",
)  # fmt: skip
_API = (
    "agencies.json", "agencies/{id}.json", "agencies/{id}/{year}.json", "openapi.json",
    "schemas/report.json", "indicators/{id}/metadata.json",
)  # fmt: skip
_DESCRIPTIONS = ("datapackage.json", "dcat.jsonld", "croissant.json", "sha256sums.txt")
_BY_YEAR = ("figures", "wide", "comparable")


def data_page(made: OpenData, settings: SiteSettings, log: str) -> Page:
    """The page over these files; `log` is the address of the log of changes, if there is one."""
    lines = [*_body(made, settings), *_changes(log)]
    head = {"Json_ld": [_dataset(made, settings)]}
    return area_page(_say, "data/", lines, "data", head=head)


def _changes(log: str) -> list[str]:
    title = message("apps.changes.title", {})
    return [*heading(title, "changes"), link(title, site(log)), ""] if log else []


def _dataset(made: OpenData, settings: SiteSettings) -> dict[str, Any]:
    """The data as one schema.org Dataset, the zips first."""
    years = years_of(made.parts)
    files = [*made.archives, *(one for part in made.parts for one in part.files)]
    found: dict[str, Any] = {
        "@type": "Dataset",
        "@id": "site:data/#dataset",
        "name": f"{settings.name} · {_say('title')}",
        "description": _say("description"),
        "url": "site:data/",
        "license": settings.licence_url,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": encoding_of(one.name),
                "contentUrl": f"site:data/{one.name}",
            }
            for one in files
        ],
    }
    if years:
        found["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    return found


def _body(made: OpenData, settings: SiteSettings) -> Iterator[str]:
    yield from (_say("intro"), "")
    for one in made.archives:
        archive = link(f"{_say('archive')} {one.name}", _address(one.name))
        yield from (f"{archive} {_size(one.size)} {{.download}}", "")
    yield from (_say("archive_note"), "", escape(_say("cells")), "")
    yield from _years(made)
    yield from _figures(made)
    yield from _files(made)
    yield from _forms(made, settings)
    yield from _words("states", ("number", "blank", "dash", "none", "text", "missing"))
    yield from _words("dictionary", _DICTIONARY)
    yield from _interface()
    yield from heading(_say("licence_title"), "licence")
    licence = link(escape(settings.licence_name), settings.licence_url)
    yield from (_say("licence", licence=licence, site=escape(settings.name)), "")


def _years(made: OpenData) -> Iterator[str]:
    yield from heading(_say("years"), "years")
    wide = [*made.of("wide"), *made.of("comparable")]
    if not wide:
        yield from (_say("nothing"), "")
        return
    rows = [
        [
            str(year),
            say("separator").join(_link(part.csv, part.rows) for part in wide if part.year == year),
            f"{_file(book)} {_size(book.size)}",
        ]
        for year, book in sorted(made.workbooks.items(), reverse=True)
    ]
    yield from _table("years", ("year", "wide", "workbook"), rows, ".files ")
    if made.of("comparable"):
        yield from (_say("comparable"), "")


def _figures(made: OpenData) -> Iterator[str]:
    """The parts of the long table, a block for each year."""
    parts: dict[int, list[Part]] = {}
    for part in made.of("figures"):
        parts.setdefault(part.year or 0, []).append(part)
    if not parts:
        return
    yield from (*heading(_say("long"), "figures"), _say("parts"), "")
    whole = {one.name: one for one in made.plain}
    for year, found in sorted(parts.items(), reverse=True):
        one = whole[f"figures-{year}.csv.gz"]
        items = [f"- {_say('whole')} {_file(one)} {_size(one.size)}"]
        items += [
            f"- {_link(part.csv, part.rows)}{say('separator')}"
            f"{_file(part.parquet)} {_size(part.parquet.size)}"
            for part in found
            if part.parquet is not None
        ]
        yield from block(f"details {year}", items)


def _files(made: OpenData) -> Iterator[str]:
    yield from heading(_say("files"), "files")
    rows = [
        [
            say("separator").join(map(_file, part.files)),
            named(tables()[part.table]),
            f"{part.rows:,}",
        ]
        for part in made.parts
        if part.table not in _BY_YEAR
    ]
    yield from _table("files", ("file", "holds", "rows"), rows, ".files ", left=2)
    yield from (_say("described", links=_links(_DESCRIPTIONS)), "")
    charts = (f"charts/{kind}{SPECIFICATION}" for kind in chart_kinds())
    yield from (_say("charts", links=_links(charts)), "")
    yield from (_say("agency_csv"), "")


def _forms(made: OpenData, settings: SiteSettings) -> Iterator[str]:
    """A form over all years: a line of code for each."""
    base = f"{settings.url}/data/" if settings.url else "data/"
    names = {
        one.id: [part.name for part in made.of("wide") if part.form == one.id] for one in forms()
    }
    if not any(names.values()):
        return
    yield from (*heading(_say("forms"), "forms"), _say("forms_intro"), "")
    yield "```python"
    yield "import pandas as pd"
    for form_id, found in names.items():
        if found:
            stems = [name.removeprefix("reports-") for name in found]
            address = f"{base}reports-{{name}}.csv"
            yield f'form_{form_id} = pd.concat(pd.read_csv(f"{address}") for name in {stems})'
    yield "```"
    yield ""


def _words(kind: str, names: Iterable[str]) -> Iterator[str]:
    yield from heading(_say(kind), kind)
    yield from _table(
        kind, ("word", "meaning"), [[f"`{name}`", _say(f"{kind}_{name}")] for name in names]
    )


def _interface() -> Iterator[str]:
    yield from (*heading(_say("api"), "api"), _say("api_intro"), "")
    shown = [f"`/api/{name}`".replace("{", "<").replace("}", ">") for name in _API]
    rows = [[name, _say(f"api_{number}")] for number, name in enumerate(shown, start=1)]
    yield from _table("api", ("address", "holds"), rows)
    described = (_API[0], "openapi.json")
    yield from (" · ".join(link(f"/api/{one}", site(f"api/{one}")) for one in described), "")


def _table(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], classes: str = "",
    left: int | None = None,
) -> list[str]:  # fmt: skip
    """A table with the title of its section; its columns hold words, numbers those after `left`."""
    header = [_say(column) for column in columns]
    return [*table(header, rows, f'{classes}caption="{_say(name)}"', left or len(header)), ""]


def _address(name: str) -> str:
    return site(f"data/{name}")


def _links(names: Iterable[str]) -> str:
    return say("separator_comma").join(link(name, _address(name)) for name in names)


def _file(file: Made) -> str:
    return link(file.name, _address(file.name))


def _link(file: Made, rows: int) -> str:
    return f"{_file(file)} {_say('row_count', rows=f'{rows:,}', size=_size(file.size))}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"
