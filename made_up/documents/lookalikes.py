"""Papers that look like a report and are none."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from generator.agencies import Agency
from generator.forms import forms
from generator.records import Record, Source
from made_up.documents.grids import grids
from made_up.documents.paper import Paper, PaperGrid, PaperLine
from made_up.prose import mark

Words = tuple[str, list[str]]


def guide(agency: Agency, year: int) -> Words:
    """A guide to applying: an intake office, no period."""
    name = agency.name
    return f"{name}政府信息公开指南", [
        f"为了方便公民、法人和其他组织获取政府信息，{name}制定本指南，并适时更新。",
        "一、主动公开",
        "（一）公开范围：机构职能、规划计划、规范性文件、财政预决算等。",
        "（二）公开形式：政府网站、政务新媒体、查阅点。",
        "二、依申请公开",
        f"（一）受理机构：{name}办公室，办公时间为工作日8:30-12:00、14:00-17:30。",
        "（二）申请的提出：填写申请表，可以当面、邮寄或者在线提交。",
        "（三）处理：自收到申请之日起二十个工作日内答复。",
        "三、监督和救济：认为不依法履行公开义务的，可以投诉、申请行政复议或者提起行政诉讼。",
        f"上一年度的政府信息公开工作年度报告见{name}网站年报栏目。",
    ]


def form_notice(agency: Agency, year: int) -> Words:
    """A notice that asks departments for their reports and carries the blank form."""
    return f"关于做好{year}年政府信息公开工作年度报告编制和发布工作的通知", [
        "各乡镇人民政府、各有关部门：",
        f"现就做好{year}年政府信息公开工作年度报告编制工作通知如下。",
        f"一、各单位应当于{year + 1}年1月31日前发布本单位的年度报告。",
        "二、报告应当包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
        "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。",
        "三、填报数据应当核对勾稽关系，做到真实准确。",
        "附件：政府信息公开工作年度报告格式",
        f"{agency.name}",
        f"{year}年12月20日",
    ]


def reading(agency: Agency, year: int) -> Words:
    """An explanation of a report, with some of its figures."""
    report = f"{agency.name}{year}年政府信息公开工作年度报告"
    return f"《{report}》解读", [
        f"近日，{agency.name}发布了《{report}》。现对《报告》解读如下。",
        "一、编制背景",
        "依据《中华人民共和国政府信息公开条例》第四十九条，行政机关应当公布上一年度的报告。",
        "二、主要内容",
        f"《报告》分为六个部分。{year}年共收到政府信息公开申请12件，主动公开信息345条。",
        "三、特点：图文并茂，数据清楚。",
    ]


def template(agency: Agency, year: int) -> Words:
    """A model with xx in place of names and numbers."""
    return "xx市xx局20xx年政府信息公开工作年度报告", [
        "根据《中华人民共和国政府信息公开条例》要求，xx市xx局编制本报告。",
        "一、总体情况",
        "20xx年，我局主动公开政府信息xx条，其中网站xx条。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
        "联系电话：0xxx-xxxxxxx",
    ]


def company(agency: Agency, year: int) -> Words:
    """A company's annual report."""
    return f"虚构演示股份有限公司{year}年年度报告", [
        "本公司董事会保证年度报告内容的真实、准确、完整。",
        "一、公司基本情况",
        f"{year}年实现营业收入3,204,115.20万元，同比增长8.3%。",
        "二、主要会计数据和财务指标",
        "三、信息披露情况：全年披露临时公告48份，未收到监管问询。",
    ]


def budget(agency: Agency, year: int) -> Words:
    """A department's budget."""
    return f"{agency.name}{year}年部门预算公开说明", [
        "一、部门基本情况",
        f"{agency.name}内设科室8个，编制42名。",
        "二、收支预算总体情况",
        f"{year}年收入预算1,234.56万元，支出预算1,234.56万元。",
        "三、其他重要事项：政府采购预算88万元，信息公开专项经费5万元。",
    ]


def work_report(agency: Agency, year: int) -> Words:
    """A government's report to its people's congress."""
    place = agency.name.split("人民政府", maxsplit=1)[0]
    return f"{place}{year}年政府工作报告", [
        "各位代表：现在，我代表政府向大会报告工作，请予审议。",
        f"一、{year}年工作回顾",
        "地区生产总值增长6.1%，办理人大代表建议56件、政协提案73件，政务公开不断深化。",
        f"二、{year + 1}年工作安排",
        "推进法治政府建设，扩大政务公开，自觉接受监督。",
    ]


def index_page(agency: Agency, year: int) -> Words:
    """A page that only lists reports."""
    return "政府信息公开年报", [
        *(
            f"{agency.name}{past}年政府信息公开工作年度报告　{past + 1}-01-2{past % 10}"
            for past in range(year, year - 9, -1)
        ),
        "共 23 条　首页　上一页　1　2　3　下一页　尾页",
    ]


_CHAPTERS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def half_year(agency: Agency, year: int) -> Words:
    """A report of six months, with all chapters and a filled table: no annual report."""
    return _part_of_year(agency, f"{year}年上半年", f"{year}年1月1日起至{year}年6月30日止")


def quarter(agency: Agency, year: int) -> Words:
    """A report of three months."""
    return _part_of_year(agency, f"{year}年第四季度", f"{year}年10月1日起至{year}年12月31日止")


def _part_of_year(agency: Agency, part: str, period: str) -> Words:
    said = f"{part}，{agency.name}没有真实的工作可以报告，一切都是编造的。"
    chapters = [line for heading in _CHAPTERS for line in (heading, said)]
    return f"{agency.name}{part}政府信息公开工作报告", [
        f"根据《中华人民共和国政府信息公开条例》，{agency.name}编制本报告。"
        f"本报告所列数据的统计期限自{period}。",
        *chapters,
    ]


KINDS: dict[str, Callable[[Agency, int], Words]] = {
    "guide": guide,
    "form-notice": form_notice,
    "reading": reading,
    "template": template,
    "company": company,
    "budget": budget,
    "work-report": work_report,
    "index": index_page,
    "half-year": half_year,
    "quarter": quarter,
}


def lookalike(kind: str, agency: Agency, year: int, chance: Random) -> Paper:
    """One of KINDS on paper; the notice and the template carry the empty tables.

    Reports of a part of the year carry filled ones.
    """
    title, lines = KINDS[kind](agency, year)
    blocks: list[PaperLine | PaperGrid] = [PaperLine(mark()), *(PaperLine(text) for text in lines)]
    if kind in ("form-notice", "template"):
        blank = forms()[-1]
        blocks += [
            PaperLine("政府信息公开工作年度报告格式模板"),
            PaperLine("一、总体情况"),
            PaperLine("（文字描述）"),
        ]
        blocks += grids(blank, dict.fromkeys(blank.fields, ""))
    if kind in ("half-year", "quarter"):
        newest = forms()[-1]
        numbers = {name: str(1 + int(chance.random() * 40)) for name in newest.fields}
        blocks += grids(newest, numbers)
    source = Source(file="", sha256="", media_type="")
    truth = Record(kind="unrecognised", source=source, title=title)
    return Paper((title,), title, tuple(blocks), truth)
