"""The search index on its way from the work folder to the site.

It was made while the pages were written (`generator.pages.search`). Each slice has a key of
its text; what was published from the same key is taken over without being read.
"""

from __future__ import annotations

from pathlib import Path

from generator.pages.search.write import SLICES, TOP, stated_key
from generator.site.outfolder import OutFolder
from generator.site.staging import BuildError


def publish_index(folder: Path, out: OutFolder) -> None:
    """Puts the files of every slice and of the table over them into the site."""
    for place in (*sorted(folder.glob(f"{SLICES}/*")), folder / TOP):
        if not place.exists():
            continue
        key = stated_key(place)
        if key is None:
            raise BuildError("site.search_damaged", file=str(place))
        for path in sorted(place.rglob("*.js")):
            address = path.relative_to(place).as_posix()
            if not out.keep(address, key):
                out.write(address, path.read_bytes(), key)
