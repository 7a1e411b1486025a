"""Writes the search index: slices whose text is new, and the table over all of them.

While the pages are written, each agency's texts are put on a spool, so that they are read
once and memory holds one slice. The folder keeps its slices between builds, each with the
key of the text it was made from.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from generator import sealed
from generator.agencies import Registry
from generator.errors import naming
from generator.pages.search.slices import FORMAT, Member, Slice, cut, write_slice
from generator.pages.search.texts import Entry, entry_of
from generator.pages.search.top import write_top
from generator.records import Record
from generator.store import write_atomically

SLICES, TOP = "slices", "top"
_KEY = "key"
_SEAL = "gongkai search 1"
_SUMMARY = "summary.json"
_HELD_BYTES = 32_000_000


class SearchIndex:
    """The search index of a site in a work folder."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self._folder = folder
        self._registry = registry
        self._members: list[Member] = []
        self._held: dict[str, list[bytes]] = defaultdict(list)
        self._bytes = 0
        shutil.rmtree(self._spool, ignore_errors=True)

    @property
    def _slices(self) -> Path:
        return self._folder / SLICES

    @property
    def _spool(self) -> Path:
        return self._folder / "spool"

    def add(self, records: Iterable[Record]) -> None:
        """Takes in reports and plans."""
        for record in records:
            entry = entry_of(record, self._registry)
            line = msgspec.json.encode(entry)
            digest = hashlib.sha256(line).hexdigest()
            member = Member(entry.url, entry.year, entry.province, digest)
            self._members.append(member)
            self._held[member.rough].append(line)
            self._bytes += len(line)
            if self._bytes > _HELD_BYTES:
                self._put_down()

    def write(self) -> None:
        """Writes the slices whose texts changed, removes what is no more, and the table."""
        slices = cut(self._members)
        keys = {name: _key(members) for name, members in slices.items()}
        for name, members in slices.items():
            if _known_key(self._slices / name) != keys[name]:
                self._write_slice(name, members, keys[name])
        for place in self._slices.glob("*"):
            if place.name not in keys:
                shutil.rmtree(place)
        top = self._folder / TOP
        if _known_key(top) != (key := _hash(json.dumps(keys, sort_keys=True))):
            shutil.rmtree(top, ignore_errors=True)
            summaries = ((name, _summary(self._slices / name)) for name in slices)
            write_top(summaries, top, self._provinces())
            _close(top, key)
        self._held.clear()
        shutil.rmtree(self._spool, ignore_errors=True)

    def _provinces(self) -> frozenset[str]:
        regions = self._registry.regions.values()
        return frozenset(region.name for region in regions if region.level == "province")

    def _write_slice(self, name: str, members: list[Member], key: str) -> None:
        place = self._slices / name
        shutil.rmtree(place, ignore_errors=True)
        made = write_slice(name, list(self._entries(members)), place)
        write_atomically(place / _SUMMARY, msgspec.json.encode(made))
        _close(place, key)

    def _entries(self, members: list[Member]) -> Iterator[Entry]:
        """The entries of these members, in their order."""
        wanted = {member.url for member in members}
        found: dict[str, Entry] = {}
        for rough in {member.rough for member in members}:
            for line in self._lines(rough):
                entry = msgspec.json.decode(line, type=Entry)
                if entry.url in wanted:
                    found[entry.url] = entry
        return (found[member.url] for member in members)

    def _lines(self, rough: str) -> Iterator[bytes]:
        spooled = self._spool / rough
        if spooled.exists():
            yield from spooled.read_bytes().splitlines()
        yield from self._held[rough]

    def _put_down(self) -> None:
        self._spool.mkdir(parents=True, exist_ok=True)
        for rough, lines in self._held.items():
            with naming(self._spool / rough), (self._spool / rough).open("ab") as file:
                file.writelines(line + b"\n" for line in lines)
        self._held.clear()
        self._bytes = 0


def _key(members: Iterable[Member]) -> str:
    """What a slice is made from: the texts of its pages."""
    return _hash("\n".join((FORMAT, *(f"{one.url} {one.digest}" for one in members))))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _close(place: Path, key: str) -> None:
    """Says what the files of a folder were made from, and that they are whole."""
    content = f"{key}\n{_digest(place)}".encode()
    write_atomically(place / _KEY, sealed.seal(content, _SEAL))


def stated_key(place: Path) -> str | None:
    """What the files of a folder were made from, as was said when they were whole."""
    return _stated(place)[0]


def _known_key(place: Path) -> str | None:
    """The same; None when a file is not as it was written."""
    key, digest = _stated(place)
    return key if key is not None and digest == _digest(place) else None


def _stated(place: Path) -> tuple[str | None, str]:
    content = sealed.read(place / _KEY, _SEAL)
    if content is None:
        return None, ""
    key, _, digest = content.decode().partition("\n")
    return key, digest


def _digest(place: Path) -> str:
    found = hashlib.blake2b()
    for path in sorted(place.rglob("*.js*")):
        found.update(path.relative_to(place).as_posix().encode())
        found.update(sealed.digest_of(path.read_bytes()).encode())
    return found.hexdigest()


def _summary(place: Path) -> Slice:
    return msgspec.json.decode((place / _SUMMARY).read_bytes(), type=Slice)
