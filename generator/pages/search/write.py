"""Writes the search index: slices whose text is new, and the table over all of them.

While the pages are written, each agency's texts are put on a spool, so that they are read
once and memory holds one slice. The folder keeps its slices between builds, each with the
key of the text it was made from.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

import msgspec

from generator import sealed
from generator.agencies import Registry
from generator.pages.search.kept import head_of, keep
from generator.pages.search.slices import FORMAT, Member, Slice, cut, slice_files, summary_of
from generator.pages.search.texts import Entry, entry_of
from generator.pages.search.top import top_files
from generator.records import Record

TOP = "top"
_HELD_BYTES = 32_000_000


class SearchIndex:
    """The search index of a site in a work folder."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self._folder = folder
        self._registry = registry
        self._members: list[Member] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._spool = SpooledTemporaryFile(_HELD_BYTES, dir=str(folder))  # noqa: SIM115 - until write()
        self._end = 0

    def add(self, records: Iterable[Record]) -> None:
        """Takes in reports and plans."""
        for record in records:
            entry = entry_of(record, self._registry)
            line = msgspec.json.encode(entry)
            member = Member(
                entry.url, entry.year, entry.province, sealed.digest_of(line), self._end, len(line)
            )
            self._members.append(member)
            self._spool.write(line)
            self._end += len(line)

    def write(self) -> None:
        """Writes the slices whose texts changed, removes what is no more, and the table."""
        slices = cut(self._members)
        keys = {name: _key(members) for name, members in slices.items()}
        for name, members in slices.items():
            if self._kept_key(name) != keys[name]:
                self._write_slice(name, members, keys[name])
        if self._kept_key(TOP) != (key := _hash(json.dumps(keys, sort_keys=True))):
            summaries = ((name, self._summary(name)) for name in slices)
            keep(self._folder, TOP, key, top_files(summaries, self._provinces()))
        self._spool.close()
        self._remove_others({*slices, TOP})

    def _kept_key(self, name: str) -> str | None:
        head = head_of(self._folder, name)
        return head.key if head else None

    def _provinces(self) -> frozenset[str]:
        regions = self._registry.regions.values()
        return frozenset(region.name for region in regions if region.level == "province")

    def _write_slice(self, name: str, members: list[Member], key: str) -> None:
        files, summary = slice_files(name, list(self._entries(members)))
        keep(self._folder, name, key, files, summary)

    def _entries(self, members: list[Member]) -> Iterator[Entry]:
        for member in members:
            self._spool.seek(member.at)
            yield msgspec.json.decode(self._spool.read(member.size), type=Entry)

    def _summary(self, name: str) -> Slice:
        head = head_of(self._folder, name)
        assert head is not None, name  # written or found whole a moment ago
        return summary_of(head.summary)

    def _remove_others(self, names: set[str]) -> None:
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.stem not in names:
                path.unlink()


def _key(members: Iterable[Member]) -> str:
    """What a slice is made from: the texts of its pages."""
    return _hash("\n".join((FORMAT, *(f"{one.url} {one.digest}" for one in members))))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
