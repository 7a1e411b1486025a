"""Time and memory of the search index of many made-up reports, without their pages.

    python -m benchmarks.search [--reports 10000] [--folder FOLDER]

Each report has a paragraph more of invented words, as many different ones as a large corpus
of real texts has, drawn as often as words are (Zipf). The index is made, then again with
nothing changed, then with one report changed. Times are of the processor.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

import click

from generator.agencies import Registry
from generator.pages.search.kept import head_of, names
from generator.pages.search.write import SearchIndex
from generator.records import Record, Section, replace
from made_up import CorpusOptions, made_up_records

WORDS = 40_000
WORDS_OF_A_REPORT = 60
# The characters of GB 2312's first level, which everyday texts are written with.
_ROWS, _CELLS = range(0xB0, 0xD7), range(0xA1, 0xFA)


def main() -> None:
    """Prints processor seconds and the peak of memory for each of the three runs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        for what, changed in (("first", None), ("nothing changed", None), ("one changed", 7)):
            _run(folder, options.reports, what, changed)
        heads = [head for one in names(folder) if (head := head_of(folder, one))]
        files = sum(len(head.files) for head in heads)
        size = sum(head.size for head in heads) / 1e6
        click.echo(f"{len(heads) - 1} slices, {files} files, {size:.1f} MB")


def _run(folder: Path, reports: int, what: str, changed: int | None) -> None:
    registry, records = invented(reports)
    index = SearchIndex(folder, registry)
    adding = 0.0
    for number, record in enumerate(records):
        text = "改过的一句。" if number == changed else ""
        one = _with(record, text) if text else record
        begin = time.process_time()
        index.add((one,))
        adding += time.process_time() - begin
    wall, begin = time.time(), time.process_time()
    index.write()
    writing, waited = time.process_time() - begin, time.time() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    click.echo(
        f"{what}: texts {adding:.2f} s, index {writing:.2f} s ({waited:.2f} s by the clock), "
        f"peak {peak:.0f} MB"
    )


def invented(reports: int) -> tuple[Registry, Iterator[Record]]:
    """So many made-up reports, each with its own paragraph."""
    registry, records = made_up_records(reports // 8 + 8, 10, 1, CorpusOptions(with_plans=False))
    return registry, _varied(records, reports)


def _varied(records: Iterator[Record], count: int) -> Iterator[Record]:
    chance = Random(15)
    letters = [bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in _CELLS]
    letters = [letter for letter in letters if letter]
    words = ["".join(chance.choices(letters, k=chance.choice((2, 2, 3)))) for _ in range(WORDS)]
    often = list(accumulate(1 / (rank + 1) for rank in range(WORDS)))
    for _, record in zip(range(count), records, strict=False):
        drawn = (bisect(often, chance.random() * often[-1]) for _ in range(WORDS_OF_A_REPORT))
        yield _with(record, "，".join(words[at] for at in drawn) + "。")


def _with(record: Record, text: str) -> Record:
    part = Section(key="other", heading="六、其他需要报告的事项", text=text)
    return replace(record, sections=(*record.sections, part))


if __name__ == "__main__":
    main()
