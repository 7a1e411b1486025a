"""Made-up personal data to be found and covered, and look-alikes that must survive.

The numbers are valid by their rules (checksums) and belong to nobody by construction
of chance alone; they are made for tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import msgspec
from stdnum import luhn
from stdnum.cn import ric, uscc

from generator.records import Record, replace
from made_up import chance as of


@dataclass(frozen=True, slots=True)
class PlantedPersonal:
    """What was planted: its kind, exactly as printed, and the section it stands in."""

    kind: str
    text: str
    section: str


_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈", ["建国", "秀英", "晓明", "桂兰", "志强", "海燕"]
_BREAKS = ("\n", "\n\n", "<br>")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _digits(chance: Random, count: int) -> str:
    return "".join(str(int(chance.random() * 10)) for _ in range(count))


def _birthday(chance: Random) -> str:
    year, month = 1950 + int(chance.random() * 50), 1 + int(chance.random() * 12)
    return f"{year}{month:02d}{1 + int(chance.random() * 28):02d}"


def identity_number(chance: Random) -> str:
    """An 18-digit identity number with a valid check digit, in one of its spellings."""
    body = of.pick(chance, ("640104", "440103", "330106")) + _birthday(chance)
    body += _digits(chance, 3)
    number = body + ric.calc_check_digit(f"{body}0")
    return of.pick(
        chance,
        (
            number,
            number.lower(),
            f"{number[:6]} {number[6:14]} {number[14:]}",
            number.translate(_WIDE),
            f"{number}元",
            _broken(chance, number),
        ),
    )


def _broken(chance: Random, number: str) -> str:
    """The number as a line's or a paragraph's end breaks it."""
    at = 3 + int(chance.random() * (len(number) - 6))
    return f"{number[:at]}{of.pick(chance, _BREAKS)}{number[at:]}"


def old_identity_number(chance: Random) -> str:
    """A 15-digit identity number of before 1999."""
    return of.pick(chance, ("640103", "330103")) + _birthday(chance)[2:] + _digits(chance, 3)


def mobile(chance: Random) -> str:
    """A mobile number in one of the spellings people use."""
    number = of.pick(chance, ("138", "159", "177", "186", "199")) + _digits(chance, 8)
    a, b, c = number[:3], number[3:7], number[7:]
    return of.pick(
        chance,
        (
            number,
            f"{a}-{b}-{c}",
            f"{a} {b} {c}",
            f"+86{number}",
            f"+86 {a} {b} {c}",
            f"86-{number}",
            f"（{a}）{b}{c}",
            f"{a}—{b}—{c}",
            f"{a}.{b}.{c}",
            number.translate(_WIDE),
            f"{number[:5]} {number[5:]}",
            f"{a}\u00a0{b}\u00a0{c}",
            f"_{number}_",
            "/".join(number),
            number.translate(_CIRCLED),
            _broken(chance, number),
        ),
    )


def bank_card(chance: Random) -> str:
    """A bank card number that passes Luhn's rule."""
    body = "62" + _digits(chance, of.pick(chance, (13, 14, 16)))
    number = body + luhn.calc_check_digit(body)
    groups = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return of.pick(chance, (number, groups, _broken(chance, number)))


def home_address(chance: Random) -> str:
    """A home, without the name that stands beside it."""
    place = of.pick(chance, ("虚构市演示区", "样例县城关镇"))
    house = f"{1 + int(chance.random() * 30)}号楼{1 + int(chance.random() * 4)}单元"
    room = f"{1 + int(chance.random() * 20)}0{1 + int(chance.random() * 4)}室"
    return f"{place}示例小区{house}{room}"


def lane(chance: Random) -> str:
    """A house in a lane, without the name that stands behind it."""
    return f"示例街{1 + int(chance.random() * 60)}巷{1 + int(chance.random() * 90)}号"


def _name(chance: Random) -> str:
    return of.pick(chance, _SURNAMES) + of.pick(chance, _GIVEN)


_PERSONAL: dict[str, tuple[Callable[[Random], str], str]] = {
    "identity": (identity_number, "申请人{name}（身份证号：{secret}）提出申请。"),
    "identity_15": (old_identity_number, "申请人{name}，身份证号码{secret}，当面提交材料。"),
    "mobile": (mobile, "可联系{name}，手机{secret}。"),
    "bank_card": (bank_card, "款项汇入{name}账户，卡号{secret}。"),
    "home_address": (home_address, "申请人{name}，住址：{secret}，要求邮寄答复。"),
    "lane": (lane, "住在{secret}的{name}来信反映。"),
}


def traps(chance: Random) -> tuple[str, ...]:
    """Numbers that look like personal data and must survive."""
    body = "11640100" + _digits(chance, 9)
    credit_code = body + uscc.calc_check_digit(body)
    return (
        f"0955-555{_digits(chance, 4)}",
        f"统一社会信用代码：{credit_code}",
        f"索引号：640500-103/2023-{_digits(chance, 5)}",
        f"公网安备{_digits(chance, 14)}号",
        f"宁ICP备{_digits(chance, 8)}号",
        f"经费{_digits(chance, 7).lstrip('0') or '1'}.25元",
        "2023年1月1日至2023年12月31日",
        "国办公开办函〔2021〕30号",
        f"img_{_digits(chance, 13)}.png",
        f"img_138{_digits(chance, 8)}.png",
        f"网站访问量138{_digits(chance, 8)}",
        f"订单号：159{_digits(chance, 8)}",
        f"联系人：王芳，办公地址：示例街{1 + int(chance.random() * 90)}号B座1203室",
    )


def plant_personal(
    record: Record, chance: Random
) -> tuple[Record, tuple[PlantedPersonal, ...], tuple[str, ...]]:
    """One secret of each kind in the first section with text, and traps that must survive.

    Gives the record, what was planted, and the traps exactly as printed.
    """
    planted, sentences = [], []
    section = next(s for s in record.sections if s.text)
    for kind, (make, template) in _PERSONAL.items():
        secret = make(chance)
        sentences.append(template.format(name=_name(chance), secret=secret))
        planted.append(PlantedPersonal(kind, secret, section.key))
    safe = traps(chance)
    text = f"{section.text}\n\n{''.join(sentences)}\n\n{'；'.join(safe)}。"
    changed = msgspec.structs.replace(section, text=text)
    sections = tuple(changed if s is section else s for s in record.sections)
    return replace(record, sections=sections), tuple(planted), safe
