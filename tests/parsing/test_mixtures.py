"""Several faults in one document, and tables far wider than any form's. All invented (虚构)."""

from __future__ import annotations

from random import Random

import pytest

from tests.parsing import mutations
from tests.parsing.golden import parse
from tests.parsing.layouts import Piece, all_tables, numbered
from tests.parsing.test_foreign import HURTS, LAYOUTS, PADDED, YEARS, Tables, read, unexplained

FAULTS = 4
WIDE = 200
# In padded layouts a lost cell cannot be told from an empty one. A number taken from a row and
# another put into or beside it leave no trace: faults of whole columns and of one row never meet here.
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
