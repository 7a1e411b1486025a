"""Rows that a page breaks inside their cells, or tables before their only row. All invented."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.forms import Field, form
from generator.parsing.report import parse_document
from generator.readers.document import Block, Document, Paragraph, Table
from generator.records import Place
from tests.parsing.golden import SOURCE, registry
from tests.parsing.layouts import Piece, all_tables, grid, numbered

SUMS = ["8", "3", "0", "1", "12", "2", "1", "1", "0", "4", "1", "0", "0", "1", "2"]


def figures(upper: list[str], lower: list[str]) -> tuple[list[str | None], set[str]]:
    """What is read of a row on one page and a piece of it on the next, and the warnings."""
    fields = next(t for t in form("2021").tables if t.id == "cases").fields
    values = numbered("2021", 101) | dict(zip([f.id for f in fields], upper, strict=True))
    blocks: list[Block] = [
        Paragraph("虚构市虚构局2022年政府信息公开工作年度报告", Place(page=1, line=1))
    ]
    for n, (heading, rows) in enumerate(all_tables("2021", values), start=1):
        blocks += [Paragraph(heading, Place(page=n, line=1)), grid(rows, 100 * n)]
    blocks.append(grid([[Piece(text) for text in lower]], 900))
    record = parse_document(Document(tuple(blocks), "application/pdf"), SOURCE, registry())
    codes = {note.code for note in record.warnings}
    return [record.figure(field.id).raw for field in fields], codes


def below(**texts: str) -> list[str]:
    """The piece on the next page: empty but for some cells, by their number."""
    return [texts.get(f"c{n}", "") for n in range(15)]


def test_the_rest_of_a_number_is_put_to_it_where_the_totals_agree():
    upper = [*SUMS[:4], "1", *SUMS[5:]]
    read_back, codes = figures(upper, below(c4="2"))
    assert read_back == SUMS
    assert "parsing.table_missing" not in codes


def test_nothing_is_put_together_that_does_not_add_up():
    upper = [*SUMS[:4], "1", *SUMS[5:]]
    read_back, codes = figures(upper, below(c4="3"))
    assert read_back == [None] * 15
    assert codes & {"parsing.too_many_values", "parsing.columns_uncertain"}


def test_the_rest_of_a_dash():
    read_back, _ = figures(["—"] * 15, below(c3="—"))
    assert read_back == [*["—"] * 3, "——", *["—"] * 11]


def test_a_blank_row_on_the_next_page():
    read_back, codes = figures([""] * 15, [""] * 15)
    assert read_back == [""] * 15
    assert "parsing.table_missing" not in codes


NOTHING = Piece("")
UPPER = ["299", "424", "23", "15", "182", "97", "373"]


def received(
    rest: list[str], upper: list[str] = UPPER, beside: Piece = NOTHING
) -> tuple[list[str | None], dict[str, str]]:
    """The row of applications received, the rest of which stands on the next page."""
    fields = [f for f in form("2021").fields.values() if f.row.id == "requests.received"]
    values = numbered("2021", 101) | dict(zip([f.id for f in fields], upper, strict=True))
    blocks: list[Block] = [
        Paragraph("虚构市虚构局2022年政府信息公开工作年度报告", Place(page=1, line=1))
    ]
    for n, (heading, rows) in enumerate(all_tables("2021", values), start=1):
        at = next((n for n, row in enumerate(rows) if "本年新收" in row[0].text), len(rows) - 1)
        blocks.append(Paragraph(heading, Place(page=2 * n, line=1)))
        blocks.append(on_page(grid(rows[: at + 1], 100 * n), 2 * n))
        if at + 1 < len(rows):
            lower = [[beside, *(Piece(text) for text in rest)], *rows[at + 1 :]]
            blocks.append(on_page(grid(lower, 100 * n + 50), 2 * n + 1))
    record = parse_document(Document(tuple(blocks), "application/pdf"), SOURCE, registry())
    notes = {n.code: n.params.get("row", "") for n in record.warnings}
    return [record.figure(f.id).raw for f in fields], notes


def on_page(table: Table, page: int) -> Table:
    """The table with all its cells on one page."""
    cells = (replace(c, at=Place(page=page, line=c.at.line, cell=c.at.cell)) for c in table.cells)
    return Table(tuple(cells), Place(page=page, line=table.at.line))


def test_a_row_of_applications_whose_total_confirms_its_pieces():
    read_back, notes = received(["8", "", "", "", "", "", "9"])
    assert read_back == ["2998", "424", "23", "15", "182", "97", "3739"]
    assert "parsing.row_broken" not in notes


def test_a_row_of_applications_that_no_total_confirms():
    read_back, notes = received(["8", "", "", "", "", "", ""])
    assert read_back == [None] * 7
    assert notes["parsing.row_broken"] == "一、本年新收政府信息公开申请数量"


def replies(upper: str, rest: list[str]) -> tuple[str | None, set[str]]:
    """The 统计表 with the row 2.同意公开答复数 parted by a page: its figure, and the warnings."""
    ((heading, rows),) = all_tables("2014", numbered("2014", 101))
    at = next(n for n, row in enumerate(rows) if row[0].text.startswith("2.同意公开"))
    rows[at][2] = Piece(upper)
    lower = [[Piece(text) for text in rest], *rows[at + 1 :]]
    blocks: list[Block] = [
        Paragraph("虚构市虚构局2016年政府信息公开工作年度报告", Place(page=1, line=1)),
        Paragraph(heading, Place(page=1, line=2)),
        on_page(grid(rows[: at + 1], 10), 1),
        on_page(grid(lower, 200), 2),
    ]
    record = parse_document(Document(tuple(blocks), "application/pdf"), SOURCE, registry())
    found = record.figure("stats.replies.granted_full")
    return (
        f"{found.state} {found.value} {found.raw}",
        {n.code for n in record.warnings} - {"parsing.sections_missing"},
    )


def test_a_remark_that_a_page_parted_is_whole_again():
    found, codes = replies("21（其中修订", ["", "", "10件）"])
    assert found == "number 21 21(其中修订10件)"
    assert "parsing.number_with_note" in codes
    assert not codes & {"parsing.text_unknown", "parsing.number_in_label"}


def test_a_row_that_closes_no_bracket_is_no_rest_of_a_remark():
    for upper, rest in (("21", "10件）"), ("21（其中修订", "10件）5"), ("21（其中修订", "10")):
        found, codes = replies(upper, ["", "", rest])
        assert "10" not in found
        assert codes & {
            "parsing.text_unknown",
            "parsing.number_in_label",
            "parsing.cell_not_a_number",
            "parsing.row_broken",
        }


NOTED = ["299", "424", "23（其", "15", "182", "97", "373"]


@pytest.mark.parametrize("beside", [Piece(""), Piece("结\n果", rows=3)])
def test_a_remark_of_one_column_that_a_page_parted_loses_no_row(beside: Piece):
    """The label of a group of rows may begin anew beside it."""
    read_back, notes = received(["", "", "中修\n订9\n件）", "", "", "", ""], NOTED, beside)
    assert read_back == ["299", "424", "23(其中修订9件)", "15", "182", "97", "373"]
    assert not notes.keys() & {
        "parsing.rows_missing",
        "parsing.table_beside",
        "parsing.text_unknown",
    }


def test_a_remark_that_stands_whole_on_the_next_page():
    read_back, notes = received(["", "", "中修\n订9\n件）", "", "", "", "（注\n1）"], NOTED)
    assert read_back == ["299", "424", "23(其中修订9件)", "15", "182", "97", "373(注1)"]
    assert "parsing.rows_missing" not in notes


def test_a_remark_and_the_label_of_its_row_that_a_page_parted():
    fields = [f for f in form("2021").fields.values() if f.row.id == "outcomes.partly_granted"]
    values = numbered("2021", 101) | {fields[2].id: "7（其"}
    article, (heading, rows), cases = all_tables("2021", values)
    at = next(n for n, row in enumerate(rows) if row[0].text.startswith("（二）部分公开"))
    label = rows[at][0].text
    rows[at][0] = Piece(label[:16], 2)
    beside = Piece("年\n度\n结\n果", rows=len(rows) - at - 1)
    rest = [beside, Piece(label[16:], 2), *(Piece("中修\n订1件）" * (n == 2)) for n in range(7))]
    blocks: list[Block] = [
        Paragraph("虚构市虚构局2022年政府信息公开工作年度报告", Place(page=1, line=1)),
        Paragraph(article[0], Place(page=1, line=2)),
        on_page(grid(article[1], 10), 1),
        Paragraph(heading, Place(page=2, line=1)),
        on_page(grid(rows[: at + 1], 10), 2),
        on_page(grid([rest, *rows[at + 1 :]], 1), 3),
        Paragraph(cases[0], Place(page=3, line=20)),
        on_page(grid(cases[1], 30), 3),
    ]
    record = parse_document(Document(tuple(blocks), "application/pdf"), SOURCE, registry())
    wanted = {name: value for name, value in values.items() if name != fields[2].id}
    assert record.figure(fields[2].id).raw == "7(其中修订1件)"
    assert {name: record.figure(name).raw for name in wanted} == wanted


@pytest.mark.parametrize("is_split", [False, True])
def test_a_remark_of_the_last_row_that_a_page_parted(is_split):
    """A line that a browser draws through the label alone makes two rows of the grid of one."""
    fields = [f for f in form("2021").fields.values() if f.row.id == "requests.carried_over"]
    values = numbered("2021", 101) | {fields[0].id: "0（其中修订0"}
    article, (heading, rows), cases = all_tables("2021", values)
    lower = [[Piece("", 3), Piece("件）"), *(Piece("") for _ in range(6))]]
    if is_split:
        figures = [Piece("件）", 1, 2), *(Piece("", 1, 2) for _ in range(6))]
        lower = [[Piece("", 2, 3), Piece(""), *figures], [Piece("")]]
    blocks: list[Block] = [
        Paragraph("虚构市虚构局2022年政府信息公开工作年度报告", Place(page=1, line=1)),
        Paragraph(article[0], Place(page=1, line=2)),
        on_page(grid(article[1], 10), 1),
        Paragraph(heading, Place(page=2, line=1)),
        on_page(grid(rows, 10), 2),
        on_page(grid(lower, 1), 3),
        Paragraph(cases[0], Place(page=3, line=2)),
        on_page(grid(cases[1], 10), 3),
    ]
    record = parse_document(Document(tuple(blocks), "application/pdf"), SOURCE, registry())
    found = record.figure(fields[0].id)
    assert (found.state, found.value, found.raw) == ("number", 0, "0(其中修订0件)")
    assert "件）" not in "".join(section.text or "" for section in record.sections)


def test_columns_that_are_blank_on_a_whole_page_stay():
    """On the second page only 自然人 is printed, beside the label of a group of rows."""
    fields = [f for f in form("2021").fields.values() if f.table == "requests"]
    values = numbered("2021", 101)
    (article, (heading, rows), cases) = all_tables("2021", values)
    at = next(n for n, row in enumerate(rows) if "2.重复申请" in row[0].text)
    below = {f.id for f in fields} & {
        f.id for f in fields[fields.index(_named(fields, "repeat")) :]
    }
    values |= {name: "" for name in below if not name.endswith("natural_person")}
    (_, (_, rows), _) = all_tables("2021", values)
    beside = [Piece("", rows=len(rows) - at - 1), Piece("不予处\n理", rows=4)]
    lower = [[*beside, *rows[at]], *rows[at + 1 :]]
    blocks: list[Block] = [
        Paragraph("虚构市虚构局2022年政府信息公开工作年度报告", Place(page=1, line=1)),
        Paragraph(article[0], Place(page=1, line=2)),
        on_page(grid(article[1], 10), 1),
        Paragraph(heading, Place(page=2, line=1)),
        on_page(grid(rows[:at], 10), 2),
        on_page(grid(lower, 1), 3),
        Paragraph(cases[0], Place(page=3, line=20)),
        on_page(grid(cases[1], 30), 3),
    ]
    record = parse_document(Document(tuple(blocks), "application/pdf"), SOURCE, registry())
    wrong = {
        f.id: record.figure(f.id).raw for f in fields if record.figure(f.id).raw != values[f.id]
    }
    assert wrong == {}


def _named(fields: list[Field], word: str) -> Field:
    return next(f for f in fields if word in f.id)
