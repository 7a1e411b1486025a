"""What the head of a page says to machines: canonical address, Open Graph, JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from generator.site.pelican_plugin import links
from generator.site_settings import SiteSettings

Head = dict[str, Any]


def named_meta(head: Head, settings: SiteSettings) -> list[tuple[str, str]]:
    """The meta names of government sites, as the page gives them; SiteName is ours."""
    given = {"SiteName": settings.name, "ArticleTitle": head["title"], **head.get("meta", {})}
    return [(name, str(value)) for name, value in given.items() if value not in (None, "")]


def json_ld(head: Head, settings: SiteSettings) -> str | None:
    """One script for the page's things and its breadcrumbs; None when there is nothing."""
    given = head.get("json_ld") or []
    things = given if isinstance(given, list) else [given]
    if settings.url and (trail := _breadcrumb_list(head, settings.url)):
        things = [*things, trail]
    if not things:
        return None
    graph = [_located(thing, head["save_as"], settings) for thing in things]
    whole = {"@context": "https://schema.org", "@graph": [_without_context(t) for t in graph]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def canonical(head: Head, settings: SiteSettings) -> str | None:
    """The page's own absolute address."""
    return links.absolute(settings.url, head["url"]) if settings.url is not None else None


def _breadcrumb_list(head: Head, url: str) -> Head | None:
    trail = head.get("breadcrumbs") or []
    lang = links.language_of(head["save_as"])
    if len(trail) < 2:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": label,
            "item": links.absolute(
                url, head["url"] if address is None else links.twin_of(address, lang)
            ),
        }
        for position, (label, address) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _without_context(thing: Any) -> Any:
    if not isinstance(thing, dict):
        return thing
    return {key: value for key, value in thing.items() if key != "@context"}


def _located(value: Any, save_as: str, settings: SiteSettings) -> Any:
    """The same value with every `site:` address made real."""
    if isinstance(value, dict):
        return {key: _located(part, save_as, settings) for key, part in value.items()}
    if isinstance(value, list):
        return [_located(part, save_as, settings) for part in value]
    if isinstance(value, str) and value.startswith(links.SCHEME):
        if settings.url is not None:
            return links.absolute(settings.url, value)
        return links.link(value, save_as, is_absolute=False)
    return value
