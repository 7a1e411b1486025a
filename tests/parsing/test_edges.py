"""Thresholds of the parser, from either side; docs/testing.md lists them. All is invented."""

from __future__ import annotations

import pytest

from generator.agencies import Registry
from generator.forms import form
from generator.parsing.identity.agency import _names_below, find_scope
from generator.parsing.identity.imprint import read_imprint
from generator.parsing.identity.title import candidates, find_title
from generator.parsing.identity.years import find_periods
from generator.parsing.plans.words import title_of
from generator.parsing.prose.account import lost_words
from generator.parsing.prose.contacts import find_contacts
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.prose.unread_contacts import unread_contacts
from generator.parsing.report import parse_document
from generator.parsing.several import report_that_follows
from generator.parsing.tables.cells import whole_number
from generator.parsing.tables.columns import ColumnIndex, group_of
from generator.parsing.tables.find import find_statutory_rows
from generator.parsing.tables.halves import halves
from generator.parsing.tables.labels import row_index
from generator.parsing.tables.merged_labels import parted
from generator.parsing.tables.statutory import read_tables
from generator.readers.document import Cell, Document, Paragraph, Table
from generator.readers.open import read_bytes
from generator.records import Contacts, Place, Record, Source

SOURCE = Source(file="a.txt", sha256="0" * 64, media_type="text/plain")
EMPTY = Document(blocks=(), media_type="text/plain")
NAME = "虚构县民政局"
TITLE = f"{NAME}2023年政府信息公开工作年度报告"


def lines(*texts: str) -> list[TextLine]:
    return [TextLine(text, Place(line=n + 1), n) for n, text in enumerate(texts)]


def title(*texts: str):
    return find_title(candidates(EMPTY, lines(*texts)))


def test_a_title_has_up_to_four_lines():
    rest = ("2023年政府信息", "公开工作年度报告")
    assert title("虚构县", "民政局", *rest).agency == NAME
    assert title("虚构县", "民政", "局", *rest).agency == "民政局"


@pytest.mark.parametrize(("above", "is_found"), [(40, True), (41, False)])
def test_a_title_stands_in_the_first_lines(above, is_found):
    assert bool(title(*("这里是别的内容，不是标题。",) * above, TITLE)) is is_found


@pytest.mark.parametrize(("between", "is_found"), [(22, True), (23, False)])
def test_the_words_of_a_period_stand_near_its_dates(between, is_found):
    text = f"统计期限{'虚' * between}2023年1月1日至2023年6月30日"
    assert bool(list(find_periods(lines(text)))) is is_found


@pytest.mark.parametrize(("between", "is_found"), [(59, True), (60, False)])
def test_the_title_of_a_second_report_stands_near_its_first_chapter(between, is_found):
    first = (TITLE.replace("2023", "2022"), "一、总体情况", "文字。")
    second = (TITLE, *("其他文字。",) * between, "一、总体情况", "文字。")
    assert bool(report_that_follows(lines(*first, *second))) is is_found


@pytest.mark.parametrize(
    ("total", "lost", "is_warned"),
    [(200, 19, False), (200, 20, True), (2000, 40, False), (2000, 41, True)],
)
def test_twenty_characters_and_a_fiftieth_of_the_text_are_missed(total, lost, is_warned):
    kept = "虚" * (total - lost)
    blocks = (Paragraph(kept, at=Place(line=1)), Paragraph("丢" * lost, at=Place(line=2)))
    record = Record(kind="annual_report", source=SOURCE, other_text=kept)
    document = Document(blocks=blocks, media_type="text/plain")
    assert bool(lost_words(document, set(), record)) is is_warned


@pytest.mark.parametrize(("above", "scope"), [(19, "aggregate"), (20, "own")])
def test_the_first_twenty_lines_say_that_a_report_sums_its_region(above, scope):
    said = lines(*("文字。",) * above, "本报告汇总了全县各乡镇、各部门的情况。")
    assert find_scope("虚构县人民政府办公室", said)[0] == scope


@pytest.mark.parametrize(("above", "publisher"), [(29, NAME), (30, None)])
def test_an_imprint_stands_in_the_first_thirty_lines(above, publisher):
    assert read_imprint(lines(*("文字",) * above, f"发布机构：{NAME}")).publisher == publisher


@pytest.mark.parametrize(("between", "phones"), [(6, ("0955-7037171",)), (7, ())])
def test_a_number_stands_up_to_six_characters_behind_its_label(between, phones):
    said = lines(f"电话{'一' * between}0955-7037171")
    assert find_contacts(said)[0].phones == phones


@pytest.mark.parametrize(("between", "count"), [(10, 1), (11, 0)])
def test_the_label_of_a_number_that_was_not_read_stands_near_it(between, count):
    text = f"电话{'。' * between}70371711234"
    assert len(unread_contacts([(text, Place())], Contacts())) == count


@pytest.mark.parametrize("length", [60, 61])
def test_the_title_of_a_task_is_its_first_clause_where_the_sentence_is_long(length):
    clause, rest = "办好事项", ",再办好别的事项"
    sentence = clause + rest + "虚" * (length - len(clause + rest))
    assert title_of(f"{sentence}。") == (sentence if length == 60 else clause)


@pytest.mark.parametrize(("digits", "is_count"), [(15, True), (16, False)])
def test_a_count_has_up_to_fifteen_digits(digits, is_count):
    assert (whole_number("1" * digits) is not None) is is_count


@pytest.mark.parametrize(("count", "is_parted"), [(4, True), (5, False)])
def test_a_label_in_a_merged_cell_is_wrapped_over_up_to_four_lines(count, is_parted):
    label = "2.其他法律行政法规禁止公开"
    pieces = [label[n * 3 : n * 3 + 3] for n in range(count - 1)] + [label[(count - 1) * 3 :]]
    text = "\n".join(("1.属于国家秘密", *pieces))
    cells = (Cell(text, 0, 0, row_span=2), Cell("1", 0, 1), Cell("2", 1, 1))
    found = parted(Table(cells, Place()))
    assert ([c.text for c in found.cells if c.column == 0][1:] == [label]) is is_parted


@pytest.mark.parametrize(("count", "is_read"), [(3, True), (2, False)])
def test_three_rows_that_add_up_tell_the_columns_of_a_table_without_a_head(count, is_read):
    """With every column filled; it is always said."""
    rows = [row for t in form("2021").tables if t.id == "requests" for row in t.rows][:count]
    values = ("1", "2", "3", "4", "5", "6", "21")
    cells = "".join(f"<td>{value}</td>" for value in values)
    body = "".join(f"<tr><td>{row.label}</td>{cells}</tr>" for row in rows)
    page = read_bytes("a.html", f"<html><body><table>{body}</table></body></html>".encode())
    found = read_tables(find_statutory_rows(page), "2021")
    total = found.figures[f"{rows[0].id}.total"]
    assert total.state == ("number" if is_read else "missing")
    assert any(note.code == "parsing.columns_by_form" for note in found.notes) is is_read


@pytest.mark.parametrize(("cells", "state"), [("555", "number"), ("565", "missing")])
def test_a_merged_cell_that_stands_in_each_of_its_places_is_one(cells, state):
    """A converter repeats the headers and figures of merged cells; others are not the same."""
    rows = [
        ["第二十条第（五）项"] * 4,
        ["信息内容", *["本年处理决定数量"] * 3],
        ["行政许可", *cells],
        ["第二十条第（六）项"] * 4,
        ["信息内容", *["本年处理决定数量"] * 3],
        ["行政处罚", *"777"],
        ["行政强制", *"888"],
    ]
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    page = read_bytes("a.html", f"<html><body><table>{body}</table></body></html>".encode())
    found = read_tables(find_statutory_rows(page), "2021")
    assert found.figures["proactive.licences.decisions"].state == state
    assert found.figures["proactive.penalties.decisions"].value == 7


@pytest.mark.parametrize(("above", "agency"), [(29, NAME), (30, None)])
def test_the_first_thirty_lines_say_who_made_a_report(above, agency):
    texts = ("这里是别的内容。",) * above + (f"本报告由{NAME}编制。",)
    found = [name.text for name in _names_below(EMPTY, lines(*texts), Contacts())]
    assert found == ([agency] if agency else [])


@pytest.mark.parametrize(("years", "is_index"), [(4, True), (3, False)])
def test_four_titles_make_a_list_of_reports(years, is_index):
    texts = [TITLE.replace("2023", f"{2020 + n}") for n in range(years)]
    document = read_bytes("a.txt", "\n\n".join(["政府信息公开年报", *texts]).encode())
    codes = {note.code for note in parse_document(document, SOURCE, Registry([], [])).warnings}
    assert ("parsing.refused_index_page" in codes) is is_index


@pytest.mark.parametrize(("printed", "is_known"), [("属于国家", True), ("属于国", False)])
def test_a_label_that_was_cut_has_four_characters(printed, is_known):
    assert bool(row_index("requests").match(printed)) is is_known


@pytest.mark.parametrize(("header", "columns"), [("社会益组织", 1), ("商业的企业", 0)])
def test_a_column_is_guessed_from_five_characters(header, columns):
    """Ten of eleven characters are alike, and eight of nine: only the words' length differs."""
    table = form("2021").table("requests")
    assert len(ColumnIndex(table.columns).named(header)) == columns


@pytest.mark.parametrize(("length", "group"), [(24, "review"), (25, None)])
def test_a_caption_of_table_four_has_up_to_twenty_four_characters(length, group):
    assert group_of("行政复议".rjust(length, "表")) == group


@pytest.mark.parametrize("length", [29, 31])
def test_sixty_characters_of_an_address_that_was_not_read_are_shown(length):
    text = f"{'a' * length}@{'b' * 30}"
    (note,) = unread_contacts([(text, Place())], Contacts())
    assert note.params["printed"] == text[:60]


@pytest.mark.parametrize(("headers", "count"), [(3, 2), (2, 1)])
def test_a_table_in_halves_repeats_three_headers(headers, count):
    names = ("上一年项目数量", "本年增/减", "处理决定数量")[:headers] * 2
    texts = [(name, 0, n) for n, name in enumerate(names)]
    texts += [(str(n), 1, n) for n in range(len(names))]
    cells = tuple(Cell(text, row, column, at=Place()) for text, row, column in texts)
    assert len(halves(Table(cells, Place()))) == count
