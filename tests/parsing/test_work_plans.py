"""Work plans as offices write them: what a task is, its title, and who answers for it.

All are made up (虚构). Each plan is written as lines of text, as a web page and as a Word file.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import docx
import pytest

from generator.parsing.plans.tables import tasks_in_tables
from generator.parsing.plans.units import units_in_cell
from generator.parsing.report import parse_document
from generator.readers.document import Cell, Document, Table
from generator.readers.open import read_document
from generator.records import Place, Record
from tests.parsing.golden import SOURCE, registry

TITLE = "虚构县水利局2023年政务公开工作要点"
LEAD = "2023年全局政务公开工作的总体要求是：扩大公开范围，提升公开实效。"
GROUP = "一、深化重点领域公开"
OFFICE, STAFF, LAW, CENTRE = "办公室", "人事科", "政策法规科", "信息中心"
TRAIN, ANSWER = "加强业务培训", "做好回应关切"
OF_TRAIN, OF_ANSWER = "全年培训不少于2次。", "办结率达到100%。"

Expected = list[tuple[str, tuple[str, ...]]]
BOTH: Expected = [(TRAIN, (OFFICE, STAFF)), (ANSWER, (CENTRE,))]


def plan(one: str, two: str, *more: str) -> list[str]:
    return [LEAD, GROUP, one, two, *more]


def marked(first: str, second: str) -> list[str]:
    """Two tasks whose paragraphs end with a statement of the units."""
    return plan(f"（一）{TRAIN}。{OF_TRAIN}{first}", f"（二）{ANSWER}。{OF_ANSWER}{second}")


PLANS: dict[str, tuple[list[str], Expected]] = {
    # closing words of the whole plan
    "closing: each unit reports": (
        [
            *marked("（办公室、人事科负责）", "（信息中心负责）"),
            "各责任单位请于2023年12月9日前将落实情况报送办公室。",
        ],
        BOTH,
    ),
    "closing: sections are to see to it": (
        [
            *marked("（办公室、人事科负责）", "（信息中心负责）"),
            "各科室要高度重视，按照任务分工抓好落实，确保各项任务落到实处。",
            "虚构县水利局",
            "2023年4月20日",
        ],
        BOTH,
    ),
    "closing: an appendix": (
        [*marked("（办公室、人事科负责）", "（信息中心负责）"), "附件：虚构的任务分解表"],
        BOTH,
    ),
    "closing: a contact": (
        [
            *marked("（办公室、人事科负责）", "（信息中心负责）"),
            "联系人：虚构办公室，联系电话：0999-1234567。",
        ],
        BOTH,
    ),
    "closing behind labels on lines of their own": (
        plan(
            f"（一）{TRAIN}。{OF_TRAIN}",
            "责任单位：办公室、人事科",
            f"（二）{ANSWER}。{OF_ANSWER}",
            "责任单位：信息中心",
            "各单位落实情况于12月底前报送办公室汇总。",
        ),
        BOTH,
    ),
    "closing behind a bare heading and its text": (
        plan(
            f"（一）{TRAIN}（责任单位：办公室、人事科）",
            OF_TRAIN,
            f"（二）{ANSWER}（责任单位：信息中心）",
            OF_ANSWER,
            "请各科室结合实际认真抓好落实。",
        ),
        BOTH,
    ),
    # labels in brackets
    "label 责任单位": (marked("（责任单位：办公室、人事科）", "（责任单位：信息中心）"), BOTH),
    "label 责任科室": (marked("（责任科室：办公室、人事科）", "（责任科室：信息中心）"), BOTH),
    "label with a stop behind": (
        marked("（责任部门：办公室，人事科）。", "（责任部门：信息中心）。"),
        BOTH,
    ),
    "labels 牵头, 配合": (
        marked("（牵头单位：办公室；配合单位：人事科）", "（牵头单位：信息中心）"),
        BOTH,
    ),
    "labels parted by a comma": (
        marked("（牵头科室：办公室，配合科室：人事科）", "（牵头科室：信息中心）"),
        BOTH,
    ),
    "labels parted by a space": (
        marked("（牵头部门：办公室　配合部门：人事科）", "（牵头部门：信息中心）"),
        BOTH,
    ),
    "label of a time behind": (
        marked(
            "（责任单位：办公室、人事科；完成时限：2023年12月底前）",
            "（责任单位：信息中心；完成时限：长期坚持）",
        ),
        BOTH,
    ),
    "label of a time before": (
        marked(
            "（完成时限：2023年12月底前；责任单位：办公室、人事科）",
            "（完成时限：持续推进；责任单位：信息中心）",
        ),
        BOTH,
    ),
    "a time without a label": (
        marked("（责任单位：办公室、人事科，12月底前完成）", "（责任单位：信息中心，长期坚持）"),
        BOTH,
    ),
    "a person behind a label is no unit": (
        marked("（责任单位：办公室、人事科；责任人：虚构甲）", "（责任单位：信息中心）"),
        BOTH,
    ),
    "square brackets": (
        marked("【责任单位：办公室、人事科】", "【责任单位：信息中心】"),
        BOTH,
    ),
    "two brackets": (
        marked("（牵头单位：办公室）（配合单位：人事科）", "（牵头单位：信息中心）"),
        BOTH,
    ),
    "牵头（责任）单位": (
        marked("（牵头（责任）单位：办公室、人事科）", "（牵头（责任）单位：信息中心）"),
        BOTH,
    ),
    # verbs in brackets
    "verbs 牵头, 配合": (marked("（办公室牵头，人事科配合）", "（信息中心牵头）"), BOTH),
    "verbs 分别负责": (marked("（办公室、人事科分别负责）", "（信息中心负责落实）"), BOTH),
    "verb 按职责分工": (
        marked("（办公室、人事科按职责分工负责）", "（信息中心负责）"),
        BOTH,
    ),
    "verb 会同": (marked("（办公室会同人事科负责）", "（信息中心负责）"), BOTH),
    "由 before the units": (marked("（由办公室、人事科负责）", "（由信息中心负责）"), BOTH),
    "a stop behind the bracket": (marked("（办公室、人事科负责）。", "（信息中心负责）。"), BOTH),
    "brackets within": (
        marked("（办公室、各处（室、局）负责）", "（信息中心负责）"),
        [(TRAIN, (OFFICE, "各处（室、局）")), (ANSWER, (CENTRE,))],
    ),
    "a bracket that names no unit": (
        plan(
            f"（一）{TRAIN}。{OF_TRAIN}（含网上培训）（办公室、人事科负责）",
            f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）",
        ),
        BOTH,
    ),
    "names alone in brackets": (marked("（办公室、人事科）", "（信息中心）"), BOTH),
    "a bracket of something else is no unit": (
        marked("（办公室、人事科负责）", "（信息中心负责）（含下属单位）"),
        BOTH,
    ),
    "labels that are brackets": (
        plan(
            f"（一）{TRAIN}。",
            OF_TRAIN,
            "【牵头单位】办公室",
            "【配合单位】人事科",
            f"（二）{ANSWER}。{OF_ANSWER}",
            "【牵头单位】信息中心",
        ),
        BOTH,
    ),
    "one label for units and time": (
        marked(
            "（责任单位及完成时限：办公室、人事科，全年）", "（责任单位及时限：信息中心，6月底前）"
        ),
        BOTH,
    ),
    "a leader, a section and a contact": (
        marked(
            "（分管领导：虚构甲；责任科室：办公室、人事科；联系人：虚构乙）",
            "（责任科室：信息中心）",
        ),
        BOTH,
    ),
    "units before the text": (
        plan(
            f"（一）{TRAIN}。（责任单位：办公室、人事科）{OF_TRAIN}",
            f"（二）{ANSWER}。（责任单位：信息中心）{OF_ANSWER}",
        ),
        BOTH,
    ),
    # labels without brackets
    "label at the end of the paragraph": (
        marked("责任单位：办公室、人事科。", "责任单位：信息中心。"),
        BOTH,
    ),
    "labels on lines of their own": (
        plan(
            f"（一）{TRAIN}。{OF_TRAIN}",
            "牵头单位：办公室",
            "配合单位：人事科",
            "完成时限：2023年12月底前",
            f"（二）{ANSWER}。{OF_ANSWER}",
            "牵头单位：信息中心",
            "完成时限：长期坚持",
        ),
        BOTH,
    ),
    "the bracket on a line of its own": (
        plan(
            f"（一）{TRAIN}。{OF_TRAIN}",
            "（办公室、人事科负责）",
            f"（二）{ANSWER}。{OF_ANSWER}",
            "（信息中心负责）",
        ),
        BOTH,
    ),
    # numbers and headings
    "arabic numbers": (
        plan(
            f"1.{TRAIN}。{OF_TRAIN}（办公室、人事科负责）",
            f"2.{ANSWER}。{OF_ANSWER}（信息中心负责）",
        ),
        BOTH,
    ),
    "arabic numbers with 、": (
        plan(
            f"1、{TRAIN}。{OF_TRAIN}（责任单位：办公室、人事科）",
            f"2、{ANSWER}。{OF_ANSWER}（责任单位：信息中心）",
        ),
        BOTH,
    ),
    "arabic numbers in brackets": (
        plan(
            f"（1）{TRAIN}。{OF_TRAIN}（办公室、人事科负责）",
            f"（2）{ANSWER}。{OF_ANSWER}（信息中心负责）",
        ),
        BOTH,
    ),
    "full-width stops": (
        plan(
            f"1．{TRAIN}。{OF_TRAIN}（办公室、人事科负责）",
            f"2．{ANSWER}。{OF_ANSWER}（信息中心负责）",
        ),
        BOTH,
    ),
    "chapters are the tasks": (
        [
            LEAD,
            f"一、{TRAIN}",
            OF_TRAIN,
            "责任单位：办公室、人事科",
            f"二、{ANSWER}",
            OF_ANSWER,
            "责任单位：信息中心",
        ],
        BOTH,
    ),
    "chapters in one paragraph are the tasks": (
        [
            LEAD,
            f"一、{TRAIN}。{OF_TRAIN}（责任单位：办公室、人事科）",
            f"二、{ANSWER}。{OF_ANSWER}（责任单位：信息中心）",
        ],
        BOTH,
    ),
    "a heading with numbered tasks": (
        plan(
            "（一）抓好基础工作",
            f"1.{TRAIN}。{OF_TRAIN}（办公室、人事科负责）",
            f"2.{ANSWER}。{OF_ANSWER}（信息中心负责）",
        ),
        BOTH,
    ),
    "numbered points of one task": (
        plan(
            f"（一）{TRAIN}",
            "1.编写虚构的教材。",
            f"2.{OF_TRAIN}",
            "责任单位：办公室、人事科",
            f"（二）{ANSWER}。{OF_ANSWER}（责任单位：信息中心）",
        ),
        BOTH,
    ),
    "units of the heading with numbered points": (
        plan(
            f"（一）{TRAIN}（责任单位：办公室、人事科）",
            "1.编写虚构的教材。",
            f"2.{OF_TRAIN}",
            f"（二）{ANSWER}（责任单位：信息中心）",
            OF_ANSWER,
        ),
        BOTH,
    ),
    "a group's units are those of its tasks": (
        [
            LEAD,
            "一、抓好培训（责任单位：办公室、人事科）",
            f"（一）{TRAIN}。{OF_TRAIN}",
            "二、回应关切（责任单位：信息中心）",
            f"（一）{ANSWER}。{OF_ANSWER}",
        ],
        BOTH,
    ),
    "a task of several paragraphs": (
        plan(
            f"（一）{TRAIN}。",
            "各科室要选派人员参加。",
            f"{OF_TRAIN}（办公室、人事科负责）",
            f"（二）{ANSWER}。",
            f"{OF_ANSWER}（信息中心负责）",
        ),
        BOTH,
    ),
    "a group without tasks is none": (
        [
            *marked("（办公室、人事科负责）", "（信息中心负责）"),
            "二、工作要求",
            "各科室要加强领导，及时报送虚构的进展情况。",
        ],
        BOTH,
    ),
    "no groups at all": (
        [
            LEAD,
            f"1.{TRAIN}。{OF_TRAIN}（办公室、人事科负责）",
            f"2.{ANSWER}。{OF_ANSWER}（信息中心负责）",
        ],
        BOTH,
    ),
    "units broken by a line's end": (
        plan(
            f"（一）{TRAIN}。{OF_TRAIN}（责任单位：办公室、人",
            "事科）",
            f"（二）{ANSWER}。{OF_ANSWER}（责任单位：信息中",
            "心）",
        ),
        BOTH,
    ),
    "a label's units broken by a line's end": (
        plan(
            f"（一）{TRAIN}。{OF_TRAIN}",
            "责任单位：办公室、",
            "人事科",
            f"（二）{ANSWER}。{OF_ANSWER}",
            "责任单位：",
            "信息中心",
        ),
        BOTH,
    ),
}

HEAD = ("序号", "工作任务", "具体要求", "责任科室")
ROWS = [
    ("1", TRAIN, OF_TRAIN, "办公室、人事科"),
    ("2", ANSWER, OF_ANSWER, "信息中心"),
]
TABLES: dict[str, tuple[list[tuple[str, ...]], Expected]] = {
    "task and requirement": ([HEAD, *ROWS], BOTH),
    "requirements grouped under a task": (
        [
            HEAD,
            ("1", TRAIN, OF_TRAIN, "办公室、人事科"),
            ("^", "^", "组织学习条例。", "政策法规科"),
            ROWS[1],
        ],
        [
            (OF_TRAIN[:-1], (OFFICE, STAFF)),
            ("组织学习条例", (LAW,)),
            (OF_ANSWER[:-1], (CENTRE,)),
        ],
    ),
    "a title above the names of the columns": (
        [("2023年虚构的任务分解表",) * 4, HEAD, *ROWS],
        BOTH,
    ),
    "lead and support": (
        [
            ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
            ("1", TRAIN, "办公室", "人事科", "年底前"),
            ("2", ANSWER, "信息中心", "", "持续推进"),
        ],
        BOTH,
    ),
    "labels in the cell": (
        [
            ("序号", "工作内容", "责任单位", "时限"),
            ("1", TRAIN, "牵头单位：办公室/配合单位：人事科", "年底前"),
            ("2", ANSWER, "牵头单位：信息中心", "全年"),
        ],
        BOTH,
    ),
    "units on lines of their own": (
        [HEAD, ("1", TRAIN, OF_TRAIN, "办公室/人事科"), ROWS[1]],
        BOTH,
    ),
    "a unit broken by the cell's edge": (
        [HEAD, ("1", TRAIN, OF_TRAIN, "政策法/规科、人/事科"), ROWS[1]],
        [(TRAIN, (LAW, STAFF)), (ANSWER, (CENTRE,))],
    ),
    "a kind of work before the task": (
        [
            ("任务分类", "工作任务", "责任单位"),
            ("虚构的基础工作", TRAIN, "办公室、人事科"),
            ("^", ANSWER, "信息中心"),
        ],
        BOTH,
    ),
    "one unit for two tasks": (
        [
            ("序号", "工作任务", "责任单位", "完成时限"),
            ("1", TRAIN, "办公室、人事科", "年底前"),
            ("2", ANSWER, "^", "年底前"),
        ],
        [(TRAIN, (OFFICE, STAFF)), (ANSWER, (OFFICE, STAFF))],
    ),
    "persons and remarks": (
        [
            ("序号", "任务名称", "责任单位", "责任人", "备注"),
            ("1", TRAIN, "办公室、人事科", "虚构甲", ""),
            ("2", ANSWER, "信息中心", "虚构乙", "长期"),
        ],
        BOTH,
    ),
    "names of columns with remarks": (
        [
            ("序号", "主要任务", "工作措施", "责任单位（科室）", "完成时限（时间）"),
            ("1", TRAIN, OF_TRAIN, "办公室、人事科", "年底前"),
            ("2", ANSWER, OF_ANSWER, "信息中心", "全年"),
        ],
        BOTH,
    ),
    "headings between the rows": (
        [
            ("序号", "工作任务", "责任单位"),
            ("一", "抓好虚构的基础", ""),
            ("1", TRAIN, "办公室、人事科"),
            ("二", "抓好虚构的回应", ""),
            ("2", ANSWER, "信息中心"),
        ],
        BOTH,
    ),
    "the names of the columns printed twice": ([HEAD, ROWS[0], HEAD, ROWS[1]], BOTH),
}


def web_page(folder: Path, body: str) -> Path:
    path = folder / "plan.html"
    path.write_text(
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head>"
        f"<body><h1>{TITLE}</h1>{body}</body></html>",
        encoding="utf-8",
    )
    return path


def lines_as(kind: str, lines: list[str], folder: Path) -> Path:
    if kind == "html":
        return web_page(folder, "".join(f"<p>{escape(line)}</p>" for line in lines))
    if kind == "docx":
        file = docx.Document()
        for line in [TITLE, *lines]:
            file.add_paragraph(line)
        file.save(folder / "plan.docx")
        return folder / "plan.docx"
    gap = "\n\n" if kind == "txt" else "\n"
    path = folder / "plan.txt"
    path.write_text(gap.join([TITLE, *lines]) + "\n", encoding="utf-8")
    return path


def spans(rows: list[tuple[str, ...]], at: int, column: int) -> int:
    below = rows[at + 1 :]
    return 1 + next((n for n, row in enumerate(below) if row[column] != "^"), len(below))


def table_as(kind: str, rows: list[tuple[str, ...]], folder: Path) -> Path:
    if kind == "html":
        body = ""
        for at, row in enumerate(rows):
            is_one = len(set(row)) == 1
            cells = "".join(
                f"<td rowspan={spans(rows, at, column)}>{text.replace('/', '<br>')}</td>"
                for column, text in enumerate(row)
                if text != "^"
            )
            body += f"<tr>{f'<td colspan={len(row)}>{row[0]}</td>' if is_one else cells}</tr>"
        return web_page(folder, f"<p>{LEAD}</p><table border=1>{body}</table>")
    file = docx.Document()
    file.add_paragraph(TITLE)
    file.add_paragraph(LEAD)
    table = file.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "^":
                table.cell(at, column).merge(table.cell(at - 1, column))
            elif len(set(row)) > 1 or not column:
                table.cell(at, column).text = text.replace("/", "\n")
        if len(set(row)) == 1:
            table.cell(at, 0).merge(table.cell(at, len(row) - 1))
    file.save(folder / "plan.docx")
    return folder / "plan.docx"


def document_of(*tables: Table) -> Document:
    return Document(blocks=tables, media_type="application/pdf")


def read(path: Path) -> Record:
    record = parse_document(read_document(path), SOURCE, registry())
    assert record.kind == "work_plan"
    return record


def tasks(record: Record) -> Expected:
    return [(task.title, task.responsible) for task in record.tasks]


@pytest.mark.parametrize("kind", ["txt", "lines", "html", "docx"])
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_in_sentences(name, kind, tmp_path):
    lines, expected = PLANS[name]
    record = read(lines_as(kind, lines, tmp_path))
    assert tasks(record) == expected
    assert [task.number for task in record.tasks] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("name", TABLES)
def test_a_plan_in_a_table(name, kind, tmp_path):
    rows, expected = TABLES[name]
    assert tasks(read(table_as(kind, rows, tmp_path))) == expected


@pytest.mark.parametrize("name", [name for name in PLANS if name.startswith("closing")])
def test_closing_words_are_kept_beside_the_tasks(name, tmp_path):
    lines, _ = PLANS[name]
    record = read(lines_as("html", lines, tmp_path))
    assert lines[-1] in (record.other_text or "")
    assert all(lines[-1] not in (task.text or "") for task in record.tasks)


def test_a_row_that_a_page_cut_is_one_task():
    names = ["序号", "工作任务", "责任单位"]
    rows = [
        (1, [*names]),
        (1, ["1", f"{TRAIN}。全年培训不少", "办公室、人"]),
        (2, ["", "于2次。", "事科"]),
        (2, ["2", f"{ANSWER}。{OF_ANSWER}", CENTRE]),
    ]
    cells = tuple(
        Cell(text, at, column, at=Place(page=page, line=at))
        for at, (page, row) in enumerate(rows)
        for column, text in enumerate(row)
    )
    found = tasks_in_tables(document_of(Table(cells, Place(page=1, line=0))))
    assert [(task.title, task.responsible) for task in found.tasks] == BOTH
    assert (found.tasks[0].text or "").endswith("全年培训不少于2次。")
    assert not found.notes


def test_a_table_over_two_pages_keeps_the_names_of_its_columns():
    upper = [*HEAD, *ROWS[0]]
    first = Table(tuple(Cell(t, n // 4, n % 4) for n, t in enumerate(upper)), Place(page=1))
    second = Table(tuple(Cell(t, 0, n) for n, t in enumerate(ROWS[1])), Place(page=2))
    found = tasks_in_tables(document_of(first, second))
    assert [(task.title, task.responsible) for task in found.tasks] == BOTH


def test_tasks_of_the_same_title_with_numbers_of_their_own_are_no_group():
    rows = [HEAD, ROWS[0], ("2", TRAIN, OF_ANSWER, CENTRE)]
    cells = tuple(Cell(t, at, n) for at, row in enumerate(rows) for n, t in enumerate(row))
    found = tasks_in_tables(document_of(Table(cells, Place())))
    assert [task.title for task in found.tasks] == [TRAIN, TRAIN]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("办公室\n人事科", (OFFICE, STAFF)),
        ("办公室 人事科", (OFFICE, STAFF)),
        ("办\n公室", (OFFICE,)),
        ("县政府\n办公室", ("县政府办公室",)),
        ("政策法规\n科", (LAW,)),
        ("牵头单位：办公室\n配合单位：人事科", (OFFICE, STAFF)),
        ("责任单位：办公室；完成时限：年底前", (OFFICE,)),
        ("办公室牵头，人事科配合", (OFFICE, STAFF)),
        ("办公室（牵头）、人事科（配合）", (OFFICE, STAFF)),
        ("各科室、下属单位按职责分工负责", ("各科室", "下属单位")),
        ("各处（室、局）", ("各处（室、局）",)),
        ("办公室，人事科；信息中心", (OFFICE, STAFF, CENTRE)),
    ],
)
def test_the_units_of_a_cell(cell, units):
    assert units_in_cell(cell) == units
