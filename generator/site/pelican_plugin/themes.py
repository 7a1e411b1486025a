"""Which template of a theme shows a page: ours, or that of a theme that knows nothing of us."""

from __future__ import annotations

from pathlib import Path

import jinja2
from pelican.generators import Generator

from generator.site.pelican_plugin.whole import SETTING, Site

OURS = frozenset({"report", "agency", "region", "year", "plan", "finder", "explore"})
_PLAIN = "page"
_OWN = frozenset({"base.html", "page.html", "article.html"})


def prepare(generator: Generator) -> None:
    """Notes the templates of the theme.

    A theme with a template of ours is one of ours. When it lacks the template that others
    extend, that is an error, not a reason to take the one of Pelican's "simple" theme
    (`!simple/base.html` still reaches that).
    """
    site: Site = generator.settings[SETTING]
    folders = [*generator.settings["THEME_TEMPLATES_OVERRIDES"], site.theme / "templates"]
    site.templates = {path.stem for folder in folders for path in Path(folder).glob("*.html")}
    site.get_template = generator.get_template
    if is_ours(site):
        own, simple, named = generator.env.loader.loaders
        others = jinja2.FunctionLoader(
            lambda name: None if name in _OWN else simple.get_source(generator.env, name)
        )
        generator.env.loader = jinja2.ChoiceLoader([own, others, named])


def is_ours(site: Site) -> bool:
    """Whether the theme knows our pages."""
    return not OURS.isdisjoint(site.templates)


def choose(name: str, site: Site) -> str:
    """The template for a page: in a theme that knows none of our pages, that of any page."""
    return name if name in site.templates or is_ours(site) else _PLAIN


def find(name: str, site: Site) -> jinja2.Template | None:
    """A template that another theme may do without."""
    if name not in site.templates and not is_ours(site):
        return None
    template: jinja2.Template = site.get_template(name)
    return template
