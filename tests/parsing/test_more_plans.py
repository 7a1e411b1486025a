"""More work plans as offices write them, each as text, web page and Word file. All invented (虚构)."""

from __future__ import annotations

import pytest

from generator.parsing.report import parse_document
from generator.readers.document import Document, Paragraph
from generator.records import Place
from tests.parsing.golden import SOURCE, registry
from tests.parsing.test_work_plans import (
    ANSWER,
    BOTH,
    CENTRE,
    GROUP,
    LEAD,
    OF_ANSWER,
    OF_TRAIN,
    OFFICE,
    TITLE,
    TRAIN,
    Expected,
    lines_as,
    marked,
    plan,
    read,
    table_as,
    tasks,
)

PLANS: dict[str, tuple[list[str], Expected]] = {
    "牵头单位 配合单位 on one line": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}", "牵头单位：办公室　配合单位：人事科", f"（二）{ANSWER}。{OF_ANSWER}", "牵头单位：信息中心　配合单位：无"], BOTH),
    "责任单位 then 完成时限 same line": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}", "责任单位：办公室、人事科　完成时限：2023年12月底", f"（二）{ANSWER}。{OF_ANSWER}", "责任单位：信息中心　完成时限：长期"], BOTH),
    "时限 then 单位": (marked("（完成时限：2023年12月底前；牵头单位：办公室；配合单位：人事科）", "（完成时限：持续推进；牵头单位：信息中心）"), BOTH),
    "时限 with comma": (marked("（责任单位：办公室、人事科，完成时限：12月底前）", "（责任单位：信息中心，完成时限：6月底前）"), BOTH),
    "时限 with space": (marked("（责任单位：办公室、人事科 完成时限：12月底前）", "（责任单位：信息中心 完成时限：6月底前）"), BOTH),
    "unit broken by line end": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（责任单位：办公", "室、人事科）", f"（二）{ANSWER}。{OF_ANSWER}（责任单位：信息中", "心）"], BOTH),
    "label broken by line end": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（责任单", "位：办公室、人事科）", f"（二）{ANSWER}。{OF_ANSWER}（责任", "单位：信息中心）"], BOTH),
    "bare bracket broken": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（办公室、人", "事科负责）", f"（二）{ANSWER}。{OF_ANSWER}（信息", "中心负责）"], BOTH),
    "verb 牵头 配合": (marked("（办公室牵头，人事科配合）", "（信息中心牵头）"), BOTH),
    "verb 牵头、配合 semicolons": (marked("（办公室牵头；人事科配合）", "（信息中心负责）"), BOTH),
    "各科室按职责分工负责": (marked("（办公室、人事科按职责分工负责）", "（信息中心负责）"), BOTH),
    "office first then each": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（办公室牵头，各科室按职责分工落实）", f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）"], [(TRAIN, (OFFICE, "各科室")), (ANSWER, (CENTRE,))]),
    "牵头单位：X；责任单位：各": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（牵头单位：办公室；责任单位：局属各单位）", f"（二）{ANSWER}。{OF_ANSWER}（责任单位：信息中心）"], [(TRAIN, (OFFICE, "局属各单位")), (ANSWER, (CENTRE,))]),
    "完成时限 own bracket": (marked("（责任单位：办公室、人事科）（完成时限：2023年12月）", "（责任单位：信息中心）（完成时限：长期坚持）"), BOTH),
    "square": (marked("[责任单位：办公室、人事科]", "[责任单位：信息中心]"), BOTH),
    "lenticular": (marked("【责任科室：办公室、人事科；完成时限：全年】", "【责任科室：信息中心；完成时限：全年】"), BOTH),
    "tortoise": (marked("〔办公室、人事科负责〕", "〔信息中心负责〕"), BOTH),
    "numbers 1. under （一） with units each": ([LEAD, GROUP, "（一）抓好基础工作。", f"1.{TRAIN}。{OF_TRAIN}（责任单位：办公室、人事科）", f"2.{ANSWER}。{OF_ANSWER}（责任单位：信息中心）"], BOTH),
    "numbers (1) under 1.": ([LEAD, GROUP, f"1.{TRAIN}。", "（1）编写教材。", f"（2）{OF_TRAIN}（责任单位：办公室、人事科）", f"2.{ANSWER}。{OF_ANSWER}（责任单位：信息中心）"], BOTH),
    "① under （一）": ([LEAD, GROUP, f"（一）{TRAIN}。①编写教材；②{OF_TRAIN}（办公室、人事科负责）", f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）"], BOTH),
    "1、 full": ([LEAD, GROUP, f"1、{TRAIN}。{OF_TRAIN}责任单位：办公室、人事科", f"2、{ANSWER}。{OF_ANSWER}责任单位：信息中心"], BOTH),
    "配合单位 on own line, 完成时限": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}", "牵头单位：办公室", "配合单位：人事科", "完成时限：2023年12月底前", f"（二）{ANSWER}。{OF_ANSWER}", "牵头单位：信息中心", "配合单位：", "完成时限：长期坚持"], BOTH),
    "责任人 and unit": (marked("（责任单位：办公室、人事科；责任人：虚构甲）", "（责任单位：信息中心；责任人：虚构乙）"), BOTH),
    "责任领导 before": (marked("（责任领导：虚构甲；责任单位：办公室、人事科）", "（责任领导：虚构乙；责任单位：信息中心）"), BOTH),
    "分工 section behind": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）", "二、工作要求", "（一）加强领导。各科室要高度重视。", "（二）强化监督。办公室要加强督促检查。"], [*BOTH, ("加强领导", ()), ("强化监督", ())]),
    "closing 以上各项": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）", "以上各项工作请于年底前完成。"], BOTH),
    "附件 table label": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）", "附件：任务分解表", "虚构县水利局办公室", "2023年4月20日印发"], BOTH),
    "抄送": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"（二）{ANSWER}。{OF_ANSWER}（信息中心负责）", "抄送：虚构县政务公开办。"], BOTH),
    "comma units": (marked("（责任单位：办公室，人事科）", "（责任单位：信息中心）"), BOTH),
    "space units": (marked("（责任单位：办公室 人事科）", "（责任单位：信息中心）"), BOTH),
    "及 units": (marked("（责任单位：办公室及人事科）", "（责任单位：信息中心）"), BOTH),
    "和 units": (marked("（责任单位：办公室和人事科）", "（责任单位：信息中心）"), BOTH),
    "等 units": (marked("（办公室、人事科等负责）", "（信息中心等负责）"), BOTH),
    "责任部门": (marked("（责任部门：办公室、人事科）", "（责任部门：信息中心）"), BOTH),
    "责任股室": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（责任股室：办公室、人事股）", f"（二）{ANSWER}。{OF_ANSWER}（责任股室：信息中心）"], [(TRAIN, (OFFICE, "人事股")), (ANSWER, (CENTRE,))]),
    "主办/协办": (marked("（主办单位：办公室；协办单位：人事科）", "（主办单位：信息中心）"), BOTH),
    "落实单位": (marked("（落实单位：办公室、人事科）", "（落实单位：信息中心）"), BOTH),
    "responsible before colon fused": (marked("（牵头单位:办公室,配合单位:人事科）", "（牵头单位:信息中心）"), BOTH),
    "full sentence 由": (marked("由办公室牵头、人事科配合。", "由信息中心负责。"), BOTH),
    "chapters are tasks one line": ([LEAD, f"一、{TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"二、{ANSWER}。{OF_ANSWER}（信息中心负责）"], BOTH),
    "top numbers with dot": ([LEAD, f"一．{TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"二．{ANSWER}。{OF_ANSWER}（信息中心负责）"], BOTH),
    "第一条": ([LEAD, f"第一条 {TRAIN}。{OF_TRAIN}（办公室、人事科负责）", f"第二条 {ANSWER}。{OF_ANSWER}（信息中心负责）"], BOTH),
    "★ marks": (marked("（★办公室、人事科）", "（★信息中心）"), BOTH),
    "bold title colon": ([LEAD, GROUP, f"（一）{TRAIN}：{OF_TRAIN}（办公室、人事科负责）", f"（二）{ANSWER}：{OF_ANSWER}（信息中心负责）"], BOTH),
    "title no stop": ([LEAD, GROUP, f"（一）{TRAIN}", OF_TRAIN, "（办公室、人事科负责）", f"（二）{ANSWER}", OF_ANSWER, "（信息中心负责）"], BOTH),
    "title and unit then text": ([LEAD, GROUP, f"（一）{TRAIN}（办公室、人事科负责）", OF_TRAIN, f"（二）{ANSWER}（信息中心负责）", OF_ANSWER], BOTH),
    "unit with 各镇街": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（责任单位：各镇（街道）、办公室）", f"（二）{ANSWER}。{OF_ANSWER}（责任单位：信息中心）"], [(TRAIN, ("各镇（街道）", OFFICE)), (ANSWER, (CENTRE,))]),
    "unit line break 、": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}（责任单位：办公室、", "人事科）", f"（二）{ANSWER}。{OF_ANSWER}（责任单位：信息中心）"], BOTH),
    "完成时限 before 责任 two lines": ([LEAD, GROUP, f"（一）{TRAIN}。{OF_TRAIN}", "完成时限：2023年12月底前", "责任单位：办公室、人事科", f"（二）{ANSWER}。{OF_ANSWER}", "完成时限：长期坚持", "责任单位：信息中心"], BOTH),
}  # fmt: skip

TABLES: dict[str, tuple[list[tuple[str, ...]], Expected]] = {
    "工作任务 具体要求 no number": ([("工作任务", "具体要求", "责任科室"), (TRAIN, OF_TRAIN, "办公室、人事科"), (ANSWER, OF_ANSWER, "信息中心")], BOTH),
    "重点任务 工作措施 牵头 配合 时限": ([("序号", "重点任务", "工作措施", "牵头单位", "配合单位", "完成时限"), ("1", TRAIN, OF_TRAIN, "办公室", "人事科", "12月底"), ("2", ANSWER, OF_ANSWER, "信息中心", "", "长期")], BOTH),
    "配合 dash": ([("序号", "重点任务", "工作措施", "牵头单位", "配合单位", "完成时限"), ("1", TRAIN, OF_TRAIN, "办公室", "人事科", "12月底"), ("2", ANSWER, OF_ANSWER, "信息中心", "/", "长期")], BOTH),
    "配合 dash2": ([("序号", "重点任务", "牵头单位", "配合单位", "完成时限"), ("1", TRAIN, "办公室", "人事科", "12月底"), ("2", ANSWER, "信息中心", "—", "长期")], BOTH),
    "任务 units with line ends": ([("序号", "工作任务", "责任单位"), ("1", TRAIN, "办公室/人事科"), ("2", ANSWER, "信息/中心")], BOTH),
    "任务 units broken": ([("序号", "工作任务", "责任单位"), ("1", TRAIN, "办公/室、人/事科"), ("2", ANSWER, "信息中/心")], BOTH),
    "任务 内容 责任部门": ([("序号", "任务名称", "任务内容", "责任部门", "备注"), ("1", TRAIN, OF_TRAIN, "办公室、人事科", ""), ("2", ANSWER, OF_ANSWER, "信息中心", "")], BOTH),
    "项目 要求": ([("项目", "要求", "责任单位"), (TRAIN, OF_TRAIN, "办公室、人事科"), (ANSWER, OF_ANSWER, "信息中心")], BOTH),
    "no 序号 时限": ([("工作任务", "责任单位", "完成时间"), (TRAIN, "办公室、人事科", "2023年12月"), (ANSWER, "信息中心", "全年")], BOTH),
    "header two lines": ([("序/号", "工作/任务", "具体/要求", "责任/单位"), ("1", TRAIN, OF_TRAIN, "办公室、人事科"), ("2", ANSWER, OF_ANSWER, "信息中心")], BOTH),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["txt", "lines", "html", "docx"])
@pytest.mark.parametrize("name", PLANS)
def test_sentences(name, kind, tmp_path):
    lines, expected = PLANS[name]
    assert tasks(read(lines_as(kind, lines, tmp_path))) == expected


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("name", TABLES)
def test_tables(name, kind, tmp_path):
    rows, expected = TABLES[name]
    assert tasks(read(table_as(kind, rows, tmp_path))) == expected


def test_lines_broken_in_a_cell_of_pipes(tmp_path):
    path = tmp_path / "plan.md"
    rows = f"| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | {TRAIN} | 办公室<br>人事科 |\n| 2 | {ANSWER} | 信息<br>中心 |"
    path.write_text(f"{TITLE}\n\n{LEAD}\n\n{rows}\n", encoding="utf-8")
    assert tasks(read(path)) == BOTH


NAMES = ("宁夏回族自治区民政厅", "中卫市民政局")
WORDINGS = (
    "{name}2023年政务公开工作要点",
    "关于印发《{name}2023年政务公开工作要点》的通知",
    "2023年{name}政务公开工作要点",
    "{name}关于印发2023年政务公开工作要点的通知",
)


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_title_may_be_broken_anywhere(name, wording):
    title = wording.format(name=name)
    known = {agency.name: agency.id for agency in registry().agencies.values()}
    for cut in range(4, len(title) - 3):
        lines = [title[:cut], title[cut:], *plan(f"（一）{TRAIN}。（{OFFICE}负责）", "（二）无。")]
        blocks = tuple(Paragraph(text, Place(page=1, line=n)) for n, text in enumerate(lines, 1))
        record = parse_document(Document(blocks, "application/pdf"), SOURCE, registry())
        assert (record.kind, record.agency, record.year) == ("work_plan", known[name], 2023), lines


def test_a_page_breaks_lines_though_its_title_is_wider():
    lines = [
        TITLE, *["扩大公开范围提升公开实效扩", "大公开范围，提升公开实效。"] * 6, GROUP,
        f"（一）{TRAIN}。全年培", "训不少于2次。（办公室、人", "事科负责）",
        f"（二）{ANSWER}。办结率", "达到100%。（信息中心负责）", "抄送：虚构县政府办公室。",
    ]  # fmt: skip
    blocks = tuple(Paragraph(text, Place(page=1, line=n)) for n, text in enumerate(lines, 1))
    record = parse_document(Document(blocks, "application/pdf"), SOURCE, registry())
    assert record.title == TITLE
    assert tasks(record) == BOTH


def test_a_statement_of_units_ends_its_paragraph_though_the_line_is_full():
    closing = "本要点的落实情况纳入考核。"
    lines = [
        TITLE, *["扩大公开范围提升公开实效扩大公开范围扩", "大公开范围，提升公开实效。"] * 6, GROUP,
        f"（一）{TRAIN}。（{OFFICE}、人事科负责）", f"（二）{ANSWER}。（{CENTRE}负责）", closing,
    ]  # fmt: skip
    blocks = tuple(Paragraph(text, Place(page=1, line=n)) for n, text in enumerate(lines, 1))
    record = parse_document(Document(blocks, "application/pdf"), SOURCE, registry())
    assert tasks(record) == BOTH
    assert closing in (record.other_text or "")
