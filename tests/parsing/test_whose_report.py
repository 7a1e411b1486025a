"""Whose report it is, under the pages of sites and offices. All invented (虚构)."""

from __future__ import annotations

import pytest

from tests.parsing.golden import parse

PERIOD = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
CONTACT = "如有疑问，请与虚构县水务局办公室联系（电话：0955-7000001）。"
TITLE = "虚构县水务局2023年政府信息公开工作年度报告"
BARE = "2023年政府信息公开工作年度报告"
BODY = """

一、总体情况

2023年，我局没有真实工作可以报告，一切都是编造的。

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

六、其他需要报告的事项
"""


def name(text: str) -> str | None:
    record = parse(text + BODY)
    assert (record.kind, record.year) == ("annual_report", 2023)
    return record.agency_name


ABOVE = [
    "正文", "正 文", "目录", "字号：大 中 小", "【字体：大 中 小】", "字体：[大 中 小]", "首页", "原创",
    "当前位置：首页 > 政府信息公开 > 年报", "您的位置：首页", "视力保护色：", "打印本页 关闭窗口", "浏览次数：123",
    "来源：本站", "来源：本网 发布时间：2024-01-10", "虚构县水利局", "虚构县水务局", "虚构县水利", "虚构县人民政府",
    "虚构县人民政府门户网站", "虚构县人民政府\n政府信息公开", "虚构市人民政府", "虚构县水务局网站\n首页\n政务公开",
    "Water Bureau of Invented County", "English", "分享到：微信 微博", "【打印】【关闭】", "政府信息公开年报",
    "信息公开\n年度报告", "虚构市水务局", "A- A A+", "虚构县发改局", "中国虚构网", "无障碍浏览\n长者模式",
]  # fmt: skip


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("body", [PERIOD, PERIOD + CONTACT])
def test_what_stands_above_the_title_is_no_part_of_the_name(above, body):
    assert name(f"{above}\n{TITLE}\n\n{body}") == "虚构县水务局"


@pytest.mark.parametrize(
    "title",
    [
        "虚构县水务局2023年政务信息公开年度报告", "虚构县水务局2023年政府信息与政务公开工作年度报告",
        "虚构县水务局2023年信息公开年报", "【原创】虚构县水务局2023年政府信息公开工作年度报告",
        "正文 虚构县水务局2023年政府信息公开工作年度报告", "首页 虚构县水务局2023年政府信息公开工作年度报告",
        "虚构县水利局 虚构县水务局2023年政府信息公开工作年度报告",
        "虚构县人民政府 政府信息公开 虚构县水务局2023年政府信息公开工作年度报告",
        "虚构县人民政府网 虚构县水务局2023年政府信息公开工作年度报告", "虚构县水务局网站 字号：大 中 小 虚构县水务局2023年政府信息公开年报", "虚构县水务局二〇二三年政府信息公开工作年度报告",
        "虚构县水务局二零二三年度政府信息公开工作年度报告", "虚构县水务局二○二三年政府信息公开工作年度报告",
        "虚构县水务局\n2023年政府信息公开\n工作年度报告", "虚构县\n水务局2023年政府信息公开工作年度报告",
        "虚构县水\n务局2023年政府信息公开工作年度报告", "标题：虚构县水务局2023年政府信息公开工作年度报告",
        "虚构县水务局关于2023年政府信息公开工作的年度报告", "虚构县水务局2023年度法定政府信息公开工作年度报告",
        "正文\n目录\n字号\n虚构县水务局2023年政府信息公开工作年度报告", "虚构县水务局2023年度政府信息公开年度报告",
        "虚构县水务局政府信息公开工作年度报告\n（2023年度）", "虚水发〔2024〕1号\n虚构县水务局2023年政府信息公开年报",
        "当前位置：首页 > 政府信息公开 > 年报 来源：本站 虚构县水务局2023年政务信息公开年度报告",
        "虚构县水务局（机关）2023年政府信息公开工作年度报告", "Water Bureau 虚构县水务局2023年政府信息公开工作年度报告",
    ],
)  # fmt: skip
def test_ways_of_printing_a_title(title):
    assert name(f"{title}\n\n{PERIOD}") == "虚构县水务局"


@pytest.mark.parametrize(
    ("above", "title", "agency"),
    [
        ("虚构市公安局", "交通警察支队2023年政府信息公开工作年度报告", "虚构市公安局交通警察支队"),
        ("虚构县人民政府", "办公室2023年政府信息公开工作年度报告", "虚构县人民政府办公室"),
        ("虚构县人民", "政府2023年政府信息公开工作年度报告", "虚构县人民政府"),
        ("虚构市住房和城乡建设", "局2023年政府信息公开工作年度报告", "虚构市住房和城乡建设局"),
        ("虚构市发展和改革", "委员会2023年政府信息公开工作年度报告", "虚构市发展和改革委员会"),
        ("虚构市", "样例区民政局2023年政府信息公开工作年度报告", "虚构市样例区民政局"),
        ("虚构县水务局", BARE, "虚构县水务局"),
        ("虚构市残联", "2023年政府信息公开工作年度报告", "虚构市残联"),
        ("虚构市文学艺术界联合会", BARE, "虚构市文学艺术界联合会"),
    ],
)
def test_names_over_two_lines(above, title, agency):
    assert name(f"{above}\n{title}\n\n{PERIOD}") == agency


@pytest.mark.parametrize(
    "text",
    [
        f"{BARE}\n\n本报告由虚构县水务局编制。{PERIOD}",
        f"{BARE}\n\n{PERIOD}{CONTACT}",
        f"{BARE}\n\n{PERIOD}如有疑问，请联系：虚构县水务局办公室，电话：0955-7000001。",
        f"{BARE}\n\n{PERIOD}如有疑问，请与虚构县水务局办公室（邮箱：ab@example.com）联系。",
        f"{BARE}\n虚构县水务局\n（2024年1月10日）\n\n{PERIOD}",
        f"来源：本站\n{BARE}\n\n{PERIOD}{CONTACT}",
        f"来源：原创\n{BARE}\n\n{PERIOD}{CONTACT}",
        f"发布机构：办公室\n{BARE}\n\n{PERIOD}{CONTACT}",
        f"发布机构：虚构县水务局\n{BARE}\n\n{PERIOD}",
        f"本单位{BARE}\n\n{PERIOD}{CONTACT}",
        f"{BARE}\n\n根据《国务院办公厅政府信息与政务公开办公室关于印\n"
        f"发〈中华人民共和国政府信息公开工作年度报告格式〉的通\n知》要求编制。{PERIOD}{CONTACT}",
        f"{BARE}\n\n按照《中华人民共和国\n政府信息公开条例》和政府信息公开工作年度报告格式\n的规定。{PERIOD}{CONTACT}",
    ],
)  # fmt: skip
def test_a_title_without_an_agency_asks_the_text(text):
    assert name(text) == "虚构县水务局"


def test_a_signature_names_the_agency():
    record = parse(f"{BARE}\n\n{PERIOD}{BODY}无。\n\n虚构县水务局\n2024年1月10日")
    assert record.agency_name == "虚构县水务局"


@pytest.mark.parametrize("printed", ["虚构县水利", "虚构网", "蓝天白云"])
def test_a_name_that_is_no_agency_is_warned_about(printed):
    record = parse(f"{printed}{BARE}\n\n{PERIOD}{BODY}")
    assert "parsing.agency_doubtful" in [note.code for note in record.warnings]
    asked = parse(f"{printed}{BARE}\n\n{PERIOD}{CONTACT}{BODY}")
    assert asked.agency_name == "虚构县水务局"


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("二〇〇八", 2008), ("二○○九", 2009), ("二零零八", 2008), ("二OO九", 2009), ("二00九", 2009),
        ("二〇一〇", 2010), ("二零二零", 2020), ("二〇二三", 2023), ("２０１９", 2019), ("2 0 1 5", 2015),
    ],
)  # fmt: skip
def test_years_in_every_numeral(printed, year):
    title = f"虚构县水务局{printed}年政府信息公开工作年度报告"
    period = f"统计期限自{printed}年一月一日至{printed}年十二月三十一日。"
    body = BODY.replace("2023年，", "")
    for text in (f"{title}\n\n{period}", f"{title}\n\n{PERIOD.replace('2023', str(year))}"):
        record = parse(text + body)
        assert (record.kind, record.year) == ("annual_report", year)
        assert record.agency_name == "虚构县水务局"
        assert record.period is not None
        assert record.period.end == f"{year}-12-31"


@pytest.mark.parametrize(
    "title",
    [
        "虚构县水务局2023年上半年政府信息公开工作报告", "虚构县水务局2023年第四季度政府信息公开工作报告",
        "虚构县水务局2023年政府信息公开工作报告（上半年）", "虚构县水务局2023年下半年政府信息公开工作年度报告",
        "虚构县水务局2023年1-6月政府信息公开工作报告", "虚构县水务局2023年三季度政府信息公开情况报告",
        "虚构县水务局2023年1至9月份政府信息公开工作报告", "虚构县水务局2023年半年政府信息公开工作报告",
        "虚构县水务局2023年6月份政府信息公开工作报告",
    ],
)  # fmt: skip
def test_a_part_of_a_year_is_no_year(title):
    record = parse(f"{title}\n\n统计期限自2023年1月1日至2023年6月30日。{BODY}")
    assert record.kind == "unrecognised"
    assert record.warnings[0].code == "parsing.refused_part_of_year"


@pytest.mark.parametrize(
    "title", ["虚构县水务局2023年1-12月政府信息公开工作年度报告", "虚构县水务局2023年政府信息公开工作年度报告（2024年1月）"]
)  # fmt: skip
def test_a_whole_year_is_one(title):
    assert name(f"{title}\n\n{PERIOD}") == "虚构县水务局"


@pytest.mark.parametrize(
    ("title", "period", "published", "year", "outvoted"),
    [
        (2023, 2022, "2024-01-20", 2023, "period 2022"), (2022, 2023, "2024-01-20", 2023, "title 2022"),
        (2023, 2023, "2023-01-20", 2023, "publication 2022"), (2023, 2023, "2024-01-20", 2023, None),
        (2023, 2023, "2025-06-01", 2023, None), (2022, 2023, None, 2023, "title 2022"),
    ],
)  # fmt: skip
def test_two_against_one_decide_the_year(title, period, published, year, outvoted):
    dated = f"发布日期：{published}\n" if published else ""
    text = TITLE.replace("2023", str(title)) + "\n\n" + PERIOD.replace("2023", str(period))
    record = parse(dated + text + BODY.replace("2023年，", ""))
    assert record.year == year
    said = [n.params["stated"] for n in record.warnings if n.code == "parsing.year_disagrees"]
    assert (outvoted in said[0].split(", ")) if outvoted else not said


def test_all_cells_blank_and_no_year_in_the_title_is_still_a_report():
    rows = (
        "\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t\t\t\n行政规范性文件\t\t\t\n"
    )
    text = BODY.replace("三、收到", rows + "\n三、收到")
    record = parse(f"虚构县水务局政府信息公开工作年度报告\n\n{PERIOD}{text}")
    assert (record.kind, record.year) == ("annual_report", 2023)


HOUSING = "测试县住房和城乡建设局"
HOUSED = f"{HOUSING}2023年政府信息公开工作年度报告"
ASKED = f"请与{HOUSING}办公室联系（电话：0955-7000001）。"
FIRST_PAGES = [
    (f"测试县住建局\n{HOUSED}", HOUSING), (f"测试县政府信息公开\n测试县住建局\n{HOUSED}", HOUSING),
    (f"测试县人民政府政府信息公开平台\n{HOUSED}", HOUSING),
    (f"政府信息公开\n法定主动公开内容\n政府信息公开年报\n{HOUSED}\n发布时间：2024-01-20 来源：住建局", HOUSING),
    (f"# {HOUSED}\n\n来源：{HOUSING} 日期：2024-01-20", HOUSING),
    (f"{HOUSING}文件\n测建发〔2024〕3号\n{HOUSED}", HOUSING),
    (f"{HOUSING}\n关于2023年政府信息公开工作情况的报告", HOUSING),
    (f"{HOUSING}关于报送2023年政府信息公开工作年度报告的报告\n县政府办公室：", HOUSING),
    (f"{HOUSING}\n2023年政府信息公开工作\n年 度 报 告\n二〇二四年一月\n目 录\n一、总体情况..........1", HOUSING),
    (f"{BARE}\n（{HOUSING}）", HOUSING), (f"{BARE}——{HOUSING}", HOUSING), (f"{HOUSED}（已修改）", HOUSING),
    ("测试县 住房和城乡建设局 2023年 政府信息公开工作 年度报告", HOUSING), (f"附件2\n{HOUSED}", HOUSING),
    (f"附件：\n1.{HOUSED}", HOUSING), (f"（此页无正文）\n{HOUSED}", HOUSING),
    (f"索引号：123\n公开机构：{HOUSING}\n2023年度政府信息公开年报", HOUSING),
    (f"县住房和城乡建设局2023年政府信息公开工作年度报告\n{ASKED}", HOUSING),
    (f"住房和城乡建设局2023年政府信息公开工作年度报告\n{ASKED}", HOUSING),
    (f"2023年{HOUSING}政府信息公开年度工作报告", HOUSING), (f"{HOUSING}政府信息公开2023年年度报告", HOUSING),
    (f"{HOUSING}政务公开2023年度报告", HOUSING), (f"{HOUSING}党务政务信息公开2023年度报告", HOUSING),
    (f"2023 Annual Report\n{HOUSED}", HOUSING),
    ("現公佈\n測試縣住房和城鄉建設局2023年政府信息公開工作年度報告", HOUSING),
    ("测试县2023年政府信息公开工作年度报告", "测试县人民政府"),
    (f"测试县人民政府{BARE}\n测试县人民政府办公室\n（2024年1月30日）", "测试县人民政府"),
    (f"测试县人民政府门户网站 www.example.com\n测试县\n{BARE}", "测试县人民政府"),
    (f"测试镇{BARE}\n请与测试县测试镇党政办联系，电话：0955-7000001。", "测试县测试镇人民政府"),
    (f"测试县测试镇人民政府\n{BARE}", "测试县测试镇人民政府"),
    ("测试县公安局\n2023年度\n政府信息公开工作年度报告", "测试县公安局"),
    ("测试县公安局2023年\n政府信息公开\n年度报告", "测试县公安局"),
    ("测试县政府信息公开工作2023年年度报告\n测试县人民政府办公室编制", "测试县人民政府"),
    ("国家税务总局测试县税务局2023年政府信息公开工作年度报告", "国家税务总局测试县税务局"),
    ("测试市自然资源和规划局测试分局2023年政府信息公开工作年度报告", "测试市自然资源和规划局测试分局"),
    ("测试大学2023年信息公开年度报告", "测试大学"), (f"中国测试网\n测试县供销合作社联合社\n{BARE}", "测试县供销合作社联合社"),
    (f"Test County Government\n测试县人民政府\nGovernment Information\n{BARE}", "测试县人民政府"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "agency"), FIRST_PAGES)
def test_first_pages(first, agency):
    assert name(f"{first}\n{PERIOD}") == agency


def test_a_document_without_a_line_has_no_title():
    record = parse("")
    assert (record.kind, record.title) == ("unrecognised", None)


def test_a_plan_behind_its_notice_is_its_own_office_s():
    office = "虚构县人民政府办公室"
    record = parse(
        f"关于印发《{office}2021年政务\n公开工作要点》的通知\n各科室：\n现将《{office}2021年政务公开工作要点》"
        f"印发给\n你们，请认真贯彻落实。\n\n{office}2021年政务公开工作要点\n\n一、深化公开\n\n"
        "（一）加强培训。（责任单位：办公室）\n\n（二）做好回应。（责任单位：人事科）\n"
    )
    assert (record.kind, record.agency_name, record.year) == ("work_plan", office, 2021)
