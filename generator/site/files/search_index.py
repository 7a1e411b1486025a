"""The search index on its way from the work folder to the site.

It was made while the pages were written (`generator.pages.search`). Each slice has a key of
its text; what was published from the same key is taken over without being read.
"""

from __future__ import annotations

from pathlib import Path

from generator.pages.search import kept
from generator.site.publishing.outfolder import OutFolder
from generator.site.publishing.staging import BuildError


def publish_index(folder: Path, out: OutFolder) -> None:
    """Puts the files of every slice and of the table over them into the site."""
    for name in kept.names(folder):
        head = kept.head_of(folder, name)
        if head is None:
            raise BuildError("site.search_damaged", file=str(folder / name))
        missing = {address for address, _ in head.files if not out.keep(address, head.key)}
        if not missing:
            continue
        files = kept.files_of(folder, name, head)
        if files is None:
            raise BuildError("site.search_damaged", file=str(folder / name))
        for address, content in files:
            if address in missing:
                out.write(address, content, head.key)
