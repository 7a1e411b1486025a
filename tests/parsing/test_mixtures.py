"""Several faults in one document, and tables far wider than any form's. All invented (虚构)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from tests.parsing import mutations
from tests.parsing.golden import parse
from tests.parsing.layouts import Piece, all_tables, numbered
from tests.parsing.test_foreign import HURTS, LAYOUTS, PADDED, YEARS, Tables, read, unexplained

FAULTS = 4
WIDE = 200
# In padded layouts a lost cell cannot be told from an empty one. A number taken from a row and
# another put into or beside it leave no trace where a table prints no totals: faults of whole
# columns and of one row meet below, as far as something printed tells of them.
OF_COLUMNS = (
    mutations.column_before,
    mutations.column_between,
    mutations.column_behind,
    mutations.column_in_some_rows,
    mutations.number_over_all_columns,
)
LOST = (mutations.cell_lost, mutations.two_cells_lost)


def mixed(form_id: str, layout: str, seed: int) -> None:
    chance = Random(f"{form_id} {layout} {seed}")
    printed = numbered(form_id, 101)
    tables: Tables = [(h, [list(r) for r in rows]) for h, rows in all_tables(form_id, printed)]
    kinds = [
        one for one in HURTS if one not in OF_COLUMNS and not (one in LOST and layout in PADDED)
    ]
    hurt: list[list[Piece]] = []
    for mutation in chance.sample(kinds, FAULTS):
        rows = chance.choice(tables)[1]
        whole = [n for n, row in enumerate(rows) if mutations.values_of(row)]
        places = [n for n in whole if not any(row in rows[max(0, n - 2) : n + 3] for row in hurt)]
        if places:
            at = chance.choice(places)
            hurt.append(rows[at])
            mutation(rows, at, chance)
    record = read(form_id, layout, tables)
    assert record.warnings
    if record.kind == "annual_report" and record.form == form_id:
        assert unexplained(record, form_id, printed) == []
    else:
        assert not any(figure.state == "number" for figure in record.figures.values())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_several_faults_at_once_give_no_silent_error(form_id, layout):
    mixed(form_id, layout, 1)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_several_faults_at_once_wherever_they_stand(layout):
    for form_id in YEARS:
        for seed in range(2, 40):
            mixed(form_id, layout, seed)


# A column of other numbers in every row, its header lost; or with a header that no form has.
NUMBERS = (mutations.column_before, mutations.column_between, mutations.column_behind)
NAMED = (("代码", "before"), ("上年数", "behind"), ("计量单位", "before"), ("计量单位", "behind"))
Column = tuple[str, str] | Callable[[mutations.Rows, int, Random], None]
HEADS = ("信息内容", "统计指标")


def column_under_a_header(rows: mutations.Rows, name: str, where: str) -> None:
    for number, row in enumerate(rows):
        is_first = where == "before"
        if row[0].text in HEADS:
            row.insert(1 if is_first else len(row), Piece(name))
        elif row[0].text == "行政复议":  # no label stands before the figures of table four
            row.insert(0 if is_first else len(row), Piece(name, 1, 3))
        elif row[0].text.startswith("（本列"):
            row.insert(1 if is_first else len(row), Piece(name, 1, 3))
        elif places := mutations.values_of(row):
            text = "件" if name == "计量单位" else str(number + 10)
            row.insert(places[0] if is_first else places[-1] + 1, Piece(text))


def chosen(
    form_id: str, part: str, chance: Random
) -> tuple[dict[str, str], Tables, mutations.Rows, int]:
    """The tables of a form, those of one part, and a row of it with several figures if it has any."""
    printed = numbered(form_id, 101)
    tables: Tables = [(h, [list(r) for r in rows]) for h, rows in all_tables(form_id, printed)]
    rows = next(rows for heading, rows in tables if part in heading)
    several = [n for n, row in enumerate(rows) if len(mutations.values_of(row)) > 1]
    any_row = [n for n, row in enumerate(rows) if mutations.values_of(row)]
    return printed, tables, rows, chance.choice(several or any_row)


def unexplained_numbers(
    form_id: str, layout: str, tables: Tables, printed: dict[str, str]
) -> list[str]:
    """Numbers that are read wrongly with no warning about their row; some warning there must be."""
    record = read(form_id, layout, tables)
    assert record.warnings
    if record.kind != "annual_report" or record.form != form_id:
        return []
    found = unexplained(record, form_id, printed)
    return [one for one in found if record.figure(one.partition(":")[0]).state == "number"]


PARTS = [
    ("2014", "统计表"),
    ("2019", "二、"),
    ("2019", "四、"),
    ("2021", "二、"),
    ("2021", "三、"),
    ("2021", "四、"),
]


def columns_beside(part: str, layout: str) -> list[Column]:
    """The one row of table four stands beside no other that tells of a column without a name.

    Where the cells of its headers have no places, a name before the first of them is not read.
    """
    if part != "四、":
        return [*NUMBERS, *NAMED]
    is_placed = layout in ("tabs", "markdown", "grid", "drawn", "drawn_plain")
    return [*NAMED] if is_placed else [column for column in NAMED if column != ("代码", "before")]


def column_and_lost_cell(form_id: str, part: str, layout: str, seed: int) -> None:
    for column in columns_beside(part, layout):
        for lose in (*LOST, mutations.number_over_all_columns):
            chance = Random(f"{form_id} {part} {layout} {column} {seed}")
            printed, tables, rows, at = chosen(form_id, part, chance)
            if isinstance(column, tuple):
                column_under_a_header(rows, *column)
                places = mutations.values_of(rows[at])
                if lose in LOST:  # any cell but the column's own
                    own = {"before": places[0], "behind": places[-1]}[column[1]]
                    free = places if column[0] == "计量单位" else [p for p in places if p != own]
                    rows[at].pop(chance.choice(free))
            else:
                column(rows, at, chance)
                lose(rows, at, chance)
            assert unexplained_numbers(form_id, layout, tables, printed) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("form_id", "part"), PARTS)
def test_a_cell_lost_beside_a_column_of_no_form(form_id, part, layout):
    column_and_lost_cell(form_id, part, layout, 1)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("form_id", "part"), PARTS)
def test_a_cell_lost_beside_a_column_of_no_form_wherever_it_stands(form_id, part, layout):
    for seed in range(2, 12):
        column_and_lost_cell(form_id, part, layout, seed)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("column", NAMED, ids="-".join)
@pytest.mark.parametrize("put", [mutations.number_inside, mutations.number_behind])
def test_a_number_put_for_a_lost_one_where_the_total_tells(layout, column, put):
    chance = Random(f"{layout} {column} {put.__name__}")
    printed, tables, rows, at = chosen("2021", "三、", chance)
    mutations.cell_lost(rows, at, chance)
    put(rows, at, chance)
    column_under_a_header(rows, *column)
    assert unexplained_numbers("2021", layout, tables, printed) == []


@pytest.mark.parametrize("layout", ["grid", "tabs", "markdown"])
def test_a_whole_row_whose_total_holds_is_read_beside_a_column_of_no_form(layout):
    """Rows that add up are read in silence, but for the column itself."""
    values = {
        field_id: "6" if field_id.endswith(".total") else "1" for field_id in numbered("2021")
    }
    tables: Tables = [(h, [list(r) for r in rows]) for h, rows in all_tables("2021", values)]
    column_under_a_header(tables[1][1], "计量单位", "behind")
    record = read("2021", layout, tables)
    read_rows = [f for n, f in record.figures.items() if n.startswith(("requests", "outcomes"))]
    assert read_rows and all(figure.state == "number" for figure in read_rows)
    told = {note.code for note in record.warnings}
    assert "parsing.column_unknown" in told
    assert not told & {"parsing.columns_uncertain", "parsing.total_beside_column"}


@pytest.mark.parametrize("layout", ["tabs", "markdown", "grid"])
def test_rows_of_two_hundred_columns_give_no_figure(layout):
    tables: Tables = all_tables("2021", numbered("2021", 101))
    wide = [
        (
            heading,
            [[*row, *(Piece(f"{mutations.FOREIGN}{n}") for n in range(WIDE))] for row in rows],
        )
        for heading, rows in tables
    ]
    record = read("2021", layout, wide)
    assert not [f for f in record.figures.values() if f.state == "number" and f.value > 70_000]
    assert record.warnings


def test_a_table_of_two_hundred_columns_of_no_form_is_kept_as_text():
    head = "\t".join(["第二十条第（一）项"] * WIDE)
    rows = "\n".join("\t".join(str(row * 1000 + n) for n in range(WIDE)) for row in range(1, 6))
    record = parse(
        "虚构县水务局2022年政府信息公开工作年度报告\n本报告为虚构示例。统计期限自2022年1月1日起至2022年12月31日止。\n"
        f"一、总体情况\n没有真实工作。\n二、主动公开政府信息情况\n{head}\n{rows}\n"
        "三、收到和处理政府信息公开申请情况\n无。\n四、政府信息公开行政复议、行政诉讼情况\n无。\n五、存在的主要问题及改进情况\n无。\n"
    )
    text = "".join(section.text or "" for section in record.sections) + (record.other_text or "")
    assert record.kind == "annual_report" and not record.figures
    assert "parsing.form_undecided" in [note.code for note in record.warnings]
    assert all(str(row * 1000 + n) in text for row in range(1, 6) for n in (0, 99, WIDE - 1))
