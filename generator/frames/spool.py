"""The figures of one year, packed one report after the other in a file without a name."""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from generator.forms import form
from generator.frames.rows import FIGURE, STATES, ReportRow
from generator.frames.schema import categorical, tables

REPORTS_A_PART = 1000


class Matrix(NamedTuple):
    """Figures of reports of one form: a row for each report, a column for each field.

    `places` are those of the reports in the frame of all, `states` codes (places in STATES).
    """

    form: str
    places: np.ndarray[Any, Any]
    values: np.ndarray[Any, Any]
    states: np.ndarray[Any, Any]


class YearFigures:
    """Takes the reports of one year in their order; gives their figures in parts.

    Twenty million figures of 26 bytes lie on the disk, below `folder`; what stays in
    memory is each printed text once.
    """

    def __init__(self, folder: Path | None) -> None:
        self.reports: list[int] = []
        self._forms: list[str] = []
        self._texts: dict[str, int] = {}
        self._places = array("i")  # in `_texts`, of the texts of one report after the other
        self._starts = array("q")  # where the places of each report begin
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - open as long as this is

    def add(self, number: int, row: ReportRow) -> None:
        """Adds a report with a form; `number` is its place in the frame of reports."""
        if row.form is None:
            return
        self.reports.append(number)
        self._forms.append(row.form)
        self._starts.append(len(self._places))
        self._places.extend(self._texts.setdefault(text, len(self._texts)) for text in row.texts)
        self._file.write(row.figures)
        self._file.flush()  # what is not written yet, a copy of this process would write once more

    def parts(self, reports: pd.DataFrame) -> Iterator[pd.DataFrame]:
        """Frames `figures` of a thousand reports each; `reports` is the frame of all reports.

        Their index is the place of the report in that frame.
        """
        raw = list(self._texts)
        agencies = reports["agency"].iloc[self.reports].cat.remove_unused_categories()
        scopes = reports["scope"].iloc[self.reports]
        for here, counts, packed in self._packed():
            forms = pd.Categorical(self._forms[here], categories=sorted(set(self._forms)))
            yield tables()["figures"].frame(
                {
                    "agency": agencies.iloc[here].array.repeat(counts),
                    "year": np.full(len(packed), reports["year"].iloc[self.reports[0]]),
                    "scope": scopes.iloc[here].array.repeat(counts),
                    "form": forms.repeat(counts),
                    "field": self._fields(self._forms[here]),
                    "state": categorical(packed["state"], STATES),
                    "value": packed["value"],
                    "raw": categorical(self._printed(here, counts, packed["raw"]), raw),
                    **{name: _place(packed[name]) for name in ("page", "line", "cell")},
                    "is_corrected": packed["is_corrected"],
                },
                index=np.repeat(self.reports[here], counts),
            )

    def _printed(self, here: slice, counts: Any, raw: Any) -> Any:
        """Codes of printed texts, -1 for none; `raw` are their places in each report's own list."""
        starts = np.array(self._starts[here], "i8").repeat(counts)
        places = np.append(np.array(self._places, "i4"), -1)
        return np.where(raw < 0, -1, places[np.where(raw < 0, -1, starts + raw)])

    def matrices(self) -> Iterator[Matrix]:
        """The figures of a thousand reports each, by form."""
        for here, counts, packed in self._packed():
            forms, places = np.array(self._forms[here]), np.array(self.reports[here])
            begins = np.cumsum(counts) - counts
            for name in sorted(set(self._forms[here])):
                own = np.flatnonzero(forms == name)
                figures = packed[begins[own][:, None] + np.arange(counts[own[0]])]
                yield Matrix(name, places[own], figures["value"], figures["state"])

    def _packed(self) -> Iterator[tuple[slice, Any, Any]]:
        """A thousand reports at a time, how many figures each has, and these, packed."""
        position = 0  # of this walk: another one, or a copy of this process, reads meanwhile
        for start in range(0, len(self.reports), REPORTS_A_PART):
            here = slice(start, start + REPORTS_A_PART)
            counts = np.array([len(form(name).fields) for name in self._forms[here]])
            size = int(counts.sum()) * FIGURE.itemsize
            packed = np.frombuffer(os.pread(self._file.fileno(), size, position), FIGURE)
            position += size
            yield here, counts, packed

    def _fields(self, forms: list[str]) -> Any:
        """The field of every figure of those reports, of all fields of the year's forms."""
        of_form = {name: list(form(name).fields) for name in sorted(set(self._forms))}
        known = dict.fromkeys(field for fields in of_form.values() for field in fields)
        codes = {field: code for code, field in enumerate(known)}
        blocks = {name: np.array([codes[f] for f in of_form[name]], "i4") for name in of_form}
        return categorical(np.concatenate([blocks[name] for name in forms]), list(known))


def _place(numbers: Any) -> Any:
    return pd.arrays.IntegerArray(numbers.astype("int32"), numbers < 0)
