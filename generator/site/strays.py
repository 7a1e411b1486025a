"""Markdown that nobody publishes: a file in a folder of content/ that no page kind registered."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
    unspoken = set(LANGUAGES) - set(site.settings.languages)
    for path in sorted(_outside(content, {content / name for name in known})):
        if not unspoken.intersection(path.relative_to(content).parts[1:2]):
            error = BuildError("site.unregistered", file=str(path), folder=path.parent.name)
            site.failures.append(Failure(str(path), error))


def _outside(content: Path, known: set[Path]) -> Iterator[Path]:
    """The Markdown files in none of the known folders, which are not walked."""
    for name, inner, files in os.walk(content):
        folder = Path(name)
        if folder in known:
            inner.clear()
            continue
        for path in (folder / file for file in files if file.endswith(".md")):
            if not path.name.startswith(".") and path not in known:
                yield path
