"""A maintainer's news: `content/news/2026-12-01-words.md`, Pelican's articles."""

from __future__ import annotations

from typing import Any

from pelican.contents import Article, Page

from generator.messages import message
from generator.pages.parts.onward_links import FEED_OF_ALL
from generator.site.pelican_plugin.facts import facts_of
from generator.site.pelican_plugin.whole import Site

URL = "news/"


def meet(articles: list[Article], site: Site) -> None:
    """Notes the articles for sitemap, feeds and search, and gives them what pages have."""
    for article in articles:
        head = article.metadata
        head |= {
            "url": article.url,
            "save_as": article.save_as,
            "page_kind": "news",
            "feed": FEED_OF_ALL,
            "feed_date": article.date.date().isoformat(),
            "breadcrumbs": [*_trail(), [article.title, article.url]],
        }
        site.pages.append(facts_of({**head, "template": article.template}, article.source_path))


def listing(context: dict[str, Any], site: Site) -> Page:
    """The page of all news; its template lists `articles`."""
    head = {
        "title": message("site.news", {}),
        "url": URL,
        "save_as": f"{URL}index.html",
        "template": "news",
        "page_kind": "news",
        "feed": FEED_OF_ALL,
        "description": message("site.news_about", {"site": site.settings.name}),
        "breadcrumbs": _trail(),
    }
    site.pages.append(facts_of(head, URL))
    return Page("", head, settings=context, source_path=None, context=context)


def _trail() -> list[list[str]]:
    return [[message("site.home", {}), ""], [message("site.news", {}), URL]]
