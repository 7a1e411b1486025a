"""Frames as the cells of a CSV file.

3 is not written 3.0, a flag is true or false, and no text begins a formula
(`generator/spreadsheet.py`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from generator.spreadsheet import guarded


def exact(numbers: Any) -> np.ndarray[Any, Any]:
    """Floats as objects: an int where the number is whole, None where there is none."""
    values = np.asarray(numbers, "float64")
    is_known = ~np.isnan(values)
    is_whole = is_known & (np.floor(values) == values)
    found = np.full(len(values), None, dtype=object)
    found[is_whole] = values[is_whole].astype("int64").tolist()
    is_part = is_known & ~is_whole
    found[is_part] = values[is_part].tolist()
    return found


def printable(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every column as it is written into a CSV file."""
    return pd.DataFrame({name: _cells(frame[name]) for name in frame.columns})


def _cells(column: pd.Series[Any]) -> Any:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.rename_categories(guarded)
    if column.dtype == np.float64:
        return exact(column)
    if column.dtype == np.bool_:
        return np.where(column, "true", "false")
    if isinstance(column.dtype, pd.StringDtype):
        return column.map(guarded, na_action="ignore")
    return column  # integers, and cells of `told`, which are numbers and our own words
