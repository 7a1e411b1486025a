"""`/embed/chart/?report=<agency>/<year>&chart=<kind>`: a chart of any report, for an iframe.

One page for all reports: its script takes the chart out of the report's own page. A page for
each chart of each report would be more files than many hosts take. Its twin in another language
shows the charts of agencies as well (`report=<agency>`), which have files in the first alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.dialect.charts import chart_line
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page
from generator.pages.parts.markup import block, link, site
from generator.pages.parts.onward_links import embed_code, shown_alone
from generator.pages.parts.words import say
from generator.site_settings import SiteSettings

_PAGE = "embed/chart/"


def embed_charts(lines: Sequence[str], agency: str, year: int, settings: SiteSettings) -> list[str]:
    """The charts of a report's page, each alone, with the code that puts it elsewhere."""
    items = []
    for chart in filter(None, map(chart_line, lines)):
        address = shown_alone(f"{agency}/{year}", chart.kind)
        code = f" `{embed_code(address, settings)}`" if settings.url else ""
        items.append(f"- {link(chart.caption, site(address))}{code}")
    return block(f"details {say('ways.embed_all')}", items) if items else []


def _pages(_: Material) -> Iterator[Page]:
    yield Page(
        file="embed/chart.md",
        url=_PAGE,
        title=say("embed.title"),
        template="chart",
        lines=[say("embed.without", finder=link(say("embed.finder"), site("agencies/")))],
        head={"Robots": "noindex"},
    )


PAGE_KINDS = (Kind("chart", "embed", (_PAGE,), "chart", pages=_pages),)
