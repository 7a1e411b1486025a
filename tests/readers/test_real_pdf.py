"""PDF files as printed pages really look: made up, every figure known."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.readers.open import read_bytes
from made_up.documents import printing
from tests.readers.reports import (
    FORMS,
    PaperGrid,
    assert_exact,
    codes,
    html_body,
    html_table,
    record_of,
    silent,
    title,
    with_figures,
)
from tests.readers.samples import drawn_text, program, simple_pdf, tables_of

BASE = (
    "@page{size:A4;margin:2.2cm} body{font-family:'Noto Serif CJK SC';font-size:12pt}"
    "table{border-collapse:collapse;width:100%;font-size:9pt} td{border:1px solid;padding:1px 2px}"
)
FILLER = f"<p>{'填充文字，用来把表格推到页尾。' * 45}</p>"
STAMP = "虚构文件2023"


def page(form_id: str, body: str, style: str = "") -> str:
    return (
        f"<html><meta charset=utf-8><style>{BASE}{style}</style><body>"
        f"<h1 style='font-size:18pt'>{title(form_id)}</h1>{body}</body></html>"
    )


def stamped(turn: str) -> str:
    places = ((50, 200), (300, 500), (100, 800))
    return "".join(
        f"<div style='position:fixed;top:{y}px;left:{x}px;{turn}color:#ddd;font-size:30pt;"
        f"z-index:-1'>{STAMP}</div>"
        for x, y in places
    )


def inside(change: Callable[[str], str]) -> Callable[[PaperGrid], str]:
    return lambda grid: html_table(grid, change)


def first_column(change: Callable[[str], str]) -> Callable[[PaperGrid], str]:
    """Changes the labels of groups, which span many rows."""
    pattern = re.compile(r'(<td rowspan="\d+">)([^<]*)(</td>)')
    return lambda grid: pattern.sub(lambda m: m[1] + change(m[2]) + m[3], html_table(grid))


def repeated_head(grid: PaperGrid) -> str:
    rows = re.findall("<tr>.*?</tr>", html_table(grid), re.S)
    return f"<table><thead>{''.join(rows[:3])}</thead>{''.join(rows[3:])}</table>"


PAGES: dict[str, Callable[[str], str]] = {
    "plain": lambda f: page(f, html_body(f)),
    "small": lambda f: page(f, html_body(f), "table{font-size:6pt}"),
    "narrow": lambda f: page(
        f, html_body(f), "table{table-layout:fixed;font-size:11pt;word-break:break-all}"
    ),
    "rows over pages": lambda f: page(f, FILLER + html_body(f), "td{padding:9px 2px}"),
    "tight margins": lambda f: page(f, FILLER + html_body(f), "@page{margin:0.4cm}"),
    "head on each page": lambda f: page(f, html_body(f, repeated_head), "td{padding:7px 2px}"),
    "bold twice": lambda f: page(f, html_body(f), "td{text-shadow:0.3px 0 0 #000}"),
    "set wide": lambda f: page(f, html_body(f), "td{letter-spacing:2px;font-size:8pt}"),
    "upright groups": lambda f: page(
        f, html_body(f, first_column(lambda t: f"<div style='writing-mode:vertical-rl'>{t}</div>"))
    ),
    "a letter a line": lambda f: page(f, html_body(f, first_column("<br>".join))),
    "watermark aslant": lambda f: page(f, html_body(f) + stamped("transform:rotate(-30deg);")),
    "watermark": lambda f: page(f, html_body(f) + stamped("")),
    "notes": lambda f: page(
        f,
        html_body(f, inside(with_figures(lambda t: f"{t}<sup style='font-size:60%'>1</sup>"))),
    ),
    "struck": lambda f: page(f, html_body(f, inside(with_figures(lambda t: f"<s>9</s>{t}")))),
}
ROUGH: dict[str, Callable[[str], str]] = {
    "no lines": lambda f: page(f, html_body(f), "td{border:0;padding:4px 3px}"),
    "level lines only": lambda f: page(f, html_body(f), "td{border-left:0;border-right:0}"),
    "dotted lines": lambda f: page(f, html_body(f), "td{border:1px dotted #888}"),
    # The rest of a table beside its beginning stands above its headers: nothing says its columns.
    "two on a sheet": lambda f: page(
        f,
        html_body(f),
        "@page{size:A4 landscape;margin:1cm} body{columns:2} table{font-size:5pt}",
    ),
    "lines as gaps": lambda f: page(
        f,
        html_body(f),
        "table{border-collapse:separate;border-spacing:1px;background:#000} td{border:0}",
    ),
}


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    """Every page as PDF, printed in one session."""
    program("chromium", "chromium-browser", "google-chrome")
    found = printing.by_chromium(
        {f"{name}-{f}": make(f) for name, make in (PAGES | ROUGH).items() for f in FORMS}
    )
    assert found, "Playwright, the driver of the browser, is among the locked test packages"
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("name", PAGES)
def test_printed_pages_give_their_figures(
    name: str, form_id: str, printed: dict[str, bytes]
) -> None:
    assert_exact(record_of("a.pdf", printed[f"{name}-{form_id}"]), form_id)


@pytest.mark.slow
@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("name", ROUGH)
def test_what_cannot_be_told_is_reported(
    name: str, form_id: str, printed: dict[str, bytes]
) -> None:
    assert not silent(record_of("a.pdf", printed[f"{name}-{form_id}"]), form_id)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("watermark", "readers.unseen_text"),
        ("watermark aslant", "readers.unseen_text"),
        ("notes", "readers.note_mark"),
        ("struck", "readers.struck_text"),
    ],
)
def test_what_is_left_out_is_named(name: str, code: str, printed: dict[str, bytes]) -> None:
    assert code in codes(record_of("a.pdf", printed[f"{name}-2021"]))


def test_equal_figures_side_by_side_in_tiny_type_are_not_one() -> None:
    from generator.readers.document import Paragraph

    content = simple_pdf(drawn_text([(100, 700, "report 1111 22 333")], size=3))
    found = [b.text for b in read_bytes("a.pdf", content).blocks if isinstance(b, Paragraph)]
    assert found == ["report 1111 22 333"]


def test_a_picture_in_a_cell_is_no_blank() -> None:
    lines = [f"{x} 600 m {x} 700 l S" for x in (100, 200, 300)]
    lines += [f"100 {y} m 300 {y} l S" for y in (600, 650, 700)]
    drawing = "q 30 0 0 10 210 670 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q"
    words = drawn_text([(110, 670, "rules"), (110, 620, "fines"), (210, 620, "12")])
    content = simple_pdf("\n".join([*lines, drawing]).encode() + b"\n" + words)
    (table,) = tables_of(read_bytes("a.pdf", content))
    assert [cell.text for cell in table.cells] == ["rules", "\ufffc", "fines", "12"]


@pytest.mark.parametrize(
    ("drawing", "read"),
    [
        ("q 0 g 220 665 m 224 665 l 224 680 l 220 680 l h f Q", "\ufffc"),  # a figure as outline
        ("q 0.9 g 220 665 m 224 665 l 224 680 l 220 680 l h f Q", ""),  # a light ornament
        ("q 0 g 201 651 98 48 re f Q", ""),  # the cell's dark background
        ("q 0 g 210 660 60 1 re f Q", ""),  # a line
    ],
)
def test_outlines_in_an_empty_cell_are_no_blank(drawing, read):
    lines = [f"{x} 600 m {x} 700 l S" for x in (100, 200, 300)]
    lines += [f"100 {y} m 300 {y} l S" for y in (600, 650, 700)]
    words = drawn_text([(110, 670, "rules"), (110, 620, "fines"), (210, 620, "12")])
    content = simple_pdf("\n".join([*lines, drawing]).encode() + b"\n" + words)
    (table,) = tables_of(read_bytes("a.pdf", content))
    assert [cell.text for cell in table.cells] == ["rules", read, "fines", "12"]


def test_a_page_that_ends_between_headers_leaves_them_a_table() -> None:
    """Only the header over several columns has its lower line on the page that ends there."""
    uprights = [(100, 60), (200, 60), (230, 40), (390, 40), (420, 60)]
    lines = [f"{x} 0 m {x} {top} l S" for x, top in uprights]
    lines += [f"{x0} {y} m {x1} {y} l S" for x0, x1, y in ((100, 420, 60), (200, 420, 40))]
    lines += ["230 4 m 390 4 l S"]
    words = [(110, 30, "corner"), (210, 45, "who"), (202, 20, "men"), (240, 20, "firms"),
             (392, 20, "all")]  # fmt: skip
    content = simple_pdf("\n".join(lines).encode() + b"\n" + drawn_text(words))
    (table,) = tables_of(read_bytes("a.pdf", content))
    filled = {cell.text: (cell.row, cell.column) for cell in table.cells if cell.text}
    assert filled == {
        "corner": (0, 0), "who": (0, 1), "men": (1, 1), "firms": (1, 2), "all": (1, 3)
    }  # fmt: skip
