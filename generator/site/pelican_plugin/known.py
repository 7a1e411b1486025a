"""Pages that a build made before: while their file says the same, Pelican need not read it.

One file in the work folder, good for one theme, one program and one set of settings.
A page counts when its content file has the same hash and all that was made of it stands in
the published site.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.kept import KeptTogether
from generator.site.pelican_plugin.facts import PageFacts
from generator.site.publishing.outfolder import OutFolder
from generator.stamps import Stamps

_SEAL = "gongkai-pages 2"


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A page: the hash of its file, what it was published under, its facts, all it made."""

    digest: str
    key: str
    facts: PageFacts
    made: tuple[str, ...]


class KnownPages(KeptTogether[Known]):
    """The pages that builds by `made_by` made, kept in the file `place`."""

    def __init__(self, place: Path, made_by: str) -> None:
        super().__init__(place, f"{_SEAL} {made_by}", dict[str, Known])

    def take(self, source: str, stamps: Stamps, out: OutFolder) -> Known | None:
        """The page if it can be published unchanged; it is then part of the new site.

        A file of which nothing is known is not hashed.
        """
        known = self.before.get(source)
        if known is None or known.digest != stamps.known(source):
            return None
        if not all(out.keep(address, known.key) for address in known.made):
            return None
        self.note([known])
        return known

    def note(self, met: list[Known]) -> None:
        """Takes in pages that this build has."""
        self.now |= {one.facts.source: one for one in met}
