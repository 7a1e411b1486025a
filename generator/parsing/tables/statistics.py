"""The 统计表 of 2014–2018: a label, a unit and one figure in each row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from generator.forms import Form
from generator.parsing.data import pattern
from generator.parsing.normalise import compact, key
from generator.parsing.tables.cells import header_unit, is_number
from generator.parsing.tables.columns import is_corner
from generator.parsing.tables.form_rows import place
from generator.parsing.tables.headers import HeaderSheet, numbered_away, paths, sheets, tokens
from generator.parsing.tables.labelled_rows import LabelledRow, is_in_rows, observe
from generator.parsing.tables.labels import (
    KNOWN,
    RowSpec,
    is_caption,
    is_unit,
    row_index,
    row_specs,
)
from generator.parsing.tables.row_reading import RowReading, Witness
from generator.parsing.tables.statutory_row import StatutoryRow, has_values
from generator.parsing.tables.strange_columns import StrangeColumns
from generator.readers.document import Cell

PART = "stats"
_WIDEST = 6
_FIRST = "统计指标"


@dataclass(frozen=True, slots=True)
class _Head:
    """The printed columns behind the labels: how many, which holds the figure and which the unit.

    `unit` is None where no column is headed so. `cells` are the header of the figures,
    `names` the keys of the headers of all other columns, None for the figure's and the unit's.
    """

    count: int
    figure: int
    unit: int | None
    cells: tuple[Cell, ...]
    names: tuple[str | None, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands behind a label but its unit and its figure."""
        return self.count == 1 + (self.unit is not None)


def read_stats(statutory_rows: list[StatutoryRow], form: Form, into: RowReading) -> None:
    """Puts the figures of the 统计表 into `into`."""
    heads: dict[int, _Head] = {}
    observed: list[LabelledRow] = []
    found = [(sheet, _head_of(sheet)) for sheet in sheets(statutory_rows, _is_head)]
    has_head, in_rows = any(head for _, head in found), is_in_rows(statutory_rows)
    for sheet, head in found:
        given = numbered_away(sheet)
        rows = list(observe(given, row_index(PART), _WIDEST, is_in_rows=in_rows))
        if head is not None:
            heads.update({id(row): head for row in rows})
            observed += rows
        elif rows:
            code = "rows_of_other_table" if has_head else "columns_unnamed"
            label = form.tables[0].label
            into.warn(code, rows[0].first.at, table=label, printed=rows[0].printed())
    ids = {row.id: row for row in form.tables[0].rows}
    placed = place(observed, PART, into)
    own = [(row, heads[id(row)]) for spec, row in placed if not spec.is_heading]
    printed = {spec.id for spec, _ in placed}
    strange = StrangeColumns((_cells(row, head), head.names) for row, head in own)
    for spec, row in placed:
        if spec.is_heading:
            _account_for_heading(spec, row, into)
            continue
        head = heads[id(row)]
        unit, cell, problem = _figure(row) if head.is_plain else _figure_among(row, head)
        cells = _cells(row, head)
        if cell is not None and strange.has_lost(cells, cells, head.names):
            cell, problem = None, "columns_uncertain"
        if not into.has_repeats and _before_repeated().get(spec.id, spec.id) not in printed:
            cell, problem = None, problem or "label_removed"
        if problem:
            into.warn_of_row(problem, row, spec)
        if cell is not None:
            of = form.fields[ids[spec.id].id]
            words = (*head.cells, *([unit] if unit else []))
            stated = header_unit(words, is_money=of.type == "decimal")
            into.put(of, cell, stated, Witness(tuple(row.labels), head.cells))


@cache
def _before_repeated() -> dict[str, str]:
    """The rows whose next one has a label that stands higher up already, and that next one.

    Where a converter removed lines that repeat others, such a label is gone, and a figure
    behind it seems to belong to the row above.
    """
    found, seen = {}, set[str]()
    for above, below in pairwise(row_specs(PART)):
        seen |= set(map(key, above.labels))
        if not below.is_heading and seen & set(map(key, below.labels)):
            found[above.id] = below.id
    return found


def _is_head(row: StatutoryRow, is_open: bool) -> bool:
    """Whether a row belongs to the headers; `is_open` where the row above it does."""
    texts = [cell.text for cell in row.cells if cell.text.strip()]
    if not texts or has_values(row):
        return is_open and not texts
    if any(row_index(PART).best(text) >= KNOWN for text in texts):
        return False
    is_word = any(_is_figures(text) or key(text) == key(_FIRST) for text in texts)
    return is_open or (is_word and (len(texts) > 1 or key(texts[0]) == key(_FIRST)))


def _is_figures(text: str) -> bool:
    return bool(pattern("labels", "heads", "figure").match(key(text)))


def _head_of(sheet: HeaderSheet) -> _Head | None:
    """What the headers say, None unless just one column of them holds the figures."""
    places = paths(sheet.heads, lambda _: False)
    places = places or [cells for _, cells in tokens(sheet.heads, lambda _: False)]
    places = [path for path in places if not is_caption(path[-1].text)]
    starts = [n for n, path in enumerate(places) if is_corner(path[-1].text)]
    is_lines = any(row.is_line or len(row.cells) == 1 for row in sheet.heads)
    if is_lines and starts != [0]:
        return None
    behind = places[starts[0] + 1 :] if starts else places
    figures = [n for n, path in enumerate(behind) if _is_figures(path[-1].text)]
    is_unit_head = pattern("labels", "heads", "unit").match
    units = [n for n, path in enumerate(behind) if is_unit_head(key(path[-1].text))]
    if len(figures) != 1 or len(units) > 1 or len(starts) > 1:
        return None
    names = tuple(
        None if n in (*figures, *units) else key(path[-1].text) for n, path in enumerate(behind)
    )
    return _Head(len(behind), figures[0], units[0] if units else None, behind[figures[0]], names)


def _account_for_heading(spec: RowSpec, row: LabelledRow, into: RowReading) -> None:
    """A row that heads others carries no figure; one that stands there belongs elsewhere."""
    if any(is_number(cell.text) for cell in row.values):
        into.warn_of_row("too_many_values", row, spec)


def _unit_label(row: LabelledRow) -> Cell | None:
    last = row.labels[-1] if len(row.labels) > 1 else None
    return last if last is not None and is_unit(last.text) else None


def _cells(row: LabelledRow, head: _Head) -> list[Cell]:
    """What stands behind a row's label, without empty cells that no header stands over."""
    unit = _unit_label(row)
    cells = [*([unit] if unit else []), *row.values]
    while len(cells) > head.count and not cells[-1].text.strip():
        cells.pop()
    return cells


def _figure_among(row: LabelledRow, head: _Head) -> tuple[Cell | None, Cell | None, str | None]:
    """The same of a row with further columns, where each of them has its cell."""
    cells = _cells(row, head)
    if row.is_broken or len(cells) != head.count:
        few = "too_few_values" if len(cells) < head.count else "too_many_values"
        return None, None, "row_broken" if row.is_broken else few
    return None if head.unit is None else cells[head.unit], cells[head.figure], None


def _figure(row: LabelledRow) -> tuple[Cell | None, Cell | None, str | None]:
    """The unit and the cell of the figure, or the code of what is wrong with the row."""
    if row.is_broken:
        return None, None, "row_broken"
    values = row.values
    unit = _unit_label(row)
    if (
        unit is None
        and values
        and is_unit(values[0].text)
        and (len(values) > 1 or not _is_dash(values[0]))
    ):
        unit, values = values[0], values[1:]
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
