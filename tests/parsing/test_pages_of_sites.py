"""Whose report a web page holds: headings, crumbs, meta tags and tables. All invented (虚构)."""

from __future__ import annotations

import pytest

from generator.parsing.report import parse_document
from generator.readers.open import read_document
from tests.parsing.golden import SOURCE, registry

PERIOD = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
CHAPTERS = [
    PERIOD, "一、总体情况", "2023年，我局没有真实工作可以报告，一切都是编造的，没有任何真实的内容。",
    "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况", "公开内容与群众期待还有差距，下一步将加强培训。", "六、其他需要报告的事项", "无。",
]  # fmt: skip
TITLE = "虚构县水务局2023年政府信息公开工作年度报告"
BARE = "2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (f"<title>{TITLE}</title>", f"<h2>虚构县水利局</h2><h1>{TITLE}</h1>"),
        (f"<title>{TITLE}-虚构县人民政府</title>", "<div>虚构县人民政府</div><div><a>首页</a><a>政务公开</a></div>"),
        (f"<title>虚构县人民政府门户网站 {TITLE}</title>", ""),
        (f"<title>虚构县人民政府 政府信息公开 {TITLE}</title>", ""),
        (f"<title>年报</title><meta name=ArticleTitle content='{TITLE}'><meta name=ContentSource content=本站>", ""),
        (f"<title>{BARE}</title><meta name=ContentSource content=虚构县水务局>", f"<h1>{BARE}</h1>"),
        (
            f"<title>{BARE}</title><meta name=ContentSource content=本网><meta name=SiteName content=虚构县人民政府>",
            f"<h1>{BARE}</h1><p>本报告由虚构县水务局编制。</p>",
        ),
        (
            "<title>x</title>",
            f"<table><tr><td>发布机构</td><td>虚构县水务局</td><td>发布日期</td><td>2024-01-20</td></tr></table><h1>{BARE}</h1>",
        ),
        ("<title>x</title>", f"<div>当前位置：<a>首页</a> &gt; <a>虚构县发改局</a> &gt; 正文</div><h1>{TITLE}</h1>"),
        ("<title>x</title>", f"<div><a>首页</a> / <a>虚构县发改局</a> / 正文</div><h1>{TITLE}</h1>"),
        ("<title>x</title>", "<p>虚构县水务局</p><p>2023年</p><p>政府信息公开工作年度报告</p>"),
        ("<title>x</title>", f"<h1>虚构县水务局<br>{BARE}</h1>"),
        ("<title>x</title>", f"<h1>虚构县水利局<br>{TITLE}</h1>"),
        ("<title>二〇二三年度报告</title>", "<h1>虚构县水务局二〇二三年度政府信息公开工作报告</h1>"),
        ("<title>x</title><meta name=PubDate content='2024-01-20 10:00'>", f"<h1>{TITLE.replace('2023', '2022')}</h1>"),
    ],
)  # fmt: skip
def test_pages(tmp_path, head, top):
    body = "".join(f"<p>{text}</p>" for text in CHAPTERS)
    page = tmp_path / "page.html"
    page.write_text(
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{top}{body}</body></html>",
        encoding="utf-8",
    )
    record = parse_document(read_document(page), SOURCE, registry())
    assert (record.agency_name, record.year) == ("虚构县水务局", 2023)
