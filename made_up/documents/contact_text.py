"""Contact details as papers print them, and what a reader must make of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import msgspec

from generator.records import Contacts
from made_up import chance as of
from made_up.documents.variants import variants


@dataclass(frozen=True, slots=True)
class PrintedContact:
    """Lines of text, the contacts in them, other right answers by member."""

    lines: tuple[str, ...]
    contacts: Contacts
    accept: dict[str, list[object]] = field(default_factory=dict)


def print_contacts(given: Contacts, chance: Random) -> PrintedContact:
    """One of the ways in which agencies say how to reach them."""
    ways = (_sentence, _inside, _traditional, _own_lines, _fused, _bare, _nothing)
    way = chance.choices(ways, (50, 8, 6, 18, 10, 4, 4))[0]
    return way(given, chance)


def _inside(given: Contacts, chance: Random) -> PrintedContact:
    """`请与X（电子邮箱…）联系`: the particulars between the office and the last word."""
    parts, found = _parts(given, chance)
    if chance.random() < 0.5 and given.emails:
        found = Contacts(phones=given.phones[:1], emails=given.emails)
        parts = [f"电话:{given.phones[0]}E-mail{given.emails[0]}"]
    text = f"如有疑问，请与{given.office}（{'，'.join(reversed(parts))}）联系。"
    return PrintedContact((text,), msgspec.structs.replace(found, office=given.office))


def _traditional(given: Contacts, chance: Random) -> PrintedContact:
    """Labels in traditional characters around the same particulars."""
    text = f"如有疑問，請與{given.office}聯繫（郵編：{given.postcode}，電話：{given.phones[0]}）。"
    found = Contacts(office=given.office, phones=given.phones[:1], postcode=given.postcode)
    return PrintedContact((text,), found)


def _nothing(given: Contacts, chance: Random) -> PrintedContact:
    return PrintedContact((), Contacts())


def _bare(given: Contacts, chance: Random) -> PrintedContact:
    """`请联系:86552285`: a number without area code and without a label."""
    local = given.phones[0].partition("-")[2]
    accept: dict[str, list[object]] = {"phones": [[given.phones[0]], [local]]}
    text = f"如对本报告有疑问，请联系:{local}。"
    return PrintedContact((text,), Contacts(phones=(local,)), accept)


def _fused(given: Contacts, chance: Random) -> PrintedContact:
    """Separators missing between the parts."""
    phone = given.phones[0]
    text = f"如对本报告有疑问，请与{given.office}联系（电话{phone}邮编:{given.postcode}）。"
    return PrintedContact(
        (text,), Contacts(office=given.office, phones=(phone,), postcode=given.postcode)
    )


def _sentence(given: Contacts, chance: Random) -> PrintedContact:
    words = variants()["contacts"]
    intro = of.pick(chance, words["intro"]).format(office=given.office)
    opening, closing = of.pick(chance, words["brackets"])
    parts, found = _parts(given, chance)
    text = f"{intro}{opening}{of.pick(chance, words['separators']).join(parts)}{closing}。"
    return PrintedContact((text,), msgspec.structs.replace(found, office=given.office))


def _own_lines(given: Contacts, chance: Random) -> PrintedContact:
    """A line for each part, without a sentence around them."""
    parts, found = _parts(given, chance)
    lines = ("联系方式：", *parts) if chance.random() < 0.5 else tuple(parts)
    accept: dict[str, list[object]] = {"office": [None]}
    return PrintedContact(lines, found, accept)


def _parts(given: Contacts, chance: Random) -> tuple[list[str], Contacts]:
    """Labelled parts in their usual order, some left out, and the contacts they state."""
    labels = variants()["contacts"]["labels"]
    colon = of.pick(chance, ("：", "：", ":", ""))
    phone = given.phones[0]
    found = Contacts(phones=(phone,))
    parts = []
    if chance.random() < 0.8:
        parts.append(f"{of.pick(chance, labels['address'])}：{given.address}")
        found = msgspec.structs.replace(found, address=given.address)
    if chance.random() < 0.8:
        parts.append(f"{of.pick(chance, labels['postcode'])}{colon}{given.postcode}")
        found = msgspec.structs.replace(found, postcode=given.postcode)
    if given.faxes == given.phones:
        shown = of.pick(
            chance, ("电话及传真：{}", "电话(传真)：{}", "电话：{}（传真同号）", "电话传真：{}")
        )
        parts.append(shown.format(_spelt(phone, chance)))
        found = msgspec.structs.replace(found, faxes=given.faxes)
    else:
        second = f"{phone[:-1]}{(int(phone[-1]) + 3) % 10}"
        phones = (phone, second) if chance.random() < 0.12 else (phone,)
        shown = "、".join(_spelt(number, chance) for number in phones)
        parts.append(f"{of.pick(chance, labels['phone'])}{colon}{shown}")
        found = msgspec.structs.replace(found, phones=phones)
        parts += [f"传真：{_spelt(fax, chance)}" for fax in given.faxes]
        found = msgspec.structs.replace(found, faxes=given.faxes)
    if given.emails:
        email = given.emails[0]
        printed = email.replace(".", "。") if chance.random() < 0.1 else email
        printed = printed.replace("@", "(at)") if chance.random() < 0.1 else printed
        shown = f"：{printed}" if chance.random() < 0.85 else f"（{printed}）"
        parts.append(f"{of.pick(chance, labels['email'])}{shown}")
        found = msgspec.structs.replace(found, emails=given.emails)
    if chance.random() < 0.15:
        shown, read = of.pick(chance, variants()["contacts"]["hours"])
        parts.append(shown)
        found = msgspec.structs.replace(found, hours=read)
    return parts, found


def _spelt(phone: str, chance: Random) -> str:
    """A telephone number with its hyphen, with a dash, or with none."""
    area, _, local = phone.partition("-")
    return of.pick(
        chance,
        (
            phone,
            phone,
            phone,
            f"{area}—{local}",
            f"{area}{of.pick(chance, tuple('‑–―−─一'))}{local}",
            f"{area}{local}",
            f"（{area}）{local}",
            f"{area} {local}",
        ),
    )
