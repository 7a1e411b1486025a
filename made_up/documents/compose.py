"""Puts a made-up record on paper, with one of the ways of wording each part."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import msgspec

from generator.agencies import Agency
from generator.agency_names import short_name
from generator.forms import form
from generator.records import Period, Record, Section, replace
from made_up import chance as of
from made_up.documents.compose_tables import (
    Wish,
    broken_off,
    print_tables,
    reshaped,
)
from made_up.documents.contact_text import PrintedContact, print_contacts
from made_up.documents.paper import Block, Paper, PaperLine
from made_up.documents.variants import variants
from made_up.places import localities
from made_up.prose import mark

_NUMBERS = "一二三四五六"


@dataclass(slots=True)
class Draft:
    """A paper while it is being written."""

    record: Record
    agency: Agency
    chance: Random
    has_page_title: bool
    is_titled: bool = False
    period_year: int | None = None
    blocks: list[Block] = field(default_factory=list)
    accept: dict[str, list[object]] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)


def compose(record: Record, agency: Agency, chance: Random, wish: Wish) -> Paper:
    """The paper of a report; its truth is the record as this paper prints it."""
    draft = Draft(record, agency, chance, wish.has_page_title)
    titles = _title(draft)
    draft.is_titled = any(agency.name in line for line in titles["lines"])
    printed = print_contacts(record.contacts, chance)
    draft.accept |= printed.accept
    place = of.pick(chance, ("preamble", "preamble", "preamble", "other", "end"))
    must_say_period = titles["needs"] == "period" or chance.random() < 0.8
    if wish.has_other_year:
        must_say_period = True
        draft.period_year = (record.year or 0) - 1
        draft.accept["year"] = [draft.period_year, record.year]
    _preamble(draft, printed if place == "preamble" else None, must_say_period)
    has_outline = record.form is not None and bool(form(record.form).sections)
    if wish.has_false_headings and has_outline:
        _false_headings(draft)
    figures, tables = print_tables(record, wish, chance)
    if not tables:
        draft.accept["form"] = [record.form]
    if wish.is_broken_off:
        tables = broken_off(tables, figures, chance)
    blocks: dict[str, list[Block]] = {grid_id: [grid] for grid_id, grid in tables.items()}
    if wish.is_odd and tables:
        blocks = reshaped(record, tables, figures, chance)
    (_body if has_outline else _body_2014)(draft, blocks)
    if place != "preamble":
        draft.blocks += [PaperLine(text) for text in printed.lines]
    if not draft.is_titled:
        draft.blocks += [
            PaperLine(record.agency_name or ""),
            PaperLine(f"{(record.year or 0) + 1}年1月20日"),
        ]
    truth = replace(
        record,
        title="".join(titles["lines"]) or titles["page"],
        contacts=printed.contacts,
        form=record.form if figures else None,
        figures=figures,
        sections=tuple(draft.sections),
        period=_period(draft) if must_say_period else None,
    )
    return Paper(
        title=(*titles["above"], *titles["lines"]),
        page_title=titles["page"],
        blocks=tuple(draft.blocks),
        truth=truth,
        accept=draft.accept,
        warns=("year",) if wish.has_other_year else (),
    )


def with_another(paper: Paper, other: Paper) -> Paper:
    """One file that holds two reports, each below its own title."""
    titles = [
        f"{p.truth.agency_name}{p.truth.year}年政府信息公开工作年度报告" for p in (paper, other)
    ]
    blocks = (*paper.blocks, PaperLine(titles[1]), *other.blocks)
    return Paper((titles[0],), titles[0], blocks, paper.truth)


def _period(draft: Draft) -> Period:
    year = draft.period_year or draft.record.year
    return Period(start=f"{year}-01-01", end=f"{year}-12-31")


def _title(draft: Draft) -> dict[str, Any]:
    """One way to print the title: its lines, what <title> says, what must be said elsewhere."""
    ways = [
        way for way in variants()["titles"] if draft.has_page_title or way.get("needs") != "page"
    ]
    way = draft.chance.choices(ways, [way.get("weight", 1) for way in ways])[0]
    record = draft.record
    place = _place_of(draft.agency)
    short = (record.agency_name or "").removeprefix(place)
    words = {
        "name": record.agency_name,
        "short": short,
        "brief": f"{place}{short_name(short)}",
        "place": place,
        "year": str(record.year),
        "numerals": "".join("〇一二三四五六七八九"[int(digit)] for digit in str(record.year)),
        "zeros": "".join("零一二三四五六七八九"[int(digit)] for digit in str(record.year)),
        "next": str((record.year or 0) + 1),
    }
    page = f"{words['name']}{words['year']}年政府信息公开工作年度报告"
    lines = [line.format_map(words) for line in way["lines"]]
    above = [line.format_map(words) for line in way.get("above", [])]
    return {"above": above, "lines": lines, "page": page, "needs": way.get("needs", "")}


def _place_of(agency: Agency) -> str:
    return localities()[agency.region].region.name


def _preamble(draft: Draft, printed: PrintedContact | None, says_period: bool) -> None:
    record = draft.record
    text = f"根据《中华人民共和国政府信息公开条例》第五十条的规定，{record.agency_name}编制本报告。"
    if says_period:
        text += of.pick(draft.chance, variants()["periods"]).format(
            year=draft.period_year or record.year
        )
    draft.blocks += [PaperLine(mark()), PaperLine(text)]
    if printed:
        draft.blocks += [PaperLine(line) for line in printed.lines]


def _false_headings(draft: Draft) -> None:
    """A preamble that lists the chapters, or a table of contents with dot leaders."""
    names = [headings[0] for headings in variants()["headings"].values()]
    if draft.chance.random() < 0.5:
        draft.blocks.append(
            PaperLine("本报告由" + "、".join(n[2:] for n in names) + "六部分组成。")
        )
    else:
        draft.blocks += [PaperLine("目录")]
        draft.blocks += [PaperLine(f"{n}{'…' * 12}{at + 1}") for at, n in enumerate(names)]


def _body(draft: Draft, tables: dict[str, list[Block]]) -> None:
    """The six chapters of the forms of 2019 and 2021."""
    chance, record = draft.chance, draft.record
    texts = {section.key: section.text or "" for section in record.sections}
    for key, ways in variants()["headings"].items():
        heading = of.pick(chance, ways)
        draft.blocks += _heading(heading, chance)
        body = texts.get(key, "")
        if key == "other":
            body = body.partition("\n\n")[0]
        if key == "overview" and chance.random() < 0.4:
            body = f"{body}\n\n{of.pick(chance, variants()['traps']['texts'])}"
        _paragraphs(draft, body)
        draft.sections.append(Section(key=key, heading=heading, text=body))
        for grid_id, blocks in tables.items():
            draft.blocks += blocks if _chapter(grid_id) == key else []


def _heading(heading: str, chance: Random) -> list[Block]:
    """The heading of a chapter, now and then with its number on a line of its own."""
    number, mark_, words = heading.partition("、")
    if number and number in _NUMBERS and chance.random() < 0.05:
        return [PaperLine(f"{number}{mark_}"), PaperLine(words, 1)]
    return [PaperLine(heading, 1)]


def _chapter(grid_id: str) -> str:
    return {"requests": "requests", "cases": "review"}.get(grid_id, "proactive")


def _body_2014(draft: Draft, tables: dict[str, list[Block]]) -> None:
    """A free outline; the 统计表 follows as an attachment."""
    for section in draft.record.sections:
        draft.blocks.append(PaperLine(section.heading, 1))
        _paragraphs(draft, section.text or "")
        draft.sections.append(msgspec.structs.replace(section, at=None))
    if tables:
        draft.blocks.append(PaperLine("附件："))
        name, year = draft.record.agency_name, draft.record.year
        draft.blocks.append(PaperLine(f"{name}{year}年政府信息公开情况统计表"))
        draft.blocks += [block for blocks in tables.values() for block in blocks]


def _paragraphs(draft: Draft, text: str) -> None:
    for part in text.split("\n\n"):
        if part:
            is_heading = part.startswith("（") and len(part) < 14
            draft.blocks.append(PaperLine(part, 2 if is_heading else 0))
