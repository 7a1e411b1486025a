"""What each row and column of the forms means, in one plain sentence (`explanations.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Explanation:
    """One term: a short name and a sentence in both languages, and its article if it has one."""

    id: str
    label_zh: str
    label_en: str
    zh: str
    en: str
    article: str


@cache
def explanations() -> dict[str, Explanation]:
    """All explanations by key, in the order of the file.

    A key is a row id, the id of a group of rows (`outcomes.denied`, `review`), or
    `column.` and a column id.
    """
    file = resources.files(__package__) / "explanations.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {key: Explanation(id=key, **entry) for key, entry in data.items()}
