"""`/data/` and what describes `/api/`: all open data (`generator.opendata`), and their page."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.frames.counts import catalogue, state_of
from generator.opendata.interface import OBJECTS, indicator_metadata, openapi, schema_of
from generator.opendata.write import write_open_data
from generator.pages.downloads.changes import ADDRESS
from generator.pages.downloads.page import data_page
from generator.pages.kinds import Kind, Material
from generator.pages.marks import OPEN_DATA
from generator.pages.parts.content_file import Page
from generator.store import write_atomically


def _pages(material: Material) -> Iterator[Page]:
    """The page of all files, which are written here."""
    extras = material.extras
    made = write_open_data(
        material.report_views, material.frames, extras, extras.parent / OPEN_DATA, material.settings
    )
    described: dict[str, object] = {
        "openapi.json": openapi(material.settings),
        **{f"schemas/{name}.json": schema_of(name) for name in OBJECTS},
        **{
            f"indicators/{name}/metadata.json": about
            for name, about in indicator_metadata(_years(material)).items()
        },
    }
    for name, value in described.items():
        content = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
        write_atomically(extras / "api" / name, content)
    log = ADDRESS if material.report_views.changes else ""
    yield data_page(made, material.settings, log)


def _years(material: Material) -> dict[str, list[int]]:
    """The report years in which each indicator has a value."""
    frame = material.frames.indicators
    return {
        one.id: sorted({int(year) for year in frame["year"][frame[state_of(one.id)] == "number"]})
        for one in catalogue().counts
    }


PAGE_KINDS = (Kind("data", "data", ("data/",), "data", pages=_pages),)
