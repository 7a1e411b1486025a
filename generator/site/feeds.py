"""Atom feeds: the newest pages of the site and of each agency. They need a site address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from html import escape
from io import StringIO

from feedgenerator import Atom1Feed, get_tag_uri

from generator.pages.settings import SiteSettings
from generator.pages.ways import FEED_OF_ALL as ALL
from generator.site import links
from generator.site.facts import PageFacts
from generator.site.outfolder import OutFolder

_CHINA = timezone(timedelta(hours=8))


def write_feeds(pages: Iterable[PageFacts], out: OutFolder, settings: SiteSettings) -> None:
    """Writes feeds/all.atom.xml and one feed for each agency that has dated pages."""
    if settings.url is None:
        return
    dated = sorted(
        (page for page in pages if page.feed_date),
        key=lambda page: (page.feed_date or "", page.url),
        reverse=True,
    )
    if dated:
        out.write(ALL, feed(settings.name, "", ALL, dated[: settings.feed_items], settings))
    for agency, own in sorted(_by_agency(dated).items()):
        address = agency_feed(agency)
        title = f"{own[0].title} · {settings.name}"
        home = f"agencies/{agency}/"
        out.write(address, feed(title, home, address, own[: settings.feed_items], settings))


def agency_feed(agency: str) -> str:
    """The address of an agency's feed."""
    return f"feeds/agencies/{agency}.atom.xml"


def feed(
    title: str, home: str, address: str, pages: list[PageFacts], settings: SiteSettings
) -> bytes:
    """One Atom document; the newest entry's date is the feed's."""
    url = settings.url or ""
    made = Atom1Feed(
        title=title,
        link=links.absolute(url, home),
        description=None,
        language=settings.language,
        feed_url=links.absolute(url, address),
        author_name=settings.name,
    )
    for page in pages:
        date, link = date_of(page.feed_date or ""), links.absolute(url, page.url)
        made.add_item(
            title=page.title,
            link=link,
            description=escape(page.description or page.title),  # a summary is HTML
            unique_id=get_tag_uri(link, date),
            pubdate=date,
            updateddate=date,
        )
    text = StringIO()
    made.write(text, "utf-8")
    return text.getvalue().encode()


def date_of(iso: str) -> datetime:
    """Midnight of an ISO date in China."""
    return datetime.fromisoformat(iso[:10]).replace(tzinfo=_CHINA)


def _by_agency(pages: list[PageFacts]) -> dict[str, list[PageFacts]]:
    found: dict[str, list[PageFacts]] = defaultdict(list)
    for page in pages:
        if page.agency:
            found[page.agency].append(page)
    return found
