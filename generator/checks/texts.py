"""Running text prepared for comparison: what is the agency's own words, without its numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import crc32

from rapidfuzz.distance import Indel

from generator.agencies import Agency, Registry
from generator.records import Record

LEAST_LENGTH = 300  # characters; shorter texts are alike by chance
LEAST_SHARE = 0.9
SKETCH_SIZE = 12
_SHORTEST_SENTENCE = 10
_NOISE = re.compile(r"[\d\s#*|>_`.,，、：:（）()\[\]〔〕“”\"'%％/\\-]+")
_SENTENCE_END = re.compile(r"[。；;！？!?\n]+")
_QUOTE_LENGTH = 80
_PASSAGES = 3
_WORDY = frozenset({"overview", "problems", "other"})


def _is_wordy(key: str) -> bool:
    return key in _WORDY or key.startswith("part-")


def prose(record: Record) -> str | None:
    """The report's own words; None when it was stored without text."""
    texts = [section.text for section in record.sections if _is_wordy(section.key)]
    if not texts or all(text is None for text in texts):
        return None
    return "\n".join(text or "" for text in texts)


def names_of(record: Record, agency: Agency | None, registry: Registry) -> tuple[str, ...]:
    """The names that a copied text would have to change, longest first."""
    names = {record.agency_name or ""}
    if agency is not None:
        names |= set(agency.names)
        names |= {region.name for region in registry.path(agency.region)}
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


def plain(text: str, names: tuple[str, ...]) -> str:
    """The text without numbers, marks and the agency's names."""
    text = _NOISE.sub("", text)
    for name in names:
        text = text.replace(name, "")
    return text


def sketch(text: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """The smallest hashes of two sentences in a row: texts nearly alike share most of them.

    Single sentences are often set phrases; two in the same order seldom are.
    """
    cleaned = (plain(sentence, names) for sentence in _SENTENCE_END.split(text))
    sentences = [sentence for sentence in cleaned if len(sentence) >= _SHORTEST_SENTENCE]
    hashes = {crc32((one + two).encode()) for one, two in pairwise(sentences)}
    return tuple(sorted(hashes)[:SKETCH_SIZE])


def share_alike(left: str, right: str) -> float | None:
    """The share of characters that two prepared texts have in common, in order.

    None when it is below LEAST_SHARE, which is all that is asked.
    """
    share = Indel.normalized_similarity(left, right, score_cutoff=LEAST_SHARE)
    return share if share >= LEAST_SHARE else None


def common_passages(left: str, right: str) -> str | None:
    """The longest sentences that stand in both texts word for word, cut for quoting."""
    ours = {sentence.strip() for sentence in _SENTENCE_END.split(left)}
    theirs = {sentence.strip() for sentence in _SENTENCE_END.split(right)}
    longest = sorted((ours & theirs) - {""}, key=lambda one: (-len(one), one))[:_PASSAGES]
    cut = (one if len(one) <= _QUOTE_LENGTH else one[:_QUOTE_LENGTH] + "…" for one in longest)
    return "；".join(cut) or None
