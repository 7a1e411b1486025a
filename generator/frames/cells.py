"""Frames as the cells of a CSV file: 3 is not written 3.0, and a flag is true or false."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


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
    """The frame with every number and flag as it is written into a cell."""
    found = frame.copy(deep=False)
    for name, column in frame.items():
        if column.dtype == np.float64:
            found[name] = pd.Series(exact(column), index=frame.index, dtype=object)
        elif column.dtype == np.bool_:
            found[name] = np.where(column, "true", "false")
    return found
