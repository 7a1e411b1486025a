"""Document numbers are found in sentences as they are written, without the words before them."""

import pytest

from generator.frames.printed_numbers import numbers_of
from generator.records import Contacts, Record, Section, Source


def said(text):
    section = Section(key="overview", heading="一、总体情况", text=text)
    contacts = Contacts(phones=("0951-2078503",), faxes=("0951-2078503", "0951-2078504"))
    source = Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain")
    record = Record(kind="annual_report", source=source, sections=(section,), contacts=contacts)
    return list(numbers_of(record))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("按照国办公开办函〔2019〕60号的格式", "国办公开办函〔2019〕60号"),
        ("根据宁政办发[2022]05号文件", "宁政办发〔2022〕5号"),
        ("《通知》（银政发（2020）112号）", "银政发〔2020〕112号"),
        ("贯彻落实国务院令〔2019〕711号", "国务院令〔2019〕711号"),
        ("转发 卫民发 【2021】 3 号", "卫民发〔2021〕3号"),
    ],
)
def test_a_document_number_has_its_issuer_alone(text, label):
    assert ("document", label) in {(kind, found) for kind, found, _ in said(text)}


def test_a_fax_that_is_the_telephone_is_said_once():
    found = said("没有文号")
    assert [(label, kind) for kind, label, _ in found] == [
        ("0951-2078503", "phone"),
        ("0951-2078504", "fax"),
    ]
