"""The facts about a page that a build keeps when the page itself is freed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_AGENCY = re.compile(r"^agencies/([^/]+)/")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The few facts about a page that sitemap, feeds and pictures are made from.

    `feed_date` is an ISO date; pages without one are in no feed. `card` is what its
    picture for sharing says. `feeds` are the titles of the feeds of its agency, of regions and
    of a field of work, by address; `events` are entries besides the page itself: a day, a
    fragment, words. `news` are words by day, which go to the page's own feeds alone.
    """

    source: str
    save_as: str
    url: str
    title: str
    description: str | None
    kind: str
    feed_date: str | None
    is_listed: bool
    card: dict[str, Any] | None
    feeds: dict[str, str] = field(default_factory=dict)
    events: tuple[tuple[str, str, str], ...] = ()
    news: dict[str, str] = field(default_factory=dict)

    @property
    def agency(self) -> str | None:
        """The id of the agency whose page this is."""
        found = _AGENCY.match(self.url)
        return found[1] if found else None

    @property
    def province(self) -> str | None:
        """The first two digits of the region code in an agency's id."""
        agency = self.agency
        return agency[:2] if agency and agency[:2].isdigit() else None


def facts_of(head: dict[str, Any], source: str) -> PageFacts:
    """The facts in a page's head."""
    return PageFacts(
        source=source,
        save_as=head["save_as"],
        url=head["url"],
        title=head["title"],
        description=head.get("description") or None,
        kind=head.get("page_kind") or head["template"],
        feed_date=head.get("feed_date") or None,
        is_listed="noindex" not in (head.get("robots") or ""),
        card=head.get("card") or None,
        feeds=head.get("feeds") or {},
        events=tuple((day, place, words) for day, place, words in head.get("events") or ()),
        news=head.get("news") or {},
    )
