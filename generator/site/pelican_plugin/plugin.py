"""The Pelican plugin: what happens at which of Pelican's signals.

    reader            reads our heads, converts with the dialect
    content object    content is marked as HTML, so that templates may escape everything else
    content known     two pages of one address are refused; news get a page that lists them
    page to write     `page.view` holds what the theme shows beside Pelican's own context
    page written      charts to embed; in a build the file is compared with the published one
    finalized         stylesheet, data files, redirects, sitemap, feeds, search index

`gongkai build` puts its own `Site` into the settings; run by the `pelican` command, the
plugin makes one from the settings that begin with GONGKAI.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import Pelican, contents, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from generator.messages import LANGUAGES
from generator.pages.marks import EXTRAS, OWN_EXTRAS, marked
from generator.site.files.finish import finish
from generator.site.pelican_plugin import news, themes
from generator.site.pelican_plugin.embeds import embed_values, oembed
from generator.site.pelican_plugin.pelican_log import ErrorsNoted
from generator.site.pelican_plugin.reader import Reader, mark_up
from generator.site.pelican_plugin.view import view_of
from generator.site.pelican_plugin.whole import SETTING, FailedBuildError, Site
from generator.site.publishing.outfolder import OutFolder
from generator.site.strays import refuse_strays
from generator.site_settings import SiteSettings

logger = logging.getLogger(__name__)


def register() -> None:
    """Called by Pelican; receivers stand at module level because signals hold them weakly."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
    signals.page_generator_init.connect(themes.prepare)
    signals.article_generator_init.connect(themes.prepare)
    signals.content_object_init.connect(mark_up)
    signals.article_generator_finalized.connect(_meet_news)
    signals.page_generator_finalized.connect(_all_known)
    signals.article_generator_write_article.connect(_to_write)
    signals.page_generator_write_page.connect(_to_write)
    signals.content_written.connect(_written)
    signals.feed_written.connect(_written)
    signals.finalized.connect(_finalized)


def _begin(pelican: Pelican) -> None:
    """Makes the site of a run of the `pelican` command."""
    settings = pelican.settings
    if SETTING in settings:
        return
    folders = tuple(marked(Path(settings["PATH"])))
    prose = settings["PAGE_PATHS"]
    settings["PAGE_PATHS"] = [*folders, *prose]
    output, work = Path(settings["OUTPUT_PATH"]), Path(settings.get("GONGKAI_WORK", "build"))
    ours = settings.get("GONGKAI") or SiteSettings()
    data = Path(settings.get("GONGKAI_DATA", "data"))
    ours = replace(ours, languages=tuple(filter(_is_written(folders), ours.languages)))
    unspoken = [lang for lang in LANGUAGES if lang not in ours.languages]
    settings["PAGE_EXCLUDES"] += [f"{folder}/{lang}" for folder in prose for lang in unspoken]
    site = settings[SETTING] = Site(
        settings=ours.of(settings["SITENAME"], settings["SITEURL"]).for_data(data),
        out=OutFolder(output, output / ".nothing", {}),
        theme=Path(settings["THEME"]),
        data=data,
        work=work,
        extras=(work / EXTRAS, work / OWN_EXTRAS, Path(settings["PATH"])),
        folders=folders,
        is_alone=True,
    )
    settings["GONGKAI"] = site.settings
    ErrorsNoted(site).begin()


def _is_written(folders: Collection[str]) -> Callable[[str], bool]:
    """Whether the pages of a language are in content/; the last build decided that."""
    return lambda lang: lang == LANGUAGES[0] or lang in folders


def _add_reader(readers: Any) -> None:
    readers.reader_classes["md"] = Reader


def _meet_news(generator: ArticlesGenerator) -> None:
    generator.drafts = []  # not published; and Pelican's page of a draft asks for a category
    news.meet(generator.articles, generator.settings[SETTING])


def _all_known(generator: PagesGenerator) -> None:
    site: Site = generator.settings[SETTING]
    if site.is_whole:
        refuse_strays(site, Path(generator.path), generator.settings)
    if generator.context["articles"]:
        generator.pages.append(news.listing(generator.context, site))
    _refuse_failures(site)


def _to_write(generator: Generator, content: contents.Content) -> None:
    site: Site = generator.settings[SETTING]
    site.present = content.source_path or content.save_as
    content.template = themes.choose(content.template, site)
    if not themes.is_ours(site):  # its one template may know pages alone
        generator.context["page"] = content
    head = {**content.metadata, "title": content.title, "url": content.url}
    head |= {"save_as": content.save_as, "template": content.template}
    content.view = view_of(head, site.settings, site.has_page)


def _written(path: str, context: dict[str, Any], **_feed: object) -> None:
    site: Site = context[SETTING]
    address = Path(path).relative_to(site.out.new).as_posix()
    key = site.made_from.get(address, "")
    site.out.adopt(address, key)
    page: Any = context.get("page")
    charts = getattr(page, "charts", ())
    for embed in site.embeds(page.metadata, charts) if charts else ():
        if template := themes.find("embed", site):
            values = embed_values(embed, page.metadata, site.svg(embed.key), site.settings)
            site.out.write(embed.save_as, template.render({**context, **values}).encode(), key)
            if site.settings.is_absolute:
                described = oembed(embed, page.metadata["title"], site.settings)
                site.out.write(embed.described, described, key)


def _finalized(pelican: Pelican) -> None:
    site: Site = pelican.settings[SETTING]
    _refuse_failures(site)
    if site.is_whole:
        finish(site)


def _refuse_failures(site: Site) -> None:
    """The `pelican` command says each of them before it ends; a build says them itself."""
    try:
        site.refuse_failures()
    except FailedBuildError as error:
        if not site.is_alone:
            raise
        for failure in error.failures:
            logger.error(failure.error.text())
        raise SystemExit(1) from error
