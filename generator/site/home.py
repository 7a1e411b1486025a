"""Copies what a maintainer may change out of the installed package."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.site.publishing.staging import BuildError
from generator.site_settings import PROJECT

PARTS = ("theme", "content/pages", "pelicanconf.py")


def copy_out(folder: Path) -> Iterator[Path]:
    """Copies each part and names it; BuildError when one is there already, before any is copied."""
    for part in PARTS:
        if (folder / part).exists():
            raise BuildError("site.already_there", file=str(folder / part))
    for part in PARTS:
        source, target = PROJECT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
        yield target
