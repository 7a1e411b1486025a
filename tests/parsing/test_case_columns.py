"""Table four beside columns of no form: another year's figures never become this year's.

All tables are made up (虚构). A row that lost a cell there has as many as the form wants.
"""

from __future__ import annotations

import pytest

from generator.records import Record
from tests.parsing.layouts import Piece, all_tables, numbered
from tests.parsing.test_foreign import read

LEAVES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
KEYS = ["upheld", "corrected", "other", "pending", "total"]
GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"]
CASES = ("review.", "litigation.")
LAYOUTS = ("tabs", "markdown", "grid", "drawn_plain")
WHOLE = [["1", "2", "3", "4", "10"], ["2", "2", "3", "4", "11"], ["3", "2", "3", "4", "12"]]
Rows = list[list[str]]


def table_four(rows: Rows, layout: str) -> Record:
    """A report whose fourth table has these rows."""
    (article, _, (heading, _)) = all_tables("2021", numbered("2021", 101))
    return read("2021", layout, [article, (heading, [[Piece(t) for t in row] for row in rows])])


def numbers(record: Record) -> dict[str, str | None]:
    """The numbers that are read in table four."""
    found = record.figures.items()
    return {n: f.raw for n, f in found if n.startswith(CASES) and f.state == "number"}


def told(record: Record, code: str) -> list[str]:
    """What the warnings of a code say is printed."""
    notes = [note for note in record.warnings if note.code == f"parsing.{code}"]
    return [note.params["printed"] for note in notes]


def groups_of(record: Record) -> set[str]:
    return {name.rpartition(".")[0] for name in numbers(record)}


def by_groups(first: list[str], name: str = "上年总计", last: str = "7") -> Rows:
    """A row for each group and a column of no form behind its five figures."""
    rows = [[g, *figures, last] for g, figures in zip(GROUPS, WHOLE, strict=True)]
    return [["项目", *LEAVES, name], [GROUPS[0], *first], *rows[1:]]


def by_figures(second: list[str]) -> Rows:
    """A row for each of the five, a column for each group and one of the last year."""
    rows = [[leaf, *(f[n] for f in WHOLE), "9"] for n, leaf in enumerate(LEAVES)]
    return [["项目", *GROUPS, "上年"], rows[0], [LEAVES[1], *second], *rows[2:]]


def listed(this_year: str, last_year: str, third: list[str]) -> Rows:
    """One figure a row, and the last year's behind it."""
    rows = [[g, leaf, this_year, last_year] for g in GROUPS for leaf in LEAVES]
    rows[2] = [GROUPS[0], LEAVES[2], *third]
    return [["类型", "结果", "件数", "上年"], *rows]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_last_years_total_is_no_total(layout: str) -> None:
    record = table_four(by_groups(["1", "3", "4", "10", "7", ""]), layout)
    assert groups_of(record) == {"litigation.direct", "litigation.after_review"}
    assert any("10 | 7" in printed for printed in told(record, "columns_uncertain"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_of_groups_that_lost_a_figure(layout: str) -> None:
    record = table_four(by_figures(["2", "8", "9", ""]), layout)
    assert not [name for name in numbers(record) if name.endswith("corrected")]
    assert len(numbers(record)) == 12
    assert any("2 | 8 | 9" in printed for printed in told(record, "columns_uncertain"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("this_year", "last_year", "third"), [("1", "101", ["102", ""]), ("1", "", ["", "102"])]
)
def test_last_years_figure_beside_a_blank_one(
    this_year: str, last_year: str, third: list[str], layout: str
) -> None:
    record = table_four(listed(this_year, last_year, third), layout)
    assert "102" not in numbers(record).values()
    assert any("102" in printed for printed in told(record, "columns_uncertain"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_fits_among_wider_ones(layout: str) -> None:
    """A figure that no header names stands in most rows: the row that fits has lost one."""
    rows = [[g, *figures, "7"] for g, figures in zip(GROUPS, WHOLE, strict=True)]
    rows[0] = [GROUPS[0], "1", "3", "4", "10", "7"]
    record = table_four([["项目", *LEAVES], *rows], layout)
    assert not numbers(record)
    assert told(record, "columns_uncertain") or told(record, "too_many_values")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["上年总计", "代码", "备注"])
def test_a_column_of_no_form_is_named_once(name: str, layout: str) -> None:
    """Correct rows beside it are read, and nothing is said of them."""
    record = table_four(by_groups([*WHOLE[0], "7"], name), layout)
    assert list(numbers(record).values()) == [text for row in WHOLE for text in row]
    assert told(record, "column_unknown") == [name]
    assert not told(record, "columns_without_group") and not told(record, "text_unknown")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_code_before_the_figures_is_named_once(layout: str) -> None:
    rows = [[g, f"0{n}", *f] for n, (g, f) in enumerate(zip(GROUPS, WHOLE, strict=True))]
    record = table_four([["项目", "代码", *LEAVES], *rows], layout)
    assert list(numbers(record).values()) == [text for row in WHOLE for text in row]
    assert told(record, "column_unknown") == ["代码"]
    assert not told(record, "columns_without_group")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_blank_total_behind_its_parts_is_named(layout: str) -> None:
    """A row of a group that lost a cell: its figures may stand one column too far left."""
    rows = [[g, *figures] for g, figures in zip(GROUPS, WHOLE, strict=True)]
    rows[0] = [GROUPS[0], "1", "3", "4", "8", ""]
    record = table_four([["项目", *LEAVES], *rows], layout)
    assert any("4 | 8" in printed for printed in told(record, "total_blank"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_moved_right_is_not_read(layout: str) -> None:
    rows = [[g, *figures] for g, figures in zip(GROUPS, WHOLE, strict=True)]
    rows[0] = [GROUPS[0], "", "1", "2", "3", "4"]
    record = table_four([["项目", *LEAVES], *rows], layout)
    assert groups_of(record) == {"litigation.direct", "litigation.after_review"}
    assert any("3 | 4" in printed for printed in told(record, "columns_uncertain"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_figure_that_runs_on_into_the_next_is_named(layout: str) -> None:
    rows = [[g, *figures] for g, figures in zip(GROUPS, WHOLE, strict=True)]
    rows[0] = [GROUPS[0], "4", "", "59", "", "18"]
    record = table_four([["项目", *LEAVES], *rows], layout)
    assert any("59" in printed for printed in told(record, "columns_shifted"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_blank_first_figure_whose_total_holds_is_read_in_silence(layout: str) -> None:
    rows = [[g, *figures] for g, figures in zip(GROUPS, WHOLE, strict=True)]
    rows[0] = [GROUPS[0], "", "1", "", "3", "4"]
    record = table_four([["项目", *LEAVES], *rows], layout)
    assert len(numbers(record)) == 13
    assert not [note for note in record.warnings if "column" in note.code or "total" in note.code]


def remarked(remarks: list[str], figures: list[list[str]]) -> Rows:
    """A row for each group and a remark behind it."""
    rows = [[g, *f, r] for g, f, r in zip(GROUPS, figures, remarks, strict=True)]
    return [["项目", *LEAVES, "备注"], *rows]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_without_a_remark_among_rows_with_one_is_whole(layout: str) -> None:
    for row in (["-", "—", "/", "-", "/"], ["2", "2", "3", "4", "12"]):
        record = table_four(
            remarked(["含上年结转", "", "无争议"], [WHOLE[0], row, WHOLE[2]]), layout
        )
        assert [record.figure(f"litigation.direct.{leaf}").raw for leaf in KEYS] == row


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_lost_a_figure_is_not_read_for_its_remark(layout: str) -> None:
    """The total has moved under 尚未审结, the remark under 总计."""
    figures = [WHOLE[0], ["2", "3", "4", "11", "无争议"], WHOLE[2]]
    record = table_four(remarked(["含上年结转", "", "无争议"], figures), layout)
    assert "litigation.direct" not in groups_of(record)
