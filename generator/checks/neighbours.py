"""Running text nearly the same as another agency's report on the same year.

Comparing every pair is out of the question for 100,000 reports. Two texts that are nearly
the same share most of their sentences, so they share most of the smallest hashes of their
sentences; only pairs that do are read again and compared whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from generator.agencies import Registry
from generator.checks.catalogue import check_across
from generator.checks.digest import Digests
from generator.checks.facts import facts
from generator.checks.judgement import HOLDS, Judgement, not_judged
from generator.checks.similarity import alike_texts
from generator.checks.texts import LEAST_LENGTH, names_of, plain, prose, share_alike
from generator.records import Record

Key = tuple[str, int]
Read = Callable[[str, int], Record]


@check_across("SIMILAR_OTHER", kind="reasonableness", severity="notice", fields=("sections",))
def like_a_neighbour(
    digests: Digests, registry: Registry, read: Read
) -> Iterator[tuple[Key, Judgement]]:
    """The text is not nearly that of another agency's report on the same year."""
    years: dict[int, Digests] = defaultdict(dict)
    for key, digest in digests.items():
        years[key[1]][key] = digest
    texts = _Texts(registry, read)
    for of_year in years.values():  # one after the other: their hashes are many
        yield from _in_a_year(of_year, texts, read)


def _in_a_year(digests: Digests, texts: _Texts, read: Read) -> Iterator[tuple[Key, Judgement]]:
    buckets = _buckets(digests)
    for key, digest in digests.items():
        if digest.is_short:
            yield key, not_judged("checks.reason.short_text", least=LEAST_LENGTH)
        if not digest.sketch:
            continue
        judged = HOLDS
        for other in _candidates(key, digest.sketch, buckets):
            share = share_alike(texts.of(key), texts.of(other))
            if share is not None:
                judged = alike_texts(read(*key), read(*other), share)
                break
        yield key, judged


def _buckets(digests: Digests) -> dict[int, list[Key]]:
    """Reports by hash; a text that many share stays together, see _candidates."""
    found: dict[int, list[Key]] = defaultdict(list)
    for key, digest in digests.items():
        for number in digest.sketch:
            found[number].append(key)
    return found


def _candidates(key: Key, sketch: tuple[int, ...], buckets: dict[int, list[Key]]) -> list[Key]:
    """The reports that share most of the sketch, the likeliest first.

    Of a bucket that is too full only the first few are counted: of a text that a whole
    province copied, one source is enough to show.
    """
    rules = facts().neighbours
    least = min(rules.least_shared, len(sketch))
    common = [found for number in sketch if len(found := buckets[number]) > 1]
    if len(common) < least:  # nobody can share so many
        return []
    shared: Counter[Key] = Counter()
    for bucket in common:
        shared.update(bucket[: rules.greatest_bucket])
    del shared[key]
    likely = [other for other, count in shared.items() if count >= least]
    return sorted(likely, key=lambda other: (-shared[other], other))[: rules.candidates]


class _Texts:
    """The prepared texts of the reports that are compared, read when first needed."""

    def __init__(self, registry: Registry, read: Read) -> None:
        self._registry = registry
        self._read = read
        self._known: dict[Key, str] = {}

    def of(self, key: Key) -> str:
        """The text of a report without numbers, marks and names."""
        if key not in self._known:
            if len(self._known) > 5000:
                self._known.clear()
            record = self._read(*key)
            agency = self._registry.agencies.get(key[0])
            names = names_of(record, agency, self._registry)
            self._known[key] = plain(prose(record) or "", names)
        return self._known[key]
