"""The table over all slices: which of them hold a key, and on how many pages.

`search/head` lists the slices, newest first, and the filters' values; `search/top<n>` hold
the keys: `{"低保": [0, 12, 3, 1]}` says that slice 0 has it on twelve pages and slice 3 on one.
So a word that stands nowhere is known at once, and only the slices that hold all of a query
are asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.pages.parts.script_data import File, script
from generator.pages.search.postings import part_of
from generator.pages.search.slices import FOLDER, Slice

_PART_BYTES = 12_000
_MOST_REGIONS = 400


def top_files(slices: Iterable[tuple[str, Slice]], provinces: frozenset[str]) -> Iterator[File]:
    """The head and the table; `slices` come newest first.

    A site of many regions has the provinces alone in its filter.
    """
    keys: dict[str, list[int]] = defaultdict(list)
    facets: dict[str, dict[str, None]] = defaultdict(dict)
    rows = []
    for number, (name, one) in enumerate(slices):
        rows.append([name, one.pages, one.parts, one.year])
        for label, values in one.facets.items():
            facets[label].update(dict.fromkeys(values))
        for key, count in zip(one.keys, one.counts, strict=True):
            keys[key] += (number, count)
    parts = max(1, sum(10 + 5 * len(found) for found in keys.values()) // _PART_BYTES)
    tables: list[dict[str, list[int]]] = [{} for _ in range(parts)]
    for key in sorted(keys):
        tables[part_of(key, parts)][key] = keys[key]
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
