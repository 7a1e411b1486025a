"""The 统计表 of 2014–2018: a label, a unit and one figure in each row."""

from __future__ import annotations

from generator.forms import Form
from generator.parsing.cells import is_number, unit_in_header
from generator.parsing.labels import RowSpec, is_unit, row_index
from generator.parsing.normalise import compact
from generator.parsing.observe import Observed, observe
from generator.parsing.rows import Reading, place
from generator.parsing.strips import Strip
from generator.readers.document import Cell

PART = "stats"
_WIDTH = 2


def read_stats(strips: list[Strip], form: Form, into: Reading) -> None:
    """Puts the figures of the 统计表 into `into`."""
    observed = list(observe(strips, row_index(PART), _WIDTH))
    rows = {row.id: row for row in form.tables[0].rows}
    for spec, row in place(observed, PART, into):
        if spec.is_heading:
            _account_for_heading(spec, row, into)
            continue
        unit, cell, problem = _figure(row)
        if problem:
            into.warn(problem, row.first.at, row=into.label(spec), printed=row.printed())
        if cell is not None:
            field = form.fields[rows[spec.id].id]
            into.put(field, cell, _money_unit(unit) if field.type == "decimal" else None)


def _account_for_heading(spec: RowSpec, row: Observed, into: Reading) -> None:
    """A row that heads others carries no figure; one that stands there belongs elsewhere."""
    if any(is_number(cell.text) for cell in row.values):
        into.warn("too_many_values", row.first.at, row=into.label(spec), printed=row.printed())


def _money_unit(unit: str | None) -> str | None:
    return unit_in_header(unit) if unit else None


def _figure(row: Observed) -> tuple[str | None, Cell | None, str | None]:
    """The unit and the cell of the figure, or the code of what is wrong with the row."""
    if row.is_broken:
        return None, None, "row_broken"
    values = row.values
    last = row.labels[-1] if len(row.labels) > 1 else None
    unit = last.text if last is not None and is_unit(last.text) else None
    if (
        unit is None
        and values
        and is_unit(values[0].text)
        and (len(values) > 1 or not _is_dash(values[0]))
    ):
        unit, values = values[0].text, values[1:]
    filled = [cell for cell in values if cell.text.strip()]
    if len(filled) == 1:
        return unit, filled[0], None
    if len(filled) > 1:
        return unit, None, "too_many_values"
    if values:
        return unit, values[0], None
    return unit, None, "too_few_values"


def _is_dash(cell: Cell) -> bool:
    return not any(letter.isalnum() for letter in compact(cell.text))
