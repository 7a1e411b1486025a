"""What a site has besides its pages: stylesheet, data files, redirects, sitemap, feeds, search."""

from __future__ import annotations

from generator.site.files import feeds, fonts, pictures, sitemap
from generator.site.files.scripts import write_scripts
from generator.site.files.search_index import publish_index
from generator.site.files.static_files import (
    write_chart_views,
    write_extras,
    write_stylesheet,
)
from generator.site.paths import SEARCH
from generator.site.pelican_plugin import links, themes
from generator.site.pelican_plugin.whole import Site
from generator.site.publishing import redirects
from generator.site.publishing.staging import BuildError


def finish(site: Site) -> None:
    """Writes all of it into the folder of the new site; every page is known by then."""
    out, settings, pages = site.out, site.settings, site.pages
    site.progress.stage("extras", None)
    write_stylesheet(site.theme, out)
    write_scripts(site.theme, {links.language_of(page.url) for page in pages}, out)
    write_chart_views(site.charts, out)
    for folder in site.extras:
        write_extras(folder, out, site.stamps)
    redirects.write_redirects(site.data, out, settings, themes.find("redirect", site))
    sitemap.write_sitemap(pages, out, settings)
    feeds.write_feeds(pages, out, settings)
    if settings.is_absolute:
        site.progress.stage("pictures", None)
        _write_pictures(site)
    site.progress.stage("search", None)
    publish_index(site.work / SEARCH, out)


def _write_pictures(site: Site) -> None:
    if fonts.faces() is None:
        site.warnings.append(BuildError("site.no_font"))
        return
    subjects = [
        pictures.PictureSubject(pictures.address_of(page.url), page.title, page.card)
        for page in site.pages
        if page.card
    ]
    pictures.write_pictures(subjects, site.settings.name, site.out, site.workers)
