"""The slices of the index: which pages lie in which, and the files of one.

A slice holds the pages of a year, or of a province in a year of more than 1,000, and so on
downwards. Its key is a hash of the text that is searched and of nothing else: a change of
style or code writes no slice anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from generator.pages.parts.script_data import File, script
from generator.pages.search.postings import postings_of
from generator.pages.search.texts import Entry

FORMAT = "4"
"""Counted up when the files of a slice, or the table over them, are laid out differently."""
MOST = 1000
FOLDER = "search"
_PACK_BYTES = 6_000
_DEPTHS = (2, 4, 6)  # digits of a region's code: province, prefecture, county


class Member(msgspec.Struct, frozen=True, array_like=True):
    """A page as the slices are cut: its place, the hash of its text, where its text lies."""

    url: str
    year: int
    region: str
    digest: str
    file: str = ""
    at: int = 0
    size: int = 0


def cut(members: Sequence[Member]) -> dict[str, list[Member]]:
    """The members of each slice by its name, newest year first, each in order of address."""
    years: dict[int, list[Member]] = defaultdict(list)
    for member in sorted(members, key=lambda one: one.url):
        years[member.year].append(member)
    found: dict[str, list[Member]] = {}
    for year in sorted(years, reverse=True):
        found.update(_divided(f"{year}", years[year], _DEPTHS))
    return found


def _divided(
    name: str, members: list[Member], depths: Sequence[int]
) -> Iterator[tuple[str, list[Member]]]:
    if len(members) <= MOST:
        yield name, members
    elif not depths:
        for number, at in enumerate(range(0, len(members), MOST)):
            yield f"{name}-{number}", members[at : at + MOST]
    else:
        year = name.partition("-")[0]
        regions: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            regions[member.region[: depths[0]] or "cn"].append(member)
        for region in sorted(regions):
            yield from _divided(f"{year}-{region}", regions[region], depths[1:])


class Slice(msgspec.Struct, frozen=True):
    """What the top table must know of a slice: its keys with the pages that hold each."""

    pages: int
    parts: int
    year: int
    facets: dict[str, list[str]]
    keys: list[str]
    counts: list[int]


def slice_files(name: str, entries: Sequence[Entry]) -> tuple[list[File], Slice]:
    """The files `search/<name>/…` of a slice (pages, words, texts) and its summary."""
    postings = postings_of(entries)
    facets = _facets(entries)
    parts = postings.parts()
    files = [script(f"{FOLDER}/{name}/w{number}", part) for number, part in enumerate(parts)]
    packs = list(_packs(entries))
    for number, pack in enumerate(packs):
        rows = [[e.url, e.name, e.year, e.title, e.blocks] for e in entries[pack]]
        files.append(script(f"{FOLDER}/{name}/t{number}", msgspec.to_builtins(rows)))
    table = {
        "starts": _steps(postings.starts),
        "titles": [end - at for at, end in zip(postings.starts, postings.titles, strict=True)],
        "packs": [pack.start for pack in packs],
    }
    files.append(script(f"{FOLDER}/{name}/pages", table))
    filters = {label: _filter(entries, label, values) for label, values in facets.items()}
    files.append(script(f"{FOLDER}/{name}/facets", filters))
    year = entries[0].year
    summary = Slice(len(entries), len(parts), year, facets, postings.keys, postings.pages)
    return files, summary


def _facets(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """The values of each filter, in the order in which they are first met."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        for label, values in entry.facets.items():
            if label != "year":
                found.setdefault(label, {}).update(dict.fromkeys(values))
    return {label: list(found[label]) for label in sorted(found)}


def _filter(entries: Sequence[Entry], label: str, values: list[str]) -> dict[str, list[Any]]:
    """The values of one filter, and for each page the places of its own among them."""
    places = {value: place for place, value in enumerate(values)}
    pages = [[places[value] for value in entry.facets.get(label, ())] for entry in entries]
    return {"values": values, "pages": pages}


def _packs(entries: Sequence[Entry]) -> Iterator[slice]:
    """Neighbours whose texts are fetched together."""
    begin, size = 0, 0
    for at, entry in enumerate(entries):
        size += 3 * sum(len(block.text) for block in entry.blocks)
        if size >= _PACK_BYTES or at == len(entries) - 1:
            yield slice(begin, at + 1)
            begin, size = at + 1, 0


def _steps(values: Sequence[int]) -> list[int]:
    return [value - before for before, value in zip((0, *values[:-1]), values, strict=True)]
