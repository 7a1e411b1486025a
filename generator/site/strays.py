"""Markdown that nobody publishes: a file in a folder of content/ that no page kind registered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.messages import LANGUAGES
from generator.site.pelican_plugin.whole import Failure, Site
from generator.site.publishing.staging import BuildError


def refuse_strays(site: Site, content: Path, settings: dict[str, Any]) -> None:
    """Notes each as a failure: it would be left out without a word.

    Hand-written pages in a language that the site does not have are left out on purpose.
    """
    known = [*settings["PAGE_PATHS"], *settings["ARTICLE_PATHS"], *site.folders]
    folders = {content / name for name in known}
    unspoken = set(LANGUAGES) - set(site.settings.languages)
    for path in sorted(content.rglob("*.md")):
        if unspoken.intersection(path.relative_to(content).parts[1:2]):
            continue
        if not path.name.startswith(".") and not folders.intersection((path, *path.parents)):
            error = BuildError("site.unregistered", file=str(path), folder=path.parent.name)
            site.failures.append(Failure(str(path), error))
