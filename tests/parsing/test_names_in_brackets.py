"""Agencies whose names hold brackets: they stay whole, on one line or above the title.

All names are made up (虚构).
"""

from __future__ import annotations

import pytest

from generator.parsing.report import parse_document
from generator.readers.open import read_bytes
from generator.records import Source
from tests.parsing.golden import registry
from tests.parsing.layouts import TEXT_LAYOUTS, all_tables, numbered, report

NAMES = [
    "中共虚构市样例区委员会（虚构市样例区人民政府）办公室",
    "中共虚构市委办公室（虚构市人民政府办公室）",
    "虚构市样例区人民政府办公室（虚构市样例区外事办公室）",
    "虚构市发展和改革委员会（虚构市粮食和物资储备局）",
    "虚构市样例区市场监督管理局（知识产权局）",
    "中国（虚构）自由贸易试验区样例片区管理委员会",
    "虚构市样例经济技术开发区管理委员会（虚构市样例新区管理委员会）",
    "虚构市公安局（交通警察支队）",
    "虚构市文化广电和旅游局(虚构市文物局)",
]
TITLES = [
    "{name}2023年政府信息公开工作年度报告",
    "{name}关于2023年政府信息公开工作的年度报告",
    "2023年{name}政府信息公开工作年度报告",
    "{name}\n2023年政府信息公开工作年度报告",
    "{name}\n政府信息公开工作年度报告\n（2023年）",
]
TABLES = [(h, TEXT_LAYOUTS["tabs"](rows)) for h, rows in all_tables("2021", numbered("2021", 101))]
BODY = report(TABLES, 2023).partition("\n")[2]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_brackets_stays_whole(name, title):
    document = read_bytes("a.txt", f"{title.format(name=name)}\n{BODY}".encode())
    source = Source(file="a.txt", sha256="0" * 64, media_type=document.media_type)
    record = parse_document(document, source, registry())
    assert record.agency_name == name.replace("（", "(").replace("）", ")")
    assert record.year == 2023
    assert "parsing.agency_doubtful" not in {note.code for note in record.warnings}
