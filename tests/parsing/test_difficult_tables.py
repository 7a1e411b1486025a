"""Tables as offices reshape them, in every format: read by their printed words, or refused.

Every document is made up (虚构); each figure differs from all others, so that one that moved is
seen. A figure that the document prints under its own words is exact; one that it does not print
is missing; and what cannot be told is missing with a warning, never another figure.
"""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from benchmarks.reading import is_warned
from generator.forms import form
from generator.parsing.report import parse_document
from generator.readers.open import read_bytes
from generator.records import Record
from made_up.documents import html_pages, text_layouts
from made_up.documents.docx_files import Look, docx
from made_up.documents.grids import grids
from made_up.documents.odd_tables import KINDS, printed_fields
from made_up.documents.paper import Block, Paper, PaperGrid, PaperLine
from tests.parsing.golden import SOURCE
from tests.readers.reports import registry

YEARS = {"2014": 2016, "2019": 2020, "2021": 2023}
CHAPTERS = {
    "art20": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "cases": "四、政府信息公开行政复议、行政诉讼情况",
    "stats": "附件：政府信息公开情况统计表",
}
# Formats that keep the places of cells, so that every figure must be read.
PLACED = {
    "trs": ("a.html", html_pages.trs),
    "word_export": ("a.html", html_pages.word_export),
    "docx": ("a.docx", lambda paper, chance: docx(paper, chance, Look())),
    "tabs": ("a.txt", text_layouts.tabs),
    "pipes": ("a.txt", text_layouts.pipes),
    "markdown": ("a.md", text_layouts.markdown),
}
# Formats that keep the order of cells alone.
ORDERED = {
    "one_cell_a_line": ("a.txt", text_layouts.one_cell_a_line),
    "closed": ("a.txt", text_layouts.closed),
    "parted": ("a.txt", text_layouts.parted),
    "extracted": ("a.txt", text_layouts.extracted),
    "pipes_trailing": ("a.txt", text_layouts.pipes_trailing),
    "pipes_broken": ("a.txt", text_layouts.pipes_broken),
}
FORMATS = PLACED | ORDERED
RECORD = Record(kind="annual_report", source=SOURCE)


@cache
def texts_of(form_id: str) -> dict[str, str]:
    """A number of its own for each figure; totals are the sums of their rows."""
    of_form = form(form_id)
    found = {name: 101 + 3 * n for n, name in enumerate(of_form.fields)}
    for table in of_form.tables:
        width = {"requests": 7, "cases": 5}.get(table.id, 0)
        for fields in table.by_row.values():
            for end in range(width, len(fields) + 1, width) if width else ():
                parts = fields[end - width : end - 1]
                found[fields[end - 1].id] = sum(found[part.id] for part in parts)
    decimals = {f.id for f in of_form.fields.values() if f.type == "decimal"}
    return {
        name: f"{value}万元" if name in decimals else str(value) for name, value in found.items()
    }


def blocks_of(form_id: str, kind: str, chance: Random) -> list[Block]:
    """The chapters with their tables, one of them reshaped."""
    of_form, texts = form(form_id), texts_of(form_id)
    replaced, make = KINDS[kind]
    blocks: list[Block] = []
    for grid in grids(of_form, texts):
        blocks.append(PaperLine(CHAPTERS[grid.id], 1))
        blocks += make(of_form, dict(texts), chance) if grid.id == replaced else [grid]
    return blocks


def paper_of(form_id: str, blocks: list[Block]) -> Paper:
    """A made-up report around some blocks."""
    year = YEARS[form_id]
    name = f"虚构市虚构局{year}年政府信息公开工作年度报告"
    begin = [
        PaperLine("（本文为虚构样例）"),
        PaperLine(f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"),
        PaperLine("一、总体情况", 1),
        PaperLine("各项工作有序推进，没有真实工作可以报告，具体数据见以下各表。"),
    ]
    end = [
        PaperLine("五、存在的主要问题及改进情况", 1),
        PaperLine("问题都是虚构的，下一步加强培训，提高质量。"),
    ]
    return Paper((name,), name, (*begin, *blocks, *end), RECORD)


def read(form_id: str, blocks: list[Block], layout: str) -> Record:
    """The record that a document of a layout gives."""
    name, render = FORMATS[layout]
    content = render(paper_of(form_id, blocks), Random(layout))
    content = content.encode() if isinstance(content, str) else content
    document = read_bytes(name, content)
    return parse_document(document, SOURCE, registry())


def differences(record: Record, form_id: str, blocks: list[Block]) -> list[str]:
    """Figures that are not as printed, those that are not printed and yet read among them."""
    printed = printed_fields(blocks)
    found = []
    for name, text in texts_of(form_id).items():
        figure = record.figure(name)
        wanted = text if name in printed else None
        if figure.raw != wanted or figure.state != ("number" if wanted else "missing"):
            found.append(f"{name}: {figure.state} {figure.raw} for {wanted}")
    return found


def invented(record: Record, form_id: str, blocks: list[Block]) -> list[str]:
    """Figures that are read as another than the printed one, or lost without a word."""
    found = []
    for text in differences(record, form_id, blocks):
        name = text.split(":", maxsplit=1)[0]
        figure = record.figure(name)
        if figure.state != "missing" or not is_warned(record, name, figure):
            found.append(text)
    return found


def forms_of(kind: str) -> list[str]:
    """The forms that have the table that a kind reshapes."""
    replaced = KINDS[kind][0]
    return [f for f in YEARS if any(t.id.startswith(replaced) for t in form(f).tables)]


CASES = [(kind, form_id) for kind in KINDS for form_id in forms_of(kind)]


@pytest.mark.parametrize("layout", PLACED)
@pytest.mark.parametrize(("kind", "form_id"), CASES)
def test_what_is_printed_is_what_is_read(kind: str, form_id: str, layout: str) -> None:
    blocks = blocks_of(form_id, kind, Random(kind))
    record = read(form_id, blocks, layout)
    assert record.form == form_id
    assert differences(record, form_id, blocks) == []


@pytest.mark.parametrize("layout", ORDERED)
@pytest.mark.parametrize(("kind", "form_id"), CASES)
def test_where_only_their_order_is_left_nothing_moves(kind: str, form_id: str, layout: str) -> None:
    blocks = blocks_of(form_id, kind, Random(kind))
    assert invented(read(form_id, blocks, layout), form_id, blocks) == []


def test_the_reason_is_given_where_no_words_name_a_group() -> None:
    blocks = blocks_of("2021", "nameless", Random(1))
    for layout in FORMATS:
        codes = {note.code for note in read("2021", blocks, layout).warnings}
        assert codes & {"parsing.columns_without_group", "parsing.columns_unnamed"}, layout


@pytest.mark.parametrize("kind", ["compared", "another-office"])
def test_the_other_table_is_named(kind: str) -> None:
    blocks = blocks_of("2021", kind, Random(1))
    grid = next(b for b in blocks if isinstance(b, PaperGrid) and not printed_fields([b]))
    assert grid.boxes
    for layout in PLACED:
        codes = {note.code for note in read("2021", blocks, layout).warnings}
        named = {"parsing.table_beside", "parsing.rows_of_other_table", "parsing.two_readings"}
        assert codes & named, layout
