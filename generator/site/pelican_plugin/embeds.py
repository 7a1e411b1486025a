"""`/embed/agencies/<id>/<chart>/`: one chart of an agency's page, for an iframe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.dialect import strip
from generator.dialect.charts import ChartLine
from generator.messages import LANGUAGES
from generator.pages.parts.onward_links import EMBED_HEIGHT, iframe
from generator.site.pelican_plugin import links
from generator.site.pelican_plugin.policy import policy
from generator.site.pelican_plugin.view import say
from generator.site_settings import SiteSettings

_WIDTH = 800
"""The width that a description asks for; the chart takes what it gets."""

_AGENCY_PAGE = re.compile(r"^agencies/[^/]+/$")


@dataclass(frozen=True, slots=True)
class Embed:
    """A chart to embed: its file, its key in the chart store, its words."""

    save_as: str
    key: str
    caption: str

    @property
    def described(self) -> str:
        """The address of its oEmbed description, in the same folder."""
        return self.save_as.replace("index.html", "oembed.json")


def embeds_of(head: dict[str, Any], charts: Iterable[ChartLine]) -> Iterator[Embed]:
    """The charts of an agency's own page, one for each kind."""
    if not _AGENCY_PAGE.match(head["url"]):
        return
    seen = set()
    for chart in charts:
        if chart.kind not in seen:
            seen.add(chart.kind)
            words = chart.caption or chart.description
            yield Embed(f"embed/{head['url']}{chart.kind}/index.html", chart.key, words)


def embed_values(
    embed: Embed, head: dict[str, Any], svg: str, settings: SiteSettings
) -> dict[str, Any]:
    """What the template of an embed shows."""
    return {
        "policy": policy(settings),
        "say": partial(say, LANGUAGES[0]),
        "root": links.root_of(embed.save_as),
        "title": head["title"],
        "caption": embed.caption,
        "svg": svg,
        "strip": Markup(strip.svg(head["strip"])) if head.get("strip") else "",
        "oembed": links.absolute(settings.url, embed.described) if settings.url else None,
        "href": links.link(head["url"], embed.save_as, is_absolute=settings.is_absolute),
    }


def oembed(embed: Embed, title: str, settings: SiteSettings) -> bytes:
    """The description by which editors of other sites put a chart in (oEmbed 1.0, rich)."""
    url = settings.url or ""
    described = {
        "version": "1.0",
        "type": "rich",
        "title": f"{title} · {embed.caption}",
        "provider_name": settings.name,
        "provider_url": links.absolute(url, ""),
        "html": iframe(links.absolute(url, embed.save_as.removesuffix("index.html"))),
        "width": _WIDTH,
        "height": EMBED_HEIGHT,
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"
