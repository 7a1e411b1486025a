"""Thresholds of the readers, from either side; docs/testing.md lists them. All is invented."""

from __future__ import annotations

import pytest

from generator.readers.charset import decode
from generator.readers.document import Table
from generator.readers.html.page import read_html
from generator.readers.open import read_bytes
from generator.readers.pdf.margins import margin_lines

TITLE = "虚构县民政局2023年政府信息公开工作年度报告"
PROSE = "<p>本报告由虚构县民政局编制，公布的是全年的工作情况，全文如下。</p>"


def html(body: str, css: str = ""):
    head = f"<title>{TITLE}</title><style>{css}</style>"
    return read_html(
        f"<html><head>{head}</head><body><div>{body}{PROSE}</div></body></html>".encode()
    )


@pytest.mark.parametrize(("line", "role"), [("虚构县民政", "title"), ("虚构县民", "body")])
def test_a_piece_of_the_title_has_five_characters(line, role):
    (found,) = [block for block in html(f"<p>{line}</p>").blocks if block.text == line]
    assert found.role == role


@pytest.mark.parametrize(("rows", "is_told"), [(4, True), (3, False)])
def test_a_hidden_table_of_four_rows_is_told(rows, is_told):
    table = "<table>" + "<tr><td>新收</td><td>5</td></tr>" * rows + "</table>"
    found = html(f'<div style="display:none">{table}</div>')
    assert any("hidden" in note.code for note in found.warnings) is is_told


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        ("font-size:1.5px", "45"),
        ("font-size:1.6px", "545"),
        ("opacity:0.04", "45"),
        ("opacity:0.05", "545"),
    ],
)
def test_type_of_a_pixel_and_a_half_or_nearly_without_ink_cannot_be_seen(style, cell):
    rows = '<tr><td>甲</td><td>乙</td></tr><tr><td>一</td><td><b class="x">5</b>45</td></tr>'
    found = html(f"<table>{rows}</table>", f".x{{{style}}}")
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert table.cells[-1].text == cell


def text(*lines: str):
    return read_bytes("a.txt", "\n".join((TITLE, "", *lines)).encode())


@pytest.mark.parametrize(("whole", "ragged", "told"), [(4, 1, 1), (3, 1, 0), (8, 2, 2), (7, 2, 0)])
def test_rows_are_ragged_where_four_of_five_are_whole(whole, ragged, told):
    lines = ["| 一 | 5 | 6 |"] * whole + ["| 二 | 7 |"] * ragged
    notes = [note for note in text(*lines).warnings if note.code == "readers.ragged_row"]
    assert len(notes) == told


@pytest.mark.parametrize(("rules", "cell"), [(4, "新收申请"), (3, "新收")])
def test_lines_between_four_rules_are_one_row(rules, cell):
    rule = "├────┼────┤"
    row = ("│新收│ 5  │", "│申请│    │")
    found = text(rule, *row, *(rule,) * (rules - 1))
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert table.cells[0].text.replace("\n", "") == cell


def margins(*pages: list[tuple[float, str]]):
    """The roles of lines on pages of a thousand points with some text in their middle."""
    body = [(400.0 + n, f"第{n}行") for n in range(9)]
    return margin_lines([(1000, [*page, *body]) for page in pages])


@pytest.mark.parametrize(("top", "roles"), [(89.0, {89.0: "header"}), (90.0, {})])
def test_a_running_head_stands_in_the_highest_part_of_its_page(top, roles):
    assert margins(*[[(top, "虚构县民政局")]] * 3) == [roles] * 3


@pytest.mark.parametrize(("above", "is_head"), [(2, True), (3, False)])
def test_a_running_head_is_one_of_the_first_three_lines(above, is_head):
    pages = [
        [*[(10.0 + n, "甲乙丙丁"[page] * (n + 2)) for n in range(above)], (40.0, "虚构县民政局")]
        for page in range(3)
    ]
    assert [40.0 in found for found in margins(*pages)] == [is_head] * 3


@pytest.mark.parametrize(("with_it", "is_head"), [(2, True), (1, False)])
def test_a_running_head_stands_on_half_of_the_pages(with_it, is_head):
    pages = [[(20.0, "虚构县民政局" if n < with_it else "甲乙丙丁"[n] * 4)] for n in range(4)]
    assert (20.0 in margins(*pages)[0]) is is_head


@pytest.mark.parametrize(("before", "is_found"), [(1024, True), (4000, True), (4096, False)])
def test_a_charset_is_looked_for_in_the_first_four_kilobytes(before, is_found):
    """Browsers look at the first 1,024 bytes (WHATWG); templates with long comments go beyond."""
    page = f"<!--{'x' * (before - 7)}--><meta charset=gbk>{PROSE}".encode("gbk")
    found = decode(page)
    assert PROSE in found.text
    assert (not found.warnings) is is_found
