"""First pages without a title, under menus, particulars or a notice. All invented."""

from __future__ import annotations

import pytest

from tests.parsing.golden import parse

PERIOD = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
BODY = "\n\n一、总体情况\n\n2022年，我局没有真实工作可以报告，一切都是编造的。\n"
CHAPTERS = (
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成"
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"现公布虚构市虚构局2022年政府信息公开工作年度报告。{PERIOD}", "虚构市虚构局"),
        (f"特向社会公布虚构镇人民政府2022年政府信息公开工作年度报告。{PERIOD}", "虚构镇人民政府"),
        (
            f"{CHAPTERS}，内容涵盖虚构乡人民政府2022年1月1日至2022年12月31日期间的政府信息公开工作情况。",
            "虚构乡人民政府",
        ),
        (
            "本报告由虚构市人民政府信息公开工作领导小组办公室根据《中华人民共和国政府信息公开条例》"
            f"要求，汇总各部门情况编制而成。{PERIOD}如有疑问，请与虚构市政府信息公开工作领导小组"
            "办公室联系（电话：0955-7000001）。",
            "虚构市人民政府",
        ),
        (
            f"为做好虚构市虚构局政府信息公开工作，我局按照要求，精心组织。{CHAPTERS}。{PERIOD}",
            "虚构市虚构局",
        ),
        (
            f"该报告根据《虚构市虚构委员会政府信息公开指南》编制而成。{CHAPTERS}。{PERIOD}",
            "虚构市虚构委员会",
        ),
        (f"{CHAPTERS}。{PERIOD}如需咨询，请与虚构县虚构镇人民政府党政办公室联系（邮编：755000）。",
         "虚构县虚构镇人民政府"),
    ],
)  # fmt: skip
def test_a_report_without_a_title(text, agency):
    record = parse(text + BODY)
    assert record.kind == "annual_report"
    assert (record.agency_name, record.year) == (agency, 2022)
    assert record.period is not None


@pytest.mark.parametrize(
    "text",
    [
        "现公布虚构市虚构局2022年部门预算。" + PERIOD,
        "为做好年度报告工作，请各单位编制2022年政府信息公开工作年度报告。",
        "本指南包括概述、主动公开情况、复议、存在问题等内容，供申请人使用。",
    ],
)
def test_what_speaks_of_something_else_is_none(text):
    assert parse(text + "\n\n一、有关事项\n\n没有内容。\n").kind == "unrecognised"


@pytest.mark.parametrize(
    "above",
    [
        "首页\n政务公开\n办事服务\n互动交流\n数据发布\n走进虚构",
        "登录    注册\n无障碍浏览",
        "1. 首页\n2. 法定主动公开内容\n3. 政府信息公开年报",
        "索 引 号 0142581323/2023-00001 分 类 虚构 / 报告\n发布机构 虚构局 发文日期 2023-01-15",
        "• 发布机构：虚构区虚构局\n• 公文生成日期：2023-01-27",
        "（此件主动公开）\n虚构市虚构局\n202315",
        "- 设为首页\n- 加入收藏\n- 无障碍阅读\n- 长者版",
        "{{ title }}\n{{ errorMessage }}",
    ],
)
def test_what_stands_above_a_title_is_no_part_of_it(above):
    title = "虚构市虚构局2022年政府信息公开工作年度报告"
    record = parse(f"{above}\n{title}\n\n{PERIOD}{BODY}")
    assert record.title == title
    assert (record.agency_name, record.year) == ("虚构市虚构局", 2022)


def test_the_report_and_not_the_notice_that_sends_it():
    notice = "虚构市虚构局关于印发\n2022年政府信息公开工作年度报告的通知\n\n本局各股（室）："
    record = parse(f"{notice}\n\n虚构市虚构局\n2022年政府信息公开工作年度报告\n\n{PERIOD}{BODY}")
    assert record.title == "虚构市虚构局2022年政府信息公开工作年度报告"
    assert (record.agency_name, record.year) == ("虚构市虚构局", 2022)


@pytest.mark.parametrize(
    ("contacts", "office"),
    [
        (
            "可致电虚构区人民政府信息公开办公室，电话：0955-7000001。",
            "虚构区人民政府信息公开办公室",
        ),
        ("请联系虚构乡政府。地址：虚构市虚构乡，电话：0955-7000001。", "虚构乡政府"),
    ],
)
def test_the_office_to_call(contacts, office):
    record = parse(f"虚构市虚构局2022年政府信息公开工作年度报告\n\n{PERIOD}{contacts}{BODY}")
    assert record.contacts.office == office


def test_the_address_of_a_site_is_no_postal_address():
    text = "电子版可下载（虚构区门户网站地址：http://www.example.com/），电话：0955-7000001。"
    record = parse(f"虚构市虚构局2022年政府信息公开工作年度报告\n\n{PERIOD}{text}{BODY}")
    assert record.contacts.address is None
    assert record.contacts.website == "http://www.example.com/"
