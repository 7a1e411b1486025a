"""The words of `html.toml`, made ready for matching."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_TOKENS = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Class and id words: whole ones and prefixes."""

    whole: frozenset[str]
    prefixes: tuple[str, ...]

    def match(self, names: str) -> bool:
        """Whether one of the class or id words in `names` is among these."""
        for token in _TOKENS.findall(names.lower()):
            if token in self.whole or (self.prefixes and token.startswith(self.prefixes)):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that `html.toml` says."""

    meta_keys: dict[str, tuple[str, int]]
    particulars: dict[str, str]
    particular_pattern: re.Pattern[str]
    regions: dict[str, Tokens]
    breadcrumb: Tokens
    breadcrumb_starts: tuple[str, ...]
    article: Tokens
    footer_strong: re.Pattern[str]
    footer_weak: re.Pattern[str]
    signature: re.Pattern[str]
    attachment_suffixes: tuple[str, ...]
    tags: dict[str, frozenset[str]]


def _tokens(entries: list[str]) -> Tokens:
    prefixes = tuple(entry[:-1] for entry in entries if entry.endswith("*"))
    return Tokens(frozenset(entry for entry in entries if not entry.endswith("*")), prefixes)


def _label_pattern(labels: list[str]) -> re.Pattern[str]:
    """One label, perhaps spaced out or in brackets, with the colon after it."""
    spaced = "|".join(
        r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=[\s\]】|]))[\[【]?\s*({spaced})\s*[\]】]?\s*[:：]\s*[\]】]?")


@cache
def words() -> Words:
    """The words, read once."""
    file = resources.files(__package__) / "words.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    particulars = {label: key for key, labels in data["particulars"].items() for label in labels}
    return Words(
        meta_keys={
            name: (key, rank)
            for key, names in data["meta_names"].items()
            for rank, name in enumerate(names)
        },
        particulars=particulars,
        particular_pattern=_label_pattern(list(particulars)),
        regions={role: _tokens(entries) for role, entries in data["regions"].items()},
        breadcrumb=_tokens(data["breadcrumb"]["tokens"]),
        breadcrumb_starts=tuple(data["breadcrumb"]["starts"]),
        article=_tokens(data["article"]["tokens"]),
        footer_strong=re.compile("|".join(f"(?:{_scoped(p)})" for p in data["footer"]["strong"])),
        footer_weak=re.compile("|".join(data["footer"]["weak"])),
        signature=re.compile(data["signature"]["pattern"]),
        attachment_suffixes=tuple(data["attachment"]["suffixes"]),
        tags={kind: frozenset(listed.split()) for kind, listed in data["tags"].items()},
    )


def _scoped(pattern: str) -> str:
    """A pattern whose leading flag holds for itself only."""
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else pattern
