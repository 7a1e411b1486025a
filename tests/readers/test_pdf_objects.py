"""Long lists of a PDF's objects are taken in at once, and are what PLAYA makes of them."""

from __future__ import annotations

import pytest
from playa.document import Document
from playa.parser import IndirectObjectParser
from playa.pdftypes import PSLiteral

from generator.readers.pdf import objects
from generator.readers.pdf.objects import PdfDocument

NUMBERS = b" ".join(b"%d" % n for n in range(60))


def pdf_of(body: bytes) -> bytes:
    """A file whose second object is `body`."""
    head = b"%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n"
    table = len(head) + len(body) + len(b"2 0 obj\n\nendobj\n")
    entries = b"0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (9, len(head))
    end = b"trailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table
    return head + b"2 0 obj\n" + body + b"\nendobj\nxref\n0 3\n" + entries + end


def long_list(first: bytes) -> bytes:
    return (
        b"<</Widths ["
        + first
        + b" "
        + NUMBERS
        + b"] /Kept [1 /a] /In <</Too ["
        + NUMBERS
        + b"]>>>>"
    )


@pytest.mark.parametrize(
    ("first", "value"),
    [
        (b"7", 7), (b"-7", -7), (b"+.5", 0.5), (b"6.", 6.0), (b"/g2A55", "/g2A55"),
        (b"/", "/"), ("/字".encode(), "/字"), (b"0/g0", 0),
    ],
)  # fmt: skip
def test_numbers_and_names_of_a_long_list(first, value, monkeypatch):
    content = pdf_of(long_list(first))
    parsed = []
    monkeypatch.setattr(
        objects,
        "IndirectObjectParser",
        lambda data, doc: parsed.append(data) or IndirectObjectParser(data, doc),
    )
    found = PdfDocument(content)[2]
    assert len(parsed) == 1, "the list was taken in at once"
    assert len(parsed[0]) < len(NUMBERS)
    assert repr(found) == repr(Document(content)[2])
    shown = found["Widths"][0]
    assert (f"/{shown.name}" if isinstance(shown, PSLiteral) else shown) == value
    assert type(shown) is type(value) or isinstance(shown, PSLiteral)
    assert found["In"]["Too"] == list(range(60))


@pytest.mark.parametrize("first", [b"1 0 R", b"(text)", b"<ff>", b"[1]", b"/g#41", b"true", b"1e3"])
def test_what_is_no_list_of_numbers_and_names_is_left_to_the_library(first):
    content = pdf_of(long_list(first))
    assert repr(PdfDocument(content)[2]) == repr(Document(content)[2])


def test_a_list_in_a_file_with_another_number_is_no_other_object():
    """Object 2 says that it is object 7: the library looks for it elsewhere, and finds none."""
    content = pdf_of(long_list(b"1")).replace(b"2 0 obj", b"7 0 obj")
    with pytest.raises(KeyError):
        PdfDocument(content)[2]
