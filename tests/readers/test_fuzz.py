"""Broken bytes never give anything but a document or an error that names the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import UnreadableDocumentError
from generator.parsing.report import parse_document
from generator.readers import grid
from generator.readers.document import Document
from generator.readers.limits import Limits
from generator.readers.open import read_bytes
from generator.records import Source
from tests.readers.reports import (
    FORMS,
    html_body,
    html_page,
    parts,
    record_of,
    registry,
    silent,
)
from tests.readers.samples import OVERVIEW, docx, drawn_text, html_table, simple_pdf
from tests.readers.test_docx import package
from tests.readers.test_real_docx import DRAWN, body, word_file

LIMITS = Limits(seconds=20)
SLOW = settings(
    max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
MAIL = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    f"<p>{OVERVIEW}</p>{html_table()}\r\n--b--\r\n"
)
REPORT = html_page("2021", html_body("2021"))
SEEDS = {
    "report.html": REPORT.encode(),
    "report-16.html": REPORT.encode("utf-16"),
    "report.docx": word_file("2021", DRAWN["plain"]),
    "report.mht": MAIL.encode(),
    "report.txt": "\n".join(
        part
        if isinstance(part, str)
        else "\n".join("\t".join(box.text for box in line) for line in part.lines())
        for part in parts("2021")
    ).encode("gb18030"),
    "html": f"<html><meta charset=gbk><body><div class=nav></div>{html_table()}<p>{OVERVIEW}".encode(
        "gbk"
    ),
    "docx": docx(),
    "pdf": simple_pdf(drawn_text([(100, 700, "Report 2023"), (100, 600, "12 34 56")]), pages=2),
    "txt": f"一、概述\n{OVERVIEW}\n| 规章 | 1 | 2 |\n".encode(),
}


def _survives(name: str, content: bytes) -> None:
    try:
        document = read_bytes(name, content, limits=LIMITS)
    except UnreadableDocumentError as error:
        assert error.file == name
        assert "\n" not in error.text()
    else:
        assert isinstance(document, Document)
        source = Source(file=name, sha256="0" * 64, media_type=document.media_type)
        assert parse_document(document, source, registry()).kind


@st.composite
def broken(draw: st.DrawFn, seed: bytes) -> bytes:
    """The seed with bytes changed, cut out, doubled or cut off."""
    content = bytearray(seed)
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.integers(0, 40))
        action = draw(st.sampled_from(["change", "cut", "double", "end", "insert"]))
        if action == "change":
            content[start : start + length] = draw(st.binary(min_size=length, max_size=length))
        elif action == "cut":
            del content[start : start + length]
        elif action == "double":
            content[start:start] = content[start : start + 10 * length]
        elif action == "end":
            del content[max(start, len(content) // 3) :]
        else:
            content[start:start] = draw(st.binary(max_size=40))
    return bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("kind", SEEDS)
def test_broken_files(kind: str) -> None:
    @SLOW
    @given(broken(SEEDS[kind]))
    def check(content: bytes) -> None:
        _survives(kind if "." in kind else f"a.{kind}", content)

    check()


@st.composite
def retagged(draw: st.DrawFn, page: str) -> str:
    """A page one to four tags of which are lost, doubled or others."""
    for _ in range(draw(st.integers(1, 4))):
        tags = [m.span() for m in re.finditer(r"</?(?:t[rdh]|table|tbody|p)\b[^>]*>", page)]
        start, end = tags[draw(st.integers(0, len(tags) - 1))]
        tag = page[start:end]
        new = draw(st.sampled_from(["", tag * 2, "</td>", "<td>", "<tr>", "</tr>", "</table>"]))
        page = page[:start] + new + page[end:]
    return page


@pytest.mark.slow
@pytest.mark.parametrize("form_id", FORMS)
def test_broken_tags_never_change_a_figure_in_silence(form_id: str) -> None:
    @SLOW
    @given(retagged(html_page(form_id, html_body(form_id))))
    def check(page: str) -> None:
        record = record_of("a.html", page)
        if record.kind == "annual_report":
            assert not silent(record, form_id)

    check()


@st.composite
def recelled(draw: st.DrawFn, xml: str) -> str:
    """The XML of a Word file with a few of its cells and rows gone, doubled or merged."""
    cells = [match.span() for match in re.finditer(r"<w:(tc|tr)>.*?</w:\1>", xml)]
    chosen = draw(st.lists(st.integers(0, len(cells) - 1), min_size=1, max_size=3, unique=True))
    for start, end in sorted((cells[n] for n in chosen), reverse=True):
        cell = xml[start:end]
        merged = cell.replace("<w:tcPr>", '<w:tcPr><w:vMerge/><w:gridSpan w:val="2"/>')
        xml = xml[:start] + draw(st.sampled_from(["", cell * 2, merged])) + xml[end:]
    return xml


@pytest.mark.slow
@pytest.mark.parametrize("form_id", FORMS)
def test_broken_cells_never_change_a_figure_in_silence(form_id: str) -> None:
    @SLOW
    @given(recelled(body(form_id, DRAWN["plain"])))
    def check(xml: str) -> None:
        record = record_of("a.docx", package(xml))
        if record.kind == "annual_report":
            assert not silent(record, form_id)

    check()


TAGS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td rowspan=3>", "<td colspan=2>", "<td>", "</td>",
     "<p>", "</p>", "<div class=footer>", "</div>", "<!--", "-->", "<script>", "</script>", "<br>",
     "<span style='display:none'>", "</span>", "<h1>", "</h1>", "<a href='x.pdf'>", "</a>", "<pre>",
     "<ul class=nav><li>", "</ul>", "<img src=a>", "<title>", "</title>", "\n", "文字", "12", "，"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(TAGS, max_size=40))
def test_any_order_of_tags(parts: list[str]) -> None:
    _survives("a.html", ("<html><body>" + "".join(parts)).encode())


XML_PARTS = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
     "<w:r><w:t>x</w:t></w:r>", '<w:tcPr><w:vMerge/></w:tcPr>', '<w:tcPr><w:gridSpan w:val="9"/></w:tcPr>',
     '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "<w:sdt><w:sdtContent>",
     "</w:sdtContent></w:sdt>", "<w:txbxContent>", "</w:txbxContent>"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(XML_PARTS, max_size=30))
def test_any_order_of_word_elements(parts: list[str]) -> None:
    from lxml import etree

    from tests.readers.test_docx import HEAD, package

    root = etree.fromstring(
        f"{HEAD}{''.join(parts)}</w:body></w:document>".encode(), etree.XMLParser(recover=True)
    )
    inner = (
        ""
        if root is None
        else "".join(etree.tostring(child, encoding="unicode") for body in root for child in body)
    )
    _survives("a.docx", package(inner))


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 6), st.integers(1, 6)), max_size=8),
        min_size=1,
        max_size=8,
    )
)
def test_no_two_cells_share_a_place(rows: list[list[tuple[int, int]]]) -> None:
    spanning = [[grid.Spanning(0, height, width) for height, width in row] for row in rows]
    placed = grid.place(spanning, 1000)
    taken = [
        (row, column)
        for cell in placed
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert len(taken) == len(set(taken))
    assert len(placed) == sum(map(len, rows))
    assert all(row < len(rows) for row, _ in taken)
