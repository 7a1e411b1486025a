"""What each row and column of the forms means, in one plain sentence."""

from __future__ import annotations

from functools import cache

from generator.forms.load import common_explanations, forms
from generator.forms.model import Explanation


@cache
def explanations() -> dict[str, Explanation]:
    """All explanations by key: the common ones (`explanations.toml`), then those of form files.

    A key is a row id, the id of a group of rows (`outcomes.denied`, `review`), or
    `column.` and a column id.
    """
    found = dict(common_explanations())
    for one in forms():
        found |= one.explanations
    return found


@cache
def names_before_bars() -> dict[str, str]:
    """By the name of a row or column, in either language, the shorter one for a chart."""
    every = explanations().values()
    pairs = [(one.label_zh, one.bar_zh) for one in every]
    pairs += [(one.label_en, one.bar_en) for one in every]
    return {name: short for name, short in pairs if short}
