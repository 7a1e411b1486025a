"""Thresholds of the readers, the parser, the checks and the pages, from either side.

Each test stands for a number or a comparison that could be changed with no other test noticing;
`docs/testing.md` lists them. All texts are invented (虚构).
"""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from generator.forms import form
from generator.pages.agency import apply
from generator.pages.agency.letter import mail_link
from generator.pages.plan.targets import passages_for
from generator.parsing.identity.agency import _signatures
from generator.parsing.prose.headings import section_key
from generator.parsing.prose.metrics import find_metrics
from generator.parsing.prose.outline import outline
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.tables.alignment import align
from generator.parsing.tables.column_assignment import was_joined
from generator.parsing.tables.columns import column_index
from generator.parsing.tables.labelled_rows import LabelledRow, matches
from generator.parsing.tables.labels import Match, row_index
from generator.parsing.tables.line_cells import LineSpacing, RowExtent, cells_by_lines
from generator.parsing.tables.line_rows import _has_many_labels
from generator.parsing.tables.statutory_row import StatutoryRow
from generator.readers.document import Cell
from generator.readers.html.markup import parse as tree_of
from generator.readers.html.tables import is_layout, own_rows
from generator.readers.open import read_bytes
from generator.readers.pdf.columns import find_loose_tables
from generator.readers.pdf.drawn import Char
from generator.readers.pdf.margins import margin_lines
from generator.readers.pdf.marks import _is_raised
from generator.readers.pdf.text_lines import PrintedLine, Segment, lines_of
from generator.records import Contacts, Place, Record, Section, Source, Task
from generator.site.pelican_plugin.facts import facts_of
from generator.versions import choose
from tests.checks.factory import record, results, subject
from tests.pages.making import record as page_record
from tests.readers.samples import texts

SENTENCE = "<p>本年度没有其他需要报告的事项，未收取信息处理费，一切内容都是虚构的。</p>"


# Readers


def html(body: str):
    return read_bytes("a.html", f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(("first", "second", "role"), [(3, 2, "body"), (60, 1, "footer")])
def test_an_article_in_two_parts_is_one_article(first, second, role):
    """Three sentences of five are not the article; sixty of sixty-one are."""
    found = html(
        f"<div><div>{SENTENCE * first}</div>"
        f'<div><a href="x">相关</a>{SENTENCE * second}</div></div>'
    )
    assert {block.role for block in found.blocks if block.text == "相关"} == {role}


@pytest.mark.parametrize(("names", "role"), [(137, "footer"), (170, "body")])
def test_a_foot_of_a_page_is_short(names, role):
    """685 and 850 characters beside the line 版权所有."""
    foot = f"<div><p>{'虚构单位 ' * names}</p><p>版权所有 虚构县人民政府</p></div>"
    found = html(f'<div class="article">{SENTENCE * 180}{foot}</div>')
    (names_of_offices,) = (block for block in found.blocks if block.text.startswith("虚构单位"))
    assert names_of_offices.role == role
    assert any(text.startswith("版权所有") for text in texts(found, "footer"))


@pytest.mark.parametrize(("beside", "expected"), [(400, True), (900, False)])
def test_a_layout_table_holds_most_of_its_text_in_one_cell(beside, expected):
    cell = "<p>字</p>" * 600
    others = f"<td>{'表' * (beside // 2)}</td>" * 2
    page = tree_of(f"<table><tr><td>{cell}</td>{others}</tr></table>", max_tags=5000)
    assert page.table is not None
    assert is_layout(page.table, own_rows(page.table)) is expected


def char(text: str, x: float, middle: float, size: float = 10.0):
    half = size / 2
    matrix = (size, 0, 0, size, 0, 0)
    box = (x, middle - half, x + size, middle + half)
    return Char(*box, text, size, matrix, None, x + half, middle)


@pytest.mark.parametrize(("lower", "count"), [(4.0, 1), (6.0, 2)])
def test_characters_of_one_line_differ_by_less_than_half_their_height(lower, count):
    assert len(lines_of([char("甲", 0, 100), char("乙", 10, 100 + lower)])) == count


@pytest.mark.parametrize(("top", "roles"), [(930, {930: "footer"}), (860, {})])
def test_a_page_number_stands_in_the_lowest_ninth_of_its_page(top, roles):
    pages = [(1000.0, [(500.0, "正文"), (float(top), f"- {n} -")]) for n in (1, 2, 3)]
    assert margin_lines(pages) == [roles] * 3


@pytest.mark.parametrize(("size", "is_raised"), [(8.0, True), (9.0, False)])
def test_a_raised_mark_is_smaller_than_its_figure(size, is_raised):
    assert _is_raised(char("1", 11, 97.5, size), char("6", 0, 100)) is is_raised


# Parsing


def test_a_label_is_guessed_only_where_it_resembles_the_printed_one():
    """国家机密 is a slip for 国家秘密; 工作秘密 is another thing and no row of the form."""
    index = row_index("requests")
    assert index.match("属于国家机密")[0].position == index.match("属于国家秘密")[0].position
    assert index.match("属于工作秘密") == ()


def test_a_heading_takes_no_row_of_figures():
    observed = [(Match(0, 1.0),), (), (Match(3, 1.0),)]
    found = align(observed, 4, frozenset({1}))
    assert (found.positions, found.by_order) == ([0, 2, 3], {1})
    assert align(observed, 4, frozenset()).positions == [0, None, 3]
    assert align([observed[0], (), observed[0]], 2, frozenset({1})).positions[1] is None


@pytest.mark.parametrize(("below", "names"), [(11, ["虚构县水务局"]), (12, [])])
def test_a_signature_stands_in_the_last_twelve_lines(below, names):
    lines = ["虚构县水务局", *(f"附件{n}：第{n}号表" for n in range(below))]
    found = _signatures([TextLine(text, Place(line=n), n) for n, text in enumerate(lines)])
    assert [name.text for name in found] == names


def cells(*given: str) -> list[Cell]:
    return [Cell(text, 0, n) for n, text in enumerate(given)]


@pytest.mark.parametrize(
    ("pieces", "count"),
    [
        (("属于", "国家", "秘密"), 3),
        (("属", "于", "国家", "秘密"), 4),
        (("属", "于", "国", "家", "秘密"), 0),
    ],
)
def test_a_label_in_up_to_four_cells_is_one_label(pieces, count):
    index = row_index("requests")
    found, used = matches(LabelledRow(labels=cells(*pieces)), index)
    is_whole = bool(found) and found[0].score >= 1.0
    assert (is_whole, used if is_whole else 0) == (count > 0, count)


@pytest.mark.parametrize(("count", "expected"), [(11, False), (12, True)])
def test_table_four_without_figures_is_told_by_twelve_headers(count, expected):
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    rows = [
        StatutoryRow(tuple(cells(head)), "cases", n, is_line=True)
        for n, head in enumerate(heads[:count])
    ]
    assert _has_many_labels(rows) is expected


@pytest.mark.parametrize(("width", "count"), [(7, 7), (6, None)])
def test_empty_lines_behind_the_last_label_are_cells_of_a_row_of_seven(width, count):
    """Fewer empty lines may part a table from what follows it."""
    label, after = (
        Cell(text, 0, 0, at=Place(line=at)) for text, at in (("总计", 10), ("下文", 30))
    )
    between = RowExtent(label, after, (LineSpacing(1, 1),), is_last=True)
    found = cells_by_lines([], width, between, lambda _: False)
    assert (found and len(found)) == count


@pytest.mark.parametrize(("ones", "expected"), [(11, True), (12, False)])
def test_two_cells_that_ran_together_hold_up_to_twelve_digits(ones, expected):
    """5 and 111… run together beside a blank cell, and the total is their sum."""
    parts = 5, int("1" * ones)
    assert was_joined(cells("", f"{parts[0]}{parts[1]}", str(sum(parts)))) is expected


@pytest.mark.parametrize(("letters", "is_part"), [(8, True), (9, False)])
def test_a_clause_of_up_to_twelve_characters_belongs_to_the_next(letters, is_part):
    text = f"上半年{'甲' * letters},共收到政府信息公开申请12件。"
    (found,) = find_metrics([TextLine(text, Place(line=1), 0)], year=2023)
    assert found.is_partial is is_part


def test_a_column_is_guessed_only_where_its_header_resembles_the_printed_one():
    table = next(table for table in form("2021").tables if table.id == "requests")
    index = column_index(table)
    assert index.named("法律服机构") == index.named("法律服务机构") != ()
    assert index.named("法律服务组织") == ()


def test_a_chapter_is_guessed_only_where_its_heading_resembles_the_printed_one():
    assert section_key("三、收到与处理的信息公开申请情况") == "requests"
    assert section_key("二、主动公开工作人员情况") is None
    assert section_key("政务服务工作情况") is None


@pytest.mark.parametrize(
    ("count", "keys"), [(2, ["part-1", "part-2"]), (3, ["proactive", "requests", "review"])]
)
def test_three_chapters_make_the_statutory_outline(count, keys):
    titles = [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    words = [
        text
        for number, title in zip("一二三", titles[-count:], strict=False)
        for text in (f"{number}、{title}", "这一章的内容都是虚构的。")
    ]
    found = outline([TextLine(text, Place(line=n), n) for n, text in enumerate(words)], set())
    assert [section.key for section in found.sections] == keys


# Versions, checks


def document(name: str, day: str) -> Record:
    source = Source(
        file=name, sha256=name * 64, media_type="text/plain", published=f"{day}T09:00:00"
    )
    return Record(kind="annual_report", agency="640500-a", year=2023, source=source)


@pytest.mark.parametrize(("other_day", "is_by_date"), [("2024-01-20", False), ("2024-01-21", True)])
def test_of_one_day_none_is_the_newest(other_day, is_by_date):
    both = [document("a", "2024-01-20"), document("b", other_day)]
    by_sum = {one.source.sha256: one for one in both}
    assert choose(by_sum, None, "newest", frozenset(), "a" * 64).is_by_date is is_by_date


def years(field: str, *amounts: float):
    return subject(
        *(record("2021", 2025 - back, figures={field: each}) for back, each in enumerate(amounts))
    )


@pytest.mark.parametrize(("now", "result"), [(1500, "holds"), (2500, "fails")])
def test_a_jump_is_tenfold(now, result):
    found = results("JUMP", years("proactive.licences.decisions", now, 190, 200, 205, 200))
    assert result in found
    assert ("fails" in found) == (result == "fails")


@pytest.mark.parametrize(
    ("factor", "result"),
    [(2000, "holds"), (4000, "fails"), (20_000, "fails"), (40_000, "holds")],
)
def test_a_slip_of_units_is_about_ten_thousandfold(factor, result):
    amount = "proactive.admin_fees.amount"
    assert result in results("UNITS", years(amount, 3.0 * factor, 3.0, 3.0))
    assert ("fails" in results("UNITS", years(amount, 3.0 * factor, 3.0, 3.0))) == (
        result == "fails"
    )


# Pages, site


@pytest.mark.parametrize(("robots", "is_listed"), [("noindex", False), ("", True), (None, True)])
def test_a_page_that_is_not_to_be_indexed_is_not_listed(robots, is_listed):
    head = {"save_as": "a/index.html", "url": "a/", "title": "甲", "template": "page"}
    assert facts_of(head | {"robots": robots}, "a.md").is_listed is is_listed


@pytest.mark.parametrize(("letters", "has_body"), [(4, True), (200, False)])
def test_a_mail_address_is_no_longer_than_mail_programs_take(letters, has_body):
    """A Chinese letter is nine characters of an address."""
    text = mail_link("虚" * letters, Contacts(emails=("a@example.org",)))
    assert text is not None
    assert ("&body=" in unquote(text)) is has_body


@pytest.mark.parametrize(("part", "whole", "digits"), [(50, 100, 0), (500, 100_000, 1)])
def test_a_wide_interval_is_given_in_whole_per_cent(part, whole, digits):
    low = apply.wilson(part, whole)[0] * 100
    text = apply._share("apply.open_share", part, whole)
    assert f"{low:.{digits}f}%" in text
    assert (f"{low:.1f}%" in text) == (digits == 1)


@pytest.mark.parametrize(("shared", "count"), [("养老服务", 0), ("养老服务补贴标准", 1)])
def test_a_passage_shares_more_than_one_short_word_with_its_task(shared, count):
    task = Task(number=1, group="", title=f"公布{shared}", text=None)
    told = Section(key="overview", heading="一", text=f"这一年里{shared}另行说明，此处略去。")
    assert len(passages_for((task,), page_record(sections=(told,)))) == count


@pytest.mark.parametrize(("alike", "found"), [(3, {1, 2, 3}), (4, set())])
def test_words_of_more_than_a_seventh_of_the_tasks_say_nothing(alike, found):
    """Of 20 tasks, three may share a term that tells one from others; four may not."""
    shared = [Task(number=n, group="", title="公布养老服务补贴标准") for n in range(1, alike + 1)]
    others = [
        Task(number=n, group="", title=chr(0x4E00 + 40 * n) * 6) for n in range(alike + 1, 21)
    ]
    told = Section(key="overview", heading="一", text="这一年里养老服务补贴标准另行说明。")
    assert set(passages_for([*shared, *others], page_record(sections=(told,)))) == found


@pytest.mark.parametrize(("headers", "is_in_table"), [(4, True), (8, False)])
def test_up_to_six_lines_above_the_figures_of_an_undrawn_table_are_its_headers(
    headers, is_in_table
):
    texts = [f"列{n}" for n in range(headers)]
    columns = (100.0, 200.0, 300.0)

    def line(y: float, words: list[str]) -> PrintedLine:
        segments = (
            Segment("名", 0, 20),
            *(Segment(w, x, x + 20) for w, x in zip(words, columns, strict=True)),
        )
        return PrintedLine(segments, y, y + 10, 10.0)

    lines = [line(12.0 * n, [text] * 3) for n, text in enumerate(texts)]
    lines += [line(12.0 * (headers + n), [str(7 * n + c) for c in range(3)]) for n in range(3)]
    (table,) = find_loose_tables(lines)
    assert ("列0" in [text for row in table.rows for text in row]) is is_in_table
    assert "列7" in [text for row in table.rows for text in row] or headers < 8


@pytest.mark.parametrize(("behind", "role"), [(20, "body"), (1, "footer")])
def test_words_of_a_foot_in_a_sentence_are_said_where_more_of_the_report_follows(behind, role):
    """A tenth of the report's sentences behind it, and a hundredth."""
    said = f"<p>本县规定版权所有的资料，依申请公开；{SENTENCE}</p>"
    found = html(f"<div>{f'<p>{SENTENCE}</p>' * 150}{said}{f'<p>{SENTENCE}</p>' * behind}</div>")
    assert {block.role for block in found.blocks if "版权所有" in block.text} == {role}
