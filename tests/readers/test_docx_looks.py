"""Text of a Word file that nobody can see is not read, and named; text that can be seen is."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.readers.document import Document, Table
from generator.readers.open import read_bytes

W = nsdecls("w")


def read(run: str, *, cell: str = "", paragraph: str = "", styles: str = "") -> Document:
    """A table whose last cell is 45 with a run of these properties behind it."""
    made = docx.Document()
    made.add_paragraph("本文为虚构示例，只用来试验文字怎样显示。")
    for style in (part for part in styles.split("|") if part):
        made.styles.element.append(parse_xml(style))
    table = made.add_table(rows=2, cols=2)
    for one in (c for row in table.rows for c in row.cells):
        one.text = "甲"
    last = table.rows[1].cells[1]
    last.text = "45"
    if cell:
        last._tc.get_or_add_tcPr().append(parse_xml(cell))
    if paragraph:
        last.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(paragraph))
    last.paragraphs[0]._p.append(parse_xml(f"<w:r {W}><w:rPr>{run}</w:rPr><w:t>9</w:t></w:r>"))
    out = BytesIO()
    made.save(out)
    return read_bytes("a.docx", out.getvalue())


def last_cell(document: Document) -> str:
    return next(b for b in document.blocks if isinstance(b, Table)).cells[-1].text


WHITE = '<w:color w:val="FFFFFF"/>'
RED_CELL = f'<w:shd {W} w:val="clear" w:fill="FF0000"/>'
GHOST = (
    f'<w:style {W} w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/>'
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
)
HEIR = (
    f'<w:style {W} w:type="character" w:styleId="Heir"><w:name w:val="Heir"/>'
    '<w:basedOn w:val="Ghost"/></w:style>'
)


@pytest.mark.parametrize(
    ("run", "more"),
    [
        (WHITE, {}),
        ('<w:color w:val="FEFEFE"/>', {}),
        ('<w:color w:val="FF0000"/>', {"cell": RED_CELL}),
        ('<w:sz w:val="2"/>', {}),
        ('<w:rStyle w:val="Ghost"/>', {"styles": GHOST}),
        ('<w:rStyle w:val="Heir"/>', {"styles": f"{GHOST}|{HEIR}"}),
    ],
)
def test_text_that_cannot_be_seen_is_left_out_and_named(run, more):
    document = read(run, **more)
    assert last_cell(document) == "45"
    assert [(n.code, n.params["text"]) for n in document.warnings] == [("readers.unseen_text", "9")]


@pytest.mark.parametrize(
    ("run", "more"),
    [
        (WHITE, {"cell": f'<w:shd {W} w:val="clear" w:fill="003366"/>'}),
        (WHITE, {"paragraph": f'<w:shd {W} w:val="clear" w:fill="003366"/>'}),
        (f'{WHITE}<w:highlight w:val="black"/>', {}),
        (f'{WHITE}<w:shd w:val="clear" w:fill="000000"/>', {}),
        ('<w:color w:val="auto"/>', {}),
        ('<w:color w:val="000000"/><w:sz w:val="16"/>', {}),
        ('<w:rStyle w:val="Ghost"/><w:color w:val="000000"/>', {"styles": GHOST}),
    ],
)  # fmt: skip
def test_text_on_another_ground_is_read(run, more):
    document = read(run, **more)
    assert last_cell(document) == "459"
    assert not document.warnings


@pytest.mark.parametrize(
    "run",
    [
        '<w:vertAlign w:val="superscript"/>',
        '<w:vertAlign w:val="subscript"/>',
        '<w:position w:val="8"/><w:sz w:val="12"/>',
    ],
)
def test_a_raised_run_behind_a_figure_is_a_note(run):
    document = read(run)
    assert last_cell(document) == "45"
    assert [note.code for note in document.warnings] == ["readers.note_mark"]


def test_a_lowered_run_is_text():
    assert last_cell(read('<w:position w:val="-8"/>')) == "459"


@pytest.mark.parametrize(("colour", "shown"), [("E0E0E0", "459"), ("EEEEEE", "45")])
def test_type_nearly_of_the_colour_of_its_ground_cannot_be_seen(colour, shown):
    """31 of 255 from white can be told apart, 17 can't."""
    assert last_cell(read(f'<w:color w:val="{colour}"/>')) == shown
