"""`/compare/`: a small script for each agency with all its counts by year, and the page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.agency.page import AgencyFile
from generator.pages.explorer.browser_data import indicator_settings
from generator.pages.kinds import Kind, Made, Material
from generator.pages.own import Own
from generator.pages.parts.content_file import Extra, Page, area_page
from generator.pages.parts.script_data import script
from generator.pages.parts.words import saying

_say = saying("apps.compare")


def _pages(material: Material) -> Iterator[Page]:
    lines = [f"{_say('without')} {{.no-js}}"]
    head = {"Intro": [_say("intro")], "App": indicator_settings(material.frames.years)}
    yield area_page(_say, "compare/", lines, "compare", head=head)


def _of_agency(file: AgencyFile, own: Own) -> Made:
    """`static/apps/agency/<id>.js`: {"2023": {"s": "o", "f": <form>, "v": [...]}}."""
    found = {}
    for fact, counts in zip(file.facts, own.counts, strict=True):
        record = file.report_views[fact.year].record
        values = list(counts.values())
        found[f"{fact.year}"] = {"s": record.scope[0], "f": record.form, "v": values}
    if found:
        yield Extra(*script(f"agency/{file.agency}", found))


PAGE_KINDS = (
    Kind("compare", "compare", ("compare/",), "compare", of_agency=_of_agency, pages=_pages),
)
