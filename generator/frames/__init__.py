"""Records as pandas frames: where numbers meet numbers (docs/frames.md).

    from generator.frames import figures
    figures("data", 2023).query("state == 'number'")

Each of these functions reads a data folder and gives the table of its name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "agencies",
    "contacts",
    "coverage",
    "figures",
    "findings",
    "indicators",
    "metrics",
    "numbers",
    "other_rows",
    "reports",
]


def _reader(table: str) -> Callable[..., pd.DataFrame]:
    def read(data: str | Path = "data", year: int | None = None) -> pd.DataFrame:
        from generator.frames.door import parts_of
        from generator.frames.schema import tables

        return tables()[table].joined(list(parts_of(table, Path(data), year)))

    read.__name__ = read.__qualname__ = table
    read.__doc__ = f"The frame `{table}` of a data folder, of one year or of all."
    return read


figures = _reader("figures")
reports = _reader("reports")
contacts = _reader("contacts")
metrics = _reader("metrics")
findings = _reader("findings")
indicators = _reader("indicators")
numbers = _reader("numbers")
other_rows = _reader("other_rows")
agencies = _reader("agencies")
coverage = _reader("coverage")
