"""The table over all slices: which of them hold a key, and on how many pages.

`search/head` lists the slices, newest first, and the filters' values; `search/top<n>` hold
the keys: slice 0 has 低保 on twelve pages and slice 3 on one. Each such pair is one number,
slice × 2,048 + pages, and the numbers of a key are packed as positions are. So a word that
stands nowhere is known at once, and only the slices that hold all of a query are asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from generator.pages.parts.script_data import File, script
from generator.pages.search.postings import packed, part_of
from generator.pages.search.slices import FOLDER, Slice

_PART_BYTES = 6_000
_PAGES = 11  # bits: a slice has no more pages than 2,047 (slices.MOST)
_MOST_REGIONS = 400


def top_files(slices: Iterable[tuple[str, Slice]], provinces: frozenset[str]) -> Iterator[File]:
    """The head and the table; `slices` come newest first.

    A site of many regions has the provinces alone in its filter.
    """
    found: dict[str, list[int]] = defaultdict(list)
    facets: dict[str, dict[str, None]] = defaultdict(dict)
    rows = []
    for number, (name, one) in enumerate(slices):
        rows.append([name, one.pages, one.parts, one.year])
        for label, values in one.facets.items():
            facets[label].update(dict.fromkeys(values))
        for key, count in zip(one.keys, one.counts, strict=True):
            found[key].append(number << _PAGES | count)
    keys = sorted(found)
    lengths = np.array([len(found[key]) for key in keys], dtype=np.int64)
    numbers = np.fromiter(chain.from_iterable(found[key] for key in keys), np.int64)
    values = list(packed(numbers, np.cumsum(lengths) - lengths))
    parts = max(1, sum(10 + len(value) for value in values) // _PART_BYTES)
    tables: list[dict[str, str]] = [{} for _ in range(parts)]
    for key, value in zip(keys, values, strict=True):
        tables[part_of(key, parts)][key] = value
    for number, table in enumerate(tables):
        yield script(f"{FOLDER}/top{number}", table)
    if len(facets["region"]) > _MOST_REGIONS:
        facets["region"] = {name: None for name in facets["region"] if name in provinces}
    head = {
        "slices": rows,
        "parts": parts,
        "facets": {label: sorted(values) for label, values in sorted(facets.items())},
    }
    yield script(f"{FOLDER}/head", head)
