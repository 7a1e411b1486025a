"""The wide tables: a row for each report, a column for each figure."""

from __future__ import annotations

import pandas as pd

from generator.forms import compares, form, newest_form
from generator.frames.build import Frames
from generator.frames.cells import exact, printable
from generator.frames.rows import STATES
from generator.opendata.tables import named

NOT_COMPARABLE = "not_comparable"


def wide_tables(frames: Frames, year: int) -> dict[str, pd.DataFrame]:
    """By form, the reports of a year as printable cells: a number, or the word for its state."""
    found: dict[str, list[pd.DataFrame]] = {}
    for form_id, places, values, states in frames.matrices(year):
        cells = exact(values.ravel()).reshape(values.shape)
        is_text = states != STATES.index("number")
        cells[is_text] = pd.Index(STATES).to_numpy()[states[is_text]]
        names = [named(one.id, one.unit) for one in form(form_id).fields.values()]
        figures = pd.DataFrame(cells, index=places, columns=names)
        about = printable(frames.reports.loc[places])
        found.setdefault(form_id, []).append(pd.concat([about, figures], axis=1))
    return {name: pd.concat(parts, ignore_index=True) for name, parts in sorted(found.items())}


def comparable_table(wide: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """A year's reports with the figures of the newest form that theirs compare with.

    None where no other form of the year compares with it in any figure: the wide table of
    the newest form says it all.
    """
    newest = newest_form()
    if not any(_alike(form_id) for form_id in wide if form_id != newest):
        return None
    parts = []
    for form_id, frame in wide.items():
        alike = _alike(form_id)
        if alike:
            about = frame.iloc[:, : len(frame.columns) - len(form(form_id).fields)]
            columns = {one.id: named(one.id, one.unit) for one in form(newest).fields.values()}
            figures = frame.reindex(columns=[columns[name] for name in columns if name in alike])
            figures = figures.reindex(columns=list(columns.values()), fill_value=NOT_COMPARABLE)
            parts.append(pd.concat([about, figures], axis=1))
    return pd.concat(parts, ignore_index=True)


def _alike(form_id: str) -> set[str]:
    """The figures of a form that mean the same on the newest one, in the same unit."""
    newest, own = form(newest_form()), form(form_id)
    return {
        name
        for name, field in newest.fields.items()
        if name in own.fields
        and own.fields[name].unit == field.unit
        and (form_id == newest.id or compares(form_id, newest.id, [name]))
    }
