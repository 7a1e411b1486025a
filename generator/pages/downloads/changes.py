"""`/data/changes/`: what each publication changed; notices in the place of what was withdrawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import msgspec

from generator.agencies import Registry
from generator.change_log import COLUMNS, Change, Word, withdrawn
from generator.opendata.interface import ChangesObject, WithdrawnObject
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.markup import escape, heading, link, site
from generator.pages.parts.words import saying
from generator.spreadsheet import csv_text

ADDRESS = "data/changes/"
FEED = "feeds/changes.atom.xml"
SHOWN = 500
"""Changes on the page and in the JSON file; the CSV file has them all."""

_say = saying("apps.changes")


def _pages(material: Material) -> Iterator[Page]:
    changes = material.report_views.changes
    if not changes:
        return
    extras = material.extras
    rows = [one.row() for one in changes]
    extras.write(f"{ADDRESS}changes.csv", csv_text((COLUMNS, *rows)).encode())
    newest = sorted(changes, key=lambda one: one.date, reverse=True)[:SHOWN]
    described = ChangesObject(total=len(changes), changes=list(newest))
    extras.write(f"{ADDRESS}changes.json", msgspec.json.encode(described) + b"\n")
    yield changes_page(changes, newest, material)


def changes_page(changes: Sequence[Change], newest: Iterable[Change], material: Material) -> Page:
    """The page of the log: for each day how many, and the newest one by one."""
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for one in changes:
        days[one.date][one.change] += 1
    counted = {
        day: _say("counts", **{word: found[word] for word in get_args(Word)})
        for day, found in days.items()
    }
    items: dict[str, list[str]] = defaultdict(list)
    for one in newest:
        items[one.date].append(_item(one, material))
    files = [link(name, site(f"{ADDRESS}{name}")) for name in ("changes.csv", "changes.json")]
    is_fed = material.settings.is_absolute
    files += [link(_say("feed"), site(FEED))] if is_fed else []
    lines = [_say("intro", shown=SHOWN), "", " · ".join(files), ""]
    for day in sorted(counted, reverse=True):
        lines += [*heading(day, f"d-{day}"), counted[day], "", *items[day], ""]
    head = {
        "Feed": FEED if is_fed else "",
        "Feeds": {FEED: _say("title")},
        "News": {day: f"{day}：{words}" for day, words in counted.items()},
    }
    above = [(_say("data"), "data/")]
    return area_page(_say, ADDRESS, lines, "data", file="data/changes.md", above=above, head=head)


def _item(one: Change, material: Material) -> str:
    document = _document(one, material.report_views.registry)
    return f"- {_say(one.change)} {link(document, site(_address(one)))}"


def withdrawn_page(one: Change, registry: Registry) -> Page:
    """What stands at the address of a document that is published no more."""
    title = _say("withdrawn_title", document=_document(one, registry))
    lines = [_say("withdrawn_note", day=one.date, log=link(_say("title"), site(ADDRESS))), ""]
    return Page(
        file=f"{_address(one).removesuffix('/')}.md",
        url=_address(one),
        title=title,
        template="page",
        description=title,
        above=[(_say("agencies"), "agencies/")],
        short=str(one.year),
        lines=lines,
        head={"Robots": "noindex"},
    )


def _address(one: Change) -> str:
    name = f"plan-{one.year}" if one.kind == "work_plan" else f"{one.year}"
    return f"agencies/{one.agency}/{name}/"


def _document(one: Change, registry: Registry) -> str:
    entry = registry.agencies.get(one.agency)
    return _say(one.kind, name=escape(entry.name if entry else one.agency), year=one.year)


def _notices(material: Material) -> Iterator[Page]:
    """Pages, and for reports what /api/ answers."""
    views = material.report_views
    for one in withdrawn(views.changes):
        there = views.reports if one.kind == "annual_report" else views.plans
        if (one.agency, one.year) in there:
            continue
        yield withdrawn_page(one, views.registry)
        if one.kind == "annual_report":
            notice = WithdrawnObject(agency=one.agency, year=one.year, withdrawn=one.date)
            place = f"api/agencies/{one.agency}/{one.year}.json"
            material.extras.write(place, msgspec.json.encode(notice) + b"\n")


PAGE_KINDS = (
    Kind("changes", "data", (ADDRESS,), "data", pages=_pages),
    Kind(
        "withdrawn",
        "agencies",
        ("agencies/{agency}/{year}/", "agencies/{agency}/plan-{year}/"),
        "page",
        pages=_notices,
    ),
)
