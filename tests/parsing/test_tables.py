"""Statutory tables as they are really printed: labels that drift, cells left empty, pieces lost."""

from __future__ import annotations

import pytest

from generator.forms import form
from tests.parsing.golden import parse
from tests.parsing.layouts import TEXT_LAYOUTS, Piece, all_tables, numbered, report, tabs
from tests.parsing.test_foreign import LAYOUTS, YEARS, Tables, read

Values = dict[str, str]
SILENT = {"parsing.agency_not_registered", "parsing.outline_missing"}


def relabelled(form_id: str, values: Values, changes: dict[str, str]) -> Tables:
    """The tables with labels printed another way; every change must find its label."""
    left = set(changes)
    tables = []
    for heading, rows in all_tables(form_id, values):
        for row in rows:
            for n, piece in enumerate(row):
                if piece.text in changes:
                    left.discard(piece.text)
                    row[n] = Piece(changes[piece.text], piece.columns, piece.rows)
        tables.append((heading, rows))
    assert not left
    return tables


def wrong(record, values: Values) -> list[tuple[str, str | None, str]]:
    return [(f, record.figure(f).raw, v) for f, v in values.items() if record.figure(f).raw != v]


def codes(record) -> set[str]:
    return {note.code for note in record.warnings} - SILENT


# ---- labels ---------------------------------------------------------------------------

DRIFTS = {
    "2014": [
        {"1.专职人员数（不包括政府公报及政府网站工作人员数）": "1.专职人员数（不包括政府公报及政府网站工作人"},
        {"（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）": "（四）政府信息公开专项经费（不包括用于政府公报编辑管理"},
        {"（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）": "（一）主动公开政府信息数"},
        {"（一）召开政府信息公开工作会议或专题会议数": "（一）召开政府信息与政务公开工作会议或专题会议数"},
        {"1.政府公报公开政府信息数": "1、政府公报公开政府信息数", "2.政府网站公开政府信息数": "2、政府网站公开政府信息数"},
        {"其中：主动公开规范性文件数": "其中:主动公开规范性文件数", "涉及商业秘密": "涉及 商业 秘密"},
        {"危及国家安全、公共安全、经济安全和社会稳定": "危及国家安全、公共安全、经济安全和社会稳"},
    ],
    "2019": [
        {"本年新制作数量": "本年新", "本年新公开数量": "本年新"},
        {"本年增/减": "本年增/", "处理决定数量": "处理绝对数量"},
        {"规范性文件": "行政规范性文件"},
        {"二、上年结转政府信息公开申请数量": "二、上年结转政府信息公开数量"},
        {"1.属于国家秘密": "1、属于国家秘密", "1.信访举报投诉类申请": "1、信访举报投诉类申请"},
        {"（一）予以公开": "(一) 予以公开", "（七）总计": "（七）总 计", "三、本年度办理结果": "三、 本 年 度 办 理 结 果"},
        {"2.其他法律行政法规禁止公开": "2.其他法律、行政法规禁止公开", "（六）其他处理": "(六)其它处理"},
        {"一、本年新收政府信息公开申请数量": "本年新收政府信息公开申请数量"},
        {"四、结转下年度继续办理": "结转下年度继续办理"},
        {"3.补正后申请内容仍不明确": "3.补正后申请内容仍不 明确"},
        {"规章": "規章", "1.属于国家秘密": "1.屬於國家秘密", "（四）无法提供": "（四）無法提供"},
        {"7.属于行政执法案卷": "7.属于行政执法案 卷", "8.属于行政查询事项": "8 .属于行政查询事项"},
    ],
    "2021": [
        {"行政规范性文件": "规范性文件"},
        {"本年制发件数": "本年制发件", "现行有效件数": "现行有效件", "本年废止件数": "本年废止件"},
        {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申"},
        {"（六）其他处理": "（六）其它处理", "3.其他": "3.其它"},
        {"3.危及“三安全一稳定”": "3.危及\"三安全一稳定\"", "2.重复申请": "２．重复申请"},
        {"二、上年结转政府信息公开申请数量": "二、上年结转政府信息公开数量"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("form_id", "changes"), [(name, changes) for name, listed in DRIFTS.items() for changes in listed]
)  # fmt: skip
def test_labels_that_drift(form_id, changes, layout):
    values = numbered(form_id, 101)
    record = read(form_id, layout, relabelled(form_id, values, changes))
    assert record.form == form_id
    assert wrong(record, values) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_form_is_told_by_its_labels_and_not_by_the_year(layout):
    values = numbered("2019", 101)
    show = TEXT_LAYOUTS.get(layout, tabs)
    record = parse(report([(h, show(rows)) for h, rows in all_tables("2019", values)], 2023))
    assert (record.year, record.form) == (2023, "2019")
    assert wrong(record, values) == []


# ---- cells ----------------------------------------------------------------------------


def only_totals(form_id: str) -> Values:
    """Numbers in the last column alone, nothing before it."""
    values = numbered(form_id, 101)
    return {f: v if f.endswith(".total") or "." not in f else "" for f, v in values.items()}


# Layouts in which an empty cell leaves no trace.
LOSE_BLANKS = ("one_a_line", "spaced")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_nothing_but_totals(form_id, layout):
    values = only_totals(form_id)
    record = read(form_id, layout, all_tables(form_id, values))
    for name, raw in values.items():
        figure = record.figure(name)
        if not name.startswith(("requests.", "outcomes.")):
            continue
        if layout in LOSE_BLANKS:
            assert figure.state == "missing"
        else:
            assert (figure.raw, figure.state) == (raw, "number" if raw else "blank"), name
    if layout in LOSE_BLANKS:
        assert "parsing.too_few_values" in codes(record)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name not in LOSE_BLANKS])
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_table_of_nothing_is_blank_and_not_zero(form_id, layout):
    values = dict(numbered(form_id, 101))
    parts = ("requests.", "outcomes.", *(() if layout == "tabs_shifted" else ("review.", "litig")))
    emptied = [f for f in values if f.startswith(parts)]
    values.update(dict.fromkeys(emptied, ""))
    record = read(form_id, layout, all_tables(form_id, values))
    assert {record.figure(name).state for name in emptied} == {"blank"}
    assert wrong(record, values) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
@pytest.mark.parametrize(
    ("printed", "state"),
    [("/", "dash"), ("—", "dash"), ("——", "dash"), ("-", "dash"), ("无", "none"), ("0", "number"),
     ("０", "number"), ("1,234", "number"), ("0件", "number")],
)  # fmt: skip
def test_cells_without_numbers_keep_their_state(form_id, layout, printed, state):
    values = {
        name: printed if field.type == "count" else "0"
        for name, field in form(form_id).fields.items()
    }
    record = read(form_id, layout, all_tables(form_id, values))
    for name, field in form(form_id).fields.items():
        if field.type == "count":
            assert record.figure(name).state == state, name


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("printed", "value"),
    [("+118", 118), ("-39", -39), ("增加5", 5), ("减少3", -3), ("312", 312), ("0/0", 0), ("－8", -8)],
)  # fmt: skip
def test_signed_changes(layout, printed, value):
    values = numbered("2019", 101)
    changes = [n for n, field in form("2019").fields.items() if field.type == "signed_count"]
    values.update(dict.fromkeys(changes, printed))
    record = read("2019", layout, all_tables("2019", values))
    assert [record.value(name) for name in changes] == [value] * len(changes)


AMOUNT = "proactive.central_procurement.amount"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("header", "printed", "value"),
    [
        ("采购总金额（元）", "3904014.19", 3904014.19), ("采购总金额（万元）", "477.35", 4773500),
        ("采购总金额", "3405820元", 3405820), ("采购总金额", "113.96万元", 1139600),
        ("采购总金额", "10518.1531 万元", 105181531), ("采购总金额", "8040", None),
        ("采购总金额（万元）", "8040元", 8040), ("采购总金额（单位：元）", "1,234.50", 1234.5),
    ],
)  # fmt: skip
def test_money_of_form_2019(layout, header, printed, value):
    values = {**numbered("2019", 101), AMOUNT: printed}
    record = read("2019", layout, relabelled("2019", values, {"采购总金额（元）": header}))
    figure = record.figure(AMOUNT)
    if layout == "spaced" and " " in printed:
        assert figure.value in (value, None)
        assert figure.value == value or codes(record)
        return
    assert (figure.value, figure.state) == (value, "text" if value is None else "number")
    assert ("parsing.unit_not_stated" in codes(record)) == (value is None)


def test_the_name_of_a_picture_is_no_figure():
    heading = "三、收到和处理政府信息公开申请情况"
    tables = [(h, "1675156994710" if h == heading else tabs(rows))
              for h, rows in all_tables("2021", numbered("2021", 101))]  # fmt: skip
    record = parse(report(tables))
    requests = [f for n, f in record.figures.items() if n.startswith(("requests", "outcomes"))]
    assert {figure.state for figure in requests} == {"missing"}
    assert all(figure.value != 1675156994710 for figure in record.figures.values())
    assert "parsing.table_missing" in codes(record)


# ---- layouts --------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_an_empty_fifth_column(form_id):
    values = numbered(form_id, 101)
    tables = all_tables(form_id, values)
    text = report([(h, "\n".join(line + "\t" for line in tabs(rows).split("\n")))
                   for h, rows in tables], YEARS[form_id])  # fmt: skip
    record = parse(text)
    assert wrong(record, values) == []
    assert codes(record) == set()


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("at", range(6, 27, 2))
def test_a_page_break_inside_table_three(form_id, at):
    """Merged cells vanish behind a break: rows start further left, some with tabs behind them."""
    values = numbered(form_id, 101)
    tables = all_tables(form_id, values)
    lines = tabs(tables[1][1]).split("\n")
    behind = [line.lstrip("\t") for line in lines[at:]]
    body = "\n".join([*lines[:at], "", *behind])
    printed = [(tables[0][0], tabs(tables[0][1])), (tables[1][0], body),
               (tables[2][0], tabs(tables[2][1]))]  # fmt: skip
    record = parse(report(printed, YEARS[form_id]))
    assert wrong(record, values) == []


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("number", ["-4-", "— 4 —", "4", "第4页 共8页", "- 4 -"])
def test_a_page_number_inside_a_label(form_id, number):
    values = numbered(form_id, 101)
    tables = all_tables(form_id, values)
    text = report([(h, tabs(rows)) for h, rows in tables], YEARS[form_id])
    text = text.replace("（四）无法提供", f"（四）无\n{number}\n法提供")
    record = parse(text)
    assert wrong(record, values) == []


def test_a_converter_that_drops_repeated_lines_leaves_unknown_values():
    values = dict.fromkeys(numbered("2021"), "0")
    text = report([(h, TEXT_LAYOUTS["one_a_line"](r)) for h, r in all_tables("2021", values)])
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        if not line or line not in seen:
            kept.append(line)
        seen.add(line)
    record = parse("\n".join(kept))
    states = {f.state for n, f in record.figures.items() if n.startswith(("outcomes", "review"))}
    assert states == {"missing"}
    assert codes(record)


@pytest.mark.parametrize(
    ("form_id", "label"), [("2021", "行政事业性收费"), ("2014", "（三）接受培训人员数")]
)
def test_a_number_on_a_line_of_its_own_is_of_no_row_where_rows_have_lines(form_id, label):
    """The row's own figure is lost, and a stray number stands below the label."""
    values = numbered(form_id, 101)
    heading, rows = all_tables(form_id, values)[0]
    text = report([(heading, TEXT_LAYOUTS["spaced"](rows))])
    line = next(line for line in text.split("\n") if line.startswith(label))
    record = parse(text.replace(line, f"{line.rpartition(' ')[0]}\n7777"))
    assert 7777 not in [figure.value for figure in record.figures.values()]
    told = {n.params["row"] for n in record.warnings if n.code == "parsing.row_broken"}
    assert told == {label}


def test_a_figure_behind_a_label_that_was_dropped_is_of_no_row():
    """（二）被依法纠错数 stands under 复议 and under 诉讼: there a converter drops it, and 7 is its figure."""
    values = numbered("2014", 101) | {
        "stats.review.total": "9",
        "stats.review.upheld": "9",
        "stats.litigation.upheld": "9",
        "stats.litigation.corrected": "7",
        "stats.litigation.other": "9",
    }
    lines = report([(h, TEXT_LAYOUTS["one_a_line"](r)) for h, r in all_tables("2014", values)])
    record = parse("\n".join(dict.fromkeys(lines.split("\n"))))
    assert record.figure("stats.litigation.upheld").state == "missing"
    assert record.value("stats.review.total") == 9
    (told,) = (n for n in record.warnings if n.code == "parsing.label_removed")
    assert "维持具体行政行为或者驳回原告诉讼请求数" in told.params["row"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_a_table_that_breaks_off(form_id, layout):
    """What stands before the end of the document is exact, what is not there is missing."""
    values = numbered(form_id, 101)
    tables = all_tables(form_id, values)
    heading, rows = tables[-1] if form_id == "2014" else tables[1]
    kept = rows[: len(rows) // 2]
    before = [] if form_id == "2014" else tables[:1]
    record = read(form_id, layout, [*before, (heading, kept)])
    printed = {p.text for _, some in [*before, (heading, kept)] for row in some for p in row}
    for name, raw in values.items():
        assert record.figure(name).raw == (raw if raw in printed else None), name
    assert {"parsing.rows_missing"} <= codes(record)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_table_that_is_not_there(form_id, layout):
    values = numbered(form_id, 101)
    tables = all_tables(form_id, values)
    for gone in range(3):
        record = read(form_id, layout, [t for n, t in enumerate(tables) if n != gone])
        printed = {p.text for n, t in enumerate(tables) if n != gone for r in t[1] for p in r}
        for name, raw in values.items():
            assert record.figure(name).raw == (raw if raw in printed else None), name
        assert "parsing.table_missing" in codes(record)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_headers_that_are_lost(layout, at):
    """What no printed word says the columns of is not read, and the reason is given."""
    for form_id in ("2019", "2021"):
        values = numbered(form_id, 101)
        tables = all_tables(form_id, values)
        heading, rows = tables[at]
        tables[at] = (heading, [row for row in rows if any(p.text.isdigit() for p in row)])
        printed = {p.text for row in tables[at][1] for p in row}
        record = read(form_id, layout, tables)
        lost = {name for name, raw in values.items() if raw in printed}
        assert {record.figure(name).state for name in lost} == {"missing"}
        assert not [w for w in wrong(record, values) if w[0] not in lost]
        given = {"parsing.columns_unnamed", "parsing.row_without_columns", "parsing.table_missing"}
        assert codes(record) & given


@pytest.mark.parametrize("layout", ["grid", "tabs", "markdown"])
def test_a_grid_without_headers_whose_every_row_adds_up(layout):
    values = summed(numbered("2021", 101))
    tables = all_tables("2021", values)
    tables[1] = (tables[1][0], tables[1][1][3:])
    record = read("2021", layout, tables)
    assert wrong(record, values) == []
    assert "parsing.columns_by_form" in codes(record)


def summed(values: Values) -> Values:
    """The values with totals of table three that are the sums of their rows."""
    for row in next(t for t in form("2021").tables if t.id == "requests").rows:
        names = [f"{row.id}.{column.id}" for column in form("2021").tables[4].columns]
        values[names[6]] = str(sum(int(values[name]) for name in names[:6]))
    return values


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_columns_of_table_two_in_another_order(layout):
    values = numbered("2021", 101)
    tables = all_tables("2021", values)
    rows = tables[0][1]
    rows[1:4] = [[row[0], row[3], row[2], row[1]] for row in rows[1:4]]
    record = read("2021", layout, tables)
    assert wrong(record, values) == []


@pytest.mark.parametrize("order", [(6, 0, 1, 2, 3, 4, 5), (0, 2, 1, 3, 4, 5, 6)])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_columns_of_table_three_in_another_order(layout, order):
    """The order is followed where the headers show it, else the sums tell and it is named."""
    values = summed(numbered("2021", 101))
    tables = all_tables("2021", values)
    rows = tables[1][1]
    if order[0] == 6:
        rows[1] = [rows[1][2], rows[1][0], rows[1][1]]
    else:
        rows[2] = [rows[2][n - 1] for n in order[1:6]]
    for row in rows[3:]:
        row[-7:] = [row[-7:][n] for n in order]
    record = read("2021", layout, tables)
    assert not [w for w in wrong(record, values) if w[1] is not None] or codes(record)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_column_that_is_left_out(layout):
    values = numbered("2021", 101)
    tables = all_tables("2021", values)
    rows = tables[1][1]
    rows[2].pop(1)
    for row in rows[3:]:
        row.pop(-6)
    record = read("2021", layout, tables)
    assert not [w for w in wrong(record, values) if w[1] is not None] or codes(record)
    assert codes(record)


@pytest.mark.parametrize(
    ("printed", "is_named"),
    [
        (["4", "59", "", "0", "0", "0", "18"], True),  # 4 + 5 + 9 = 18
        (["", "2030", "0", "0", "0", "0", "50"], True),  # 20 + 30 = 50
        (["4", "5", "9", "0", "0", "0", "18"], False),
        (["4", "59", "", "0", "0", "0", "63"], False),
        (["4", "59", "", "0", "0", "0", "64"], False),  # no cut adds up: the agency's own sum
        (["4", "59", "1", "0", "0", "0", "19"], False),  # no cell is blank
    ],
)
def test_two_figures_that_run_together_beside_a_blank_cell_are_named(printed, is_named):
    values = numbered("2021", 101)
    row = [f for f in values if f.startswith("requests.received.")]
    values.update(zip(row, printed, strict=True))
    record = read("2021", "grid", all_tables("2021", values))
    assert [record.figure(name).raw for name in row] == printed
    named = [n for n in record.warnings if n.code == "parsing.columns_shifted"]
    assert [n.params["row"] for n in named] == ["一、本年新收政府信息公开申请数量"] * is_named


def test_two_results_of_reviews_that_run_together_are_named():
    values = numbered("2021", 101)
    row = [f for f in values if f.startswith("review.")]
    values.update(zip(row, ["", "12", "0", "0", "3"], strict=True))
    record = read("2021", "grid", all_tables("2021", values))
    assert record.figure(row[1]).raw == "12"
    assert "parsing.columns_shifted" in codes(record)
