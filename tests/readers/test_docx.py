"""Word files: merged cells, headers apart, text boxes, list numbers, tracked changes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from generator.readers.document import Image, Paragraph
from generator.readers.open import read_bytes, read_document
from tests.readers.samples import (
    BLANK_FORM,
    OVERVIEW,
    PREAMBLE,
    TITLE,
    docx,
    expected_figures,
    figures_of,
    requests_table,
    tables_of,
    texts,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>'
)


def package(body: str, **parts: str | bytes) -> bytes:
    """A minimal .docx; `parts` are further files, "__" for "/" and one dot for the suffix."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{HEAD}{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def cell(text: str, **properties: str) -> str:
    """A cell; each property is an element with that value, "" for none."""
    shown = "".join(
        f'<w:{name} w:val="{value}"/>' if value else f"<w:{name}/>"
        for name, value in properties.items()
    )
    return f"<w:tc><w:tcPr>{shown}</w:tcPr>{paragraph(text)}</w:tc>"


def test_a_report_with_merged_cells() -> None:
    document = read_bytes("report.docx", docx())
    (table,) = tables_of(document)
    assert figures_of(table) == expected_figures()
    assert table.column_count == 10
    assert texts(document, "title") == [TITLE]
    assert texts(document, "body") == [PREAMBLE, OVERVIEW]
    headings = [b for b in document.blocks if isinstance(b, Paragraph) and b.role == "heading"]
    assert [(b.text, b.level) for b in headings] == [("一、总体情况", 1)]
    assert texts(document, "header") == ["某县民政局文件"]
    assert texts(document, "footer") == ["— 1 —"]


def test_groups_span_their_rows() -> None:
    (table,) = tables_of(read_bytes("report.docx", docx()))
    rows = requests_table().rows
    for group in {row.groups[-1] for row in rows if row.groups}:
        (merged,) = [c for c in table.cells if c.text == group]
        assert merged.row_span == sum(1 for row in rows if group in row.groups)


def test_the_official_form_has_every_row_with_seven_cells() -> None:
    """Where the official form is at hand; `docx()` has the same merges and is always read."""
    rows = requests_table().rows
    for document in [read_document(BLANK_FORM)] if BLANK_FORM.exists() else []:
        (table,) = [t for t in tables_of(document) if t.row_count > 20]
        data = [row for row in table.rows() if len(row) >= 8][-len(rows) :]
        assert len(data) == len(rows)
        for cells, row in zip(data, rows, strict=True):
            assert [c.column for c in cells[-7:]] == [3, 4, 5, 6, 7, 8, 9]
            assert all(c.text == "" for c in cells[-7:])
            assert row.label[-6:] in cells[-8].text.replace("\n", "")


def test_vertical_and_sideways_merges() -> None:
    body = (
        "<w:tbl>"
        f"<w:tr>{cell('a', vMerge='restart')}{cell('b', gridSpan='2')}</w:tr>"
        f"<w:tr>{cell('', vMerge='')}{cell('c')}{cell('d')}</w:tr>"
        f"<w:tr>{cell('e', hMerge='restart')}{cell('', hMerge='')}{cell('f')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('g')}{cell('h')}</w:tr>"
        "</w:tbl>"
    )
    (table,) = tables_of(read_bytes("a.docx", package(body)))
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        ("a", 0, 0, 2, 1),
        ("b", 0, 1, 1, 2),
        ("c", 1, 1, 1, 1),
        ("d", 1, 2, 1, 1),
        ("e", 2, 0, 1, 2),
        ("f", 2, 2, 1, 1),
        ("g", 3, 1, 1, 1),
        ("h", 3, 2, 1, 1),
    ]


def test_inserted_text_stays_and_deleted_text_goes() -> None:
    body = (
        f"<w:p>{run('共')}<w:ins>{run('12')}</w:ins><w:del><w:r><w:delText>34</w:delText></w:r>"
        f"</w:del>{run('件')}</w:p><w:tbl><w:tr>{cell('a')}{cell('1')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('b')}{cell('2')}</w:tr></w:tbl>"
    )
    document = read_bytes("a.docx", package(body))
    assert texts(document) == ["共12件"]
    assert [c.text for c in tables_of(document)[0].cells] == ["a", "1"]
    assert any(note.code == "readers.tracked_changes" for note in document.warnings)


def test_fields_links_and_controls_show_their_text() -> None:
    body = (
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"{run('甲')}<w:hyperlink>{run('乙')}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>{run('丙')}"
        f"</w:sdtContent></w:sdt><w:fldSimple>{run('丁')}</w:fldSimple>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('戊')}</w:sdtContent></w:sdt>"
    )
    assert texts(read_bytes("a.docx", package(body))) == ["甲乙丙丁", "戊"]


def test_text_boxes_are_read_once_and_apart() -> None:
    box = f"<w:txbxContent>{paragraph('框中')}</w:txbxContent>"
    body = (
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    document = read_bytes("a.docx", package(body))
    assert texts(document, "body") == ["正文"]
    assert texts(document, "text_box") == ["框中"]


def test_a_picture_in_place_of_a_table_is_reported() -> None:
    body = (
        f"{paragraph('三、情况')}<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='图' descr='表三'/>"
        "<a:blip r:embed='x'/></wp:inline></w:drawing></w:r></w:p>"
    )
    document = read_bytes("a.docx", package(body))
    assert [b.alt for b in document.blocks if isinstance(b, Image)] == ["表三"]
    assert any(note.code == "readers.images" for note in document.warnings)


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://x/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="rId2" Type="http://x/relationships/image" Target="NULL"/></Relationships>"""


def test_automatic_numbers_are_shown() -> None:
    def item(text: str, level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr>{run(text)}</w:p>"

    body = item("总体情况", 0) + item("主动", 1) + item("申请", 1) + item("甲", 2) + item("次", 0)
    body += item("又", 1) + "".join(item("后", 0) for _ in range(9))
    content = package(
        body, word__numbering_dot_xml=NUMBERING, word___rels__document_dot_xml_dot_rels=RELATIONS
    )
    found = texts(read_bytes("a.docx", content))
    assert found[:6] == ["一、总体情况", "（一）主动", "（二）申请", "1.甲", "二、次", "（一）又"]
    assert found[-2:] == ["十、后", "十一、后"]


def test_line_breaks_part_lines_and_places_count_blocks() -> None:
    body = (
        f"<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p><w:tbl><w:tr>{cell('a')}{cell('1')}</w:tr>"
        f"<w:tr>{cell('b')}{cell('2')}</w:tr></w:tbl>{paragraph('丙')}"
    )
    document = read_bytes("a.docx", package(body))
    assert texts(document) == ["甲", "乙", "丙"]
    assert document.blocks[-1].at.line == 4
    assert [(c.at.line, c.at.cell) for c in tables_of(document)[0].cells] == [
        (2, 0),
        (2, 1),
        (3, 0),
        (3, 1),
    ]


def test_a_frame_of_one_column_is_seen_through() -> None:
    inner = f"<w:tbl><w:tr>{cell('a')}{cell('1')}</w:tr><w:tr>{cell('b')}{cell('2')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('前')}{inner}{paragraph('后')}</w:tc></w:tr></w:tbl>"
    document = read_bytes("a.docx", package(body))
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Table",
        "Paragraph",
    ]


def test_strict_office_files_are_read() -> None:
    content = package(paragraph("严格"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    strict = xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", strict)
    assert texts(read_bytes("a.docx", file.getvalue())) == ["严格"]


def test_a_page_embedded_by_a_converter_is_read() -> None:
    relations = RELATIONS.replace("numbering.xml", "chunk.html").replace("numbering", "aFChunk")
    content = package(
        '<w:altChunk r:id="rId1"/>',
        word__chunk_dot_html=f"<html><body><p>{OVERVIEW}</p></body></html>",
        word___rels__document_dot_xml_dot_rels=relations,
    )
    assert texts(read_bytes("a.docx", content)) == [OVERVIEW]
