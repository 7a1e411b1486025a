"""Markdown that nobody publishes: a file in a folder of content/ that no page kind registered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.messages import LANGUAGES
from generator.site.pelican_plugin.whole import Failure, Site
from generator.site.publishing.staging import BuildError


def refuse_strays(site: Site, content: Path, settings: dict[str, Any]) -> None:
    """Notes each as a failure: it would be left out without a word.

    Prose of a language that the site does not have is left out on purpose.
    """
    unspoken = (f"pages/{lang}" for lang in LANGUAGES if lang not in site.settings.languages)
    known = [*settings["PAGE_PATHS"], *settings["ARTICLE_PATHS"], *site.folders, *unspoken]
    folders = {content / name for name in known}
    for path in sorted(content.rglob("*.md")):
        if not path.name.startswith(".") and not folders.intersection((path, *path.parents)):
            error = BuildError("site.unregistered", file=str(path), folder=path.parent.name)
            site.failures.append(Failure(str(path), error))
