"""Writes the search index: slices whose text is new, and the table over all of them.

While the pages are written, each agency's texts are put into a file of their own, so that
they are made once and memory holds one slice. The folder keeps its slices between builds, each
with the key of the text it was made from; the texts are kept as well, for a slice in which
another agency's have changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator import sealed
from generator.agencies import Registry
from generator.pages.search.kept import head_of, keep
from generator.pages.search.slices import FORMAT, Member, Slice, cut, slice_files
from generator.pages.search.texts import Entry, entry_of
from generator.pages.search.top import top_files
from generator.records import Record
from generator.store import write_atomically

TOP = "top"
_TEXTS = "texts"


class SearchIndex:
    """The search index of a site in a work folder."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self._folder = folder
        self._registry = registry
        self._members: list[Member] = []
        self._texts: set[str] = set()
        (folder / _TEXTS).mkdir(parents=True, exist_ok=True)

    def add(self, records: Iterable[Record]) -> None:
        """Takes in reports and plans."""
        agency = f"{len(self._texts)}"
        self.take(agency, self.put(agency, records))

    def put(self, agency: str, records: Iterable[Record]) -> list[Member]:
        """Writes the texts of an agency's reports and plans; its members, to be taken in."""
        members, lines, end = [], [], 0
        for record in records:
            entry = entry_of(record, self._registry)
            line = msgspec.json.encode(entry)
            digest = sealed.digest_of(line)
            members.append(
                Member(entry.url, entry.year, entry.province, digest, agency, end, len(line))
            )
            lines.append(line)
            end += len(line)
        if members:
            write_atomically(self.texts(agency), b"".join(lines))
        return members

    def take(self, agency: str, members: list[Member]) -> None:
        """Takes in an agency whose texts are written."""
        self._members += members
        if members:
            self._texts.add(agency)

    def texts(self, agency: str) -> Path:
        """The file with an agency's texts."""
        return self._folder / _TEXTS / agency

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
            with self.texts(member.file).open("rb") as stream:
                stream.seek(member.at)
                yield msgspec.json.decode(stream.read(member.size), type=Entry)

    def _summary(self, name: str) -> Slice:
        head = head_of(self._folder, name)
        assert head is not None, name  # written or found whole a moment ago
        return msgspec.msgpack.decode(head.summary, type=Slice)

    def _remove_others(self, names: set[str]) -> None:
        for path in self._folder.iterdir():
            if path.is_dir() and path.name != _TEXTS:
                shutil.rmtree(path)
            elif path.is_file() and path.stem not in names:
                path.unlink()
        for path in (self._folder / _TEXTS).iterdir():
            if path.name not in self._texts:
                path.unlink()


def _key(members: Iterable[Member]) -> str:
    """What a slice is made from: the texts of its pages."""
    return _hash("\n".join((FORMAT, *(f"{one.url} {one.digest}" for one in members))))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
