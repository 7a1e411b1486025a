"""`/search/`: the page, and the telephone and document numbers that its script looks up.

An entry is [what is shown, kind, place of the agency in the agency index, year, anchor];
kind is "p" for a telephone, "f" for a fax, "d" for a document number. The key of an entry
is its digits. A small corpus is one script; a large one has a script for each last two
digits, so that a number or its end finds them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.extras import Extras
from generator.frames.build import Frames
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.script_data import AgencyOrder, write_script
from generator.pages.parts.words import saying

WHOLE = 4000
_say = saying("apps.search")


def write_numbers(frames: Frames, order: AgencyOrder, target: Extras) -> None:
    """Writes the scripts; a number leads to the newest report of the agency that gives it."""
    found = frames.numbers.drop_duplicates(["kind", "label", "agency"], keep="last")
    found = found.assign(
        kind=found["kind"].str[:1], position=found["agency"].map(order.position).astype("int64")
    )
    found = found[["label", "kind", "position", "year", "anchor"]]
    found = found.sort_values(["label", "kind", "position"])
    if len(found) <= WHOLE:
        write_script(target, "numbers", {"entries": found.values.tolist()})
        return
    parts = found.groupby(found["label"].str.replace(r"\D", "", regex=True).str[-2:])
    write_script(target, "numbers", {"parts": sorted(parts.groups)})
    for name, part in parts:
        write_script(target, f"numbers/{name}", part.values.tolist())


def _pages(material: Material) -> Iterator[Page]:
    material.once(_write_numbers)
    yield area_page(_say, "search/", [f"{_say('without')} {{.no-js}}"], "search")


def _write_numbers(material: Material) -> None:
    write_numbers(material.frames, material.order, material.extras)


PAGE_KINDS = (Kind("search", "search", ("search/",), "search", pages=_pages),)
