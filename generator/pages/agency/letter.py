"""The letter of application: the sample of the guide, and the same filled in for an agency."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generator.messages import LANGUAGES, speaking
from generator.pages.agency.contact import is_mail
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.markup import block, escape, link, plain, site
from generator.pages.parts.words import say, saying
from generator.records import Contacts

_say = saying("pages.letter")
_APP = 'section {.apply app="apply"}'
"""The block in which a script offers to copy and print."""
_BLANKS = "____________________"
_MOST_IN_MAIL = 1900  # some mail programs cut a longer address


def letter(name: str = "", contacts: Contacts | None = None) -> list[str]:
    """The letter as a block; without a name as a sample in which it is still to be filled in.

    It is written in Chinese on every page: the offices read Chinese.
    """
    with speaking(LANGUAGES[0]):
        return _letter(name, contacts)


def _letter(name: str, contacts: Contacts | None) -> list[str]:
    lines = [f"{_say('heading')} {{.letter-title}}", ""]
    to = escape(name) if name else _say("no_name", blank=_BLANKS)
    for line in (_say("to", name=to), *_where(contacts or Contacts()), *_body()):
        lines += [line, ""]
    return block("letter {#letter}", lines)


def _where(contacts: Contacts) -> Iterator[str]:
    """The address lines of the letter, as far as the report gives them."""
    for name in ("office", "address", "postcode"):
        value = plain(getattr(contacts, name) or "")
        if value:
            yield say("contact.line", label=say(f"contact.{name}"), value=escape(value))
    if contacts.emails:
        value = escape(contacts.emails[0])
        yield say("contact.line", label=say("contact.email"), value=value)


def _body() -> Iterator[str]:
    for line in _say("body").strip().split("\n"):
        if line:
            yield line.replace("…", _BLANKS)


def mail_link(name: str, contacts: Contacts) -> str | None:
    """A link that begins a mail to the agency; None where the report names no mail address."""
    address = next(filter(is_mail, contacts.emails), None)
    if address is None:
        return None
    with speaking(LANGUAGES[0]):
        subject, body = _say("heading"), _say("mail", name=plain(name))
    parts = [f"mailto:{address}?subject={quote(subject)}", f"&body={quote(body.strip())}"]
    if sum(map(len, parts)) > _MOST_IN_MAIL:
        parts.pop()
    return link(_say("by_mail", address=escape(address)), "".join(parts))


def _pages(_: Material) -> Iterator[Page]:
    """/guide/letter/: the letter for any agency."""
    guide = link(say("guide"), site("guide/"))
    lines = [
        _say("find", finder=link(say("agencies.finder"), site("agencies/"))),
        "",
        *block(_APP, letter()),
        *block("note", [_say("note", guide=guide)]),
    ]
    above = [(say("guide"), "guide/")]
    file, short = "letter/index.md", _say("short")
    yield area_page(_say, "guide/letter/", lines, "letter", file=file, above=above, short=short)


def letter_of(name: str, contacts: Contacts) -> list[str]:
    """The letter to one agency, folded, with the ways to send it."""
    lines = letter(name, contacts)
    mail = mail_link(name, contacts)
    if mail is not None:
        lines += [_say("mail_too", mail=mail), ""]
    elif not contacts.address:
        lines += [_say("no_address"), ""]
    return block(f"details {_say('folded')}", lines)


PAGE_KINDS = (Kind("letter", "letter", ("guide/letter/",), "letter", pages=_pages),)
