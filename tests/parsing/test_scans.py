"""A Word file or page that is pictures under a title at most is said to be a scan."""

from __future__ import annotations

import pytest

from generator.parsing.report import parse_document
from generator.readers.open import read_bytes
from generator.records import Record, Source
from tests.parsing.golden import registry

TITLE = "<h1>虚构市样例区民政局2023年政府信息公开工作年度报告</h1>"
PICTURES = "<img src=1.jpg><img src=2.jpg>"
PROSE = "<p>本局依法公开政府信息，全年按时答复，没有发生泄密的情况，特此说明。</p>" * 3


def read(body: str) -> Record:
    document = read_bytes("a.html", f"<meta charset=utf-8><body>{body}</body>".encode())
    source = Source(file="a.html", sha256="0" * 64, media_type=document.media_type)
    return parse_document(document, source, registry())


@pytest.mark.parametrize(
    ("body", "is_scan"),
    [(TITLE + PICTURES, True), (PICTURES, True), (TITLE, False), (TITLE + PROSE + PICTURES, False)],
)
def test_pictures_under_a_title_are_a_scan(body, is_scan):
    codes = [note.code for note in read(body).warnings]
    assert ("parsing.refused_no_text_scanned" in codes) == is_scan
