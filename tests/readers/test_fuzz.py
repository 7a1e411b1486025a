"""Broken bytes never give anything but a document or an error that names the file."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import UnreadableDocumentError
from generator.readers import grid
from generator.readers.document import Document
from generator.readers.limits import Limits
from generator.readers.open import read_bytes
from tests.readers.samples import OVERVIEW, docx, drawn_text, html_table, simple_pdf

LIMITS = Limits(seconds=20)
SLOW = settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
SEEDS = {
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
        _survives(f"a.{kind}", content)

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
