"""Telephone and document numbers of a report, which a full-text index cuts to pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.records import Record
from generator.toml_file import toml_file

CONTACTS_ANCHOR = "contact"
_DOCUMENT = re.compile(
    r"([\u4e00-\u9fff]{1,12})\s*[〔\[（(【]\s*(\d{4})\s*[〕\]）)】]\s*(\d{1,5})\s*号"
)


def numbers_of(record: Record) -> Iterator[tuple[str, str, str]]:
    """The numbers in a report: kind, what is shown, the place on the report's page."""
    for phone in record.contacts.phones:
        yield "phone", phone, CONTACTS_ANCHOR
    for fax in record.contacts.faxes:
        if fax not in record.contacts.phones:
            yield "fax", fax, CONTACTS_ANCHOR
    for section in record.sections:
        for issuer, year, number in _DOCUMENT.findall(section.text or ""):
            yield "document", f"{_issuer(issuer)}〔{year}〕{int(number)}号", f"s-{section.key}"


def _issuer(words: str) -> str:
    """The issuer's mark: what follows the words of the sentence, at most six characters."""
    start = max(
        (words.rfind(word) + len(word) for word in _words_before() if word in words), default=0
    )
    return (words[start:] or words)[-6:]


def _words_before() -> list[str]:
    words: list[str] = toml_file("generator.frames", "printed_numbers.toml")["before"]
    return words
