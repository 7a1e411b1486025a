"""What a page's styles and scripts do to a cell: the text that a person sees is what is read."""

from __future__ import annotations

import pytest

from generator.readers.document import PICTURE, Document, Table
from generator.readers.html.page import read_html

PROSE = "<p>本段文字为虚构示例，说明这是一张用来试验的网页，写得足够长，才算得上正文。</p>" * 3


def cells(cell: str, css: str = "", head: str = "") -> list[str]:
    return [c.text for c in table(cell, css, head).cells]


def table(cell: str, css: str = "", head: str = "") -> Table:
    document = page(cell, css, head)
    return next(block for block in document.blocks if isinstance(block, Table))


def page(cell: str, css: str = "", head: str = "") -> Document:
    html = (
        f"<html><head>{head}<style>{css}</style></head><body><div>{PROSE}<table>"
        f"<tr><td>甲</td><td>乙</td></tr><tr><td>一</td>{cell}</tr></table></div></body></html>"
    )
    return read_html(html.encode())


UNSEEN = [
    ('<td><span class="x">5</span>45</td>', ".x{display:none}"),
    ('<td><span id="x">5</span>45</td>', "#x { visibility : hidden }"),
    ('<td><i class="x">5</i>45</td>', "td .x{opacity:0}"),
    ('<td><b class="x">5</b>45</td>', ".x{font-size:0}"),
    ('<td><span class="x">5</span>45</td>', ".x{font-size:1px}"),
    ('<td><span class="x">5</span>45</td>', ".x{position:absolute;left:-9999px}"),
    ('<td><span class="x">5</span>45</td>', ".x{text-indent:-9999em}"),
    ('<td><span class="x">5</span>45</td>', ".x{position:absolute;clip:rect(0 0 0 0)}"),
    ('<td><span class="x">5</span>45</td>', ".x{clip-path:inset(50%)}"),
    ('<td><span class="x">5</span>45</td>', ".x{color:#ffffff}"),
    ('<td><span class="x">5</span>45</td>', ".x{color:transparent}"),
    ('<td><span class="x">5</span>45</td>', "@media screen{.x{display:none}}"),
    ('<td><span class="x">5</span>45</td>', ".x{display:inline} td span.x{display:none}"),
    ('<td class="r"><span class="x">5</span>45</td>', ".r{background:#f00}.x{color:#ff0000}"),
    ('<td><span style="color:#fff">5</span>45</td>', ""),
    ('<td><font color="#FFFFFF">5</font>45</td>', ""),
    ('<td><font color=white>5</font>45</td>', ""),
    ('<td><span style="font-size:0">5</span>45</td>', ""),
    ('<td><span style="opacity:0">5</span>45</td>', ""),
    ('<td bgcolor="#cccccc"><span style="color:#cccccc">5</span>45</td>', ""),
    ('<td><span style="display:none">5</span>45</td>', ""),
    ('<td><span hidden>5</span>45</td>', ""),
    ('<td><span class="x">5</span>45</td>', ".x{text-decoration:line-through}"),
    ('<td>45<span class="x">5</span></td>', ".x{vertical-align:super;font-size:8px}"),
    ("<td>45<sup>1</sup></td>", ""),
    ("<td><ruby>45<rp>(</rp><rt>1</rt><rp>)</rp></ruby></td>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "css"), UNSEEN)
def test_what_the_page_does_not_show_is_not_read(cell, css):
    assert cells(cell, css)[-1] == "45"


@pytest.mark.parametrize(("cell", "css"), UNSEEN)
def test_what_is_left_out_of_a_cell_is_named(cell, css):
    codes = {note.code for note in page(cell, css).warnings}
    assert codes & {"readers.unseen_text", "readers.struck_text", "readers.note_mark"}


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ('<td><span class="x">45</span></td>', "@media print{.x{display:none}}"),
        ('<td><span class="x">45</span></td>', ".x{display:none} td .x{display:inline}"),
        ('<td><span class="x" style="display:inline">45</span></td>', ".x{display:none}"),
        ('<td><span class="x">45</span></td>', ".x:hover{display:none}"),
        ('<td><span class="x">45</span></td>', ".y .x{display:none}"),
        ('<td class="h"><span class="x">45</span></td>', ".h{background:#036}.x{color:#fff}"),
        ('<td bgcolor="#003366"><font color="#ffffff">45</font></td>', ""),
        ('<td style="background:#036;color:#fff">45</td>', ""),
        ('<td style="background:url(a.png)"><span style="color:#fff">45</span></td>', ""),
        ('<td><span class="x"><b style="font-size:14px">45</b></span></td>', ".x{font-size:0}"),
        ('<td><span class="x">45</span></td>', ".x{font-size:10px;opacity:0.8;color:#333}"),
        ('<td><span class="x">45</span></td>', ".x{left:-5px;text-indent:-2em}"),
        ('<td><span class="x">45</span></td>', "td[{display:none} .x{color:#000"),
    ],
)
def test_what_the_page_shows_is_read(cell, css):
    assert cells(cell, css)[-1] == "45"


def test_a_dark_head_whose_colour_stands_in_another_file_is_read():
    head = '<link rel="stylesheet" href="site.css">'
    assert cells('<td class="head" style="color:#fff">45</td>', head=head)[-1] == "45"


@pytest.mark.parametrize(
    ("cell", "css"),
    [
        ('<td><span class="v"></span></td>', '.v::before{content:"45"}'),
        ('<td class="v"></td>', '.v:after{content:"45"}'),
        ('<td class="v" data-n="45"></td>', ".v::before{content:attr(data-n)}"),
        ("<td><svg><text>45</text></svg></td>", ""),
        ("<td><canvas></canvas></td>", ""),
        ('<td><script>document.write("45")</script></td>', ""),
    ],
)
def test_what_something_else_than_text_shows_is_not_blank(cell, css):
    assert cells(cell, css)[-1] == PICTURE


def test_a_figure_that_a_sheet_adds_to_is_no_number():
    assert cells('<td class="v">4</td>', '.v::after{content:"5"}')[-1] == "4" + PICTURE


def test_a_cell_that_a_script_fills_is_not_blank():
    head = '<script>document.getElementById("n").innerHTML = data.n;</script>'
    assert cells('<td id="n"></td>', head=head)[-1] == PICTURE
    assert cells('<td><span id="n">45</span></td>', head=head)[-1] == "45"


@pytest.mark.parametrize("css", [".v::before{content:''}", ".v::after{content:'•'}", ".v{}"])
def test_ornaments_of_a_sheet_leave_a_cell_blank(css):
    assert cells('<td class="v"></td>', css)[-1] == ""


def test_a_cell_that_is_not_displayed_takes_no_place():
    assert [c.column for c in table('<td class="x">9</td><td>45</td>', ".x{display:none}").cells][
        -1
    ] == 1


@pytest.mark.parametrize(
    ("css", "shown"),
    [
        (".x{position:absolute;left:-300px}", "545"),
        (".x{position:absolute;left:-500px}", "45"),
        (".x{color:#e0e0e0}", "545"),
        (".x{color:#eeeeee}", "45"),
    ],
)
def test_text_is_unseen_far_off_the_page_or_nearly_of_the_colour_of_its_ground(css, shown):
    found = table('<td><span class="x">5</span>45</td>', css)
    assert found.rows()[1][1].text == shown


@pytest.mark.parametrize(("pixels", "shown"), [(40, PICTURE), (8, "")])
def test_a_picture_in_a_cell_is_more_than_a_spacer(pixels, shown):
    found = table(f"<td><img src='x.gif' width={pixels} height={pixels}></td>")
    assert found.rows()[1][1].text == shown
