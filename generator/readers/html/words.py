"""The words of `words.toml`, made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.toml_file import toml_file

Matcher = Callable[[str], bool]
_TOKENS = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that `words.toml` says."""

    meta_keys: dict[str, tuple[str, int]]
    particulars: dict[str, str]
    particular_pattern: re.Pattern[str]
    regions: dict[str, Matcher]
    breadcrumb: Matcher
    breadcrumb_starts: tuple[str, ...]
    article: Matcher
    footer_strong: re.Pattern[str]
    footer_weak: re.Pattern[str]
    signature: re.Pattern[str]
    attachment_suffixes: tuple[str, ...]
    tags: dict[str, frozenset[str]]


def _matcher(entries: list[str]) -> Matcher:
    """Says whether one of the class or id words in a text is among these, or begins with one*."""
    prefixes = tuple(entry[:-1] for entry in entries if entry.endswith("*"))

    @lru_cache(maxsize=1024)
    def match(names: str) -> bool:
        found = _TOKENS.findall(names.lower())
        return any(token in entries or token.startswith(prefixes) for token in found)

    return match


def _label_pattern(labels: list[str]) -> re.Pattern[str]:
    """One label, perhaps spaced out or in brackets, with the colon after it."""
    spaced = "|".join(
        r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=[\s\]】|]))[\[【]?\s*({spaced})\s*[\]】]?\s*[:：]\s*[\]】]?")


@cache
def words() -> Words:
    """The words, read once."""
    data = toml_file("generator.readers.html", "words.toml")
    particulars = {label: key for key, labels in data["particulars"].items() for label in labels}
    return Words(
        meta_keys={
            name: (key, rank)
            for key, names in data["meta_names"].items()
            for rank, name in enumerate(names)
        },
        particulars=particulars,
        particular_pattern=_label_pattern(list(particulars)),
        regions={role: _matcher(entries) for role, entries in data["regions"].items()},
        breadcrumb=_matcher(data["breadcrumb"]["tokens"]),
        breadcrumb_starts=tuple(data["breadcrumb"]["starts"]),
        article=_matcher(data["article"]["tokens"]),
        footer_strong=re.compile("|".join(f"(?:{_scoped(p)})" for p in data["footer"]["strong"])),
        footer_weak=re.compile("|".join(data["footer"]["weak"])),
        signature=re.compile(data["signature"]["pattern"]),
        attachment_suffixes=tuple(data["attachment"]["suffixes"]),
        tags={kind: frozenset(listed.split()) for kind, listed in data["tags"].items()},
    )


def _scoped(pattern: str) -> str:
    """A pattern whose leading flag holds for itself only."""
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else pattern
