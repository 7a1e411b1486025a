"""PDF files: drawn and undrawn tables, page breaks, margins, scans, sideways pages."""

from __future__ import annotations

import pytest

from generator.readers.document import Image, Table
from generator.readers.open import read_bytes
from generator.readers.pdf.text_lines import as_printed
from tests.readers.samples import (
    OVERVIEW,
    PREAMBLE,
    TITLE,
    chromium_pdf,
    docx,
    drawn_text,
    expected_figures,
    figures_of,
    html_table,
    office,
    requests_table,
    simple_pdf,
    tables_of,
    texts,
)

STYLE = (
    "<meta charset=utf-8><style>@page{size:A4;margin:2.5cm} body{font-family:'Noto Serif CJK SC'}"
    "table{border-collapse:collapse;width:100%;font-size:10pt} td{border:1px solid}</style>"
)
FILLER = f"<p>{PREAMBLE}</p>" * 6


def all_figures(tables: list[Table]) -> list[list[str]]:
    return [row for table in tables for row in figures_of(table)]


def test_a_report_printed_by_a_browser_crosses_pages() -> None:
    html = f"<html>{STYLE}<body><h1>{TITLE}</h1>{FILLER}{html_table()}<p>{OVERVIEW}</p></html>"
    document = read_bytes("report.pdf", chromium_pdf(html))
    tables = tables_of(document)
    assert len(tables) == 2
    assert document.page_count == 2
    assert {cell.at.page for cell in tables[0].cells} == {1}
    assert {cell.at.page for cell in tables[1].cells} == {2}
    assert all_figures(tables) == expected_figures()
    everything = "".join(texts(document))
    assert TITLE in everything
    assert PREAMBLE in everything
    assert OVERVIEW in everything


def test_merged_labels_of_a_printed_table_keep_their_spans() -> None:
    html = f"<html>{STYLE}<body>{html_table()}</html>"
    tables = tables_of(read_bytes("report.pdf", chromium_pdf(html)))
    assert len(tables) == 1
    labels = {cell.text.replace("\n", ""): cell for cell in tables[0].cells}
    for row in requests_table().rows:
        for group in row.groups:
            count = sum(1 for other in requests_table().rows if group in other.groups)
            assert labels[group].row_span == count


def test_a_report_written_by_a_word_processor() -> None:
    document = read_bytes("report.pdf", office(docx(), ".docx", "pdf"))
    assert all_figures(tables_of(document)) == expected_figures()
    body = "".join(texts(document, "body", "title"))
    assert PREAMBLE in body
    assert TITLE in body


def test_page_numbers_and_running_heads_are_margins() -> None:
    document = read_bytes("report.pdf", office(docx(), ".docx", "pdf"))
    assert document.page_count is not None and document.page_count > 1
    assert "— 1 —" in texts(document, "footer")
    assert "某县民政局文件" in texts(document, "header")
    assert not {"— 1 —", "某县民政局文件"} & set(texts(document, "body"))


@pytest.mark.parametrize("sides", ["border-left:0;border-right:0", "border-top:0;border-bottom:0"])
def test_tables_with_open_sides(sides: str) -> None:
    style = (
        "<style>tr>td:first-child{border-left:0} tr>td:last-child{border-right:0}"
        f"table{{{sides}}}</style>"
    )
    rows = "".join(f"<tr><td>规章{n}</td><td>{n}</td><td>{n + 10}</td></tr>" for n in range(5))
    html = f"<html>{STYLE}{style}<body><p>{OVERVIEW}</p><table>{rows}</table></html>"
    (table,) = tables_of(read_bytes("a.pdf", chromium_pdf(html)))
    assert [[c.text for c in row] for row in table.rows()] == [
        [f"规章{n}", str(n), str(n + 10)] for n in range(5)
    ]


def test_a_table_without_lines_is_told_by_position_and_reported() -> None:
    style = "<style>td{border:0;padding:6px 2px} td:not(:first-child){text-align:center}</style>"
    names = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制"]
    rows = "".join(
        f"<tr><td>{name}</td>" + "".join(f"<td>{n}{c}</td>" for c in range(1, 5)) + "</tr>"
        for n, name in enumerate(names, start=1)
    )
    html = f"<html>{STYLE}{style}<body><p>{OVERVIEW}</p><table>{rows}</table></html>"
    document = read_bytes("a.pdf", chromium_pdf(html))
    (table,) = tables_of(document)
    assert [[c.text for c in row] for row in table.rows()] == [
        [name, *(f"{n}{c}" for c in range(1, 5))] for n, name in enumerate(names, start=1)
    ]
    assert any(note.code == "readers.unruled_table" for note in document.warnings)


def test_the_table_of_requests_without_lines() -> None:
    style = "<style>td{border:0;padding:5px 3px} p{margin:0}</style>"
    html = f"<html>{STYLE}{style}<body>{html_table()}</html>"
    document = read_bytes("a.pdf", chromium_pdf(html))
    assert all_figures(tables_of(document)) == expected_figures()


@pytest.mark.parametrize("turn", ["translate(16cm,0) rotate(90deg)", "rotate(-90deg)"])
def test_a_sideways_table_is_read_upright(turn: str) -> None:
    corner = "bottom:0" if "-90" in turn else "top:0"
    box = f"position:absolute;{corner};left:0;width:24cm;font-size:8pt;"
    origin = "0 0" if corner == "top:0" else "0 100%"
    move = turn if corner == "top:0" else "translate(16cm,0) rotate(-90deg)"
    style = (
        "<style>p{margin:0} td{font-size:7pt;padding:1px} html,body{margin:0;height:24cm}</style>"
    )
    turned = f"<div style='{box}transform-origin:{origin};transform:{move}'>{html_table()}</div>"
    html = f"<html>{STYLE}{style}<body style='position:relative'>{turned}</html>"
    document = read_bytes("a.pdf", chromium_pdf(html))
    assert all_figures(tables_of(document)) == expected_figures()


def test_a_scanned_page_is_told_apart_from_an_empty_one() -> None:
    image = b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    document = read_bytes("scan.pdf", simple_pdf(image))
    assert document.is_scanned
    assert any(isinstance(block, Image) for block in document.blocks)
    assert [note.code for note in document.warnings] == ["readers.scanned_page"]


def test_recognised_text_on_a_picture_is_reported() -> None:
    image = b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    text = drawn_text([(100, 700, "Report with recognised text")])
    document = read_bytes("scan.pdf", simple_pdf(image + text))
    assert not document.is_scanned
    assert [note.code for note in document.warnings] == ["readers.recognised_text"]


def test_letters_printed_twice_for_boldness_are_read_once() -> None:
    text = drawn_text([(100, 700, "Total 1100"), (100.3, 700, "Total 1100")])
    assert texts(read_bytes("a.pdf", simple_pdf(text))) == ["Total 1100"]


def test_a_number_at_the_foot_is_a_page_number_but_not_in_the_text() -> None:
    text = drawn_text([(100, 700, "Total 11"), (100, 400, "12"), (300, 30, "- 3 -")])
    document = read_bytes("a.pdf", simple_pdf(text))
    assert texts(document, "footer") == ["- 3 -"]
    assert texts(document, "body") == ["Total 11", "12"]


def test_lines_count_on_each_page() -> None:
    text = drawn_text([(100, 700, "one"), (100, 600, "two")])
    document = read_bytes("a.pdf", simple_pdf(text, pages=2))
    places = [(block.at.page, block.at.line) for block in document.blocks]
    assert places == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_file_without_its_end_is_reported() -> None:
    content = simple_pdf(drawn_text([(100, 700, "one")]), pages=2)
    document = read_bytes("a.pdf", content.replace(b"%%EOF", b"").replace(b"Count 2", b"Count 5"))
    assert any(note.code == "readers.incomplete" for note in document.warnings)


def test_radicals_become_the_characters_that_are_printed() -> None:
    assert as_printed("⺠") == "民"
    assert as_printed("⼀") == "一"
    assert as_printed("⻓") == "长"
    assert as_printed("（") == "（"


@pytest.mark.parametrize(("top", "columns", "count"), [(780, 15, 1), (780, 3, 0), (400, 15, 0)])
def test_a_blank_row_at_the_top_of_a_page_is_a_row(top: int, columns: int, count: int) -> None:
    """A page may end between the headers of table four and its only row, which is blank."""
    right = 50 + 30 * columns
    level = [f"50 {y} m {right} {y} l S" for y in (top, top - 15)]
    upright = [f"{50 + 30 * n} {top} m {50 + 30 * n} {top - 15} l S" for n in range(columns + 1)]
    stream = (
        "\n".join([*level, *upright]).encode() + b"\n" + drawn_text([(50, 300, "text below it")])
    )
    tables = tables_of(read_bytes("a.pdf", simple_pdf(stream)))
    assert [len(table.cells) for table in tables] == [columns] * count
