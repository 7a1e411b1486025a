"""Pages that a build made before: while their file says the same, Pelican need not read it.

One sealed file in the work folder, good for one theme, one program and one set of settings.
A page counts when its content file has the same hash and all that was made of it stands in
the published site.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator import sealed
from generator.site.pelican_plugin.facts import PageFacts
from generator.site.publishing.outfolder import OutFolder
from generator.store import write_atomically

_SEAL = "gongkai-pages 1"


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A page: the hash of its file, what it was published under, its facts, all it made."""

    digest: str
    key: str
    facts: PageFacts
    made: tuple[str, ...]


class _Kept(msgspec.Struct, frozen=True):
    made_by: str
    pages: list[Known]


class KnownPages:
    """The pages that builds by `made_by` made, kept in the file `place`."""

    def __init__(self, place: Path, made_by: str) -> None:
        self._place = place
        self._made_by = made_by
        self._known = {one.facts.source: one for one in _load(place, made_by)}
        self._now: list[Known] = []

    def take(self, source: str, digest: str, out: OutFolder) -> Known | None:
        """A page that can be published as it was, and is now taken over."""
        known = self._known.get(source)
        if known is None or known.digest != digest:
            return None
        if not all(out.keep(address, known.key) for address in known.made):
            return None
        self._now.append(known)
        return known

    def note(self, met: list[Known]) -> None:
        """Takes in pages that were made now."""
        self._now += met

    def close(self) -> None:
        """Keeps what this build has."""
        body = msgspec.msgpack.encode(_Kept(self._made_by, self._now))
        write_atomically(self._place, sealed.seal(body, _SEAL))


def _load(place: Path, made_by: str) -> list[Known]:
    content = sealed.read(place, _SEAL)
    kept = msgspec.msgpack.decode(content, type=_Kept) if content else _Kept("", [])
    return kept.pages if kept.made_by == made_by else []
