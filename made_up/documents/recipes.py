"""Every format and layout of the made-up documents, and how often each is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from made_up.documents import docx_files, html_pages, text_layouts
from made_up.documents.compose_tables import Wish
from made_up.documents.docx_files import Look
from made_up.documents.paper import Paper

Press = Literal["", "office", "chromium"]
Render = Callable[[Paper, Random], bytes]
SITE_NAME = "虚构政务公开"
_PLAIN = Wish()


@dataclass(frozen=True, slots=True)
class Recipe:
    """A layout: its format, how a paper becomes its bytes, what it asks of the paper.

    With a `press` the bytes are printed as PDF afterwards. `is_lossy` layouts lose
    figures on the way, so that a missing figure is a right answer.
    """

    layout: str
    format: str
    render: Render
    wish: Wish = _PLAIN
    weight: int = 1
    press: Press = ""
    is_lossy: bool = False


def _text(layout: Callable[[Paper, Random], str]) -> Render:
    return lambda paper, chance: layout(paper, chance).encode()


def _word(look: Look) -> Render:
    return lambda paper, chance: docx_files.docx(paper, chance, look)


def _undeclared(paper: Paper, chance: Random) -> bytes:
    return html_pages.old_table_page(paper, chance, is_declared=False)


_BODY_TITLE = Wish(has_page_title=False)
_ODD = Wish(has_page_title=False, has_drift=False, is_odd=True)
_LISTED = Wish(has_page_title=False, has_false_headings=True)

REPORTS = (
    Recipe("trs", "html", html_pages.trs, weight=4),
    Recipe("gbk-declared", "html", html_pages.old_table_page, weight=3),
    Recipe("gbk-undeclared", "html", _undeclared, weight=2),
    Recipe("word-export", "html", html_pages.word_export, weight=3),
    Recipe("modern", "html", html_pages.modern, Wish(has_false_headings=True), weight=3),
    Recipe("split-items", "html", html_pages.trs, Wish(is_split=True), weight=2),
    Recipe("cut-tables", "html", html_pages.cut_tables, weight=2),
    Recipe("pictures", "html", html_pages.pictures, Wish(has_tables=False)),
    Recipe("official", "docx", _word(Look()), _BODY_TITLE, weight=4),
    Recipe(
        "header-footer",
        "docx",
        _word(Look(header=SITE_NAME, has_page_numbers=True)),
        _LISTED,
        weight=2,
    ),
    Recipe("text-box", "docx", _word(Look(is_title_boxed=True)), _BODY_TITLE, weight=2),
    Recipe(
        "office",
        "pdf",
        _word(Look(has_page_numbers=True)),
        _BODY_TITLE,
        weight=5,
        press="office",
    ),
    Recipe(
        "office-upright",
        "pdf",
        _word(Look(has_page_numbers=True, is_upright=True, size=21)),
        _LISTED,
        weight=3,
        press="office",
    ),
    Recipe("chromium", "pdf", html_pages.modern, weight=3, press="chromium"),
    Recipe("chromium-word", "pdf", html_pages.word_export, _BODY_TITLE, 2, "chromium"),
    Recipe("tabs", "txt", _text(text_layouts.tabs), _BODY_TITLE, weight=3),
    Recipe("tabs-cut", "txt", _text(text_layouts.tabs_cut), _BODY_TITLE, weight=3),
    Recipe("pages", "txt", _text(text_layouts.pages), _LISTED, weight=2),
    Recipe("wrapped", "txt", _text(text_layouts.wrapped), _BODY_TITLE, weight=2),
    Recipe("pipes", "txt", _text(text_layouts.pipes), _BODY_TITLE, weight=3),
    Recipe("pipes-trailing", "txt", _text(text_layouts.pipes_trailing), _BODY_TITLE, weight=3),
    Recipe("pipes-broken", "txt", _text(text_layouts.pipes_broken), _BODY_TITLE, weight=3),
    Recipe("one-cell", "txt", _text(text_layouts.one_cell_a_line), _BODY_TITLE, weight=3),
    Recipe("extracted", "txt", _text(text_layouts.extracted), _BODY_TITLE, weight=2),
    Recipe("closed", "txt", _text(text_layouts.closed), _BODY_TITLE, weight=3),
    Recipe("parted", "txt", _text(text_layouts.parted), _BODY_TITLE, weight=2),
    Recipe("damaged", "txt", _text(text_layouts.damaged), _BODY_TITLE, weight=2),
    Recipe("one-line", "txt", _text(text_layouts.one_line), _BODY_TITLE),
    Recipe("broken-off", "txt", _text(text_layouts.tabs), Wish(False, is_broken_off=True)),
    Recipe("broken-off", "docx", _word(Look()), Wish(False, is_broken_off=True)),
    Recipe("year-disagrees", "html", html_pages.trs, Wish(has_other_year=True)),
    Recipe("old-form", "html", html_pages.trs, weight=2),
    Recipe("old-form", "docx", _word(Look()), _BODY_TITLE),
    Recipe(
        "no-duplicates",
        "txt",
        _text(text_layouts.without_duplicates),
        _BODY_TITLE,
        is_lossy=True,
    ),
    Recipe("markdown", "md", _text(text_layouts.markdown), _BODY_TITLE, weight=3),
    Recipe("free-text", "txt", _text(text_layouts.tabs), Wish(False, has_tables=False), weight=2),
    Recipe("free-text", "html", html_pages.trs, Wish(has_tables=False), weight=2),
    Recipe("free-text", "docx", _word(Look()), Wish(False, has_tables=False)),
    Recipe("mislabelled", "pdf", html_pages.trs),
    Recipe("unseen", "html", html_pages.styled, weight=2),
    Recipe("unseen", "docx", _word(Look(has_unseen=True)), _BODY_TITLE, weight=2),
    Recipe("unseen", "pdf", _word(Look(has_unseen=True)), _BODY_TITLE, weight=2, press="office"),
    Recipe("unseen", "pdf", html_pages.styled, press="chromium"),
    Recipe("ruled", "md", _text(text_layouts.ruled), _BODY_TITLE, weight=2),
    Recipe("ruled", "txt", _text(text_layouts.ruled), _BODY_TITLE),
    Recipe("odd-tables", "html", html_pages.word_export, _ODD, weight=3),
    Recipe("odd-tables", "docx", _word(Look()), _ODD, weight=3),
    Recipe("odd-tables", "txt", _text(text_layouts.tabs), _ODD, weight=2),
    Recipe("odd-tables", "md", _text(text_layouts.markdown), _ODD, weight=2),
    Recipe("odd-tables-in-lines", "txt", _text(text_layouts.one_cell_a_line), _ODD, is_lossy=True),
    Recipe("odd-tables-closed", "txt", _text(text_layouts.closed), _ODD, is_lossy=True),
    Recipe("odd-tables", "pdf", _word(Look()), _ODD, weight=2, press="office"),
)
PLANS = (
    Recipe("plan", "txt", _text(text_layouts.tabs), weight=2),
    Recipe("plan", "html", html_pages.trs, weight=2),
    Recipe("plan", "docx", _word(Look()), weight=2),
    Recipe("plan", "pdf", _word(Look(has_page_numbers=True)), weight=2, press="office"),
    Recipe("plan", "md", _text(text_layouts.markdown)),
    Recipe("plan-wrapped", "txt", _text(text_layouts.wrapped)),
    Recipe("plan-word-page", "html", html_pages.word_export),
)
LOOKALIKES = (
    Recipe("look-alike", "html", html_pages.trs, weight=4),
    Recipe("look-alike", "txt", _text(text_layouts.pipes), weight=3),
    Recipe("look-alike", "docx", _word(Look()), weight=3),
)
# Two reports in one file: neither is read, both are named.
SEVERAL = (
    Recipe("two-reports", "html", html_pages.trs, _BODY_TITLE),
    Recipe("two-reports", "docx", _word(Look()), _BODY_TITLE),
    Recipe("two-reports", "txt", _text(text_layouts.tabs), _BODY_TITLE),
    Recipe("two-reports", "pdf", _word(Look()), _BODY_TITLE, press="office"),
)
