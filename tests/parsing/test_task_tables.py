"""Work plans that are tables: columns with and without details, pushed left, one cell a line."""

from __future__ import annotations

import pytest

from tests.parsing.golden import parse

TITLE = "虚构市虚构局2023年政务公开工作任务分解表"

BY_COLUMNS = f"""{TITLE}

| 序号 | 工作任务 | 责任单位 | 完成时限 |
|---|---|---|---|
| 1 | 及时公开虚构的预算，公开率达到100%。 | 财务科 | 年底前 |
| 2 | 每季度举办1次虚构的开放日。 | 办公室、宣传科 | 持续推进 |
"""
PUSHED_LEFT = f"""{TITLE}

工作任务 | 具体要求 | 责任部门 |
一、公开虚构的财政信息。 | 1.公开虚构的预算。 | 财务科 |
二、办好虚构的专栏。 | 2.更新虚构的概况。 | 办公室 |
3.答复虚构的意见。 | 各科室 | |
4.更新虚构的公众号。 | 办公室牵头，各科室配合 | |
"""
A_CELL_A_LINE = f"""{TITLE}
工作任务
|
具体要求
|
责任科室
|
时限要求
|
清理虚构的文件
|
1
|
对虚构的文件进行清理，并公布目录。
|
办公室
|
年底前
|
办好虚构的专栏
|
2
|
及时发布虚构的内容。
|
各科室
|
持续推进
|
3
|
编好虚构的年报。
|
办公室
|
2024年1月31日前
|
"""


def tasks(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    record = parse(text)
    assert record.kind == "work_plan"
    return [(task.group, task.title, task.responsible) for task in record.tasks]


def test_a_row_is_a_task():
    assert tasks(BY_COLUMNS) == [
        ("", "及时公开虚构的预算,公开率达到100%", ("财务科",)),
        ("", "每季度举办1次虚构的开放日", ("办公室", "宣传科")),
    ]
    first, second = parse(BY_COLUMNS).tasks
    assert [(t.value, t.unit) for t in first.targets] == [(100, "%")]
    assert [(t.value, t.unit) for t in second.targets] == [(1, "次")]


def test_rows_that_lost_their_group_cell_are_tasks_too():
    one, two = "一、公开虚构的财政信息。", "二、办好虚构的专栏。"
    assert tasks(PUSHED_LEFT) == [
        (one, "公开虚构的预算", ("财务科",)),
        (two, "更新虚构的概况", ("办公室",)),
        (two, "答复虚构的意见", ("各科室",)),
        (two, "更新虚构的公众号", ("办公室", "各科室")),
    ]


def test_rows_of_which_only_the_order_is_left():
    assert tasks(A_CELL_A_LINE) == [
        ("清理虚构的文件", "对虚构的文件进行清理,并公布目录", ("办公室",)),
        ("办好虚构的专栏", "及时发布虚构的内容", ("各科室",)),
        ("办好虚构的专栏", "编好虚构的年报", ("办公室",)),
    ]


@pytest.mark.parametrize("broken", ["办公室\n|\n年底前\n|\n", "年底前\n|\n"])
def test_a_row_that_fits_nothing_is_named(broken):
    """A cell or two are lost: the row runs into the next one, and is said to be unread."""
    record = parse(A_CELL_A_LINE.replace(broken, "", 1))
    assert len(record.tasks) < 3
    assert "parsing.task_row_unread" in {note.code for note in record.warnings}


def test_a_task_without_a_unit_is_named_and_heads_nothing():
    text = (
        BY_COLUMNS
        + "| 3 | 公布虚构的目录。 |  | 年底前 |\n| 4 | 答复虚构的来信。 | 办公室 | 年底前 |\n"
    )
    assert [task.group for task in parse(text).tasks] == ["", "", ""]
    (note,) = [n for n in parse(text).warnings if n.code == "parsing.task_row_unread"]
    assert "公布虚构的目录" in note.params["printed"]


def test_a_numbered_heading_in_a_table_is_a_group():
    text = (
        BY_COLUMNS + "| 一 | 办好虚构的平台 |  |  |\n| 3 | 答复虚构的来信。 | 办公室 | 年底前 |\n"
    )
    assert [task.group for task in parse(text).tasks] == ["", "", "办好虚构的平台"]
    assert "parsing.task_row_unread" not in {note.code for note in parse(text).warnings}


def test_a_heading_of_numbered_tasks_is_no_task():
    text = """2023年虚构市政务公开工作要点

一、公开虚构的重点

（一）加强虚构战略的公开

1.公开虚构的战略。加强公开。（责任单位：虚构发改委、虚构工信局）

2.公开虚构的项目。及时公开。（责任单位：虚构住建局）

（二）办好虚构的平台。网站更新及时。（责任单位：虚构办公室）
"""
    assert [title for _, title, _ in tasks(text)] == [
        "公开虚构的战略",
        "公开虚构的项目",
        "办好虚构的平台",
    ]
    assert parse(text).agency_name in ("虚构市", "虚构市人民政府")
