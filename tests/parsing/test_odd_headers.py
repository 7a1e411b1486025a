"""Headers mean what they say, in every layout: units, scales, other columns, lost names."""

from __future__ import annotations

import pytest

from generator.forms import form
from tests.parsing.golden import parse
from tests.parsing.layouts import Piece, all_tables, numbered, report
from tests.parsing.test_foreign import LAYOUTS, Tables, read
from tests.parsing.test_tables import codes, relabelled, wrong

FEE = "proactive.admin_fees.amount"
LICENCES = "proactive.licences.decisions"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "header",
    ["本年收费金额（单位：元/万元）", "本年收费金额（元、万元）", "本年收费金额（万元或元）"],
)
def test_two_units_are_none(header: str, layout: str) -> None:
    values = {**numbered("2021", 101), FEE: "32500"}
    record = read(
        "2021", layout, relabelled("2021", values, {"本年收费金额（单位：万元）": header})
    )
    assert (record.figure(FEE).state, record.figure(FEE).raw) == ("text", "32500")
    assert "parsing.unit_not_stated" in codes(record)
    assert wrong(record, values) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("header", "printed", "value", "state"),
    [
        ("本年处理决定数量（万件）", "3", 30000, "number"),
        ("本年处理决定数量（单位：万件）", "1.2", 12000, "number"),
        ("本年处理决定数量（万件）", "45件", 45, "number"),
        ("本年处理决定数量（千件）", "3", None, "text"),
        ("本年处理决定数量（件）", "3", 3, "number"),
    ],
)
def test_a_scale_in_a_header_of_counts(
    header: str, printed: str, value: int | None, state: str, layout: str
) -> None:
    values = {**numbered("2021", 101), LICENCES: printed}
    record = read("2021", layout, relabelled("2021", values, {"本年处理决定数量": header}))
    figure = record.figure(LICENCES)
    assert (figure.value, figure.state, figure.raw) == (value, state, printed)
    is_single = value is not None and str(value) == printed.removesuffix("件")
    assert is_single or codes(record) & {"parsing.cell_scaled", "parsing.cell_not_a_number"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "header", ["本年项目数量", "上年数", "代码", "计量单位", "2022年", "历年累计", "同比增减"]
)
def test_a_header_that_is_no_column_of_the_form(header: str, layout: str) -> None:
    values = numbered("2019", 101)
    record = read("2019", layout, relabelled("2019", values, {"本年增/减": header}))
    changes = [n for n, field in form("2019").fields.items() if n.endswith("items_change")]
    assert {record.figure(name).state for name in changes} == {"missing"}
    assert [w for w in wrong(record, values) if w[1] is not None] == []
    assert codes(record) & {"parsing.column_unknown", "parsing.row_without_columns"}
    lost = {name for name, raw, _ in wrong(record, values) if raw is None} - set(changes)
    assert lost == set()


GROUPS = [
    {"未经复议直接起诉": "未经行政复议直接起诉", "复议后起诉": "经行政复议后起诉"},
    {"行政复议": "行政复议案件", "行政诉讼": "行政诉讼案件"},
    {"复议后起诉": "复议后诉讼", "未经复议直接起诉": "直接起诉"},
    {"未经复议直接起诉": "未经复议\n直接起诉", "复议后起诉": "复议后\n起诉"},
]


@pytest.mark.parametrize(
    "layout", [name for name in LAYOUTS if name not in ("spaced", "one_a_line")]
)
@pytest.mark.parametrize("changes", GROUPS[:3])
def test_the_groups_of_table_four_in_other_words(changes: dict[str, str], layout: str) -> None:
    values = numbered("2021", 101)
    record = read("2021", layout, relabelled("2021", values, changes))
    assert wrong(record, values) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "lost", [("行政复议",), ("复议后起诉",), ("未经复议直接起诉", "复议后起诉"), ("结果维持",)]
)
def test_a_lost_name_in_table_four_gives_its_figures_to_no_one(
    lost: tuple[str, ...], layout: str
) -> None:
    values = numbered("2021", 101)
    record = read("2021", layout, relabelled("2021", values, dict.fromkeys(lost, "")))
    assert [w for w in wrong(record, values) if w[1] is not None] == []
    gone = [f for f in record.figures.values() if f.state == "missing"]
    assert gone
    assert codes(record)


def beside(form_id: str) -> Tables:
    """Table three of the agency itself, and of all agencies below it, side by side."""
    own, all_ = numbered(form_id, 101), numbered(form_id, 70101)
    tables, others = all_tables(form_id, own), all_tables(form_id, all_)
    rows = []
    for left, right in zip(tables[1][1], others[1][1], strict=True):
        head = next((n for n, p in enumerate(right) if p.text.isdigit()), None)
        more = right[head:] if head is not None else [p for p in right if "勾稽" not in p.text]
        rows.append([*left, *more])
    heads = [Piece("", 3), Piece("本机关", 7), Piece("全市汇总", 7)]
    tables[1] = (tables[1][0], [heads, *rows])
    return tables


@pytest.mark.parametrize("layout", LAYOUTS)
def test_own_and_aggregate_side_by_side_are_not_mixed(layout: str) -> None:
    record = read("2021", layout, beside("2021"))
    values = numbered("2021", 101)
    assert [w for w in wrong(record, values) if w[1] is not None] == []
    if any(w[1] is None for w in wrong(record, values)):
        assert codes(record)


@pytest.mark.parametrize("cells", [200, 2000])
@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_table_of_very_many_columns(cells: int, mark: str) -> None:
    rows = [["信息内容", *(f"第{n}列" for n in range(cells))]]
    rows += [["规章", *map(str, range(cells))], ["行政处罚", *map(str, range(cells))]]
    body = "\n".join(mark.join(row) for row in rows)
    record = parse(report([("二、主动公开政府信息情况", body)]))
    assert all(figure.state == "missing" for figure in record.figures.values())
    assert {"parsing.tables_missing", "parsing.table_missing"} & codes(record)
    given = "".join(str(note.params) for note in record.warnings)
    text = "".join(section.text or "" for section in record.sections)
    assert "规章" in given + text
