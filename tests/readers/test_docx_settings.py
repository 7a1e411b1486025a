"""Which elements of a Word part are asked for their settings."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from generator.readers.document import Document
from generator.readers.docx import file
from generator.readers.docx.settings import telling
from generator.readers.docx.wordml import W
from generator.readers.open import read_bytes
from made_up.documents.docx_files import Look, package

RUN = ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "rStyle", "sz")
PARAGRAPH = ("pStyle", "outlineLvl", "numPr")
CELL = ("gridSpan", "hMerge", "vMerge")
ROW = ("gridBefore", "del", "hidden")


def body(owner, setting, value):
    found = etree.Element(f"{W}body")
    properties = etree.SubElement(etree.SubElement(found, f"{W}{owner}"), f"{W}{owner}Pr")
    etree.SubElement(properties, f"{W}{setting}").set(f"{W}val", value)
    return found


@pytest.mark.parametrize(
    ("owner", "setting"),
    [(owner, name) for owner, names in zip(("r", "p", "tc", "tr"), (RUN, PARAGRAPH, CELL, ROW), strict=True)
     for name in names],
)  # fmt: skip
def test_what_says_something_is_asked(owner, setting):
    root = body(owner, setting, "1")
    assert telling(root) == {root[0]}


@pytest.mark.parametrize(("setting", "value"), [("sz", "18"), ("rFonts", ""), ("b", "1")])
def test_what_says_only_its_type_is_not(setting, value):
    assert telling(body("r", setting, value)) == set()


# All that the schema of Word files (ECMA-376, wml.xsd: CT_RPr, CT_PPr, CT_TcPr, CT_TrPr) allows
# there, with a value that says most of it.
SCHEMA = {
    "r": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "p": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN "
    "bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr",
    "tc": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
    "hideMark headers cellIns cellDel cellMerge",
    "tr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing "
    "jc hidden ins del trPrChange",
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VALUES = ("1", "2", "FFFFFF", "restart", "continue", "superscript", "Ghost")
STYLES = (
    f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/>'
    '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 2"/></w:style>'
    "</w:styles>"
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start '
    'w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num '
    'w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def with_setting(owner: str, name: str, value: str) -> bytes:
    """A Word file whose middle run, paragraph, cell and row have one setting."""
    inside = '<w:ilvl w:val="0"/><w:numId w:val="1"/>' if name == "numPr" else ""
    setting = f'<w:{name} w:val="{value}" w:fill="FFFFFF">{inside}</w:{name}>'
    own = {one: f"<w:{one}Pr>{setting * (one == owner)}</w:{one}Pr>" for one in SCHEMA}

    def cell(text: str, number: str = "") -> str:
        words = f"<w:r><w:t>{text}</w:t></w:r>"
        return f"<w:p>{own['p']}{words}<w:r>{own['r']}<w:t>{number}</w:t></w:r></w:p>"

    first = (
        f"<w:tr><w:tc>{cell('一')}</w:tc><w:tc>{cell('二')}</w:tc><w:tc>{cell('三')}</w:tc></w:tr>"
    )
    middle = f"<w:tc>{own['tc']}{cell('45', '9')}</w:tc>"
    second = f"<w:tr>{own['tr']}<w:tc>{cell('四')}</w:tc>{middle}<w:tc>{cell('五')}</w:tc></w:tr>"
    plain = package(f"{cell('本文为虚构示例', '9')}<w:tbl>{first}{second}{first}</w:tbl>", Look())
    return with_parts(plain, {"styles": STYLES, "numbering": NUMBERING})


def with_parts(plain: bytes, parts: dict[str, str]) -> bytes:
    """The Word file with further parts."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in parts
    )
    out = BytesIO()
    with ZipFile(BytesIO(plain)) as before, ZipFile(out, "w") as archive:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == "word/_rels/document.xml.rels":
                text = text.replace("</Relationships>", f"{relations}</Relationships>")
            archive.writestr(name, text)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def read(content: bytes) -> Document:
    return read_bytes("a.docx", content)


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in SCHEMA.items() for name in names.split()]
)
def test_nothing_that_a_setting_says_is_left_unasked(owner, name, monkeypatch):
    """A file reads the same where every element is asked for all of its settings."""
    files = [with_setting(owner, name, value) for value in VALUES]
    found = [read(content) for content in files]
    monkeypatch.setattr(file, "telling", lambda root: set(root.iter()))
    assert [read(content) for content in files] == found
