"""Which template of a theme shows a page: ours, or that of a theme that knows nothing of us."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from pelican.generators import Generator

from generator.dialect import foreign
from generator.messages import LANGUAGES
from generator.site.pelican_plugin import links
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
    generator.env.auto_reload = False  # a theme that changes asks for another run
    generator.env.template_class = _Template
    generator.env.bytecode_cache = _compiled[repr(generator.settings["JINJA_ENVIRONMENT"])]
    if is_ours(site):
        own, simple, named = generator.env.loader.loaders
        others = jinja2.FunctionLoader(
            lambda name: None if name in _OWN else simple.get_source(generator.env, name)
        )
        generator.env.loader = jinja2.ChoiceLoader([own, others, named])


class _Template(jinja2.Template):
    """Pages in another language than the reports say which of their words are Chinese."""

    def render(self, *args: Any, **values: Any) -> str:
        """The page as Pelican writes it."""
        context = dict(*args, **values)
        html = super().render(context)
        lang = links.language_of(context.get("output_file", ""))
        return html if lang == LANGUAGES[0] else foreign.marked(html)


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled in this process: each run has an environment of its own.

    Jinja2 compares the template's text before it takes one.
    """

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fills the bucket where its template was compiled."""
        if bucket.key in self._found:
            bucket.bytecode_from_string(self._found[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keeps what was compiled."""
        self._found[bucket.key] = bucket.bytecode_to_string()


_compiled: dict[str, _Compiled] = defaultdict(_Compiled)
"""What was compiled under each set of Jinja2's options."""


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
