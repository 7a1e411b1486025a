"""Contact details in every bracket, with every separator and label that real reports show."""

from __future__ import annotations

from itertools import product

import pytest

from tests.parsing.golden import parse
from tests.parsing.test_contacts import contacts

BRACKETS = [("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"), ("〔", "〕"), ("：", ""), ("，", ""), ("", ""),
            ("（", ""), ("(", "）"), ("。", "")]  # fmt: skip
SEPARATORS = ["；", "，", ";", ",", " ", "、", "　", "。", ""]
LABELS = [
    ("地址", "邮编", "电话", "传真", "电子邮箱"),
    ("办公地址", "邮政编码", "联系电话", "传真", "电子信箱"),
    ("联系地址", "邮编", "咨询电话", "传真号码", "邮箱"),
    ("通信地址", "邮政编码", "办公电话", "传真电话", "E-mail"),
    ("通讯地址", "邮政编码", "联系方式", "传真", "Email"),
]
COLONS = ["：", ":", " ", "： ", ""]


@pytest.mark.parametrize("bracket", BRACKETS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_brackets_and_separators(bracket, separator):
    for labels, colon in product(LABELS, COLONS):
        values = ("虚构市样例路12号3楼", "755000", "0955-7000001", "0955-7000002", "ab@example.com")
        parts = [f"{label}{colon}{value}" for label, value in zip(labels, values, strict=True)]
        text = (
            f"如有疑问，请与虚构市民政局办公室联系{bracket[0]}{separator.join(parts)}{bracket[1]}。"
        )
        found = contacts(text)
        if colon == "" and separator == "":
            continue  # nothing parts a value from the next label's words
        assert found.postcode == "755000", text
        assert found.phones == ("0955-7000001",), text
        assert found.emails == ("ab@example.com",), text
        assert found.faxes == ("0955-7000002",), text
        assert found.office == "虚构市民政局办公室", text
        if colon:
            assert found.address == "虚构市样例路12号3楼", text


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("0955-7000001", "0955-7000001"), ("0955—7000001", "0955-7000001"), ("0955－7000001", "0955-7000001"),
        ("0955–7000001", "0955-7000001"), ("0955 7000001", "0955-7000001"), ("09557000001", "0955-7000001"),
        ("（0955）7000001", "0955-7000001"), ("(0955)7000001", "0955-7000001"), ("(0955)-7000001", "0955-7000001"),
        ("0955--7000001", "0955-7000001"), ("0955——7000001", "0955-7000001"), ("０９５５－７０００００１", "0955-7000001"),
        ("7000001", "7000001"), ("70000012", "70000012"), ("010-70000012", "010-70000012"), ("01070000012", "010-70000012"),
        ("052770000012", "0527-70000012"), ("0527-70000012", "0527-70000012"), ("86-955-7000001", "0955-7000001"),
        ("+86-955-7000001", "0955-7000001"), ("0955-7000001-801", "0955-7000001-801"), ("0955-7000001转801", "0955-7000001-801"),
        ("0955－７０００００１", "0955-7000001"), ("0955- 7000001", "0955-7000001"), ("0955 - 7000001", "0955-7000001"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["电话：", "电话:", "联系电话", "电话 ", "（电话）"])
def test_every_way_of_printing_a_number(label, printed, number):
    assert contacts(f"请与虚构局办公室联系，{label}{printed}。").phones == (number,)


@pytest.mark.parametrize(
    ("text", "phones", "faxes"),
    [
        ("电话及传真：0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话（传真）：0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话(传真)0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话、传真：0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话/传真：0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话和传真均为0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话（兼传真）：0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("联系电话（传真）：0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话:0955-7000001,传真:0955-7000001", ("0955-7000001",), ("0955-7000001",)),
        ("电话：0955-7000001、0955-7000002", ("0955-7000001", "0955-7000002"), ()),
        ("电话：0955-7000001/7000002", ("0955-7000001", "0955-7000002"), ()),
        ("电话：0955-7000001 7000002", ("0955-7000001", "0955-7000002"), ()),
        ("联系电话：0955-7000001（传真）", ("0955-7000001",), ("0955-7000001",)),
        ("电话:0955-7000001传真:0955-7000003邮编:242000", ("0955-7000001",), ("0955-7000003",)),
        ("0955-7000001邮编:242000", ("0955-7000001",), ()),
        ("电话38923127", ("38923127",), ()),
        ("请联系:86552285", ("86552285",), ()),
        ("联系人：办公室；电话0955-7000001。", ("0955-7000001",), ()),
        ("传真：0955-7000003", (), ("0955-7000003",)),
    ],
)
def test_phones_and_faxes(text, phones, faxes):
    found = contacts(f"如有疑问，请与虚构市民政局办公室联系（{text}）。")
    assert (found.phones, found.faxes) == (phones, faxes)


@pytest.mark.parametrize(
    ("printed", "email"),
    [
        ("电子邮箱：ab@example.com", "ab@example.com"), ("电子邮箱:ab@example。com", "ab@example.com"),
        ("电子邮箱ab@example.com", "ab@example.com"), ("电子信箱（ab@example.com）", "ab@example.com"),
        ("邮箱：ab_1.c-d@mail.example.com.cn", "ab_1.c-d@mail.example.com.cn"), ("E-mail:AB@163.com", "AB@163.com"),
        ("邮箱：ａｂ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ab@example.com"), ("电子邮件：ab @ example . com", "ab@example.com"),
        ("<ab@example.com>", "ab@example.com"), ("邮箱：mailto:ab@example.com", "ab@example.com"),
    ],
)  # fmt: skip
def test_emails(printed, email):
    assert contacts(f"请与虚构局办公室联系（电话：0955-7000001；{printed}）。").emails == (email,)


@pytest.mark.parametrize(
    "address",
    ["虚构市样例路12号行政中心7楼718室", "虚构市样例路12号A座", "虚构市样例新区", "虚构市民政局", "虚构县样例镇人民政府",
     "虚构市样例区样例大道1号市民中心2号楼", "样例路与虚构街交叉口", "虚构市(样例区)虚构路1号"],
)  # fmt: skip
@pytest.mark.parametrize(
    "after", ["；邮编：755000", "，电话：0955-7000001", "）。", "\n", " 邮编755000", "。"]
)
def test_addresses(address, after):
    found = contacts(*f"请与办公室联系（地址：{address}{after}".split("\n"))
    assert found.address == address


WHERE = {
    "preamble": ("{c}", "2022年虚构。", "无。", ""),
    "chapter one": ("本报告由本局编制。", "2022年虚构。{c}", "无。", ""),
    "chapter six": ("本报告由本局编制。", "2022年虚构。", "无其他事项。{c}", ""),
    "signature": ("本报告由本局编制。", "2022年虚构。", "无。", "{c}"),
}
SENTENCES = [
    "如对本报告有疑问，请与虚构市民政局办公室联系（地址：虚构路1号；邮编：755000；电话：0955-7000001；邮箱：ab@example.com）。",
    "联系单位：虚构市民政局办公室\n地址：虚构路1号\n邮编：755000\n电话：0955-7000001\n邮箱：ab@example.com",
    "联系单位\n虚构市民政局办公室\n地址\n虚构路1号\n邮编\n755000\n电话\n0955-7000001\n邮箱\nab@example.com",
]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("sentence", SENTENCES[:2])
def test_places(where, sentence):
    preamble, overview, other, tail = (part.format(c="\n" + sentence) for part in WHERE[where])
    text = f"""虚构市民政局2022年政府信息公开工作年度报告

{preamble}

一、总体情况

{overview}

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

12345热线受理123件。举报电话：0955-9999999。

六、其他需要报告的事项

{other}

{tail}

主办单位：虚构市人民政府 联系电话：0955-8888888 网站标识码：0000000001
版权所有：虚构市 技术支持：0955-6666666"""
    found = parse(text).contacts
    assert found.office == "虚构市民政局办公室"
    assert (found.address, found.postcode) == ("虚构路1号", "755000")
    assert (found.phones, found.emails) == (("0955-7000001",), ("ab@example.com",))


@pytest.mark.parametrize("end", ["0951", "0951-", "（0951）"])
def test_a_number_that_a_line_end_cuts(end):
    found = contacts(f"可联系虚构市民政局办公室：邮政编码：752593，电话(传真)：{end}", "8555258。")
    assert found.phones == found.faxes == ("0951-8555258",)


@pytest.mark.parametrize("cut", ["邮政编\n码", "邮政\n编码", "邮\n政编码", "邮\n编", "邮编"])
def test_a_postcode_label_that_a_line_end_cuts(cut):
    text = f"请与测试市民政局办公室联系（地址：测试路1号；{cut}：755546；电话：0955-7000001）。"
    found = contacts(*text.split("\n"))
    assert (found.postcode, found.phones) == ("755546", ("0955-7000001",))


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("邮政编码:755955 联系电", "话:0952―8555985。", {"phones": ("0952-8555985",)}),
        ("联系电话0952-8555985 邮政编", "码:755955。", {"postcode": "755955"}),
    ],
)
def test_a_label_that_a_short_line_parts_behind_a_number(above, below, found):
    """The line is not full, so that nothing but its last word tells that it goes on."""
    record = parse(
        "虚构县水利局2019年政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》第五十条的规定，虚构\n"
        "县水利局编制本报告。本报告统计数据从 2019 年 1 月 1 日至\n12 月 31 日。\n"
        f"欢迎监督，可联系虚构县水利局办公室：办公地址：虚构县演示\n{above}\n{below}\n目录\n一、总体情况………1\n"
        "二、主动公开政府信息情况………2\n一、总体情况\n本年工作平稳。\n二、主动公开政府信息情况\n本年公开信息若干。\n"
    )
    assert {name: getattr(record.contacts, name) for name in found} == found
