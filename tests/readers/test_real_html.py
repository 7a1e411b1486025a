"""Web pages as content systems and editors really write them: made up, every figure known."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable
from html import escape

import pytest

from generator.errors import UnreadableDocumentError
from tests.readers.reports import (
    AGENCY,
    FORMS,
    PaperGrid,
    assert_exact,
    codes,
    html_body,
    html_page,
    html_table,
    is_figure,
    other_figures,
    record_of,
    silent,
    title,
    with_figures,
    wrong,
)

ROW = re.compile(r"<tr>.*?</tr>", re.S)


def inside(change: Callable[[str], str]) -> Callable[[PaperGrid], str]:
    return lambda grid: html_table(grid, change)


def reworked(pattern: str, new: str) -> Callable[[PaperGrid], str]:
    return lambda grid: re.sub(pattern, new, html_table(grid))


def unclosed(grid: PaperGrid) -> str:
    return re.sub(r"</(td|tr|tbody)>", "", html_table(grid, lambda text: f"<p>{escape(text)}"))


def with_head(grid: PaperGrid) -> str:
    rows = ROW.findall(html_table(grid))
    head = "".join(rows[:2]).replace("<td", "<th").replace("</td", "</th")
    return f"<table><thead>{head}</thead><tbody>{''.join(rows[2:])}</tbody><tfoot></tfoot></table>"


def cut_after(count: int, repeats_head: bool) -> Callable[[PaperGrid], str]:
    def draw(grid: PaperGrid) -> str:
        rows = ROW.findall(html_table(grid))
        if len(rows) < count + 2:
            return html_table(grid)
        rest = rows[count:] if not repeats_head else rows[:3] + rows[count:]
        upper = f"<table>{''.join(rows[:count])}</table>"
        return f"{upper}<p>&nbsp;</p><table>{''.join(rest)}</table>"

    return draw


def in_divs(grid: PaperGrid) -> str:
    lines = grid.lines()
    rows = ["".join(f"<div>{escape(box.text)}</div>" for box in line) for line in lines]
    return "".join(f'<div class="tr">{row}</div>' for row in rows)


def in_lines(grid: PaperGrid) -> str:
    gap = "&nbsp;" * 3
    return "".join(
        f"<p>{gap.join(escape(b.text) for b in line)}</p>" for line in grid.lines() if line
    )


def preformatted(grid: PaperGrid) -> str:
    return "<pre>" + "\n".join("\t".join(b.text for b in line) for line in grid.lines()) + "</pre>"


WORD = (
    '<p class=MsoNormal align=center><span lang=EN-US style="font-family:宋体"><font size=2>{}'
    "</font></span><o:p></o:p></p>"
)
TAG = '<st1:chmetcnv w:st="on" UnitName="m"><span lang=EN-US>{}</span></st1:chmetcnv><o:p></o:p>'  # Word 2003 marks numbers so
MISALIGNED = (
    "<![if !supportMisalignedColumns]><tr height=0><td width=5></td><td></td></tr><![endif]>"
)
EMPTY_ROW = '</tr><tr style="height:0"><td></td></tr>'
DRAWN: dict[str, Callable[[PaperGrid], str]] = {
    "plain": html_table,
    "spaces": inside(lambda t: f"<p><span>&nbsp;{escape(t)}&nbsp;</span></p>"),
    "a span a letter": inside(lambda t: "".join(f"<span>{escape(c)}</span>" for c in t)),
    "full width": inside(
        lambda t: escape(t.translate({ord(str(d)): 0xFF10 + d for d in range(10)}))
    ),
    "Word": inside(lambda t: WORD.format(escape(t))),
    "smart tags": inside(with_figures(TAG.format)),
    "conditional comments": inside(
        lambda t: f"<!--[if !supportEmptyParas]-->{escape(t)}<!--[endif]-->"
    ),
    "character references": inside(lambda t: "".join(f"&#{ord(c)};" for c in t)),
    "vertical labels": inside(lambda t: t if is_figure(t) else "<br>".join(map(escape, t))),
    "vertical paragraphs": inside(
        lambda t: t if is_figure(t) else "".join(f"<p>{escape(c)}</p>" for c in t)
    ),
    "table in each cell": inside(lambda t: f"<table><tr><td>{escape(t)}</td></tr></table>"),
    "links": inside(with_figures(lambda t: f'<a href="#">{t}</a>')),
    "fields": inside(with_figures(lambda t: f'<input type="text" readonly value="{t}">')),
    "text areas": inside(with_figures(lambda t: f"<textarea>{t}</textarea>")),
    "choices": inside(
        with_figures(lambda t: f"<select><option>0<option selected>{t}</select>")
    ),
    "struck": inside(with_figures(lambda t: f"<del>9</del>{t}")),
    "struck by style": inside(
        with_figures(lambda t: f'<span style="text-decoration: line-through">9</span>{t}')
    ),
    "notes": inside(with_figures(lambda t: f"{t}<sup>1</sup>")),
    "notes in brackets": inside(with_figures(lambda t: f"{t}<sup>[2]</sup>")),
    "hidden digits": inside(lambda t: f'<span style="display:none">7</span>{escape(t)}'),
    "hidden cells": reworked("<td", '<td style="display:none">3</td><td'),
    "hidden copy": lambda g: f"<div style='display:none'>{html_table(other_figures(g))}</div>"
    + html_table(g),
    "two equal copies": lambda g: html_table(g) * 2,
    "unclosed": unclosed,
    "head and foot": with_head,
    "head cells only": reworked("(</?)td", r"\1th"),
    "rowspan overruns": lambda g: re.sub(
        r'rowspan="(\d+)"', lambda m: f'rowspan="{int(m[1]) + 2}"', html_table(g)
    ),
    "colspan overruns": lambda g: re.sub(
        r'colspan="(\d+)"', lambda m: f'colspan="{int(m[1]) + 5}"', html_table(g)
    ),
    "no spans": reworked(r' (col|row)span="\d+"', ""),
    "rows in rows": reworked("<tr>", "<tr><tr>"),
    "many bodies": reworked("</tr>\n<tr>", "</tr></tbody><tbody><tr>"),
    "empty rows": reworked("</tr>\n", EMPTY_ROW),
    "empty columns right": reworked("</tr>", "<td></td><td>&nbsp;</td></tr>"),
    "empty column left": reworked("<tr>", "<tr><td></td>"),
    "width row": reworked("</tbody>", MISALIGNED),
    "unquoted style": reworked("<td", '<td style=font-family:"宋体";'),
    "divisions": in_divs,
    "spaced lines": in_lines,
    "tabs in pre": preformatted,
    **{f"cut after {n}": cut_after(n, False) for n in (5, 9, 13, 20)},
    **{f"cut after {n}, head again": cut_after(n, True) for n in (5, 9, 13, 20)},
}  # fmt: skip


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("way", DRAWN)
def test_every_way_to_draw_a_table_gives_its_figures(way: str, form_id: str) -> None:
    page = html_page(form_id, html_body(form_id, DRAWN[way]))
    assert_exact(record_of("a.html", page), form_id)


@pytest.mark.parametrize("way", ["struck", "struck by style"])
def test_struck_figures_are_named(way: str) -> None:
    record = record_of("a.html", html_page("2021", html_body("2021", DRAWN[way])))
    assert "readers.struck_text" in codes(record)


def test_marks_of_notes_and_hidden_tables_are_named() -> None:
    for way, code in (
        ("notes", "readers.note_mark"),
        ("hidden copy", "readers.hidden_table"),
    ):
        record = record_of("a.html", html_page("2021", html_body("2021", DRAWN[way])))
        assert code in codes(record)


def test_a_raised_unit_is_no_note() -> None:
    page = html_page(
        "2021", "<p>新建查阅点面积共20m<sup>2</sup>，全年开放。</p>" + html_body("2021")
    )
    assert "readers.note_mark" not in codes(record_of("a.html", page))


@pytest.mark.parametrize("form_id", FORMS)
def test_a_digit_broken_over_lines_is_reported(form_id: str) -> None:
    draw = inside(with_figures(lambda text: f"{text[:2]}<br>{text[2:]}"))
    record = record_of("a.html", html_page(form_id, html_body(form_id, draw)))
    assert wrong(record, form_id) == [] or not silent(record, form_id)
    assert "parsing.number_with_spaces" in codes(record)


@pytest.mark.parametrize("form_id", FORMS)
def test_pictures_in_cells_are_no_blanks(form_id: str) -> None:
    draw = inside(with_figures(lambda _: '<img src="a.png">'))
    record = record_of("a.html", html_page(form_id, html_body(form_id, draw)))
    states = {figure.state for figure in record.figures.values()}
    assert states <= {"text", "missing"}
    assert not silent(record, form_id)


def test_spacer_pictures_leave_a_cell_blank() -> None:
    spacer = '<img src="s.gif" width=1 height=1>'
    draw = inside(with_figures(lambda text: text if text != "1000" else spacer))
    record = record_of("a.html", html_page("2021", html_body("2021", draw)))
    assert record.figure("proactive.regulations.made").state == "blank"


@pytest.mark.parametrize("form_id", FORMS)
def test_two_copies_that_differ_are_reported(form_id: str) -> None:
    def twice(grid: PaperGrid) -> str:
        return html_table(other_figures(grid)) + html_table(grid)

    record = record_of("a.html", html_page(form_id, html_body(form_id, twice)))
    assert "parsing.two_readings" in codes(record)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "gb2312"), ("gbk", None), ("gb18030", "utf-8"), ("utf-16", None),
     ("utf-16", "gb2312"), ("utf-8", "gb2312"), ("utf-8-sig", "gbk"), ("utf-16-le", "utf-8"),
     ("gb18030", "iso-8859-1"), ("utf-8", "no-such-charset")],
)  # fmt: skip
def test_charsets_declared_wrongly_or_not_at_all(encoding: str, declared: str | None) -> None:
    head = f"<meta charset={declared}>" if declared else ""
    page = html_page("2021", html_body("2021"), head)
    assert_exact(record_of("a.html", page.encode(encoding)), "2021")


LAYOUTS: dict[str, Callable[[str], str]] = {
    "layout tables": lambda b: (
        "<table><tr><td>左</td><td><table><tr><td><table><tr><td>"
        f"{b}</td></tr></table></td></tr></table></td></tr></table>"
    ),
    "centred": lambda b: f"<center><font size=3>{b}</font></center>",
    "one long span": lambda b: f"<span>{b}</span>",
    "tables in paragraphs": lambda b: b.replace("<table", "<p><table").replace(
        "</table>", "</table></p>"
    ),
    "named like a menu": lambda b: f'<div class="main-nav content-list">{b}</div>',
    "tables named like a foot": lambda b: b.replace("<table", "<div class=bottom><table").replace(
        "</table>", "</table></div>"
    ),
    "tables aside": lambda b: b.replace("<table", "<aside><table").replace(
        "</table>", "</table></aside>"
    ),
    "folded": lambda b: b.replace("<table", "<details><summary>表</summary><table").replace(
        "</table>", "</table></details>"
    ),
    "unclosed comment": lambda b: b.replace("<p>六、", "<!-- <p>六、"),
    "carriage returns": lambda b: b.replace("\n", "\r"),
    "zero bytes": lambda b: b.replace("<p>", "<p>\0"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_laid_out_strangely(layout: str) -> None:
    assert_exact(record_of("a.html", html_page("2021", LAYOUTS[layout](html_body("2021")))), "2021")


def test_pages_in_xhtml_leave_no_word_of_the_library(recwarn: pytest.WarningsRecorder) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>' + html_page("2021", html_body("2021"))
    assert_exact(record_of("a.html", page), "2021")
    assert not recwarn.list


def test_two_years_on_one_page_are_reported() -> None:
    other = html_body("2021").replace("2023年", "2022年")
    tabs = f"<div>{html_body('2021')}</div><div><h2>{AGENCY}2022年政府信息公开工作年度报告</h2>{other}</div>"
    found = codes(record_of("a.html", html_page("2021", tabs)))
    assert found & {"parsing.several_reports", "parsing.refused_several"}


@pytest.mark.parametrize(
    ("replacement", "code"),
    [("<p><img src=W02.png></p>", "parsing.table_as_picture"), ("", "parsing.tables_missing")],
)
def test_tables_that_are_pictures_or_gone_are_reported(replacement: str, code: str) -> None:
    body = re.sub("<table.*?</table>", replacement, html_body("2021"), flags=re.S)
    record = record_of("a.html", html_page("2021", body))
    assert {figure.state for figure in record.figures.values()} <= {"missing"}
    assert code in codes(record)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_page_cut_off_loses_figures_and_says_so(share: float) -> None:
    page = html_page("2021", html_body("2021"))
    record = record_of("a.html", page[: int(share * len(page))])
    assert all(": missing" in text for text in wrong(record, "2021"))
    assert record.form is None or not silent(record, "2021")
    assert record.warnings


HEAD = f"<html><meta charset=utf-8><title>{title('2021')}</title><body><h1>{title('2021')}</h1>"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (f'{HEAD}<a href="/u/2023.pdf">附件：年度报告</a>', "readers.attachment"),
        (f'{HEAD}<iframe src="/web/viewer.html?file=/a/b.pdf"></iframe>', "readers.attachment"),
        (f'{HEAD}<object data="x.pdf"></object>', "readers.attachment"),
        (f'{HEAD}<iframe src="report.html"></iframe>', "readers.frame"),
        (
            '<html><title>x</title><frameset cols="20%,*"><frame src="m.html"><frame src="r.html">'
            "<noframes>不支持框架</noframes></frameset></html>",
            "readers.frame",
        ),
    ],
)
def test_a_report_that_stands_elsewhere_is_refused_with_its_place(page: str, code: str) -> None:
    record = record_of("a.html", page)
    assert record.kind == "unrecognised"
    assert code in codes(record)


@pytest.mark.parametrize(
    "body", ["<div id=app></div><script src=app.js></script>", "<noscript>请启用脚本</noscript>"]
)
def test_a_page_made_by_scripts_has_nothing_to_read(body: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        record_of("a.html", f"<html><meta charset=utf-8><title>x</title><body>{body}</body></html>")
    assert caught.value.code == "readers.no_text"


@pytest.mark.parametrize("header", ["", '; charset="gb2312"'])
@pytest.mark.parametrize("way", ["quoted-printable", "base64", "8bit"])
def test_web_archives_of_browsers(way: str, header: str) -> None:
    page = html_page("2021", html_body("2021"), "<meta charset=gb2312>").encode("gb18030")
    encoded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}
    content = encoded[way](page) if way in encoded else page
    head = (
        "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?x?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n'
        f"----B\r\nContent-Type: text/html{header}\r\nContent-Transfer-Encoding: {way}\r\n"
        "Content-Location: http://www.example.gov.cn/x.html\r\n\r\n"
    )
    rest = b"\r\n----B\r\nContent-Type: image/png\r\n\r\nAAAA\r\n----B--\r\n"
    record = record_of("a.mhtml", head.encode() + content + rest)
    assert_exact(record, "2021")
    assert record.source.url == "http://www.example.gov.cn/x.html"
