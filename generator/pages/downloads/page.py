"""The page `/data/`: what can be downloaded, how large it is, and how to use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from generator.pages.parts.markup import block
from generator.pages.parts.safe_text import row, text
from generator.pages.parts.words import named, saying
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


def data_page(made: OpenData, settings: SiteSettings, log: str = "") -> Page:
    """The page over these files; `log` is the address of the log of changes, if there is one."""
    lines = [*_body(made, settings), *_changes(log)]
    head = {"Json_ld": [_dataset(made, settings)]}
    return area_page(_say, "data/", lines, "data", head=head)


def _changes(log: str) -> list[str]:
    title = message("apps.changes.title", {})
    return [f"## {title} {{#changes}}", "", f"[{title}](site:{log})", ""] if log else []


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
    yield _say("intro")
    yield ""
    for one in made.archives:
        label = f"{_say('archive')} {one.name}"
        yield f"[{label}](site:data/{one.name}) {_size(one.size)} {{.download}}"
        yield ""
    yield _say("archive_note")
    yield ""
    yield text(_say("cells"))
    yield ""
    yield from _years(made)
    yield from _figures(made)
    yield from _files(made)
    yield from _forms(made, settings)
    yield from _words("states", ("number", "blank", "dash", "none", "text", "missing"))
    yield from _words("dictionary", _DICTIONARY)
    yield from _interface()
    yield f"## {_say('licence_title')} {{#licence}}"
    yield ""
    licence = f"[{text(settings.licence_name)}]({settings.licence_url})"
    yield _say("licence", licence=licence, site=text(settings.name))
    yield ""


def _years(made: OpenData) -> Iterator[str]:
    yield f"## {_say('years')} {{#years}}"
    yield ""
    wide = [*made.of("wide"), *made.of("comparable")]
    if not wide:
        yield _say("nothing")
        yield ""
        return
    yield row([_say(head) for head in ("year", "wide", "workbook")])
    yield "| --- | --- | --- |"
    for year, book in sorted(made.workbooks.items(), reverse=True):
        links = _between().join(_link(part.csv, part.rows) for part in wide if part.year == year)
        yield row([str(year), links, f"{_file(book)} {_size(book.size)}"])
    yield f'{{.files caption="{_say("years")}"}}'
    yield ""
    if made.of("comparable"):
        yield _say("comparable")
        yield ""


def _figures(made: OpenData) -> Iterator[str]:
    """The parts of the long table, a block for each year."""
    parts: dict[int, list[Part]] = {}
    for part in made.of("figures"):
        parts.setdefault(part.year or 0, []).append(part)
    if not parts:
        return
    yield f"## {_say('long')} {{#figures}}"
    yield ""
    yield _say("parts")
    yield ""
    whole = {one.name: one for one in made.plain}
    for year, found in sorted(parts.items(), reverse=True):
        one = whole[f"figures-{year}.csv.gz"]
        items = [f"- {_say('whole')} {_file(one)} {_size(one.size)}"]
        items += [
            f"- {_link(part.csv, part.rows)}{_between()}"
            f"{_file(part.parquet)} {_size(part.parquet.size)}"
            for part in found
            if part.parquet is not None
        ]
        yield from block(f"details {year}", items)


def _files(made: OpenData) -> Iterator[str]:
    yield f"## {_say('files')} {{#files}}"
    yield ""
    yield row([_say(head) for head in ("file", "holds", "rows")])
    yield "| --- | --- | ---: |"
    for part in made.parts:
        if part.table not in _BY_YEAR:
            yield row(
                [
                    _between().join(map(_file, part.files)),
                    named(tables()[part.table]),
                    f"{part.rows:,}",
                ]
            )
    yield f'{{.files caption="{_say("files")}"}}'
    yield ""
    links = message("pages.separator_comma", {}).join(
        f"[{name}](site:data/{name})" for name in _DESCRIPTIONS
    )
    yield _say("described", links=links)
    yield ""
    charts = (f"charts/{kind}{SPECIFICATION}" for kind in chart_kinds())
    yield _say("charts", links="、".join(f"[{name}](site:data/{name})" for name in charts))
    yield ""
    yield _say("agency_csv")
    yield ""


def _forms(made: OpenData, settings: SiteSettings) -> Iterator[str]:
    """A form over all years: a line of code for each."""
    base = f"{settings.url}/data/" if settings.url else "data/"
    names = {
        one.id: [part.name for part in made.of("wide") if part.form == one.id] for one in forms()
    }
    if not any(names.values()):
        return
    yield f"## {_say('forms')} {{#forms}}"
    yield ""
    yield _say("forms_intro")
    yield ""
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
    yield " · ".join(f"[/api/{one}](site:api/{one})" for one in (_API[0], "openapi.json"))
    yield ""


def _between() -> str:
    return message("pages.separator", {})


def _file(file: Made) -> str:
    return f"[{file.name}](site:data/{file.name})"


def _link(file: Made, rows: int) -> str:
    return f"{_file(file)} {_say('row_count', rows=f'{rows:,}', size=_size(file.size))}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} KB"
