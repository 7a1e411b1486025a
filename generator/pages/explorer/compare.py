"""`/compare/`: a small script for each agency with all its counts by year, and the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from generator.pages.explorer.browser_data import indicator_settings
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.script_data import write_script
from generator.pages.parts.words import saying

_say = saying("apps.compare")


def _pages(material: Material) -> Iterator[Page]:
    material.once(_write_counts)
    lines = [_say("intro"), "", f"{_say('without')} {{.no-js}}"]
    head = {"App": indicator_settings(material.frames.years)}
    yield area_page(_say, "compare/", lines, "compare", head=head)


def _write_counts(material: Material) -> None:
    """`static/apps/agency/<id>.js`: {"2023": {"s": "o", "f": <form>, "v": [...]}}."""
    reports = material.frames.reports[["agency", "year", "scope", "form"]].astype(object)
    values = material.counts.to_numpy().tolist()
    rows = zip(*(reports[name] for name in reports), values, strict=True)
    for agency, of_agency in groupby(rows, itemgetter(0)):
        found = {
            f"{year}": {"s": scope[0], "f": form if isinstance(form, str) else None, "v": counts}
            for _, year, scope, form, counts in of_agency
        }
        write_script(material.extras, f"agency/{agency}", found)


PAGE_KINDS = (Kind("compare", "compare", ("compare/",), "compare", pages=_pages),)
