"""Three small tables whose captions stand behind them: never another group's numbers.

All tables are made up (虚构).
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from generator.agencies import load_registry
from generator.parsing.report import parse_document
from generator.readers.open import read_bytes
from generator.records import Record, Source

TITLE = "虚构市样例区民政局2023年政府信息公开工作年度报告"
BEFORE = [TITLE, "一、总体情况", "本局依法公开政府信息，全年按时答复。", "二、主动公开政府信息情况"]
ARTICLE = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "41", "42", "43"],
]
CHAPTER = "四、政府信息公开行政复议、行政诉讼情况"
AFTER = "五、存在的主要问题及改进情况"
LEAVES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"]
FIGURES = [["1", "2", "3", "4", "10"], ["5", "6", "7", "8", "26"], ["9", "11", "12", "13", "45"]]
BLANK = [""] * 5
Parts = list[str | list[list[str]]]


def as_html(parts: Parts) -> tuple[str, bytes]:
    def one(part: str | list[list[str]]) -> str:
        if isinstance(part, str):
            return f"<p>{part}</p>"
        rows = ("".join(f"<td>{text}</td>" for text in row) for row in part)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    return "a.html", f"<meta charset=utf-8><body>{''.join(map(one, parts))}</body>".encode()


def as_word(parts: Parts) -> tuple[str, bytes]:
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(len(part), max(map(len, part)))
        for n, row in enumerate(part):
            for column, text in enumerate(row):
                table.cell(n, column).text = text
            if len(row) == 1:
                table.cell(n, 0).merge(table.cell(n, len(table.columns) - 1))
    out = BytesIO()
    made.save(out)
    return "a.docx", out.getvalue()


def as_text(parts: Parts, mark: str) -> tuple[str, bytes]:
    lines = [
        [part] if isinstance(part, str) else [mark.join(row) for row in part] for part in parts
    ]
    return "a.txt", "\n".join(line for part in lines for line in part).encode()


PRINTED: dict[str, Callable[[Parts], tuple[str, bytes]]] = {
    "html": as_html,
    "word": as_word,
    "tabs": lambda parts: as_text(parts, "\t"),
    "lines": lambda parts: as_text(parts, "\n"),
}


def read(parts: Parts, printed: str, folder) -> Record:
    name, content = PRINTED[printed]([*BEFORE, ARTICLE, CHAPTER, *parts, AFTER, "问题是内容不多。"])
    document = read_bytes(name, content)
    source = Source(file=name, sha256="0" * 64, media_type=document.media_type)
    return parse_document(document, source, load_registry(folder))


def cases(record: Record) -> dict[str, int | float | None]:
    found = record.figures.items()
    return {
        name: figure.value
        for name, figure in found
        if name.startswith(("review.", "litigation.")) and figure.state == "number"
    }


def small(figures: list[str]) -> list[list[str]]:
    return [LEAVES, figures]


def behind(figures: list[list[str]], names: list[str]) -> Parts:
    return [part for row, name in zip(figures, names, strict=True) for part in (small(row), name)]


def inside(figures: list[list[str]], names: list[str]) -> Parts:
    """One table, the name of a group on a row below its figures."""
    return [[row for f, name in zip(figures, names, strict=True) for row in (LEAVES, f, [name])]]


@pytest.mark.parametrize("printed", ["html", "word", "tabs", "lines"])
@pytest.mark.parametrize("names", [GROUPS, [f"表{n} {g}（件）" for n, g in enumerate(GROUPS, 1)]])
@pytest.mark.parametrize("order", [behind, inside])
def test_captions_behind_are_refused_and_every_row_is_named(order, names, printed, tmp_path):
    record = read(order(FIGURES, names), printed, tmp_path)
    assert cases(record) == {}
    told = " ".join(note.params.get("printed", "") for note in record.warnings)
    assert all(" | ".join(row) in told for row in FIGURES)


@pytest.mark.parametrize("printed", ["html", "word"])
def test_captions_behind_are_refused_where_the_first_table_is_blank(printed, tmp_path):
    record = read(behind([BLANK, *FIGURES[1:]], GROUPS), printed, tmp_path)
    assert cases(record) == {}
    assert "parsing.captions_behind" in {note.code for note in record.warnings}


@pytest.mark.parametrize("printed", ["html", "word", "tabs", "lines"])
def test_captions_before_are_read(printed, tmp_path):
    parts = [part for row, name in zip(FIGURES, GROUPS, strict=True) for part in (name, small(row))]
    record = read(parts, printed, tmp_path)
    assert list(cases(record).values()) == [int(text) for row in FIGURES for text in row]


@pytest.mark.parametrize("printed", ["html", "word"])
def test_a_last_caption_without_its_table_does_not_move_the_others(printed, tmp_path):
    parts = [GROUPS[0], small(FIGURES[0]), GROUPS[1], small(FIGURES[1]), GROUPS[2]]
    record = read(parts, printed, tmp_path)
    assert list(cases(record).values()) == [1, 2, 3, 4, 10, 5, 6, 7, 8, 26]
