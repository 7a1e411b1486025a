"""Whole contact sentences, every detail of them and no other. All of them are invented (虚构)."""

from __future__ import annotations

import pytest

from generator.parsing.prose.contacts import find_contacts
from generator.parsing.prose.paragraphs import paragraphs
from generator.parsing.prose.running_lines import TextLine
from generator.records import Contacts, Place

OFFICE = "虚构县水务局办公室"
PHONE, FAX = "0955-7000001", "0955-7000002"
MAIL = "ab@example.com"


def read(text):
    lines = [TextLine(part, Place(line=n), n) for n, part in enumerate(text.split("\n"), 1)]
    found, _, notes = find_contacts(paragraphs(lines))
    return found, notes


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (f"请与{OFFICE}（电子邮箱{MAIL}）联系。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}（电子邮箱:{MAIL}；电话{PHONE}）联系。", {"office": OFFICE, "emails": (MAIL,), "phones": (PHONE,)}),
        (f"请与{OFFICE}（电子邮件：{MAIL}，地址：虚构县样例路12号，邮编：755000）联系。", {"office": OFFICE, "emails": (MAIL,), "address": "虚构县样例路12号", "postcode": "755000"}),
        (f"请联系：{OFFICE} 电话{PHONE}", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请联系:{OFFICE}（{PHONE}）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"公众如需进一步了解，可联系{OFFICE}，电话{PHONE}，邮箱{MAIL}。", {"office": OFFICE, "phones": (PHONE,), "emails": (MAIL,)}),
        (f"如需查询，请与我局办公室联系，电话：{PHONE}。", {"phones": (PHONE,)}),
        (f"如对本年度报告有任何疑问，请致函{OFFICE}（地址：虚构县样例路12号，邮政编码：755000）。", {"office": OFFICE, "address": "虚构县样例路12号", "postcode": "755000"}),
        (f"联系方式\n地址 虚构县样例路12号\n邮编 755000\n电话 {PHONE}\n传真 {FAX}", {"address": "虚构县样例路12号", "postcode": "755000", "phones": (PHONE,), "faxes": (FAX,)}),
        (f"联系电话 {PHONE}\n电子邮箱 {MAIL}", {"phones": (PHONE,), "emails": (MAIL,)}),
        (f"(联系人：办公室 ; 电话:{PHONE})", {"phones": (PHONE,)}),
        (f"如有疑问，请与{OFFICE}联系（联系电话：{PHONE}，传真电话：{FAX}，Email：{MAIL}）", {"office": OFFICE, "phones": (PHONE,), "faxes": (FAX,), "emails": (MAIL,)}),
        (f"如有疑问，请与{OFFICE}联系。地址：虚构县样例路12号（邮编：755000）；电话：{PHONE}", {"office": OFFICE, "address": "虚构县样例路12号", "postcode": "755000", "phones": (PHONE,)}),
        (f"如有疑问，请与{OFFICE}联系。地址：虚构县样例路12号（虚构大厦3楼），邮编：755000", {"office": OFFICE, "address": "虚构县样例路12号(虚构大厦3楼)", "postcode": "755000"}),
        (f"如有疑问，请与{OFFICE}联系，办公地点：虚构县样例路12号，电话：{PHONE}。", {"office": OFFICE, "address": "虚构县样例路12号", "phones": (PHONE,)}),
        (f"如有疑问，请与{OFFICE}联系。单位地址：虚构县样例路12号；联系电话：{PHONE}；工作时间：周一至周五（法定节假日除外）8:30—12:00，14:30—18:00。", {"office": OFFICE, "address": "虚构县样例路12号", "phones": (PHONE,), "hours": "周一至周五(法定节假日除外)8:30—12:00,14:30—18:00"}),
        (f"办公时间：上午8:30-12:00，下午14:00-18:00（周六、周日及法定节假日除外），联系电话：{PHONE}", {"phones": (PHONE,), "hours": "上午8:30-12:00,下午14:00-18:00(周六、周日及法定节假日除外)"}),
        (f"办公时间：工作日（周一至周五）上午9:00至12:00、下午13:30至17:30；电话：{PHONE}", {"phones": (PHONE,), "hours": "工作日(周一至周五)上午9:00至12:00、下午13:30至17:30"}),
        (f"办公时间为法定工作日8：30－12：00，14：00－17：30。联系电话：{PHONE}。", {"phones": (PHONE,), "hours": "法定工作日8:30-12:00,14:00-17:30"}),
        (f"聯繫電話：{PHONE}；郵政編碼：755000；聯繫地址：虚构县样例路12号", {"phones": (PHONE,), "postcode": "755000", "address": "虚构县样例路12号"}),
        (f"聯絡電話{PHONE}，傳真同號", {"phones": (PHONE,), "faxes": (PHONE,)}),
        (f"通訊地址：虚构县样例路12号，郵編：755000，電郵：{MAIL}", {"address": "虚构县样例路12号", "postcode": "755000", "emails": (MAIL,)}),
        (f"網址：www.example.gov.cn，電話：{PHONE}", {"phones": (PHONE,), "website": "www.example.gov.cn"}),
        (f"请与{OFFICE}联系，邮箱：ab(at)example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab（at）example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab[at]example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab at example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab(AT)example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab{{at}}example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab＠example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab#example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab（＠）example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab[@]example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab (at) example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab【at】example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab（艾特）example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab@ example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab @example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab(a)example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab_at_example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"请与{OFFICE}联系，邮箱：ab-at-example.com。", {"office": OFFICE, "emails": (MAIL,)}),
        (f"邮箱：ab@example（点）com；电话：{PHONE}", {"phones": (PHONE,), "emails": (MAIL,)}),
        (f"邮箱：ab(at)example(dot)com；电话：{PHONE}", {"phones": (PHONE,), "emails": (MAIL,)}),
        (f"邮箱：{MAIL}.；电话：{PHONE}", {"phones": (PHONE,), "emails": (MAIL,)}),
        (f"邮箱：ab@vip.example.com.cn；电话：{PHONE}", {"phones": (PHONE,), "emails": ("ab@vip.example.com.cn",)}),
        (f"邮箱：AB_c-d.e@EXAMPLE.COM；电话：{PHONE}", {"phones": (PHONE,), "emails": ("AB_c-d.e@EXAMPLE.COM",)}),
        (f"邮箱{MAIL}电话{PHONE}", {"phones": (PHONE,), "emails": (MAIL,)}),
        (f"电话{PHONE}邮箱{MAIL}", {"phones": (PHONE,), "emails": (MAIL,)}),
        (f"邮箱：{MAIL}、cd@example.com", {"emails": (MAIL, "cd@example.com")}),
        (f"邮箱：{MAIL}/cd@example.com", {"emails": (MAIL, "cd@example.com")}),
        (f"电子邮箱：<{MAIL}>", {"emails": (MAIL,)}),
        (f"电子邮箱:mailto:{MAIL}", {"emails": (MAIL,)}),
        ("电子邮箱：ａｂ＠ｅｘａｍｐｌｅ．ｃｏｍ", {"emails": (MAIL,)}),
        ("电子邮箱：12345678@qq.example", {"emails": ("12345678@qq.example",)}),
        (f"请与{OFFICE}联系（电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955–7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955—7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955―7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955‐7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955‑7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955‒7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955−7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955─7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955━7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955－7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955﹣7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955一7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955ー7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955~7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955～7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955·7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955.7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955--7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955——7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955 — 7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955 －7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955_7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955/7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：(0955) 7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：（0955）-7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：〔0955〕7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：[0955]7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955)7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955 700 0001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：0955-700-0001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：86-{PHONE}）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：+86 955 7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：+86(955)7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：(+86){PHONE}）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：（86）955-7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"请与{OFFICE}联系，电话：{PHONE}-8001。", {"office": OFFICE, "phones": ("0955-7000001-8001",)}),
        (f"请与{OFFICE}联系，电话：{PHONE}转8001。", {"office": OFFICE, "phones": ("0955-7000001-8001",)}),
        (f"请与{OFFICE}联系，电话：{PHONE}（转8001）。", {"office": OFFICE, "phones": ("0955-7000001-8001",)}),
        (f"请与{OFFICE}联系，电话：{PHONE}，0955-7000003。", {"office": OFFICE, "phones": (PHONE, "0955-7000003")}),
        (f"请与{OFFICE}联系，电话：{PHONE}或7000003。", {"office": OFFICE, "phones": (PHONE, "0955-7000003")}),
        (f"请与{OFFICE}联系，电话：{PHONE}（办公室）、7000003（政策法规科）。", {"office": OFFICE, "phones": (PHONE, "0955-7000003")}),
        (f"请与{OFFICE}联系，电话：010-66660001、66660002。", {"office": OFFICE, "phones": ("010-66660001", "010-66660002")}),
        (f"请与{OFFICE}联系（电话：{PHONE}，传真：同电话）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}，传真同上）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}，传真（同号））。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}、传真号码同电话号码）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话（传真）{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话/传真:{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话&传真：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（传真（电话）：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（联系电话暨传真：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话（含传真）：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话（带传真）：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}（带传真））。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}（可传真））。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话、传真均为：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}  传真：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}\n传真：同号）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话：{PHONE}；传真：与电话同号）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（TEL/FAX：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（Tel：{PHONE} Fax：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话∕传真：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电 话/传 真：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话（兼传真）{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话＼传真：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（电话:{PHONE}(FAX)）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"请与{OFFICE}联系（传真和电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (PHONE,)}),
        (f"本报告可在www.example.gov.cn下载。联系电话：{PHONE}。", {"phones": (PHONE,), "website": "www.example.gov.cn"}),
        (f"网址：www.example.gov.cn；电话：{PHONE}。", {"phones": (PHONE,), "website": "www.example.gov.cn"}),
        (f"本报告可在example.gov.cn下载。联系电话：{PHONE}。", {"phones": (PHONE,), "website": "example.gov.cn"}),
        (f"网址：example.gov.cn；电话：{PHONE}。", {"phones": (PHONE,), "website": "example.gov.cn"}),
        (f"本报告可在http://www.example.gov.cn/下载。联系电话：{PHONE}。", {"phones": (PHONE,), "website": "http://www.example.gov.cn/"}),
        (f"网址：http://www.example.gov.cn/；电话：{PHONE}。", {"phones": (PHONE,), "website": "http://www.example.gov.cn/"}),
        (f"本报告可在https://slj.example.gov.cn/xxgk下载。联系电话：{PHONE}。", {"phones": (PHONE,), "website": "https://slj.example.gov.cn/xxgk"}),
        (f"网址：https://slj.example.gov.cn/xxgk；电话：{PHONE}。", {"phones": (PHONE,), "website": "https://slj.example.gov.cn/xxgk"}),
        (f"本报告可在slj.example.gov.cn/xxgk/下载。联系电话：{PHONE}。", {"phones": (PHONE,), "website": "slj.example.gov.cn/xxgk/"}),
        (f"网址：slj.example.gov.cn/xxgk/；电话：{PHONE}。", {"phones": (PHONE,), "website": "slj.example.gov.cn/xxgk/"}),
        (f"在虚构县人民政府门户网站（example.gov.cn）上可下载本报告。电话：{PHONE}", {"phones": (PHONE,), "website": "example.gov.cn"}),
        (f"网址：example.cn，电话：{PHONE}", {"phones": (PHONE,), "website": "example.cn"}),
        (f"网站：example.com.cn，电话：{PHONE}", {"phones": (PHONE,), "website": "example.com.cn"}),
        (f"网址 http://example.org:8080/a.html 电话：{PHONE}", {"phones": (PHONE,), "website": "http://example.org:8080/a.html"}),
        (f"如有疑问，请与虚构县水务\n局办公室联系（电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"如有疑问，请与{OFFICE}联系（电\n话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"如有疑问，请与{OFFICE}联系（电话：0955-\n7000001）。", {"office": OFFICE, "phones": (PHONE,)}),
        (f"如有疑问，请与{OFFICE}联系（电话：0955-700\n0001，邮编：755000）。", {"office": OFFICE, "phones": (PHONE,), "postcode": "755000"}),
        (f"如有疑问，请与{OFFICE}联系（邮编：7550\n00，电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "postcode": "755000"}),
        (f"如有疑问，请与{OFFICE}联系（地址：虚构县样\n例路12号，邮编：755000，电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "postcode": "755000", "address": "虚构县样例路12号"}),
        (f"如有疑问，请与{OFFICE}联系（邮箱：ab@exam\nple.com，电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "emails": (MAIL,)}),
        (f"如有疑问，请与{OFFICE}联系（邮箱：ab@example.\ncom，电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "emails": (MAIL,)}),
        (f"如有疑问，请与{OFFICE}联系（传\n真：{FAX}，电话：{PHONE}）。", {"office": OFFICE, "phones": (PHONE,), "faxes": (FAX,)}),
        ("全年受理投诉电话12345转办件500件，网上咨询0955件。", {}),
        ("我局设立咨询电话，全年接听电话8000001次。", {}),
        ("监督电话：0955-9999999。", {}),
        ("政务服务便民热线12345，全年受理1234567件。", {}),
        (f"主办单位：虚构县人民政府 承办：{OFFICE} 电话：{PHONE} 备案号：宁ICP备05000001号", {}),
        (f"请与{OFFICE}（工作时间：工作日8:30-12:00、14:00-17:30，联系电话：{PHONE}）联系。",
         {"office": OFFICE, "phones": (PHONE,), "hours": "工作日8:30-12:00、14:00-17:30"}),
        (f"请与{OFFICE}联系（办公时间：工作日8:30-12:00，E-mail：{MAIL}）。",
         {"office": OFFICE, "emails": (MAIL,), "hours": "工作日8:30-12:00"}),
        (f"请与{OFFICE}联系【电话：{PHONE}；办公时间：工作日（周一至周五）8:30-12:00】。",
         {"office": OFFICE, "phones": (PHONE,), "hours": "工作日(周一至周五)8:30-12:00"}),
    ],
)  # fmt: skip
def test_every_detail_and_no_other(text, details):
    assert read(text)[0] == Contacts(**details)


@pytest.mark.parametrize(
    "text",
    [
        f"请与{OFFICE}联系，邮箱：abATexample.com。",
        f"请与{OFFICE}联系（电话：0955-7000 001）。",
        f"请与{OFFICE}联系（邮箱：ab@example，com）。",
    ],
)
def test_a_detail_that_cannot_be_read_is_named_and_its_office_kept(text):
    found, notes = read(text)
    assert found == Contacts(office=OFFICE)
    assert [note.code for note in notes] == ["parsing.contact_unread"]


HOURS = "工作日8:30-12:00、14:00-17:30"


def test_hours_that_a_line_end_parts_from_their_day():
    # A page breaks no time of day: what stands behind the day had no room on its line of 30.
    text = "\n".join([
        *["本文为虚构示例，没有真实工作可以报告，只说明一行能有多宽，"] * 14,
        "再无其他。",
        f"如有疑问，请与{OFFICE}联系，电话：{PHONE}。",
        "我们在虚构县样例路等候来访，办公时间：工作日",
        "8:30-12:00、14:00-17:30。",
    ])  # fmt: skip
    assert read(text)[0].hours == HOURS


def test_hours_end_behind_their_own_bracket():
    text = (
        f"电子邮箱：{MAIL}\n工作时间：周一至周五8:30-12:00、14:00-17:30（法定节假日除外）\n"
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、其他需要报告的事项组成。"
    )
    assert read(text)[0].hours == "周一至周五8:30-12:00、14:00-17:30(法定节假日除外)"


def test_hours_of_two_seasons_go_on_behind_a_bracket():
    text = f"请与{OFFICE}联系，办公时间：周一至周五（节假日除外）上午8:30-12:00，电话：{PHONE}。"
    assert read(text)[0].hours == "周一至周五(节假日除外)上午8:30-12:00"
