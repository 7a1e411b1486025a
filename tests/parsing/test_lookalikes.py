"""What only looks like a report is refused with its reason; what is a report is not. All invented."""

from __future__ import annotations

import pytest

from tests.parsing.golden import parse
from tests.parsing.layouts import all_tables, numbered, report, tabs

SIX = """一、总体情况

{text}

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

六、其他需要报告的事项
"""


def blank_tables() -> str:
    values = dict.fromkeys(numbered("2021"), "")
    return "\n\n".join(f"{h}\n\n{tabs(rows)}" for h, rows in all_tables("2021", values))


def filled_tables() -> str:
    return "\n\n".join(f"{h}\n\n{tabs(rows)}" for h, rows in all_tables("2021", numbered("2021")))


LOOKALIKES = {
    "guide": """虚构市民政局政府信息公开指南

为了方便公民、法人和其他组织获取政府信息，根据条例规定，制定本指南。

一、主动公开

（一）公开范围：政府信息公开指南、政府信息公开工作年度报告等。

二、依申请公开

受理机构：虚构市民政局办公室，电话：0955-7000001。

三、监督方式

认为不依法履行义务的，可以投诉。""",
    "notice": """关于做好2022年政府信息公开工作年度报告编制发布工作的通知

各县（区）人民政府，市直各部门：

根据条例规定，现就做好2022年政府信息公开工作年度报告编制和发布工作通知如下：

一、各单位应当于2023年1月31日前向社会公布2022年度报告。

二、统计期限为2022年1月1日至2022年12月31日。

三、勾稽关系应当准确，表内数据第一项加第二项之和等于第三项加第四项之和。

联系电话：0955-7000001。

虚构市人民政府办公室
2022年12月12日""",
    "notice with the blank form": """国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知

各省、自治区、直辖市人民政府办公厅：

现将《中华人民共和国政府信息公开工作年度报告格式》印发给你们，请遵照执行。

"""
    + blank_tables(),
    "blank form": "政府信息公开工作年度报告格式\n\n（行政机关名称）20XX年政府信息公开工作年度报告\n\n一、总体情况\n\n"
    + blank_tables(),
    "form without a name": "XX局政府信息公开工作年度报告（模板）\n\n" + SIX.format(text="（文字描述）") + blank_tables(),
    "reading": """《虚构市民政局2022年政府信息公开工作年度报告》解读

近日，虚构市民政局发布了《虚构市民政局2022年政府信息公开工作年度报告》（以下简称《报告》），现对《报告》解读如下：

一、总体情况

2022年主动公开政府信息140条，收到政府信息公开申请3件。

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况""",
    "one picture": "一图读懂｜虚构市民政局2022年政府信息公开工作年度报告\n\n主动公开信息140条\n\n依申请公开3件",
    "news": """虚构市民政局按时发布2022年政府信息公开工作年度报告

本报讯 1月20日，虚构市民政局在门户网站发布了2022年政府信息公开工作年度报告。报告显示，2022年全局主动公开政府信息140条，办理依申请公开3件，办结率100%。市民政局有关负责人表示，将继续推进政务公开。""",
    "training news": """虚构县召开2022年政府信息公开工作年度报告编制培训会

1月5日，虚构县政府办公室组织召开政府信息公开工作年度报告编制培训会，全县56个单位参加培训。会议对第二十条第（一）项、勾稽关系等填报要求作了讲解。""",
    "evaluation": """虚构市2022年政务公开工作第三方评估报告

一、评估对象

本次评估对象为56家市直部门。

二、评估内容

包括主动公开、依申请公开、政策解读、政府信息公开工作年度报告编制情况。

三、评估结果

虚构市民政局得分98.5分，排名第一。

四、存在的问题

五、改进建议""",
    "rule of law": """虚构市民政局2022年法治政府建设年度报告

2022年，虚构市民政局深入推进法治政府建设，现将有关情况报告如下：

一、2022年法治政府建设工作情况

（一）依法全面履行职能。

（二）推进政府信息公开，主动公开政府信息140条，办理依申请公开3件。

二、存在的问题

三、2023年工作安排""",
    "summary of openness": """虚构市民政局2022年政务公开工作总结

2022年，虚构市民政局认真落实政务公开工作要点，现将工作总结如下：

一、工作开展情况

全年主动公开政府信息140条，依申请公开3件，政策解读5篇。

二、存在的问题

三、下一步工作打算""",
    "site report": """虚构市民政局2022年政府网站工作年度报表

填报单位：虚构市民政局

网站名称 虚构市民政局

信息发布 总数 140 概况类信息更新量 12 政务动态信息更新量 100

独立用户访问总量 1000 个 网站总访问量 20000 次""",
    "yearbook": """虚构年鉴（2022）

民政

【概况】2022年，虚构市有城乡低保对象1200户。

【政务公开】主动公开政府信息140条，依申请公开3件，编制政府信息公开工作年度报告。""",
    "company": """虚构水务集团有限公司2022年度信息公开报告

本公司董事会保证报告内容真实。

一、公司概况

二、财务情况：营业收入3204万元。""",
    "budget": "虚构市民政局2022年度部门决算公开报告\n\n一、部门概况\n\n二、收入决算1200万元\n\n三、政府采购支出88万元",
    "government work report": "虚构市2022年政府工作报告\n\n各位代表：现在，我代表市人民政府向大会报告工作。\n\n一、2022年工作回顾\n\n政务公开深入推进，主动公开信息1400条。",
    "catalogue": "虚构市民政局政府信息公开目录\n\n一、机构职能\n\n二、政府信息公开工作年度报告\n\n三、规划计划",
    "application form": "虚构市民政局政府信息公开申请表\n\n姓名\n\n工作单位\n\n所需信息内容描述\n\n本年新收政府信息公开申请由办公室受理。",
    "regulation": "虚构市政府信息公开工作年度报告制度\n\n第一条 为了规范年度报告工作，制定本制度。\n\n第二条 各单位应当于每年1月31日前公布上一年度的报告，统计期限自1月1日至12月31日。",
    "index": "政府信息公开年报\n\n"
    + "\n".join(f"虚构市民政局{y}年政府信息公开工作年度报告 {y + 1}-01-20" for y in range(2022, 2012, -1)),
    "index of agencies": "2022年政府信息公开年度报告\n\n"
    + "\n".join(f"虚构市{d}局2022年政府信息公开工作年度报告" for d in ("民政", "财政", "教育", "水利", "司法", "公安")),
    "plan of next year": "虚构市民政局2023年度工作计划\n\n一、工作思路\n\n二、重点任务\n\n推进政务公开，做好政府信息公开工作年度报告编制。",
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_only_looks_like_a_report(name):
    record = parse(LOOKALIKES[name])
    assert record.kind == "unrecognised"
    assert record.warnings[0].code.startswith("parsing.refused_")
    assert record.figures == {}


PLAN = """虚构市民政局2022年政务公开工作要点

为了做好政务公开工作，现提出如下要点。

一、加强信息公开

（一）公开规范性文件。及时公开。（办公室负责）

（二）公开财务信息。每季度公开1次。（计划财务科负责）

二、加强政策解读

（三）提高解读质量。解读比例达到80%。（责任单位：政策法规科、办公室）"""


def test_a_work_plan_is_a_work_plan():
    record = parse(PLAN)
    assert record.kind == "work_plan"
    assert [task.responsible for task in record.tasks] == [
        ("办公室",), ("计划财务科",), ("政策法规科", "办公室"),
    ]  # fmt: skip
    assert [[(t.value, t.unit) for t in task.targets] for task in record.tasks] == [
        [], [(1, "次")], [(80, "%")],
    ]  # fmt: skip


OLD = """虚构市民政局{year}年政府信息公开工作年度报告

本报告根据《中华人民共和国政府信息公开条例》的要求编制。报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如有疑问，请与虚构市民政局办公室联系（地址：虚构路1号；邮编：755000；电话：0955-7000001）。

一、概述

{year}年，虚构市民政局认真贯彻条例，积极推进政府信息公开工作，取得了虚构的成效。

二、主动公开政府信息情况

{year}年，共主动公开政府信息345条，其中通过政府网站公开信息300条。

三、依申请公开政府信息情况

{year}年，共收到政府信息公开申请2件，均按时答复。

四、政府信息公开的收费及减免情况

{year}年，未收取任何费用。

五、因政府信息公开申请行政复议、提起行政诉讼的情况

{year}年，未发生行政复议和行政诉讼。

六、存在的主要问题及改进措施

公开的内容需要进一步丰富。"""


@pytest.mark.parametrize("year", [2008, 2011, 2013, 2016, 2018])
def test_an_older_free_text_is_a_report_without_a_form(year):
    record = parse(OLD.format(year=year))
    assert (record.kind, record.form, record.year) == ("annual_report", None, year)
    assert record.figures == {}
    assert [section.heading[:2] for section in record.sections] == [
        f"{n}、" for n in "一二三四五六"
    ]
    found = {(metric.id, metric.value) for metric in record.metrics}
    assert {("published.total", 345), ("published.website", 300), ("requests.received", 2)} <= found
    assert record.contacts.phones == ("0955-7000001",)
    assert not [n for n in record.warnings if "table" in n.code and year < 2014]


REPORTS = {
    "no title, no year in the head": report(
        [(h, tabs(rows)) for h, rows in all_tables("2021", numbered("2021"))]
    ).partition("\n")[2],
    "notice number above": "虚民发〔2023〕3号\n\n虚构市民政局\n\n2022年政府信息公开工作年度报告\n\n"
    + SIX.format(text="2022年，虚构市民政局主动公开政府信息140条，收到申请3件。")
    + filled_tables(),
    "a document that is sent in": "虚构市民政局关于报送2022年政府信息公开工作年度报告的报告\n\n市政府办公室：\n\n现将我局2022年政府信息公开工作年度报告报上，请审阅。\n\n"
    + SIX.format(text="2022年，虚构市民政局主动公开政府信息140条。")
    + filled_tables(),
    "an office with a guide in its text": report(
        [(h, tabs(rows)) for h, rows in all_tables("2021", numbered("2021"))]
    ).replace("没有真实工作可以报告", "及时更新政府信息公开指南，按照本指南受理申请，没有真实工作可以报告"),
    "a bank of a city": report(
        [(h, tabs(rows)) for h, rows in all_tables("2021", numbered("2021"))]
    ).replace("没有真实工作可以报告", "对预算执行、社会责任报告、董事会公告等作了公开，没有真实工作可以报告"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_a_report_is_not_refused(name):
    record = parse(REPORTS[name])
    assert record.kind == "annual_report"
    assert record.form == "2021"
    assert record.year == 2022
