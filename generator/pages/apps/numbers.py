"""Telephone and document numbers, which a full-text index cuts to pieces, for the search page.

An entry is [what is shown, kind, place of the agency in the agency index, year, anchor];
kind is "p" for a telephone, "f" for a fax, "d" for a document number. The key of an entry
is its digits. A small corpus is one script; a large one has a script for each last two
digits, so that a number or its end finds them.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from generator.checks.dossier import Dossier
from generator.pages.apps.agency_index import AgencyOrder
from generator.pages.apps.scripts import write_script
from generator.records import Record

WHOLE = 4000
CONTACTS_ANCHOR = "contact"
_DOCUMENT = re.compile(
    r"([\u4e00-\u9fff]{1,12})\s*[〔\[（(【]\s*(\d{4})\s*[〕\]）)】]\s*(\d{1,5})\s*号"
)
_DIGITS = re.compile(r"\D")

Entry = tuple[str, str, int, int, str]


class Numbers:
    """Collects the numbers of all reports."""

    def __init__(self, order: AgencyOrder, target: Path) -> None:
        self._order = order
        self._target = target
        self._latest: dict[tuple[str, str, int], Entry] = {}

    def add(self, agency: str, reports: dict[int, Dossier]) -> None:
        """Takes the numbers of an agency; each leads to the newest report that gives it."""
        position = self._order.position[agency]
        for year, dossier in sorted(reports.items()):
            for label, kind, anchor in numbers_of(dossier.record):
                entry = (label, kind, position, year, anchor)
                self._latest[(kind, label, position)] = entry

    def finish(self) -> None:
        """Writes the scripts."""
        entries = sorted(self._latest.values())
        if len(entries) <= WHOLE:
            write_script(self._target, "numbers", {"entries": entries})
            return
        parts: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            parts[digits(entry[0])[-2:]].append(entry)
        write_script(self._target, "numbers", {"parts": sorted(parts)})
        for name, found in parts.items():
            write_script(self._target, f"numbers/{name}", found)


def digits(label: str) -> str:
    """Only the digits of a number as it is printed."""
    return _DIGITS.sub("", label)


def numbers_of(record: Record) -> Iterator[tuple[str, str, str]]:
    """The numbers in a report: what is shown, its kind, the place on the report's page."""
    for phone in record.contacts.phones:
        yield phone, "p", CONTACTS_ANCHOR
    for fax in record.contacts.faxes:
        if fax not in record.contacts.phones:
            yield fax, "f", CONTACTS_ANCHOR
    for section in record.sections:
        for issuer, year, number in _DOCUMENT.findall(section.text or ""):
            yield f"{_issuer(issuer)}〔{year}〕{int(number)}号", "d", f"s-{section.key}"


def _issuer(words: str) -> str:
    """The issuer's mark: what follows the words of the sentence, at most six characters."""
    start = max(
        (words.rfind(word) + len(word) for word in _words_before() if word in words), default=0
    )
    return (words[start:] or words)[-6:]


@cache
def _words_before() -> tuple[str, ...]:
    file = resources.files(__package__) / "numbers.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["before"])
