"""The counts of `indicators.toml` in every report, each a value and a state.

A count is computed only when every figure of its formula is a number; otherwise its state
says why not: that of the single figure, `incomplete` for a sum with a part that is no
number, `not_asked` where the form has no such row. Nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from generator.forms import form
from generator.frames.cells import exact
from generator.frames.counts import COUNT_STATES, Count, catalogue, state_of
from generator.frames.rows import STATES
from generator.frames.schema import categorical
from generator.frames.spool import Matrix

_NUMBER, _MISSING = STATES.index("number"), STATES.index("missing")
_INCOMPLETE, _NOT_ASKED = COUNT_STATES.index("incomplete"), COUNT_STATES.index("not_asked")

Numbers = np.ndarray[Any, Any]


def counted(
    reports: pd.DataFrame, figures: Iterable[Matrix], *several: Sequence[Count]
) -> Iterator[dict[str, Any]]:
    """The columns of a frame for several lists of counts; the figures are read once.

    They are what a report is, then value and state of each count.
    """
    counts = [count for one in several for count in one]
    values = np.full((len(counts), len(reports)), np.nan)
    states = np.full((len(counts), len(reports)), _MISSING, "i1")
    for form_id, here, numbers, what in figures:
        for place, count in enumerate(counts):
            values[place, here], states[place, here] = one_count(count, form_id, numbers, what)
    found = zip(counts, values, states, strict=True)
    for one in several:
        columns: dict[str, Any] = {
            name: reports[name] for name in ("agency", "year", "scope", "form")
        }
        for count, numbers, what in islice(found, len(one)):
            columns[count.id] = numbers
            columns[state_of(count.id)] = categorical(what, COUNT_STATES)
        yield columns


def one_count(
    count: Count, form_id: str, values: Numbers, states: Numbers
) -> tuple[Numbers | float, Numbers | int]:
    """A count in reports of one form (a row each): its values, and codes of its states."""
    terms = count.terms(form_id)
    if not terms:
        return np.nan, _NOT_ASKED
    fields = list(form(form_id).fields)
    places = [fields.index(name) for _, name in terms]
    found = states[:, places]
    total = (values[:, places] * [sign for sign, _ in terms]).sum(axis=1)
    is_part = np.isfinite(total) & (np.floor(total) != total)
    total[is_part] = [round(value, 6) for value in total[is_part]]
    if len(terms) == 1:
        return total, found[:, 0]
    is_missing, is_known = (found == _MISSING).all(axis=1), (found == _NUMBER).all(axis=1)
    state = np.where(is_known, _NUMBER, np.where(is_missing, _MISSING, _INCOMPLETE))
    return total, state


def told(
    indicators: pd.DataFrame, words: Mapping[str, str], counts: Sequence[str] = ()
) -> pd.DataFrame:
    """Each count as a number, or as the word for its state; one column a count."""
    names = counts or [count.id for count in catalogue().counts]
    return pd.DataFrame(
        {name: _told(indicators[name], indicators[state_of(name)], words) for name in names},
        index=indicators.index,
    )


def _told(values: Any, states: Any, words: Mapping[str, str]) -> Numbers:
    known = np.array([words.get(state) for state in states.cat.categories], dtype=object)
    return np.where(states == "number", exact(values), known[states.cat.codes])
