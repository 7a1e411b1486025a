"""The CSV files of data/ that people write by hand: read strictly, errors with file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.errors import BadDataError
from generator.hand_text import hand_text
from generator.hidden import HIDDEN, shown


class Row(dict[str, str]):
    """The cells of a row by column, stripped, and the place of the row."""

    def __init__(self, cells: Mapping[str, str], path: Path, line: int) -> None:
        super().__init__((name, cell.strip()) for name, cell in cells.items())
        self.path = path
        self.line = line

    def bad(self, code: str, **params: object) -> BadDataError:
        """The error of that code, with file and line."""
        return BadDataError(code, file=str(self.path), line=self.line, **params)


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Each row; nothing for a file that is not there.

    The first line must name the `columns` in that order. BadDataError for another first
    line, a row with too few or too many cells, a control or direction character, broken
    quotes or a broken encoding.
    """
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise _wrong(path, 1, columns)
            for row in reader:
                if None in row or None in row.values():
                    raise _wrong(path, reader.line_num, columns)
                for name, cell in row.items():
                    if HIDDEN.search(cell):
                        raise _hidden(path, reader.line_num, name, cell)
                line = reader.line_num + 1
                yield Row(row, path, reader.line_num)
    except FileNotFoundError:
        return
    except UnicodeDecodeError:
        hand_text(path.read_bytes(), path)  # says which line it is
        raise
    except (csv.Error, OSError) as error:
        raise BadDataError("data.unreadable", file=str(path), line=line, reason=error) from error


def _wrong(path: Path, line: int, columns: Sequence[str]) -> BadDataError:
    return BadDataError("data.columns", file=str(path), line=line, columns=",".join(columns))


def _hidden(path: Path, line: int, name: str, cell: str) -> BadDataError:
    return BadDataError("data.hidden", file=str(path), line=line, field=name, value=shown(cell))
