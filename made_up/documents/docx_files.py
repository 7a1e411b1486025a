"""Reports as Word files: merged cells as on the official form, written as XML at once."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape

from made_up.documents.paper import Box, Paper, PaperGrid, PaperLine

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.header+xml"/>'
    '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.footer+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_PARTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/></Relationships>'
)
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference '
    'w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" '
    'w:right="1300" w:bottom="1440" w:left="1300" w:header="850" w:footer="990" '
    'w:gutter="0"/></w:sectPr>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_EPOCH = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """What a Word file has besides its body; `size` is the tables' type in half points.

    With `has_unseen` digits that nobody can see stand behind some figures.
    """

    header: str = ""
    has_page_numbers: bool = False
    is_title_boxed: bool = False
    is_upright: bool = False
    has_unseen: bool = False
    size: int = 18


def docx(paper: Paper, chance: Random, look: Look) -> bytes:
    """The paper as a Word file; equal bytes for equal papers."""
    return package(_body(paper, look), look)


def package(body: str, look: Look) -> bytes:
    """A Word file around the XML of a body."""
    document = f"{_open('document')}<w:body>{body}{_SECTION}</w:body></w:document>"
    footer = _page_number() if look.has_page_numbers else "<w:p/>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _PARTS,
        "word/header1.xml": f"{_open('hdr')}{_paragraph(look.header)}</w:hdr>",
        "word/footer1.xml": f"{_open('ftr')}{footer}</w:ftr>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def lines(texts: list[str]) -> bytes:
    """A Word file of paragraphs alone, for papers that are no reports."""
    return package("".join(_paragraph(text) for text in texts), Look())


def _open(name: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:{name} xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml">'
    )


def _body(paper: Paper, look: Look) -> str:
    titles = "".join(_paragraph(line, size=44, align="center") for line in paper.title)
    parts = [_boxed(titles) if look.is_title_boxed and titles else titles]
    for block in paper.blocks:
        if isinstance(block, PaperGrid):
            parts.append(_table(block, look) + "<w:p/>")
        else:
            parts.append(_line(block))
    return "".join(parts)


def _line(line: PaperLine) -> str:
    return _paragraph(line.text, size=32, is_bold=line.level > 0)


def _paragraph(text: str, *, size: int = 32, align: str = "left", is_bold: bool = False) -> str:
    bold = "<w:b/>" if is_bold else ""
    runs = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC"/>{bold}<w:sz w:val="{size}"/>'
        f'</w:rPr><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for piece in text.split("\n")
    )
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{runs if text else ""}</w:p>'


def _boxed(content: str) -> str:
    """Paragraphs in a text box, as some offices draw their titles."""
    return (
        '<w:p><w:r><w:pict><v:shape style="width:400pt;height:80pt"><v:textbox><w:txbxContent>'
        f"{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def _page_number() -> str:
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>- </w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r><w:r><w:t> -</w:t></w:r></w:p>'
    )


def _table(grid: PaperGrid, look: Look) -> str:
    widths = _widths(grid)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        f"<w:tr>{_row(grid, number, widths, look)}</w:tr>" for number in range(grid.row_count)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"{rows}</w:tbl>"
    )


def _widths(grid: PaperGrid) -> list[int]:
    """Column widths in twentieths of a point, for a page of A4."""
    count = grid.column_count
    if grid.id == "requests":
        return [520, 900, 2700, *[5180 // (count - 3)] * (count - 3)]
    if grid.id == "stats":
        return [6200, *[2900 // (count - 1)] * (count - 1)]
    return [9200 // count] * count


def _unseen(box: Box) -> str:
    """A digit that is white, hidden or a speck."""
    looks = ('<w:color w:val="FFFFFF"/>', "<w:vanish/>", '<w:sz w:val="2"/>')
    look = looks[(box.row * 7 + box.column) % len(looks)]
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{1 + box.row % 9}</w:t></w:r>"


def _row(grid: PaperGrid, row: int, widths: list[int], look: Look) -> str:
    """Cells that begin here, and the continued part of those that began above."""
    here = [box for box in grid.boxes if box.row <= row < box.row + box.rows]
    return "".join(
        _cell(box, box.row == row, sum(widths[box.column : box.column + box.columns]), look)
        for box in sorted(here, key=lambda box: box.column)
    )


def _cell(box: Box, is_first: bool, width: int, look: Look) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = ""
    if box.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>"
    is_narrow = box.rows > 4 and box.columns == 1 and look.is_upright
    turned = '<w:textDirection w:val="tbRlV"/>' if is_narrow else ""
    content = _paragraph(box.text if is_first else "", size=look.size, align="center")
    if look.has_unseen and is_first and box.field and box.text and (box.row + box.column) % 3 == 0:
        content = content.replace("</w:p>", f"{_unseen(box)}</w:p>")
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{turned}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
