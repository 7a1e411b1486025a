"""The particulars that stand above a report: who published it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.parsing.data import pattern
from generator.parsing.normalise import folded
from generator.parsing.prose.running_lines import TextLine
from generator.records import Place

_FIRST_LINES = 30
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Imprint:
    """The publisher as printed with its place, and the date of publication (ISO)."""

    publisher: str | None = None
    at: Place | None = None
    published: str | None = None


def read_imprint(lines: list[TextLine]) -> Imprint:
    """What labelled lines before the text say; empty where there are none."""
    publisher, at, published = None, None, None
    for line in lines[:_FIRST_LINES]:
        printed = line.table or line.text
        if len(printed) > _LONGEST or "。" in printed:
            continue
        text = folded(printed)
        if ":" not in text and "|" not in text:
            continue
        found = pattern("identity", "imprint_publisher").search(text)
        if found and publisher is None:
            publisher, at = re.sub(r"\s", "", found.group(1)), line.at
        dated = pattern("identity", "imprint_date").search(text)
        if dated and published is None:
            year, month, day = dated.groups()
            published = f"{year}-{int(month):02d}-{int(day):02d}"
    return Imprint(publisher, at, published)
