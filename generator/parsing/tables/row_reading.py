"""What is read of the statutory tables: figures with their witnesses, and warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

import msgspec

from generator.forms import Field, FormTable
from generator.parsing.tables.cells import read_cell
from generator.parsing.tables.heads import Head
from generator.parsing.tables.labelled_rows import LabelledRow
from generator.parsing.tables.labels import (
    RowSpec,
)
from generator.parsing.tables.line_cells import Spacings, spacings_of
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell
from generator.records import Figure, Note, OtherRow, Place

_LONGEST_RAW = 120  # characters
_NOWHERE = Place()


class Witness(msgspec.Struct, frozen=True, gc=False):
    """The printed words that a figure was understood by: of its row, and of its column.

    `row` is empty where no label was printed and the row's total told which one it is.
    """

    row: tuple[Cell, ...]
    column: tuple[Cell, ...]


@dataclass(slots=True)
class RowReading:
    """What was read of the statutory tables: figures by id, and what is to be warned of.

    `labels` holds the printed label of each row of the form that is read; where lines that
    repeat others were removed, `has_repeats` is not set and empty lines mean nothing. Every
    figure that was put has a witness.
    """

    figures: dict[str, Figure] = field(default_factory=dict)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    other_rows: list[OtherRow] = field(default_factory=list)
    unknown: list[LabelledRow] = field(default_factory=list)
    has_repeats: bool = True

    def spacings(self, statutory_rows: Sequence[StatutoryRow]) -> Spacings:
        """How the cells of a table may be spaced, where each has a line of its own."""
        if not self.has_repeats or any(len(row.cells) > 1 for row in statutory_rows):
            return ()
        return spacings_of(cell for row in statutory_rows for cell in row.cells)

    def label(self, spec: RowSpec) -> str:
        """The label of a row as the form at hand prints it."""
        return self.labels.get(spec.id, spec.labels[0])

    def keep(self, table: str, spec: RowSpec | None, row: LabelledRow, cells: list[Cell]) -> None:
        """Keeps a row of another form, or of none that is known, as it is printed."""
        if spec is not None:
            self.warn("row_of_other_form", row.first.at, row=spec.labels[0], printed=row.printed())
        kept = OtherRow(
            table=table,
            row=spec.id if spec is not None else None,
            label="".join(row.labels[-1].text.split()) if row.labels else "",
            cells=tuple(normalize("NFKC", cell.text).strip() for cell in cells),
            at=cells[0].at,
        )
        self.other_rows.append(kept)

    def warn(self, code: str, at: Place | None, **params: object) -> None:
        """Adds a warning of this area."""
        texts = {name: str(value)[:_LONGEST_RAW] for name, value in params.items()}
        self.notes.append(Note(code=f"parsing.{code}", params=texts, at=at))

    def warn_of_row(self, code: str, row: LabelledRow, spec: RowSpec) -> None:
        """Adds a warning about a printed row that is, or may be, that row of the form."""
        self.warn(code, row.first.at, row=self.label(spec), printed=row.printed())

    def put(
        self,
        of: Field,
        cell: Cell,
        header_unit: str | None = None,
        witness: Witness | None = None,
    ) -> None:
        """Reads one cell as the figure of a field; strange ones are kept and warned of.

        `header_unit` is what the column's header says all of its figures are counted in.
        """
        figure, code = read_cell(cell.text, of.type, of.unit, header_unit)
        at = None if cell.at == _NOWHERE else cell.at
        self.figures[of.id] = Figure(value=figure.value, state=figure.state, raw=figure.raw, at=at)
        if witness is not None:
            self.witnesses[of.id] = witness
        if code:
            self.warn(code, at, field=of.label, raw=figure.raw or "")
        elif header_unit and figure.value and of.type != "decimal":
            self.warn("cell_scaled", at, field=of.label, raw=figure.raw or "", unit=header_unit)

    def put_row(
        self, fields: Sequence[Field], head: Head, cells: Sequence[Cell], labels: Sequence[Cell]
    ) -> None:
        """Puts the cells of a row under the headers that they stand under."""
        row = tuple(labels)
        for printed, cell, units in zip(head.columns, cells, head.units, strict=True):
            if printed.position is not None:
                of = fields[printed.position]
                self.put(of, cell, units[of.type == "decimal"], Witness(row, printed.cells))

    def warn_of_columns(self, head: Head, table: FormTable) -> None:
        """Names printed columns that no form has, and columns of the form that are not there."""
        at = head.columns[0].cells[-1].at
        for printed in head.columns:
            if printed.position is None:
                cell = printed.cells[-1]
                self.warn("column_unknown", cell.at, table=table.label, printed=cell.text)
        absent = [c.label for n, c in enumerate(table.columns) if n not in head.positions]
        if absent:
            self.warn("column_missing", at, table=table.label, columns="、".join(absent))
