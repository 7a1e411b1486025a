"""Table two: what article 20 tells agencies to disclose, several small tables in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from generator.forms import Form, FormTable, forms
from generator.parsing.tables.column_assignment import Fit, fit, is_total_blank, same_figures
from generator.parsing.tables.columns import ColumnIndex, column_index, is_corner
from generator.parsing.tables.form_rows import place
from generator.parsing.tables.headers import HeaderSheet, numbered_away, sheets
from generator.parsing.tables.heads import Head, head_of
from generator.parsing.tables.labelled_rows import LabelledRow, is_in_rows, matches, observe
from generator.parsing.tables.labels import KNOWN, RowSpec, article_table, row_index, row_specs
from generator.parsing.tables.line_cells import Spacings
from generator.parsing.tables.row_reading import RowReading
from generator.parsing.tables.statutory_row import StatutoryRow, has_values
from generator.parsing.tables.strange_columns import StrangeColumns
from generator.readers.document import Cell

PART = "art20"
_WIDEST = 6
# A row, the form's table that its surest label belongs to, and what its sheet's headers say of it.
_Row = tuple[LabelledRow, str | None, Head | None]


def read_article20(statutory_rows: list[StatutoryRow], form: Form, into: RowReading) -> None:
    """Puts the figures of table two into `into`."""
    tables = {row.id: t for t in form.tables if t.id.startswith(PART) for row in t.rows}
    rows = list(_statutory(list(_observed(statutory_rows, tables)), into))
    heads = {id(row): head for row, _, head in rows}
    spacings = into.spacings(statutory_rows)
    told: set[int] = set()
    strange = StrangeColumns(
        (_without_repetition(row.values, len(head.columns)), head.strange)
        for row, _, head in rows
        if head
    )
    for spec, row in place([row for row, _, _ in rows], PART, into):
        head, table = heads[id(row)], tables.get(spec.id)
        if table is None:
            if row.figures:
                into.keep(_table_elsewhere(spec.id), spec, row, row.values)
        elif head is not None:
            if id(head) not in told:
                into.warn_of_columns(head, table)
                told.add(id(head))
            _put(table, spec, row, head, _fit(row, head, spacings, strange), into)


def _observed(statutory_rows: list[StatutoryRow], tables: dict[str, FormTable]) -> Iterator[_Row]:
    """The rows below each line of headers; headers that a page parts from their rows go on."""
    specs = row_specs(PART)
    waiting: dict[str, list[StatutoryRow]] = {}
    in_rows = is_in_rows(statutory_rows)
    for sheet in sheets(statutory_rows, _is_head, _is_marker):
        names, heads = _names(sheet), dict[str | None, Head | None]()
        markers = [name for s in sheet.heads for c in s.cells if (name := article_table(c.text))]
        waiting.update(dict.fromkeys([] if sheet.rows else markers, names))
        given = numbered_away(sheet)
        rows = list(observe(given, row_index(PART), _WIDEST, is_in_rows=in_rows))
        if rows and not (rows[0].labels or rows[0].is_whole):
            names = []  # cells stand before the labels, and nobody can tell which are whose
        for row in rows:
            found, _ = matches(row, row_index(PART))
            spec_id = specs[found[0].position].id if found else None
            table = tables.get(spec_id or "")
            told = table.id if table else None
            if told not in heads:
                heads[told] = _any_head(names, [table] if table else _all_tables())
                if table is not None and heads[told] is None:
                    heads[told] = _head(waiting.get(table.id, []), table)
            yield row, spec_id, heads[told]


def _head(names: list[StatutoryRow], table: FormTable) -> Head | None:
    return head_of(names, column_index(table))


def _any_head(names: list[StatutoryRow], tables: Iterable[FormTable]) -> Head | None:
    """What headers say of the first of the tables that they fit."""
    found = (_head(names, table) for table in tables)
    return next((head for head in found if head), None)


def _statutory(rows: list[_Row], into: RowReading) -> Iterator[_Row]:
    """The rows under headers of the form; others are named, and take no row from these."""
    best: dict[str | None, int] = {}
    for _, spec_id, head in rows:
        best[spec_id] = max(best.get(spec_id, 0), len(head.positions) if head else 0)
    for row, spec_id, head in rows:
        if head is not None and (spec_id is None or len(head.positions) == best[spec_id]):
            yield row, spec_id, head
        elif row.figures:
            code = "row_of_other_table" if best[spec_id] else "row_without_columns"
            label = row.labels[-1].text if row.labels else ""
            into.warn(code, row.first.at, row=label, printed=row.printed())


def _table_elsewhere(row_id: str) -> str:
    """The table that has the row on another form."""
    return next(table.id for table in _all_tables() if row_id in table.by_row)


def _all_tables() -> list[FormTable]:
    return [t for form in forms() for t in form.tables if t.id.startswith(PART)]


@cache
def _columns() -> ColumnIndex:
    return ColumnIndex(column for table in _all_tables() for column in table.columns)


def _is_marker(row: StatutoryRow) -> bool:
    return any(article_table(cell.text) for cell in row.cells)


def _is_head(row: StatutoryRow, is_open: bool) -> bool:
    """Whether a row belongs to the headers; `is_open` where the row above it does."""
    if has_values(row):
        return False
    texts = [cell.text for cell in row.cells if cell.text.strip()]
    if not texts:
        return is_open
    if _is_marker(row) or any(is_corner(text) and len(text) > 3 for text in texts):
        return True
    is_name = [bool(_columns().named(text)) for text in texts]
    if is_open and len(texts) == 1:
        return is_name[0] or row_index(PART).best(texts[0]) < KNOWN
    is_label = [row_index(PART).best(text) >= KNOWN for text in texts]
    return any(is_name) if not any(is_label) else False


def _names(sheet: HeaderSheet) -> list[StatutoryRow]:
    """The headers of a sheet without the number of the article."""
    kept = [tuple(c for c in s.cells if not article_table(c.text)) for s in sheet.heads]
    return [
        row if len(cells) == len(row.cells) else replace(row, cells=cells)
        for row, cells in zip(sheet.heads, kept, strict=True)
        if cells
    ]


def _fit(row: LabelledRow, head: Head, spacings: Spacings, strange: StrangeColumns) -> Fit:
    """The cells of a row; those that more columns follow, all empty, where nothing else tells."""
    width = len(head.columns)
    values = _without_repetition(row.values, width)
    chosen = fit(
        values,
        width,
        is_whole=row.is_whole,
        adds_up=lambda _: not row.is_last,
        between=row.between(spacings),
    )
    if row.is_broken:
        chosen = Fit(None, "row_broken")
    if chosen.problem == "columns_uncertain" and not any(c.text.strip() for c in values[width:]):
        chosen = Fit(values[:width])
    if chosen.cells is not None and strange.has_lost(values, chosen.cells, head.strange):
        return Fit(None, "columns_uncertain")
    return chosen


def _put(
    table: FormTable, spec: RowSpec, row: LabelledRow, head: Head, chosen: Fit, into: RowReading
) -> None:
    cells = chosen.cells
    if cells is None or chosen.problem == "no_cells":
        into.warn_of_row(chosen.problem or "", row, spec)
    if cells is None:
        return
    if len(head.columns) > 1 and is_total_blank(head.in_form_order(cells)):
        into.warn_of_row("total_blank", row, spec)
    into.put_row(table.by_row[spec.id], head, cells, row.labels)


def _without_repetition(values: list[Cell], width: int) -> list[Cell]:
    """One cell for a merged cell that a converter printed in each of its places."""
    filled = [cell for cell in values if cell.text.strip()]
    if width == 1 and len(filled) > 1 and all(same_figures([c], filled[:1]) for c in filled):
        return filled[:1]
    return values
