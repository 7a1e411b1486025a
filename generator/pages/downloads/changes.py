"""`/data/changes/`: what each publication added, corrected, withdrew; notices of the withdrawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.agencies import Registry
from generator.change_log import COLUMNS, Change, withdrawn
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page
from generator.pages.parts.markup import escape, link, site
from generator.pages.parts.words import saying
from generator.spreadsheet import csv_text
from generator.store import write_atomically

ADDRESS = "data/changes/"
FEED = "feeds/changes.atom.xml"
SHOWN = 500
"""Changes on the page and in the JSON file; the CSV file has them all."""

_say = saying("apps.changes")


def _pages(material: Material) -> Iterator[Page]:
    changes = material.report_views.changes
    if not changes:
        return
    folder = material.extras / ADDRESS
    rows = [[str(getattr(one, name)) for name in COLUMNS] for one in changes]
    write_atomically(folder / "changes.csv", csv_text((COLUMNS, *rows)).encode())
    newest = sorted(changes, key=lambda one: one.date, reverse=True)[:SHOWN]
    described = {"schema": 1, "total": len(changes), "changes": newest}
    write_atomically(folder / "changes.json", msgspec.json.encode(described) + b"\n")
    yield changes_page(changes, newest, material)


def changes_page(changes: Sequence[Change], newest: Iterable[Change], material: Material) -> Page:
    """The page of the log: for each day how many, and the newest one by one."""
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for one in changes:
        days[one.date][one.change] += 1
    counted = {
        day: _say("counts", **{word: found[word] for word in ("added", "corrected", "withdrawn")})
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
        lines += [f"## {day} {{#d-{day}}}", "", counted[day], "", *items[day], ""]
    return Page(
        file="data/changes.md",
        url=ADDRESS,
        title=_say("title"),
        template="data",
        description=_say("description"),
        above=[(_say("data"), "data/")],
        lines=lines,
        head={
            "Feed": FEED if is_fed else "",
            "Feeds": {FEED: _say("title")},
            "News": {day: f"{day}：{words}" for day, words in counted.items()},
        },
    )


def _item(one: Change, material: Material) -> str:
    name = _name(one, material.report_views.registry)
    target = link(_say("report", name=name, year=one.year), site(_address(one)))
    return f"- {_say(one.change)} {target}"


def withdrawn_page(one: Change, registry: Registry) -> Page:
    """What stands at the address of a report that is published no more."""
    name = _name(one, registry)
    title = _say("withdrawn_title", name=name, year=one.year)
    lines = [_say("withdrawn_note", day=one.date, log=link(_say("title"), site(ADDRESS))), ""]
    return Page(
        file=f"agencies/{one.agency}/{one.year}.md",
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
    return f"agencies/{one.agency}/{one.year}/"


def _name(one: Change, registry: Registry) -> str:
    entry = registry.agencies.get(one.agency)
    return escape(entry.name if entry else one.agency)


def _notices(material: Material) -> Iterator[Page]:
    views = material.report_views
    for one in withdrawn(views.changes):
        if (one.agency, one.year) not in views.reports:
            yield withdrawn_page(one, views.registry)


PAGE_KINDS = (
    Kind("changes", "data", (ADDRESS,), "data", pages=_pages),
    Kind("withdrawn", "agencies", ("agencies/{agency}/{year}/",), "page", pages=_notices),
)
