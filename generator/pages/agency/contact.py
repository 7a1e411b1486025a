"""Whom to contact: the card on the page, and the same as vCard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.case_file.report_view import ReportView
from generator.pages.parts.markup import block, escape, link, plain, site, web_address
from generator.pages.parts.words import say
from generator.pages.report.statutory_tables import shown
from generator.records import Contacts

_PHONE = re.compile(r"^\+?\d[\d-]{3,19}(?:转\d{1,6})?$")
_EMAIL = re.compile(r"^[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$")
_MAPS = (
    ("map_app", "geo:0,0?q={query}"),  # opens the map that a phone has
    ("map", "https://uri.amap.com/search?keyword={query}"),
)


def has_contact(contacts: Contacts) -> bool:
    """Whether the report gives any way to reach the agency."""
    ways = ("address", "phones", "faxes", "emails", "website", "office")
    return any(getattr(contacts, name) for name in ways)


def newest_with_contact(report_views: Mapping[int, ReportView]) -> ReportView | None:
    """The newest report with contact details; None without one."""
    for year in sorted(report_views, reverse=True):
        if has_contact(report_views[year].record.contacts):
            return report_views[year]
    return None


def contact_card(report_view: ReportView, source: str, page: str = "") -> list[str]:
    """The card of a report's contact; what was corrected says so, with what had been read.

    `source` is Markdown that says where it was read, `page` the address of the report's page
    when the card stands on another.
    """
    contacts = report_view.record.contacts
    corrected = [f"{line} {{.quiet}}" for line in _corrected(report_view, page)]
    remarks = [part for line in corrected for part in (line, "")]
    if not has_contact(contacts):
        return [say("contact.none"), "", *remarks]
    card = site(f"agencies/{report_view.record.agency}/contact.vcf")
    lines = [f"- {line}" for line in _lines(contacts)]
    remark = f"{say('contact.source', source=source)} {link(say('contact.vcard'), card)}"
    return [*block("contact", lines), *remarks, f"{remark} {{.quiet}}", ""]


def _corrected(report_view: ReportView, page: str) -> Iterator[str]:
    """A sentence for each detail that a person corrected."""
    for entry in report_view.corrections:
        made = entry.correction
        if entry.standing == "applied" and made.contact:
            yield say(
                "contact.corrected",
                label=contact_label(made.contact),
                before=shown(entry.before),
                reason=escape(made.reason),
                who=escape(made.who),
                when=made.when.isoformat(),
                more=link(say("contact.correction"), f"{page}#corrections"),
            )


_LABELS = {"phones": "phone", "faxes": "fax", "emails": "email"}


def contact_label(name: str) -> str:
    """What a kind of contact detail is called on the page."""
    return say(f"contact.{_LABELS.get(name, name)}")


def _lines(contacts: Contacts) -> Iterator[str]:
    if contacts.office:
        yield _line("office", _value(contacts.office))
    yield from (_line("phone", telephone(phone)) for phone in contacts.phones)
    yield from (_line("fax", _value(fax)) for fax in contacts.faxes)
    yield from (_line("email", mail(address)) for address in contacts.emails)
    if contacts.address:
        yield _line("address", f"{_value(contacts.address)} {_map(contacts.address)}")
    if contacts.postcode:
        yield _line("postcode", _value(contacts.postcode))
    if contacts.website:
        yield _line("website", website(contacts.website))
    if contacts.hours:
        yield _line("hours", _value(contacts.hours))


def _line(kind: str, value: str) -> str:
    return say("contact.line", label=say(f"contact.{kind}"), value=value)


def _value(text: str) -> str:
    return escape(text).replace(" — ", "—")


def telephone(number: str) -> str:
    """A telephone number, linked when it is one."""
    if not _PHONE.match(number):
        return _value(number)
    return link(escape(number), f"tel:{number.replace('转', ';ext=')}")


def mail(address: str) -> str:
    """A mail address, linked when it is one."""
    return link(escape(address), f"mailto:{address}") if is_mail(address) else _value(address)


def is_mail(text: str) -> bool:
    """Whether mail can be sent there."""
    return _EMAIL.match(text) is not None


def website(text: str) -> str:
    """A site, linked when it is a plain http(s) address."""
    address = web_address(text)
    return link(escape(text), address) if address else _value(text)


def _map(address: str) -> str:
    from urllib.parse import quote

    query = quote(plain(address))
    return " ".join(link(say(f"contact.{name}"), way.format(query=query)) for name, way in _MAPS)


def vcard(name: str, contacts: Contacts, region: str) -> str:
    """The contact as vCard 3.0 (RFC 2426); only what the report gives."""
    import vobject

    card = vobject.vCard()
    card.add("fn").value = plain(name)
    card.add("n").value = vobject.vcard.Name(family=plain(name))
    card.add("org").value = [plain(part) for part in (name, contacts.office) if part]
    for kind, numbers in (("WORK", contacts.phones), ("FAX", contacts.faxes)):
        for number in numbers:
            line = card.add("tel")
            line.value = plain(number)
            line.type_param = kind
    for address in contacts.emails:
        card.add("email").value = plain(address)
    if contacts.address or contacts.postcode:
        place = vobject.vcard.Address(
            street=plain(contacts.address or ""), region=region, code=plain(contacts.postcode or "")
        )
        card.add("adr").value = place
    if web_address(contacts.website):
        card.add("url").value = web_address(contacts.website)
    return str(card.serialize())
