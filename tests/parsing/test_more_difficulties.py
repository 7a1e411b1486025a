"""Marks, headings and shapes of table four that nobody had tried: exact, or with a warning."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.records import SECTION_KEYS
from made_up.documents.html_tables import table
from tests.readers.reports import (
    assert_exact,
    html_body,
    html_page,
    record_of,
    silent,
    values,
    with_figures,
    wrong,
)

FORM = "2021"
MARKS: dict[str, Callable[[str], str]] = {
    "subscript": lambda t: f"{t}<sub>1</sub>",
    "raised and slanted": lambda t: f"{t}<sup><i>3</i></sup>",
    "link below": lambda t: f'{t}<a href="#fn1">1</a>',
    "raised by points": lambda t: f'{t}<span style="font-size:7pt;vertical-align:4px">2</span>',
    "raised by Word": lambda t: f'{t}<span style="position:relative;top:-4pt;mso-text-raise:4pt">2</span>',
    "link in brackets": lambda t: f"{t}<a href='#_ftn1'>[1]</a>",
    "dagger": lambda t: f"{t}†",
    "reference mark": lambda t: f"{t}※",
    "circled twelve": lambda t: f"{t}⑫",
    "carried over": lambda t: f"{t}（含结转3件）",
    "remark": lambda t: f"{t}注①",
}  # fmt: skip
PLAIN: dict[str, Callable[[str], str]] = {
    "top of its cell": lambda t: f'<span style="vertical-align:top">{t}</span>',
    "a table of its own": lambda t: f"<table><tr><td>{t}</td></tr></table>",
    "letter by letter": lambda t: "".join(f"<span>{c}</span>" for c in t),
    "over two lines": lambda t: f"{t[:2]}<br>{t[2:]}",
    "hidden digits": lambda t: f"<span hidden>9</span>{t}",
    "field": lambda t: f"<input value='{t}'>",
}
REFUSED: dict[str, Callable[[str], str]] = {
    "mark before": lambda t: f"①{t}",
    "O for 0": lambda t: t.replace("0", "O"),
    "two years": lambda t: f"上年8 今年{t}",
    "two figures": lambda t: f"{t}/0",
    "about": lambda t: f"约{t}",
    "a number apart": lambda t: f"{t} 1",
}


def marked(change: Callable[[str], str]) -> str:
    body = html_body(FORM, lambda grid: table(grid, with_figures(change)))
    return html_page(FORM, body)


@pytest.mark.parametrize("name", [*MARKS, *PLAIN])
def test_marks_and_dress_change_no_figure(name: str) -> None:
    assert_exact(record_of("a.html", marked((MARKS | PLAIN)[name])), FORM)


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_what_is_no_number_is_named(change: Callable[[str], str]) -> None:
    record = record_of("a.html", marked(change))
    assert wrong(record, FORM) and silent(record, FORM) == []


NUMBERS: dict[str, Callable[[int], str]] = {
    "roman": lambda n: f"{'ⅠⅡⅢⅣⅤⅥ'[n]}．",
    "latin": lambda n: f"{('I', 'II', 'III', 'IV', 'V', 'VI')[n]}. ",
    "chapter": lambda n: f"第{'一二三四五六'[n]}章　",
    "part": lambda n: f"第{'一二三四五六'[n]}部分 ",
    "formal": lambda n: f"{'壹贰叁肆伍陆'[n]}、",
    "arabic": lambda n: f"{n + 1}.",
    "arabic with a comma": lambda n: f"{n + 1}、",
    "brackets": lambda n: f"（{'一二三四五六'[n]}）",
    "all one": lambda _: "一、",
}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
def test_chapters_are_told_however_they_are_numbered(number: Callable[[int], str]) -> None:
    page = html_page(FORM, html_body(FORM))
    page = re.sub(
        "<p>([一二三四五六])、", lambda m: f"<p>{number('一二三四五六'.index(m[1]))}", page
    )
    record = record_of("a.html", page)
    assert [section.key for section in record.sections] == list(SECTION_KEYS)
    assert wrong(record, FORM) == []


# ---- table four ------------------------------------------------------------------------

FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
KINDS = ["upheld", "corrected", "other", "pending", "total"]
GROUPS = {
    "行政复议": "review",
    "未经复议直接起诉": "litigation.direct",
    "复议后起诉": "litigation.after_review",
}
NAMES = list(GROUPS)


def td(text: object, rows: int = 1, columns: int = 1) -> str:
    return f"<td rowspan={rows} colspan={columns}>{text}</td>"


def tr(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def grid(*rows: str) -> str:
    return f"<table>{''.join(rows)}</table>"


def figure(name: str, kind: int) -> str:
    return str(values(FORM)[f"{GROUPS[name]}.{KINDS[kind]}"])


def figures(names: list[str], kinds: list[int]) -> list[str]:
    return [td(figure(name, kind)) for name in names for kind in kinds]


def heads(first: list[int], second: list[int], sum_at: int | None = None) -> tuple[str, str, str]:
    """The three rows of headers; `sum_at` puts a sum of both lawsuits before or behind them."""
    suits = [td(name, 1, 5) for name in NAMES[1:]]
    if sum_at is not None:
        suits.insert(sum_at, td("合计", 2))
    width = 10 if sum_at is None else 11
    return (
        tr(td("行政复议", 1, 5), td("行政诉讼", 1, width)),
        tr(*[td(FIVE[n], 2) for n in first], *suits),
        tr(*[td(FIVE[n]) for n in second * 2]),
    )


USUAL = [0, 1, 2, 3, 4]
TOTAL_FIRST = [4, 0, 1, 2, 3]
ALL = figures(NAMES, USUAL)
READ = {
    "groups as columns": grid(
        tr(td("项目"), *map(td, NAMES)),
        *[tr(td(FIVE[n]), *figures(NAMES, [n])) for n in USUAL],
    ),
    "one figure a row": grid(
        tr(td("类别"), td("结果"), td("件数")),
        *[
            tr(*([td(name, 5)] if n == 0 else []), td(FIVE[n]), td(figure(name, n)))
            for name in NAMES
            for n in USUAL
        ],
    ),
    "totals first": grid(*heads(TOTAL_FIRST, TOTAL_FIRST), tr(*figures(NAMES, TOTAL_FIRST))),
    "sum of lawsuits behind": grid(*heads(USUAL, USUAL, 2), tr(*ALL, td(99999))),
    "sum of lawsuits before": grid(
        *heads(USUAL, USUAL, 0), tr(*ALL[:5], td(99999), *ALL[5:])
    ),
    "headers below, too": grid(*heads(USUAL, USUAL), tr(*ALL), tr(*[td(f) for f in FIVE * 3])),
    "row of units": grid(*heads(USUAL, USUAL), tr(*[td("件")] * 15), tr(*ALL)),
    "captions in another order": "".join(
        f"<p>{name}情况</p>{grid(tr(*map(td, FIVE)), tr(*figures([name], USUAL)))}"
        for name in (NAMES[2], NAMES[0], NAMES[1])
    ),
}  # fmt: skip
NAMED = {
    "headers below alone": grid(
        tr(*ALL), tr(*[td(name, 1, 5) for name in NAMES]), tr(*[td(f) for f in FIVE * 3])
    ),
    "two years": grid(
        *heads(USUAL, USUAL), tr(*[td(7)] * 15), tr(*ALL)
    ),
    "tables in cells": grid(
        tr(td("行政复议"), td("行政诉讼", 1, 2)),
        tr(*[td(grid(tr(*map(td, FIVE)), tr(*figures([name], USUAL)))) for name in NAMES]),
    ),
    "sentences": grid(
        *[tr(td(name), td("；".join(f"{FIVE[n]}{figure(name, n)}件" for n in USUAL))) for name in NAMES]
    ),
    "numbers of columns": grid(*heads(USUAL, USUAL), tr(*map(td, range(1, 16))), tr(*ALL)),
    "two tables side by side": grid(
        tr(td("行政复议"), td(""), td(""), td("复议后起诉"), td("")),
        *[
            tr(td(FIVE[n]), td(figure(NAMES[0], n)), td(""), td(FIVE[n]), td(figure(NAMES[2], n)))
            for n in USUAL
        ],
    ),
}  # fmt: skip


def with_cases(drawn: str) -> str:
    return html_page(FORM, html_body(FORM, lambda g: drawn if g.id == "cases" else table(g)))


@pytest.mark.parametrize("drawn", READ.values(), ids=READ)
def test_table_four_is_read_by_its_words(drawn: str) -> None:
    assert wrong(record_of("a.html", with_cases(drawn)), FORM) == []


@pytest.mark.parametrize("drawn", NAMED.values(), ids=NAMED)
def test_table_four_that_cannot_be_told_is_named(drawn: str) -> None:
    record = record_of("a.html", with_cases(drawn))
    assert wrong(record, FORM) and silent(record, FORM) == []
    ids = [f"{group}.{kind}" for group in GROUPS.values() for kind in KINDS]
    read = {
        name: record.figure(name).value for name in ids if record.figure(name).value is not None
    }
    assert all(value == values(FORM)[name] for name, value in read.items())
