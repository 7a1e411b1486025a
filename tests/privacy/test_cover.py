"""Personal data is covered in every spelling and place; what only looks like it survives."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from generator import record_json
from generator.errors import BadDataError
from generator.privacy import Exceptions, cover, cover_text, find, load_exceptions
from generator.records import (
    Contacts,
    Figure,
    Metric,
    OtherRow,
    Place,
    Record,
    Section,
    Source,
    Task,
)
from made_up.personal import plant_personal

IDENTITY = "64010419900307123"
IDENTITY += mod_11_2.calc_check_digit(IDENTITY)
CARD = "622848040256489001"
CARD += luhn.calc_check_digit(CARD)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")

MOBILES = [
    "13912345678",
    "139 1234 5678",
    "139-1234-5678",
    "139—1234—5678",
    "139.1234.5678",
    "139·1234·5678",
    "1391234 5678",
    "139 12345678",
    "139\u00a01234\u00a05678",
    "139\u30001234\u30005678",
    "1\u200b39\u200b12345678",
    "+8613912345678",
    "+86 139 1234 5678",
    "＋86-13912345678",
    "（+86）13912345678",
    "(86)13912345678",
    "008613912345678",
    "013912345678",
    "1 3 9 1 2 3 4 5 6 7 8",
    "139(1234)5678",
    "13912345678".translate(FULL_WIDTH),
    "１３９-１２３４-５６７８",
    "13912345678".translate(CHINESE),
    "幺三九一二三四五六七八",
    "一三九 一二三四 五六七八",
    "一三九12345678",
    "①③⑨①②③④⑤⑥⑦⑧",
    "①③⑨①⓪③④⑤⑥⑦⑧",
    "⑴⑶⑼⑴⑵⑶⑷⑸⑹⑺⑻",
    "➊➌➒➊⓿➌➍➎➏➐➑",
    "1️⃣3️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "1/3/9/1/2/3/4/5/6/7/8",
    "139_1234_5678",
    "139/1234/5678",
    "𝟏𝟑𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
]
IDENTITIES = [
    IDENTITY,
    IDENTITY.translate(FULL_WIDTH),
    IDENTITY.translate(CHINESE),
    f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}",
    f"{IDENTITY[:6]}-{IDENTITY[6:14]}-{IDENTITY[14:]}",
    "640104900307123",
    f"{IDENTITY[:6]}/{IDENTITY[6:14]}/{IDENTITY[14:]}",
    f"{IDENTITY[:6]}_{IDENTITY[6:14]}_{IDENTITY[14:]}",
    "/".join(IDENTITY),
    f"{IDENTITY}元",
    f"身份证号{IDENTITY}元",
    "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in IDENTITY),
    f"x_{IDENTITY}_y",
    "11010519491231002X",
    "11010519491231002x",
    "11010519491231002Ｘ",
    "身份证号：640104199003071239",  # wrong check digit, but announced as one
]
CARDS = [
    CARD,
    " ".join(CARD[i : i + 4] for i in range(0, 19, 4)),
    "-".join(CARD[i : i + 4] for i in range(0, 19, 4)),
    CARD.translate(FULL_WIDTH),
    "卡号6228480402564890013",
    "_".join(CARD[i : i + 4] for i in range(0, 19, 4)),
    "/".join(CARD[i : i + 4] for i in range(0, 19, 4)),
    f"x_{CARD}_y",
    f"UnionPay{CARD}",
    f"{CARD}元",
    "623668087312560500",  # its last digit fits a credit code, too
    "621700286380693193",
]
ADDRESSES = [
    "申请人张三，住银川市兴庆区凤凰北街12号阳光小区3号楼2单元501室。",
    "居民李小红（银川市兴庆区凤凰北街12号3单元402室）反映",
    "家庭住址：中卫市沙坡头区文昌镇东园村二组15号",
    "村民王五家住同心县河西镇旱天岭村3组",
    "姓名：王小明 住址：中卫市沙坡头区某小区2栋301",
    "| 赵六 | 住址 兴庆区丽景街金凤花园12-3-401 |",
    "张某某，女，生于一月，住宁夏银川市兴庆区凤凰北街12号",
    "住宁夏银川市兴庆区玉皇阁北街30号1-2-301的李某",
    "住银川市西夏区贺兰山西路88号3号楼的村民",
    "住在利民街17巷4号的王五",
    "住在利民街17巷4号的王五反映噪声扰民",
    "住址：玉皇阁小区5号楼2单元301",
    "门牌：利民街17巷4号 户主马七",
    "户主马七，门牌号：利民街17巷4号",
    "王五（利民街17巷4号2单元301）",
    "利民街17巷4号居民王五反映",
    "家在利民街17巷4号的王五",
    "租住利民街17巷4号的王五",
    "收件人王五，利民街17巷4号2单元301",
    "王五 玉皇阁小区5-2-301",
    "住玉皇阁小区五号楼二单元三零一室的马七",
    "户口所在地：利民街17巷4号",
    "地址：玉皇阁小区5号楼2单元301室，户主马七",
    "业主王五（玉皇阁小区5幢301室）",
    "寄至玉皇阁小区5号楼2单元301王五收",
    "村民王五（东园村二组15号）",
    "东园村二组15号村民王五",
    "申请人王五，地址利民街17巷4号",
    "邮寄地址：利民街17巷4号2单元301室 王五 收",
    "常住利民街17巷4号",
]
# Office lines, service numbers, codes, file numbers, amounts, dates, ids of pictures.
TRAPS = [
    "电话：0955-7037171",
    "电话 0951—2078503",
    "052784368216",
    "010-85226677",
    "4008001234",
    "400-800-1234",
    "12345热线受理2件",
    "统一社会信用代码 11640500010123456X",
    "91350100M000100Y43",
    "统一社会信用代码：113301000024912345",
    "索引号：640500018/2023-00123",
    "索引号：640500190612001",
    "索引号 620500202301011234",
    "宁公网安备 64010502000123号",
    "宁ICP备13001380号-1",
    "网站标识码：6405000001",
    "采购总金额13500000000元",
    "13,500,000,000元",
    "13912345678.50",
    "金额 15951.50万元",
    "1675156994710",
    "访问量13812345678",
    "网站总访问量达13812345678",
    "点击量：13812345678",
    "累计浏览量为13912345678",
    "投资15912345678",
    "订单13812345678",
    "档案号13812345678",
    "金额138,1234,5678",
    "1/3/9/1/2/3/4/5/6/7/8/9",
    "5f13812345678abcde0123456789abcdef",
    "/c13912345678/index.html",
    "mmexport13912345678.jpg",
    "索引号 640500199/2021-12345",
    "统一社会信用代码640104199003071239",
    "W020210131381234567890.jpg",
    "IMG_13912345678.jpg",
    "t20230131_13912345.html",
    "2023年1月1日至2023年12月31日",
    "自202111日起至20211231日止",
    "国办公开办函〔2021〕30号",
    "银兴政办发[2017]128号",
    "13\t0\t0\t0\t0\t0\t13",
    "1 3 8 0 0 1 3 8 0 0 0 0 0 0 0",
    "| 行政许可 | 83 | +118 | 8404 |",
    "地址：银川市西夏区贺兰山西路481号行政中心7楼718室，邮编：750021",
    "联系人：张三 地址：银川市金凤区阅福路207号",
    "办公地址：中卫市沙坡头区鼓楼东街58号民政局3楼",
    "采取去标识化、遮盖等手段处置现有身份证号、手机号码、金融账户、家庭住址等个人信息",
    "联系人张三 住房和城乡建设局 凤凰北街12号",
    "联系人：张三，住建局，凤凰北街12号3楼301",
    "张三先生住院期间由民政局贺兰山路12号窗口代办",
    "申请人住宿问题：凤凰北街12号",
    "通信地址：北京市西城区月坛南街38号",
    "联系人：王芳，办公地址：银川市利民街12号B座1203室",
    "联系人：王芳，单位地址：银川市利民街12号B座1203室",
    "联系人：王芳，办公地点：银川市利民街12号B座1203室",
    "联系人：张三 地址：银川市金凤区阅福路207号2号楼",
    "公司住所：银川市利民街12号B座1203室",
    "地址：利民街17号2号楼301室，联系人：王芳，电话：0951-1234567",
    "申请人可以到中卫市民政局（地址：鼓楼东街58号）提出申请",
    "完善门牌号管理，更新门牌12个",
    "住址变更登记12件",
    "改造利民街17号楼2单元供热管道",
    "为玉皇阁小区5号楼加装电梯",
    "利民街17巷4号的王府井商场",
    "邮寄地址：利民街17号2号楼301室信访科收",
    "申请人可当面到中卫市民政局办公室（中山路14号2号楼1563室）提交",
    "为玉皇阁北小区9号楼1410室居民安装扶手",
    "联系人：李四 联系地址：中山路12号4号楼1451室",
    "指导永宁县、平罗县、青铜峡市、红寺堡区、原州区抓好试点工作",
]


# A letter or a mark before a number is no name of a picture.
IN_NAMES = [
    "张三_{}_x",
    "ID{}ab",
    "申请表_{}.pdf",
    "/{}/",
    "表/{}",
    "zhangsan{}.docx",
    "_{}",
    "户主{}户主马七",
]


def digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


@pytest.mark.parametrize("number", MOBILES)
@pytest.mark.parametrize(
    "frame", ["{}", "联系人张三{}。", "电话：0955-7037171 {}", "请拨打（{}）", "| {} |"]
)
def test_every_spelling_of_a_mobile_number_is_covered(frame: str, number: str) -> None:
    covered, masked = cover_text(frame.format(number))
    assert number not in covered
    assert [mask.kind for mask in masked] == ["mobile"]
    assert digits(covered) in ("", "09557037171")


def test_a_credit_code_that_could_be_a_card_survives() -> None:
    """An office that may register (6), its kind (2) and a known region say so."""
    assert cover_text(fits_both("62640104")) == (fits_both("62640104"), ())
    nowhere = fits_both("62999999")
    assert [mask.kind for mask in cover_text(nowhere)[1]] == ["bank_card"]


def fits_both(begin: str) -> str:
    """Eighteen digits whose last fits both a bank card and a credit code."""
    bodies = (f"{begin}{body:09}" for body in range(100000000, 100100000))
    codes = (body + uscc.calc_check_digit(body) for body in bodies)
    return next(code for code in codes if code.isdigit() and luhn.is_valid(code))


@pytest.mark.parametrize("frame", IN_NAMES)
@pytest.mark.parametrize("number", [MOBILES[0], IDENTITY, CARD])
def test_numbers_in_names_of_files_and_after_letters_are_covered(frame: str, number: str) -> None:
    covered, masked = cover_text(frame.format(number))
    assert number not in covered
    assert len(masked) == 1


@pytest.mark.parametrize("mark", [",", "，", "、", ";", "/", " ", "\n", "。", ".", "|"])
def test_every_number_of_a_list_is_covered(mark: str) -> None:
    covered, masked = cover_text(f"张三{mark}{MOBILES[0]}{mark}13812345679{mark}{MOBILES[23]}")
    assert digits(covered) == "" and "幺" not in covered
    assert [mask.kind for mask in masked] == ["mobile"] * 3


@pytest.mark.parametrize("number", IDENTITIES)
def test_identity_numbers_are_covered(number: str) -> None:
    covered, masked = cover_text(f"申请人（{number}）")
    assert digits(covered) == ""
    assert [mask.kind for mask in masked] == ["identity"]


@pytest.mark.parametrize("number", CARDS)
def test_bank_cards_are_covered(number: str) -> None:
    covered, masked = cover_text(f"汇至{number}，谢谢")
    assert digits(covered) == ""
    assert [mask.kind for mask in masked] == ["bank_card"]


@pytest.mark.parametrize("text", ADDRESSES)
def test_home_addresses_beside_a_person_are_covered(text: str) -> None:
    covered, masked = cover_text(text)
    assert [mask.kind for mask in masked] == ["home_address"]
    assert digits(covered) == ""


def test_a_column_of_homes_is_covered_in_every_row() -> None:
    table = (
        "| 序号 | 姓名 | 家庭住址 | 事由 |\n|---|---|---|---|\n"
        "| 1 | 张三 | 银川市兴庆区凤凰北街12号 | 补正 |\n| 2 | 李四 | 贺兰县习岗镇5号 | 凤凰街8号窗口 |\n"
        "\n| 单位 | 办公住址 |\n|---|---|\n| 民政局 | 银川市金凤区阅福路207号 |\n"
    )
    covered, masked = cover_text(table)
    assert [mask.kind for mask in masked] == ["home_address"] * 2
    assert "凤凰北街12号" not in covered and "习岗镇" not in covered
    assert "凤凰街8号窗口" in covered and "阅福路207号" in covered
    assert covered.count("|") == table.count("|")
    assert cover_text(covered) == (covered, ())


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_personal_survives(text: str) -> None:
    assert cover_text(text) == (text, ())


def record(**changes: object) -> Record:
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    plain = Record(kind="annual_report", agency="640500-minzheng", year=2023, source=source)
    return msgspec.structs.replace(plain, **changes)


def planted() -> Record:
    secret = f"张三 {MOBILES[1]} {IDENTITY} {CARDS[1]} 家庭住址：中卫市沙坡头区东园村二组15号"
    return record(
        form="2021",
        title=f"报告{secret}",
        source=Source(
            file=f"{secret}.docx",
            sha256="0" * 64,
            media_type="x",
            url=f"http://a.cn/?tel={MOBILES[0]}",
        ),
        contacts=Contacts(
            office=secret, phones=("0955-7037171", MOBILES[0]), address=f"{secret}", website=secret
        ),
        figures={
            "requests.received.total": Figure(
                value=13912345678, state="number", raw="13912345678", at=Place(line=3, cell=1)
            ),
            "proactive.licences.decisions": Figure(state="text", raw=secret),
            "proactive.admin_fees.amount": Figure(
                value=13912345678.5, state="number", raw="13912345678.5"
            ),
        },
        metrics=(Metric(id="m", value=1, unit="条", quote=secret, at=Place(line=7)),),
        sections=(Section(key="overview", heading=secret, text=f"甲\n\n{secret}\n乙"),),
        tasks=(Task(number=1, group=secret, title=secret, text=secret, responsible=(secret,)),),
    )


def test_nothing_planted_is_left_anywhere_in_a_record() -> None:
    after = cover(planted())
    line = record_json.to_line(after)
    for secret in (*MOBILES[:3], IDENTITY, *CARDS[:2], "东园村二组"):
        assert secret not in line.replace("13912345678.5", "")
    assert {mask.kind for mask in after.masked} == {
        "mobile",
        "identity",
        "bank_card",
        "home_address",
    }
    assert after.contacts.phones == ("0955-7037171",)
    assert after.source.url is None


def test_masked_says_where_and_never_what() -> None:
    after = cover(planted())
    places = {mask.where: mask.at for mask in after.masked}
    assert places["metrics[0].quote"] == Place(line=7)
    assert places["figures.requests.received.total"] == Place(line=3, cell=1)
    assert "contacts.phones[1]" in places
    assert digits("".join(place for place in places)).replace("0", "").replace("1", "") == ""


def test_an_amount_of_money_is_no_telephone() -> None:
    fee = cover(planted()).figures["proactive.admin_fees.amount"]
    assert (fee.value, fee.raw) == (13912345678.5, "13912345678.5")


def test_an_amount_as_long_as_a_telephone_number_stays_a_figure() -> None:
    raw = "13912345678"
    fee = Figure(value=int(raw), state="number", raw=raw)
    identity = Figure(value=int(IDENTITY), state="number", raw=IDENTITY)
    plain = record(form="2021", figures={"proactive.admin_fees.amount": fee})
    assert cover(plain) is plain
    personal = cover(record(form="2021", figures={"proactive.admin_fees.amount": identity}))
    assert personal.figures["proactive.admin_fees.amount"].state == "text"


def test_a_covered_mail_address_leaves_the_list() -> None:
    contacts = Contacts(emails=("13950123456@139.com", "xxgk@nx.gov.cn"))
    assert cover(record(contacts=contacts)).contacts.emails == ("xxgk@nx.gov.cn",)


def test_covering_twice_changes_nothing() -> None:
    once = cover(planted())
    assert cover(once) is once


def test_all_that_the_corpus_plants_is_covered_and_no_trap_is() -> None:
    """A thousand made-up records: full recall, no false alarm."""
    for seed in range(1000):
        empty = record(sections=(Section(key="overview", heading="一", text="全年公开140条。"),))
        personal, planted_, traps = plant_personal(empty, Random(seed))
        text = cover(personal).sections[0].text or ""
        assert [one for one in planted_ if one.text in text] == []
        assert [trap for trap in traps if trap not in text] == []
        left = text
        for trap in traps:
            left = left.replace(trap, "")
        assert digits(left) == "140", (seed, left)


def test_a_record_without_personal_data_is_returned_as_it_is() -> None:
    plain = record(title="中卫市民政局2023年政府信息公开工作年度报告")
    assert cover(plain) is plain


def test_only_the_named_exception_survives(tmp_path) -> None:
    (tmp_path / "privacy_exceptions.csv").write_text(
        "kind,value,agency,name,office,reason,added_by,added_on\n"
        "mobile,139 1234 5678,640500-minzheng,王某,值班负责人,机关公布,李某,2026-01-31\n",
        encoding="utf-8",
    )
    exceptions = load_exceptions(tmp_path)
    own = record(contacts=Contacts(phones=("13912345678", "13912345679")))
    assert cover(own, exceptions).contacts.phones == ("13912345678",)
    other = msgspec.structs.replace(own, agency="640000-minzheng")
    assert cover(other, exceptions).contacts.phones == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (
            "mobile,13912345678,640500-minzheng,王某,,机关公布,李某,2026-01-31",
            "privacy.exception_incomplete",
        ),
        (
            "phone,13912345678,640500-minzheng,王某,主任,机关公布,李某,2026-01-31",
            "privacy.exception_kind",
        ),
        (
            "mobile,13912345678,640500-minzheng,王某,主任,机关公布,李某,某日",
            "privacy.exception_date",
        ),
    ],
)
def test_an_exception_without_reason_or_date_is_refused(tmp_path, row: str, code: str) -> None:
    file = tmp_path / "privacy_exceptions.csv"
    file.write_text(
        f"kind,value,agency,name,office,reason,added_by,added_on\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(BadDataError) as caught:
        load_exceptions(tmp_path)
    assert (caught.value.code, caught.value.line) == (code, 2)


@given(
    st.text(alphabet="甲乙丙，。：（）a \n", max_size=30),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", " ", "-", "—", "\u3000"]),
    st.text(alphabet="甲乙丙，。；\n）", max_size=30),
)
def test_no_mobile_number_gets_through(before: str, number: str, mark: str, after: str) -> None:
    written = mark.join((number[:3], number[3:7], number[7:]))
    covered, _ = cover_text(f"{before}{written}{after}")
    assert written not in covered


@given(st.text(max_size=200))
def test_any_text_is_covered_once_and_for_all(text: str) -> None:
    covered, _ = cover_text(text)
    assert cover_text(covered) == (covered, ())
    assert find(covered, exceptions=Exceptions()) == []


@pytest.mark.parametrize(
    ("label", "cells", "covered"),
    [
        ("其他", (IDENTITY[:6], IDENTITY[6:14], IDENTITY[14:], "5"), (True, True, True, False)),
        ("其他", (IDENTITY[:9], IDENTITY[9:]), (True, True)),
        ("联系人手机", ("1395730", "1234", "5"), (True, True, False)),
        ("其他", ("1", "2", "3"), (False, False, False)),
    ],
)
def test_a_number_broken_over_the_cells_of_another_row(label, cells, covered):
    row = OtherRow(table="requests", label=label, cells=cells)
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    record = Record(kind="annual_report", source=source, other_rows=(row,))
    found = cover(record)
    assert [a != b for a, b in zip(found.other_rows[0].cells, cells, strict=True)] == list(covered)
    assert len(found.masked) == any(covered)
    assert cover(found) is found


def test_a_tab_inside_a_cell_leaves_no_row_uncovered():
    cells = ("虚\t构", IDENTITY[:7], IDENTITY[7:])
    row = OtherRow(table="requests", label="身份证号", cells=cells)
    source = Source(file="a.html", sha256="0" * 64, media_type="text/html")
    record = Record(kind="annual_report", source=source, other_rows=(row,))
    found = cover(record)
    first, *covered = found.other_rows[0].cells
    assert first == "虚 构"
    assert not any(part in "".join(covered) for part in (IDENTITY[:7], IDENTITY[7:14]))
    assert len(found.masked) == 1
    assert cover(found) is found
