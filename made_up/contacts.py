"""Contact details of made-up agencies; nobody is reached under any of them."""

from __future__ import annotations

from random import Random

from generator.agencies import Agency
from generator.records import Contacts
from made_up import chance as of
from made_up.places import localities, part_of

_STREETS = ("虚构路", "样例街", "演示大道", "示例中路", "假想西路")
_ROOMS = ("", "行政中心{n}楼", "综合楼{n}0{n}室", "政务大厦{n}座", "东{n}区")


def contacts(agency: Agency, chance: Random) -> Contacts:
    """What the agency prints about itself; a part of the agencies leaves something out."""
    place = localities()[agency.region]
    local = of.pick(chance, ("5550", "8555", "2055", "6055"))
    digits = 4 if len(place.area_code) == 3 else 3
    number = local + f"{int(chance.random() * 10**digits):0{digits}d}"
    phone = f"{place.area_code}-{number}"
    fax = f"{place.area_code}-{int(number) + 1}"
    room = of.pick(chance, _ROOMS).format(n=1 + int(chance.random() * 8))
    street = f"{of.pick(chance, _STREETS)}{1 + int(chance.random() * 900)}号"
    account = f"{part_of(agency)}{agency.region}@example.com"
    return Contacts(
        office=_office(agency),
        address=f"{place.region.name}{street}{room}",
        postcode=f"{place.postcode_prefix}{int(chance.random() * 10000):04d}",
        phones=(phone,),
        faxes=of.pick(chance, ((), (), (phone,), (fax,))),
        emails=of.pick(chance, ((), (account,), (account,))),
        website=agency.website if chance.random() < 0.5 else None,
    )


def _office(agency: Agency) -> str:
    """The room that answers: a government's office, a department's own office."""
    if agency.kind == "government":
        return agency.name + ("办公厅" if agency.level == "province" else "办公室")
    return agency.name if agency.kind == "office" else f"{agency.name}办公室"
