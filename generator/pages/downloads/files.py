"""`/data/` and what describes `/api/`: all open data (`generator.opendata`), and their page."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.frames.counts import catalogue, state_of
from generator.opendata.interface import (
    OBJECTS,
    Coverage,
    indicator_metadata,
    openapi,
    schema_of,
)
from generator.opendata.write import OpenData, write_open_data
from generator.pages.downloads.changes import ADDRESS
from generator.pages.downloads.page import data_page
from generator.pages.kinds import Kind, Material
from generator.pages.marks import OPEN_DATA
from generator.pages.parts.content_file import Page


def _pages(material: Material) -> Iterator[Page]:
    """The page of all files."""
    made = material.once(_write_files)
    log = ADDRESS if material.report_views.changes else ""
    yield data_page(made, material.settings, log)


def _write_files(material: Material) -> OpenData:
    extras = material.extras
    work = extras.folder.parent / OPEN_DATA
    made = write_open_data(material.report_views, material.frames, extras, work, material.settings)
    described: dict[str, object] = {
        "openapi.json": openapi(material.settings),
        **{f"schemas/{name}.json": schema_of(name) for name in OBJECTS},
        **{
            f"indicators/{name}/metadata.json": about
            for name, about in indicator_metadata(_coverage(material)).items()
        },
    }
    for name, value in described.items():
        content = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
        extras.write(f"api/{name}", content)
    return made


def _coverage(material: Material) -> dict[str, Coverage]:
    """The report years in which each indicator has a value, and when one last changed."""
    frame = material.frames.indicators
    changed = {
        (one.agency, one.year): one.date
        for one in material.report_views.changes
        if one.kind == "annual_report" and one.change in ("added", "corrected")
    }
    keys = enumerate(zip(frame["agency"], frame["year"], strict=True))
    days = [(place, changed[key]) for place, key in keys if key in changed]
    found = {}
    for one in catalogue().counts:
        has_value = (frame[state_of(one.id)] == "number").to_numpy()
        years = sorted(frame["year"][has_value].unique().tolist())
        last = max((day for place, day in days if has_value[place]), default=None)
        found[one.id] = Coverage(tuple(years), last)
    return found


PAGE_KINDS = (Kind("data", "data", ("data/",), "data", pages=_pages, files=_write_files),)
