"""Word files as offices really leave them: made up, every figure known."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest

from tests.readers.reports import (
    FORMS,
    Box,
    PaperGrid,
    assert_exact,
    codes,
    is_figure,
    parts,
    record_of,
    silent,
    title,
)
from tests.readers.test_docx import RELATIONS, W, package, paragraph, run

Cell = Callable[[Box, bool, str], str]
UNSTRUCK = '<w:strike w:val="0"/>'
STRUCK, RAISED = "<w:strike/>", '<w:vertAlign w:val="superscript"/>'
HIDDEN_STYLE = '<w:rStyle w:val="hid"/>'


def styled(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{escape(text)}</w:t></w:r>"


def merges(box: Box, is_first: bool) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    if box.rows == 1:
        return span
    return span + ('<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>")


def cell_of(inside: Callable[[str], str]) -> Cell:
    def cell(box: Box, is_first: bool, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside(box.text if is_first else '')}</w:tc>"

    return cell


def row_of(cells: str) -> str:
    return f"<w:tr>{cells}</w:tr>"


def table(grid: PaperGrid, cell: Cell, row: Callable[[str], str] = row_of) -> str:
    rows = []
    for number in range(grid.row_count):
        here = [box for box in grid.boxes if box.row <= number < box.row + box.rows]
        cells = [
            cell(box, box.row == number, merges(box, box.row == number))
            for box in sorted(here, key=lambda box: box.column)
        ]
        rows.append(row("".join(cells)))
    return f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>"


def body(form_id: str, draw: Callable[[PaperGrid], str]) -> str:
    return paragraph(title(form_id)) + "".join(
        draw(part) if isinstance(part, PaperGrid) else paragraph(part) for part in parts(form_id)
    )


def inside(change: Callable[[str], str]) -> Callable[[PaperGrid], str]:
    return lambda grid: table(grid, cell_of(change))


def in_figures(change: Callable[[str], str]) -> Callable[[PaperGrid], str]:
    return inside(lambda text: change(text) if is_figure(text) else paragraph(text))


def rows(row: Callable[[str], str]) -> Callable[[PaperGrid], str]:
    return lambda grid: table(grid, cell_of(paragraph), row)


def field(code: str, result: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def chosen(text: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f'<w:listEntry w:val="0"/><w:listEntry w:val="{text}"/></w:ddList></w:ffData></w:fldChar>'
        "</w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def boxed(text: str) -> str:
    box = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def deleted_row(cells: str) -> str:
    gone = cells.replace("<w:t>", "<w:delText>").replace("</w:t>", "</w:delText>")
    return f"<w:tr>{cells}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{gone}</w:tr>"


def sideways(box: Box, is_first: bool, properties: str) -> str:
    """Cells merged by the older mark, each with its empty neighbours."""
    down = properties[properties.find("<w:vMerge") :] if "vMerge" in properties else ""
    text = box.text if is_first else ""
    begin = f'<w:tc><w:tcPr><w:hMerge w:val="restart"/>{down}</w:tcPr>{paragraph(text)}</w:tc>'
    rest = f"<w:tc><w:tcPr><w:hMerge/>{down}</w:tcPr><w:p/></w:tc>" * (box.columns - 1)
    return begin + rest


DELETED = "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
DRAWN: dict[str, Callable[[PaperGrid], str]] = {
    "plain": inside(paragraph),
    "a run a letter": inside(lambda t: f"<w:p>{''.join(map(run, t))}</w:p>"),
    "deleted and inserted": inside(lambda t: f"<w:p>{DELETED}<w:ins>{run(t)}</w:ins></w:p>"),
    "moved": inside(
        lambda t: f"<w:p><w:moveFrom>{run('88')}</w:moveFrom><w:moveTo>{run(t)}</w:moveTo></w:p>"
    ),
    "deleted paragraph": inside(lambda t: f"<w:p>{DELETED}</w:p><w:p>{run(t)}</w:p>"),
    "inserted rows": rows(lambda c: f"<w:tr><w:trPr><w:ins/></w:trPr>{c}</w:tr>"),
    "deleted rows": rows(deleted_row),
    "struck": in_figures(lambda t: f"<w:p>{styled('9', STRUCK)}{run(t)}</w:p>"),
    "not struck": inside(lambda t: f"<w:p>{styled(t, UNSTRUCK)}</w:p>"),
    "notes": in_figures(lambda t: f"<w:p>{run(t)}{styled('1', RAISED)}</w:p>"),
    "hidden": inside(lambda t: f"<w:p>{styled('9', '<w:vanish/>')}{run(t)}</w:p>"),
    "hidden by style": inside(lambda t: f"<w:p>{styled('9', HIDDEN_STYLE)}{run(t)}</w:p>"),
    "controls": inside(
        lambda t: f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run(t)}</w:sdtContent></w:sdt></w:p>"
    ),
    "controls around": inside(
        lambda t: f"<w:sdt><w:sdtContent>{paragraph(t)}</w:sdtContent></w:sdt>"
    ),
    "controls around rows": rows(
        lambda c: f"<w:sdt><w:sdtContent><w:tr>{c}</w:tr></w:sdtContent></w:sdt>"
    ),
    "sums by field": in_figures(lambda t: field(" =SUM(LEFT) ", t)),
    "form fields": in_figures(lambda t: field("FORMTEXT", t)),
    "drop-down fields": in_figures(chosen),
    "tables in cells": inside(
        lambda t: f"<w:tbl><w:tr><w:tc>{paragraph(t)}</w:tc></w:tr></w:tbl><w:p/>"
    ),
    "text boxes in cells": in_figures(boxed),
    "columns before": rows(
        lambda c: f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{c}</w:tr>'
    ),
    "columns after": rows(lambda c: f'<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>{c}</w:tr>'),
    "merged sideways": lambda grid: table(grid, sideways),
    "text below in merged cells": lambda grid: table(
        grid, lambda b, _, p: f"<w:tc><w:tcPr>{p}</w:tcPr>{paragraph(b.text)}</w:tc>"
    ),
    "comments": inside(
        lambda t: f'<w:p><w:commentRangeStart w:id="0"/>{run(t)}<w:commentRangeEnd w:id="0"/></w:p>'
    ),
    "page breaks": inside(
        lambda t: f"<w:p>{run(t[:2])}<w:r><w:lastRenderedPageBreak/></w:r>{run(t[2:])}</w:p>"
    ),
    "in a box": lambda grid: "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{table(grid, cell_of(paragraph))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
}  # fmt: skip
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="hid"><w:rPr><w:vanish/>'
    "</w:rPr></w:style></w:styles>"
)
STYLE_RELATION = RELATIONS.replace("numbering.xml", "styles.xml").replace("numbering", "styles")


def word_file(form_id: str, draw: Callable[[PaperGrid], str]) -> bytes:
    return package(
        body(form_id, draw),
        word__styles_dot_xml=STYLES,
        word___rels__document_dot_xml_dot_rels=STYLE_RELATION,
    )


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("way", DRAWN)
def test_every_way_to_draw_a_table_gives_its_figures(way: str, form_id: str) -> None:
    assert_exact(record_of("a.docx", word_file(form_id, DRAWN[way])), form_id)


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("struck", "readers.struck_text"),
        ("notes", "readers.note_mark"),
        ("moved", "readers.tracked_changes"),
    ],
)
def test_what_is_left_out_is_named(way: str, code: str) -> None:
    assert code in codes(record_of("a.docx", word_file("2021", DRAWN[way])))


@pytest.mark.parametrize("name", ["a.docm", "a.wps", "a.doc", "a.pdf", "a"])
def test_names_that_say_something_else(name: str) -> None:
    assert_exact(record_of(name, word_file("2021", DRAWN["plain"])), "2021")


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize(
    "content",
    [
        '<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r></w:p>',
        "<w:p><w:r><w:instrText>eq o(1,2)</w:instrText></w:r></w:p>",
    ],
)
def test_figures_that_are_drawn_are_no_blanks(content: str, form_id: str) -> None:
    record = record_of("a.docx", word_file(form_id, in_figures(lambda _: content)))
    assert {figure.state for figure in record.figures.values()} <= {"text", "missing"}
    assert not silent(record, form_id)
