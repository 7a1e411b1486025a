"""Atom feeds: what is new on the site, of a region, of a field of work, of an agency.

An entry is a page with a day (of publication, else of the first reading), or something that
happened to a page on one day: corrections, new findings. Feeds need a site address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import StringIO

from feedgenerator import Atom1Feed, get_tag_uri

from generator.code_version import all_rooms, code_version
from generator.hand_dates import CHINA
from generator.pages.parts.onward_links import FEED_OF_ALL as ALL
from generator.site.fingerprint import key_of
from generator.site.pelican_plugin import links
from generator.site.pelican_plugin.facts import PageFacts
from generator.site.publishing.outfolder import OutFolder
from generator.site_settings import SiteSettings

_AGENCY = re.compile(r"feeds/(agencies/[^/]+)\.atom\.xml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its ISO day, the address of a page with or without a fragment, its words."""

    day: str
    url: str
    title: str
    description: str


def write_feeds(pages: Iterable[PageFacts], out: OutFolder, settings: SiteSettings) -> None:
    """Writes each feed that has an entry, the newest entries first, unless it is as it was."""
    if settings.url is None:
        return
    entries: dict[str, list[Entry]] = defaultdict(list)
    titles = {ALL: ""}
    made_by = repr((code_version(all_rooms()), settings)).encode()
    for page in pages:
        own = list(_entries(page)) if links.in_first(page.url) == page.url else []
        if not own:
            continue
        titles |= page.feeds
        for address in page.feeds if page.news else (ALL, *page.feeds):
            entries[address] += own
    for address, found in sorted(entries.items()):
        newest = sorted(found, key=lambda one: (one.day, one.url), reverse=True)
        name = titles[address]
        title = f"{name} · {settings.name}" if name else settings.name
        agency = _AGENCY.fullmatch(address)
        home = f"{agency[1]}/" if agency else ""
        shown = newest[: settings.feed_items]
        key = key_of(made_by, repr((title, shown)).encode())
        if not out.keep(address, key):
            out.write(address, feed(title, home, address, shown, settings), key)


def _entries(page: PageFacts) -> Iterator[Entry]:
    if page.feed_date:
        yield Entry(page.feed_date, page.url, page.title, page.description or page.title)
    for day, place, words in page.events:
        yield Entry(day, f"{page.url}#{place}" if place else page.url, words, words)
    for day, words in page.news.items():
        yield Entry(day, f"{page.url}#d-{day}", words, words)


def feed(
    title: str, home: str, address: str, entries: Iterable[Entry], settings: SiteSettings
) -> bytes:
    """One Atom document (RFC 4287); the newest entry's date is the feed's.

    `home` and `address` are those of the page that it belongs to and of itself, from the root.
    """
    url = settings.url or ""
    made = Atom1Feed(
        title=title,
        link=links.absolute(url, home),
        description=None,
        language=settings.language,
        feed_url=links.absolute(url, address),
        author_name=settings.name,
    )
    for entry in entries:
        date, link = date_of(entry.day), links.absolute(url, entry.url)
        made.add_item(
            title=entry.title,
            link=link,
            description=escape(entry.description),  # a summary is HTML
            unique_id=get_tag_uri(link, date),
            pubdate=date,
            updateddate=date,
        )
    text = StringIO()
    made.write(text, "utf-8")
    return text.getvalue().encode()


def date_of(iso: str) -> datetime:
    """Midnight of an ISO date in China."""
    return datetime.fromisoformat(iso[:10]).replace(tzinfo=CHINA)
