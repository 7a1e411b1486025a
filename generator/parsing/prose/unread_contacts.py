"""Says which contact details stand in a report and were not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.parsing.data import pattern
from generator.parsing.tables.cells import looks_like_date
from generator.records import Contacts, Note, Place

# A telephone number has 7 to 12 digits with its area code; longer runs are other numbers.
_DIGITS = re.compile(r"(?<![\w.])\(?\d[\d\-—–() ]{5,16}\d(?![\w.])")
_SHORTEST, _LONGEST = 7, 12
_BEFORE = 12
_LONGEST_RAW = 60


def unread_contacts(texts: Iterable[tuple[str, Place]], found: Contacts) -> list[Note]:
    """A note for each mail sign and each number behind a telephone's label that gave nothing."""
    notes = []
    for text, at in texts:
        for printed in (*_mails(text, found), *_numbers(text, found)):
            params = {"printed": printed[:_LONGEST_RAW]}
            notes.append(Note(code="parsing.contact_unread", params=params, at=at))
    return notes


def _mails(text: str, found: Contacts) -> Iterator[str]:
    bare = pattern("contacts", "website").sub("", text)
    rest = pattern("contacts", "email").sub("", bare) if found.emails else bare
    for sign in re.finditer(r"[!-~]{0,30}[A-Za-z0-9_]\s?@\S{0,30}", rest):
        yield sign.group()
    hidden = None if found.emails else pattern("contacts", "mail_label").search(rest)
    if hidden and "@" not in hidden.group(1):
        yield hidden.group(1)


def _numbers(text: str, found: Contacts) -> Iterator[str]:
    """Numbers as long as a telephone's behind the label of one, that are in no contact field."""
    known = [re.sub(r"\D", "", number) for number in (*found.phones, *found.faxes)]
    known.append(found.postcode or "")
    for run in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", run.group())
        before = text[max(0, run.start() - _BEFORE) : run.start()]
        if not _SHORTEST <= len(digits) <= _LONGEST or looks_like_date(digits):
            continue
        if _is_labelled(before) and not any(_is_part(digits, number) for number in known):
            yield f"{before}{run.group()}"


def _is_part(digits: str, known: str) -> bool:
    return bool(known) and (digits in known or known in digits)


def _is_labelled(before: str) -> bool:
    """Whether a telephone's label stands in the text before a number, and not another service's."""
    if pattern("contacts", "not_phone_before").search(before):
        return False
    labels = ("phone_label", "fax_label", "bare_phone")
    return any(pattern("contacts", name).search(before) for name in labels)
