"""robots.txt, and the sitemap with its index. The sitemap needs a site address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.site.pelican_plugin import links
from generator.site.pelican_plugin.facts import PageFacts
from generator.site.publishing.outfolder import OutFolder
from generator.site_settings import SiteSettings

PAGES_PER_FILE = 40_000
"""The protocol allows 50,000 addresses and 50 MB in a file."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def write_sitemap(pages: Iterable[PageFacts], out: OutFolder, settings: SiteSettings) -> None:
    """Writes sitemap.xml (the index), sitemaps/N.xml (sitemaps.org, 0.9) and robots.txt."""
    robots = "User-agent: *\nDisallow:\n"
    if settings.url is not None:
        listed = sorted((page for page in pages if page.is_listed), key=lambda page: page.url)
        twins = _twins(listed, settings)
        addresses = []
        for start in range(0, len(listed), PAGES_PER_FILE):
            address = f"sitemaps/{start // PAGES_PER_FILE + 1}.xml"
            out.write(address, _urls(listed[start : start + PAGES_PER_FILE], twins, settings.url))
            addresses.append(address)
        out.write("sitemap.xml", _index(addresses, settings.url))
        robots += f"Sitemap: {links.absolute(settings.url, 'sitemap.xml')}\n"
    out.write("robots.txt", robots.encode())


def _twins(pages: list[PageFacts], settings: SiteSettings) -> dict[str, str]:
    """The links between the languages of a page, by its address in the first of them."""
    found: dict[str, str] = defaultdict(str)
    if len(settings.languages) == 1:
        return found
    there = {page.url for page in pages}
    for page in pages:
        first = links.in_first(page.url)
        others = [links.in_language(first, lang) for lang in settings.languages]
        if all(other in there for other in others):
            found[first] += _link(page.url, settings)
    return found


def _link(address: str, settings: SiteSettings) -> str:
    lang = settings.in_language(links.language_of(address)).language
    href = escape(links.absolute(settings.url or "", address))
    return f'<xhtml:link rel="alternate" hreflang="{lang}" href="{href}"/>'


def _urls(pages: list[PageFacts], twins: dict[str, str], url: str) -> bytes:
    lines = [f"{_HEAD}<urlset {_SPACE}{_LINKS if twins else ''}>"]
    for page in pages:
        changed = f"<lastmod>{escape(page.feed_date[:10])}</lastmod>" if page.feed_date else ""
        address = escape(links.absolute(url, page.url))
        others = twins.get(links.in_first(page.url), "")
        lines.append(f"<url><loc>{address}</loc>{changed}{others}</url>")
    return "\n".join([*lines, "</urlset>\n"]).encode()


def _index(addresses: list[str], url: str) -> bytes:
    lines = [f"{_HEAD}<sitemapindex {_SPACE}>"]
    lines += [
        f"<sitemap><loc>{escape(links.absolute(url, address))}</loc></sitemap>"
        for address in addresses
    ]
    return "\n".join([*lines, "</sitemapindex>\n"]).encode()
