"""The statutory tables of a paper: spellings of cells, drift of labels, what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import msgspec

from generator.forms import form
from generator.records import Figure, Record
from made_up import chance as of
from made_up.documents import cells
from made_up.documents.cutting import cut
from made_up.documents.grids import Text, grids, map_text
from made_up.documents.odd_tables import KINDS, printed_fields
from made_up.documents.paper import Block, PaperGrid
from made_up.documents.variants import variants

_AMOUNT = "采购总金额"
_SPACED = ("自然人", "其他", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a layout asks of its paper."""

    has_page_title: bool = True
    is_split: bool = False
    has_drift: bool = True
    has_tables: bool = True
    has_false_headings: bool = False
    is_broken_off: bool = False
    has_other_year: bool = False
    is_odd: bool = False


def print_tables(
    record: Record, wish: Wish, chance: Random
) -> tuple[dict[str, Figure], dict[str, PaperGrid]]:
    """The figures as they are printed, and the tables that print them, by id."""
    if record.form is None:
        return {}, {}
    of_form = form(record.form)
    if not wish.has_tables or all(f.state == "missing" for f in record.figures.values()):
        return {}, {}
    habit = of.pick(chance, cells.HABITS)
    nothing = of.pick(chance, cells.NOTHINGS)
    figures, texts = {}, {}
    for field_id, entry in of_form.fields.items():
        figure = cells.nothing(record.figures[field_id], entry, nothing)
        texts[field_id], figures[field_id] = cells.spell(figure, entry, habit, chance)
    found = {grid.id: grid for grid in grids(of_form, texts, is_split=wish.is_split)}
    amount = "proactive.central_procurement.amount"
    if amount in figures:
        header, text, figures[amount] = _procurement(figures[amount], texts[amount], chance)
        texts[amount] = text
        found = {grid.id: grid for grid in grids(of_form, texts, is_split=wish.is_split)}
        found = {grid_id: _with_header(g, header) for grid_id, g in found.items()}
    if wish.has_drift:
        found = {grid_id: map_text(grid, _drift(chance)) for grid_id, grid in found.items()}
    return figures, found


def reshaped(
    record: Record, tables: dict[str, PaperGrid], figures: dict[str, Figure], chance: Random
) -> dict[str, list[Block]]:
    """One of the tables as an office reshapes it; what it does not print is missing."""
    of_form, texts = form(record.form or ""), {}
    for box in (box for grid in tables.values() for box in grid.boxes if box.field):
        texts[box.field or ""] = box.text
    kinds = [make for replaced, make in KINDS.values() if replaced in tables]
    ids = [replaced for replaced, _ in KINDS.values() if replaced in tables]
    at = int(chance.random() * len(kinds))
    found: dict[str, list[Block]] = {grid_id: [grid] for grid_id, grid in tables.items()}
    headers = [b.text for grid in tables.values() for b in grid.boxes if b.text.startswith(_AMOUNT)]
    found[ids[at]] = [
        _with_header(block, headers[0]) if headers and isinstance(block, PaperGrid) else block
        for block in kinds[at](of_form, texts, chance)
    ]
    printed = printed_fields([block for blocks in found.values() for block in blocks])
    figures.update({field_id: Figure() for field_id in figures if field_id not in printed})
    return found


def broken_off(
    tables: dict[str, PaperGrid], figures: dict[str, Figure], chance: Random
) -> dict[str, PaperGrid]:
    """Table 三 ends at some row and table 四 is gone; what is lost is missing."""
    kept = dict(list(tables.items())[:-1])
    whole = kept["requests"]
    above, _ = cut(whole, 9 + int(chance.random() * 12), "gone")
    kept["requests"] = above
    printed = {box.field for grid in kept.values() for box in grid.boxes}
    for field_id in figures:
        if field_id not in printed:
            figures[field_id] = Figure()
    return kept


def _with_header(grid: PaperGrid, header: str) -> PaperGrid:
    return map_text(grid, lambda text: header if text == _AMOUNT else text)


def _procurement(figure: Figure, text: str, chance: Random) -> tuple[str, str, Figure]:
    """Header, cell and figure of the amount: its unit in the cell, the header, or nowhere."""
    if "元" in text:
        return "采购总金额", text, figure
    lot = chance.random()
    if figure.value and lot < 0.1:
        return "采购总金额", text, Figure(state="text", raw=text)
    if figure.value and lot < 0.4:
        wan = cells.in_ten_thousands(figure.value)
        return "采购总金额（万元）", wan, msgspec.structs.replace(figure, raw=wan)
    return "采购总金额（元）", text, figure


def _drift(chance: Random) -> Text:
    """One agency's way with the form's labels."""
    labels, cuts = variants()["labels"]["common"], variants()["labels"]["cut"]
    chosen = {label: of.pick(chance, ways) for label, ways in labels.items()}
    is_narrow, comma = chance.random() < 0.3, chance.random() < 0.15
    is_spaced, is_cut = chance.random() < 0.25, chance.random() < 0.2

    def change(text: str) -> str:
        text = chosen.get(text, text)
        if is_spaced and text in _SPACED:
            text = " ".join(text)
        if is_cut:
            text = cuts.get(text, text)
        if is_narrow:
            text = text.replace("（", "(").replace("）", ")")
        return text.replace("1.", "1、").replace("2.", "2、") if comma else text

    return change
