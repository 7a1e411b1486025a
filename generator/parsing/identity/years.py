"""The year a report is about, from every place that names one; disagreement is reported."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from generator.parsing.data import load, pattern, words
from generator.parsing.identity.title import Title, without_number
from generator.parsing.normalise import arabic_dates, arabic_years, compact
from generator.parsing.prose.outline import Outline
from generator.parsing.prose.running_lines import TextLine
from generator.readers.document import Document
from generator.records import Evidence, Note, Period, Place

_NEAR = 24
_LONGEST = 1000
_ENDS = ("。", ";")


def several_reports(periods: Iterable[tuple[Period, Evidence]]) -> list[Note]:
    """A warning when sentences state periods of different years: two reports in one document."""
    years = sorted({period.end[:4] for period, _ in periods})
    stated = ", ".join(years)
    return [Note(code="parsing.several_reports", params={"years": stated})] if years[1:] else []


def find_periods(lines: list[TextLine]) -> Iterator[tuple[Period, Evidence]]:
    """The statistical periods that sentences state, lost characters made good."""
    above = ""
    for index, line in enumerate(lines):
        plain, start = arabic_dates(line.plain), len(above)
        text = above + plain
        # A page or a printed line may end inside the sentence.
        if index + 1 < len(lines) and plain[-1:] not in _ENDS:
            text += arabic_dates(lines[index + 1].plain)
        above = "" if plain[-1:] in _ENDS else plain[-_NEAR:]
        if len(text) < 10 or "20" not in text:
            continue
        found = _stated_period(text, start, start + len(plain))
        if found:
            yield found[0], Evidence(source="period", raw=found[1], at=line.at)


def _stated_period(text: str, start: int, end: int) -> tuple[Period, str] | None:
    """The first period that begins in text[start:end] and is named as one, and its words."""
    for found in pattern("identity", "period").finditer(text, start):
        if found.start() >= end:
            break
        before = text[max(0, found.start() - _NEAR) : found.start()]
        period = _period(found.groups())
        is_named = pattern("identity", "period_words").search(before)
        if period and (is_named or _is_year_named_behind(period, text[found.end() :])):
            return period, found.group()
    return None


def _is_year_named_behind(period: Period, after: str) -> bool:
    """A whole year that is called a period behind its dates: 1月1日至12月31日期间."""
    is_year = period.start[5:] == "01-01" and period.end[5:] == "12-31"
    return is_year and after.startswith(words("identity", "period_behind"))


def _period(groups: tuple[str | None, ...]) -> Period | None:
    year, month, mark, day, to_year, to_month, to_day = groups
    if not month:
        return None
    if month and not mark and not day:
        month, day = month[0], month[1:] or None
    first, last = int(year or 0), int(to_year or year or 0)
    start = (int(month or 1), int(day or 1))
    end = (int(to_month or 12), int(to_day or 0))
    if not to_day and 1 <= end[0] <= 12:
        end = (end[0], monthrange(last, end[0])[1])
    if not (_is_day(first, *start) and _is_day(last, *end)) or not 0 <= last - first <= 1:
        return None
    opening = f"{first}-{start[0]:02d}-{start[1]:02d}"
    closing = f"{last}-{end[0]:02d}-{end[1]:02d}"
    return Period(start=opening, end=closing) if opening < closing else None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


_Witness = tuple[str, int, Place | None]


def find_year(
    document: Document,
    title: Title | None,
    period: Period | None,
    outline: Outline,
    published: str | None,
) -> tuple[int | None, Evidence | None, list[Note]]:
    """The year that most sources name, the most trusted at a tie; disagreement is reported.

    The period, the title and the date of publication witness first: two against one decide.
    """
    address = _of_address(document)
    stated: list[_Witness] = []
    if period:
        stated.append(("period", int(period.end[:4]), None))
    if title and title.year:
        stated.append(("title", title.year, title.at))
    overview = _of_overview(outline)
    dated = _of_publication(document, outline, published)
    sources = [*stated, *overview, *_of_meta(document), *address] or dated
    if not sources:
        return None, None, [Note(code="parsing.year_unknown")]
    name, year, at = _decided(stated, [*dated, *overview, *address]) or sources[0]
    rivals = [s for s in sources if s[1] != year and (s[0] != "overview" or len(sources) < 3)]
    rivals += [
        (other, n, at) for other, n, at in dated if n < year and (other, n, at) not in rivals
    ]
    notes = []
    if rivals:
        agreeing = [s for s in [*sources, *dated] if s[1] == year and s[0] != name]
        said = ", ".join(f"{other} {n}" for other, n, _ in [(name, year, at), *agreeing, *rivals])
        notes.append(Note(code="parsing.year_disagrees", params={"stated": said}, at=at))
    if name in ("publication", "signature"):
        notes.append(Note(code="parsing.year_guessed", params={"year": str(year)}))
    return year, Evidence(source=name, raw=str(year), at=at), notes


def _decided(stated: list[_Witness], others: list[_Witness]) -> _Witness | None:
    """Of a period and a title that differ, the one that the first other source agrees with."""
    years = {year for _, year, _ in stated}
    third = next((year for _, year, _ in others if year in years), None)
    return next((source for source in stated if source[1] == third), None)


def _of_overview(outline: Outline) -> list[tuple[str, int, Place | None]]:
    lines = outline.bodies[0] if outline.bodies else outline.preamble
    for line in lines[:6]:
        text = without_number(arabic_years(line.plain[:_LONGEST]))
        found = pattern("identity", "first_year").search(re.sub(r"《[^》]*》|\([^)]*\)", "", text))
        if found and _possible(int(found.group())):
            return [("overview", int(found.group()), line.at)]
    return []


def _of_meta(document: Document) -> list[tuple[str, int, Place | None]]:
    found: list[tuple[str, int, Place | None]] = []
    for name in ("article_title", "title", "breadcrumb"):
        year = re.search(
            r"(?<!\d)(20[012]\d)(?=年|\)|$)", arabic_years(compact(document.meta.get(name, "")))
        )
        if year and _possible(int(year.group(1))):
            found.append((f"meta.{name}", int(year.group(1)), None))
    return found


def _of_address(document: Document) -> list[tuple[str, int, Place | None]]:
    """The year that the page's address gives to its list of reports; dates in it are none."""
    found = pattern("identity", "address_year").search(document.meta.get("url", "").lower())
    year = int(found.group(1) or found.group(2)) if found else 0
    return [("address", year, None)] if _possible(year) else []


def _of_publication(
    document: Document, outline: Outline, published: str | None
) -> list[tuple[str, int, Place | None]]:
    date = published or document.meta.get("pub_date", "")
    year = re.match(r"\s*(20[012]\d)", date)
    if year:
        return [("publication", int(year.group(1)) - 1, None)]
    for line in reversed(outline.bodies[-1] if outline.bodies else outline.preamble):
        signed = pattern("identity", "signed_date").search(arabic_years(line.plain))
        if signed:
            return [("signature", int(signed.group(1)) - 1, line.at)]
    return []


def _possible(year: int) -> bool:
    return year >= int(load("identity")["first_possible"])
