"""Table four: reviews and lawsuits, fifteen columns and one row of figures."""

from __future__ import annotations

from generator.forms import Column, Form
from generator.parsing.cells import is_number, is_value
from generator.parsing.fit import Fit, bare, fit, is_total_blank, total_agrees, was_joined
from generator.parsing.labels import is_fragment, is_known_word
from generator.parsing.line_cells import Between, Pace, is_room
from generator.parsing.normalise import compact, key
from generator.parsing.observe import joined
from generator.parsing.rows import Reading
from generator.parsing.strips import Strip
from generator.readers.document import Cell

PART = "cases"
_GROUP = 5
_MOST_VALUES = 1000  # so many copies of one row of fifteen are no table any more


def read_cases(strips: list[Strip], form: Form, into: Reading) -> None:
    """Puts the figures of table four into `into`."""
    table = next(t for t in form.tables if t.id == PART)
    values, is_whole = _values(strips)
    leaves = _leaves(strips, table.columns)
    between = Between(paces=()) if is_whole else _between(strips, into.paces(strips))
    if not values and (is_whole or not is_room(between, len(table.columns))):
        if strips:
            into.warn("table_without_figures", strips[0].cells[0].at, table=table.label)
        return
    at = values[0].at if values else strips[0].cells[0].at
    _account_for_words(strips, into)
    columns = _columns(leaves, table.columns, len(values))
    if columns is None:
        into.warn("columns_uncertain", at, row=table.label, printed=_printed(values))
        return
    chosen = fit(values, len(columns), is_whole=is_whole, adds_up=_groups_agree, between=between)
    if chosen.cells and len(values) != len(columns) and _may_have_moved(chosen.cells):
        chosen = Fit(None, "columns_uncertain")
    if chosen.problem:
        into.warn(chosen.problem, at, row=table.label, printed=_printed(values))
    if chosen.cells and any(is_total_blank(group) for group in _groups(chosen.cells)):
        into.warn("total_blank", at, row=table.label, printed=_printed(values))
    if chosen.cells and any(was_joined(group) for group in _groups(chosen.cells)):
        into.warn("columns_shifted", at, row=table.label, printed=_printed(values))
    for position, cell in zip(columns, chosen.cells or (), strict=False):
        into.put(table.fields[position], cell)


def _between(strips: list[Strip], paces: tuple[Pace, ...]) -> Between:
    """Where the figures stand when each has a line of its own: behind the last header."""
    cells = [cell for strip in strips for cell in strip.cells]
    heads = [n for n, cell in enumerate(cells) if _is_header(cell) and is_known_word(cell.text)]
    if not heads:
        return Between(paces=paces)
    follows = [cell for cell in cells[heads[-1] + 1 :] if _is_header(cell)]
    end = strips[-1].end
    follows += [Cell("", 0, 0, at=end)] if end is not None else []
    return Between(cells[heads[-1]], follows[0] if follows else None, paces, is_last=True)


def _printed(values: list[Cell]) -> str:
    return " | ".join(cell.text for cell in values)


def _is_header(cell: Cell) -> bool:
    return bool(cell.text.strip()) and not is_value(cell.text)


def _values(strips: list[Strip]) -> tuple[list[Cell], bool]:
    """The cells of the rows that hold figures, in reading order; and whether rows are whole."""
    found: list[Cell] = []
    is_whole = False
    seen_header = False
    for strip in strips:
        if len(found) > _MOST_VALUES:
            break
        if any(_is_known_header(cell) for cell in strip.cells):
            seen_header = True
            found = _filled(found)
            found += [cell for cell in strip.cells if is_number(cell.text)]
            continue
        filled = _filled(list(strip.cells))
        if len(strip.cells) == 1:
            if seen_header or is_number(strip.cells[0].text):
                found += [cell for cell in strip.cells if is_value(cell.text)]
            continue
        first = next((n for n, c in enumerate(strip.cells) if _is_header(c)), -1)
        cells = list(strip.cells[first + 1 :]) if first == 0 else list(strip.cells)
        is_bare = len(cells) >= 3 * _GROUP and seen_header and not _filled(found)
        if filled or is_bare:
            found = (_filled(found) if is_bare else found) + cells
            is_whole = True
    return _once(found), is_whole


def _filled(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.text.strip()]


def _once(values: list[Cell]) -> list[Cell]:
    """The row without its repetition, when the table stands twice with the same figures."""
    half = len(values) // 2
    same = [c.text.strip() for c in values[:half]] == [c.text.strip() for c in values[half:]]
    if len(values) != 6 * _GROUP:
        return values
    return values[:half] if same else _continued(values[:half], values[half:]) or values


def _continued(above: list[Cell], below: list[Cell]) -> list[Cell] | None:
    """One row that a page broke inside its cells: 1 above 2 is 12, where the totals say so."""
    if not all(cell.text.strip() for cell in above) or all(cell.text.strip() for cell in below):
        return None
    whole = joined(above, below)
    has_number = any(is_number(cell.text) for cell in below)
    return whole if not has_number or _groups_agree(bare(whole)) else None


def _is_known_header(cell: Cell) -> bool:
    return _is_header(cell) and (is_known_word(cell.text) or is_fragment(cell.text))


def _leaves(strips: list[Strip], columns: tuple[Column, ...]) -> list[str]:
    """The lowest headers as they follow each other, as keys of the form's labels."""
    names = {key(v): key(c.label) for c in columns for v in (c.label, *c.variants)}
    cells = [cell for strip in strips for cell in strip.cells if _is_header(cell)]
    is_one = len({strip.block for strip in strips}) == 1
    if is_one and any(cell.column_span > 1 for cell in cells):
        leaves = [cell for cell in cells if key(cell.text) in names]
        if len({cell.column for cell in leaves}) == len(leaves):
            cells = sorted(leaves, key=lambda cell: cell.column)
    return [names[key(cell.text)] for cell in cells if key(cell.text) in names]


def _columns(leaves: list[str], columns: tuple[Column, ...], count: int) -> list[int] | None:
    """The positions on the form of the printed columns, left to right."""
    everything = list(range(len(columns)))
    if len(leaves) == len(columns):
        order: list[int] = []
        for start in range(0, len(columns), _GROUP):
            names = [key(column.label) for column in columns[start : start + _GROUP]]
            group = leaves[start : start + _GROUP]
            if sorted(group) != sorted(names):
                return everything
            order += [start + names.index(leaf) for leaf in group]
        return order
    if len(leaves) == _GROUP and count == _GROUP:
        return everything[:_GROUP]
    return everything


def _groups(cells: list[Cell]) -> list[list[Cell]]:
    return [cells[start : start + _GROUP] for start in range(0, len(cells), _GROUP)]


def _groups_agree(cells: list[Cell]) -> bool:
    groups = [group for group in _groups(cells) if any(cell.text.strip() for cell in group)]
    return bool(groups) and all(total_agrees(group) for group in groups)


def _may_have_moved(cells: list[Cell]) -> bool:
    """Whether figures chosen among more cells begin with a blank one and do not add up."""
    is_printed = any(cell.text.strip() for cell in cells)
    return is_printed and not cells[0].text.strip() and not _groups_agree(bare(cells))


def _account_for_words(strips: list[Strip], into: Reading) -> None:
    for strip in strips:
        for cell in strip.cells:
            if _is_header(cell) and not _is_known_header(cell) and len(compact(cell.text)) > 2:
                into.warn("text_unknown", cell.at, printed=cell.text)
