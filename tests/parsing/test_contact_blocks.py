"""Contact blocks as offices write them, each with its true values. All invented (虚构)."""

from __future__ import annotations

import pytest

from tests.parsing.test_contacts import contacts

OFFICE = "虚构县水务局办公室"
PHONE = "0955-7000001"
MAIL = "ab@example.com"


@pytest.mark.parametrize(
    "text",
    [
        f"请联系：{OFFICE}，电话：{PHONE}。", f"请联系:{OFFICE},电话{PHONE}", f"请与{OFFICE}（电子邮箱：{MAIL}）联系。",
        f"请与{OFFICE}（电子邮箱：{MAIL}，电话：{PHONE}）联系。", f"请与{OFFICE}（传真：{PHONE}）联系。",
        f"请向{OFFICE}咨询，电话：{PHONE}。", f"本报告由{OFFICE}负责解释，联系电话：{PHONE}。", f"联系单位：{OFFICE}\n电话：{PHONE}",
        f"请咨询{OFFICE}，电话{PHONE}。", f"请联系 {OFFICE} 电话：{PHONE}", f"请与{OFFICE}（{PHONE}）联系。",
        f"可致电{OFFICE}，电话：{PHONE}。", f"请直接与{OFFICE}联系，联系电话：{PHONE}。", f"请与{OFFICE}【电话：{PHONE}】联系",
        f"请径与{OFFICE}联系（{PHONE}）", f"如对报告内容有疑问，请联系{OFFICE}（联系电话：{PHONE}）。", f"联系部门：{OFFICE}；电话：{PHONE}",
        f"敬请联系{OFFICE}，邮编：755000。", f"如有意见，请反馈至{OFFICE}，电话{PHONE}。", f"联系我们：{OFFICE} {PHONE}",
        f"请致电{OFFICE}：{PHONE}", f"联系方式：{OFFICE}，{PHONE}",
    ],
)  # fmt: skip
def test_offices(text):
    assert contacts(*text.split("\n")).office == OFFICE


@pytest.mark.parametrize(
    ("text", "phones", "faxes"),
    [
        (f"电话：{PHONE}，传真：同号", (PHONE,), (PHONE,)), (f"电话：{PHONE}（传真同号）", (PHONE,), (PHONE,)),
        (f"电话：{PHONE}（兼传真）", (PHONE,), (PHONE,)), (f"电话：{PHONE}，传真与电话同号", (PHONE,), (PHONE,)),
        (f"电话：{PHONE}；传真：同上", (PHONE,), (PHONE,)), (f"电话（同传真）：{PHONE}", (PHONE,), (PHONE,)),
        (f"电话传真：{PHONE}", (PHONE,), (PHONE,)), (f"联系电话、传真：{PHONE}", (PHONE,), (PHONE,)),
        (f"Tel/Fax：{PHONE}", (PHONE,), (PHONE,)), (f"电话：{PHONE}，传真：0955-7000002", (PHONE,), ("0955-7000002",)),
        (f"电话：{PHONE}传真0955-7000002", (PHONE,), ("0955-7000002",)), (f"电話：{PHONE}，傳真：0955-7000002", (PHONE,), ("0955-7000002",)),
        (f"聯絡電話：{PHONE}", (PHONE,), ()), (f"电话：{PHONE}，传真：无", (PHONE,), ()), (f"电话：{PHONE}，传真：", (PHONE,), ()),
        ("电话：0955‑7000001", (PHONE,), ()), ("电话：0955―7000001", (PHONE,), ()), ("电话：0955−7000001", (PHONE,), ()),
        ("电话：0955─7000001", (PHONE,), ()), ("电话：0955━7000001", (PHONE,), ()), ("电话：0955一7000001", (PHONE,), ()),
        ("电话：0955～7000001", (PHONE,), ()), ("电话：0955ー7000001", (PHONE,), ()), ("电话：0955‒7000001", (PHONE,), ()),
        ("电话：0086-955-7000001", (PHONE,), ()), ("电话：0573-8512 3456", ("0573-85123456",), ()),
        ("电话：0573 8512 3456", ("0573-85123456",), ()), ("电话：0955-700 0001", (PHONE,), ()),
        ("电话：0955-7000001转分机801", ("0955-7000001-801",), ()), ("座机：0955-7000001", (PHONE,), ()),
        ("总机：0955-7000001", (PHONE,), ()), ("请来电：0955-7000001", (PHONE,), ()), ("电　　话：0955-7000001", (PHONE,), ()),
        ("电话：0955-7000001、7000002、7000003", (PHONE, "0955-7000002", "0955-7000003"), ()),
        ("举报电话：0955-9999999，联系电话：0955-7000001", (PHONE,), ()), ("联系方式：0955-7000001（工作日）", (PHONE,), ()),
    ],
)  # fmt: skip
def test_numbers(text, phones, faxes):
    found = contacts(f"如有疑问，请与{OFFICE}联系（{text}）。")
    assert (found.phones, found.faxes) == (phones, faxes)


@pytest.mark.parametrize(
    "text",
    [
        "ab(at)example.com", "ab（at）example.com", "ab[at]example.com", "ab(AT)example.com", "ab#example.com", "ab(@)example.com",
        "ab(at)example(dot)com", "ab【at】example.com", "ab☆example.com", "ab＠example．com", "ab@example。com", "ab @example.com",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "label", ["电子邮箱：", "邮箱", "E-mail:", f"电话：{PHONE}E-mail", f"电话：{PHONE}，电子信箱"]
)
def test_mail_addresses(text, label):
    assert contacts(f"请与{OFFICE}联系（{label}{text}）。").emails == (MAIL,)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("地址虚构县人民路12号，电话0955-7000001", "虚构县人民路12号"), ("地址为虚构县人民路12号；邮编755000", "虚构县人民路12号"),
        ("地址位于虚构县人民路12号，邮编755000", "虚构县人民路12号"), ("办公地点：虚构县人民路12号，邮编755000", "虚构县人民路12号"),
        ("地　址：虚构县人民路12号 邮编：755000", "虚构县人民路12号"), ("通讯地址：虚构县人民路12号(水务大厦3楼)；邮编755000", "虚构县人民路12号(水务大厦3楼)"),
        ("地址：虚构县人民路12号邮政编码：755000", "虚构县人民路12号"), ("地址：虚构县 人民路 12号，电话：0955-7000001", "虚构县人民路12号"),
        ("辦公地址：虚构县人民路12号，郵編：755000", "虚构县人民路12号"), ("地址：虚构县人民路12号E-mail：ab@example.com", "虚构县人民路12号"),
    ],
)  # fmt: skip
def test_addresses(text, address):
    assert contacts(f"请与{OFFICE}联系（{text}）。").address == address


@pytest.mark.parametrize(
    "text", ["如地址变更，另行通知。电话：0955-7000001", "网站地址：http://www.example.com/，电话：0955-7000001",
             "网络地址www.example.com，电话0955-7000001"],
)  # fmt: skip
def test_no_address(text):
    assert contacts(text).address is None


@pytest.mark.parametrize(
    "text", ["邮编：755000", "邮编755000", "邮政编码为755000", "邮编：7 5 5 0 0 0", "郵政編碼：755000", "邮码：755000", "邮政编码，755000",
             "邮编:755000电话：0955-7000001", "（邮编：755000）", "邮编——755000"],
)  # fmt: skip
def test_postcodes(text):
    assert contacts(f"请与{OFFICE}联系，{text}。").postcode == "755000"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("办公时间：工作日8:30-12:00，14:30-18:00（夏令时15:00-18:30）；电话：0955-7000001", "工作日8:30-12:00,14:30-18:00(夏令时15:00-18:30)"),
        ("办公时间：周一至周五8:30-17:30，电话：0955-7000001", "周一至周五8:30-17:30"),
        ("受理时间为法定工作日9:00-17:00；电话：0955-7000001", "法定工作日9:00-17:00"),
        ("工作时间：（周一至周五）8:30-17:30。电话：0955-7000001", "(周一至周五)8:30-17:30"),
        ("工作时间周一至周五8:30-17:30 电话：0955-7000001", "周一至周五8:30-17:30"),
        ("辦公時間：周一至周五8:30-17:30，電話：0955-7000001", "周一至周五8:30-17:30"),
        ("办公时间（周一至周五8:30-17:30）电话：0955-7000001", "周一至周五8:30-17:30"),
        ("电话：0955-7000001，办公时间：周一至周五8:30-17:30（法定节假日除外）　虚构县水务局　2024年1月20日", "周一至周五8:30-17:30(法定节假日除外)"),
        ("电话：0955-7000001，办公时间：工作日8:30-17:30　虚构县水务局　2024年1月20日", "工作日8:30-17:30"),
        ("电话：0955-7000001，办公时间：工作日8:30-17:30本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况六部分组成", "工作日8:30-17:30"),
    ],
)  # fmt: skip
def test_hours(text, hours):
    found = contacts(f"请与{OFFICE}联系。{text}")
    assert (found.hours, found.phones) == (hours, (PHONE,))


@pytest.mark.parametrize(
    ("text", "website"),
    [
        ("网址：www.example.com，电话：0955-7000001", "www.example.com"), ("网址：xuni.gov.cn，电话：0955-7000001", "xuni.gov.cn"),
        ("网站swj.xuni.gov.cn/zwgk/，电话：0955-7000001", "swj.xuni.gov.cn/zwgk/"), ("网址：example.com；电话：0955-7000001", "example.com"),
        ("邮箱：ab@xuni.gov.cn，电话：0955-7000001", None), ("网址：https://xuni.gov.cn/", "https://xuni.gov.cn/"),
    ],
)  # fmt: skip
def test_websites(text, website):
    assert contacts(f"请与{OFFICE}联系（{text}）。").website == website


@pytest.mark.parametrize(
    "lines",
    [
        ["如有疑问，请与虚构县水务局办公室联系（地址：虚构县人民路12", "号；邮编：755000；电话：0955-7000001；邮箱：ab@example.com）。"],
        ["如有疑问，请与虚构县水务局办公室联系（地址：虚构县人民路12号；邮编：7550", "00；电话：0955-7000001；邮箱：ab@example.com）。"],
        ["如有疑问，请与虚构县水务局办公室联系（地址：虚构县人民路12号；邮编：755000；电话：0955-", "7000001；邮箱：ab@example.com）。"],
        ["如有疑问，请与虚构县水务局办公室联系（地址：虚构县人民路12号；邮编：755000；电话：0955-7000", "001；邮箱：ab@example.com）。"],
        ["如有疑问，请与虚构县水务局办公室联系（地址：虚构县人民路12号；邮编：755000；电话：0955-7000001；邮箱：ab@exam", "ple.com）。"],
        ["如有疑问，请与虚构县水务局办公室联系（地址：虚构县人民路12号；邮编：755000；电话：0955-7000001；邮箱：ab@", "example.com）。"],
        ["如有疑问，请与虚构县水务局办", "公室联系（地址：虚构县人民路12号；邮编：755000；电话：0955-7000001；邮箱：ab@example.com）。"],
        ["联系单位：虚构县水务局办公室", "地址：虚构县人民路12号", "邮编：755000", "电话：0955-7000001", "邮箱：ab@example.com"],
        ["联系单位 虚构县水务局办公室", "地 址 虚构县人民路12号", "邮 编 755000", "电 话 0955-7000001", "邮 箱 ab@example.com"],
        ["聯繫單位：虚构县水务局办公室", "地址：虚构县人民路12号", "郵編：755000", "電話：0955-7000001", "電子郵箱：ab@example.com"],
    ],
)  # fmt: skip
def test_whole_blocks(lines):
    found = contacts(*lines)
    assert found.office == OFFICE
    assert (found.address, found.postcode) == ("虚构县人民路12号", "755000")
    assert (found.phones, found.emails) == ((PHONE,), (MAIL,))


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        (f"联系我们：{OFFICE} {PHONE}", (PHONE,)), (f"请致电{OFFICE}：{PHONE}", (PHONE,)),
        (f"电话：{PHONE}（办公室）、0955-7000002（法规科）", (PHONE, "0955-7000002")),
        (f"联系人：张某某，电话：{PHONE}", (PHONE,)), (f"县纪委举报办公室：0955-9999999。联系电话：{PHONE}", (PHONE,)),
        ("办公室，2023年公开政府信息7000001条", ()), ("全局共7个科 20231231 份", ()),
    ],
)  # fmt: skip
def test_numbers_behind_an_office(text, phones):
    assert contacts(text).phones == phones
