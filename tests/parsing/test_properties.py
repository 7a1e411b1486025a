"""Properties of the parsers: they never raise, never change a number, and see through variants."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms import form, form_ids
from generator.parsing.identity.title import parse_title
from generator.parsing.normalise import bare, compact, key, nfkc
from generator.parsing.prose.contacts import phone_number
from generator.parsing.prose.headings import section_key, statutory_section
from generator.parsing.prose.metrics import find_metrics
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.tables.cells import is_value, unit_in_header, whole_number
from generator.parsing.tables.labels import PARTS, row_index, row_specs
from generator.records import Place
from tests.parsing.golden import figure_of, parse
from tests.parsing.layouts import TEXT_LAYOUTS, all_tables
from tests.parsing.test_foreign import LAYOUTS, read

FIELDS = [field for form_id in form_ids() for field in form(form_id).fields.values()]
KINDS = list({field.type: field for field in FIELDS}.values())
ROWS = [
    (part, n, label)
    for part in PARTS
    for n, s in enumerate(row_specs(part))
    for label in s.labels
    if label
]
TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("一二三四（）()、.：:０１２３0123456789,，/—-无件元万+％% \t\u3000|本年度办理结果总计"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)  # fmt: skip
CELL = st.one_of(
    TEXT,
    st.integers(0, 10**9).map(str),
    st.from_regex(r"[-+]?[0-9,.]{1,12}(件|元|万元|万)?", fullmatch=True),
)


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", unicodedata.normalize("NFKC", text)))


@settings(deadline=None)
@given(CELL)
def test_a_cell_is_read_whatever_it_holds(text):
    for field in KINDS:
        for unit in (None, "元", "万元"):
            figure = figure_of(text, field, header_unit=unit)
            assert (figure.value is not None) == (figure.state == "number")
            assert figure.raw == nfkc(figure.raw or "")
    is_value(text)
    whole_number(text)
    unit_in_header(text)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.sampled_from("①⑳⑴⒈¹²³⁴₂❶➀⓪*※†"), st.text("①⑴¹*", max_size=2))
def test_a_mark_behind_a_number_is_no_digit_of_it(number, mark, more):
    cell = f"{number}{mark}{more}"
    for kind in KINDS:
        figure = figure_of(cell, kind, header_unit=kind.unit)
        assert (figure.state, figure.value) == ("number", number)
        assert figure.raw == cell
    assert whole_number(cell) == number


@settings(deadline=None)
@given(CELL)
def test_a_count_is_never_another_number_than_the_printed_one(text):
    """Its digits are the printed digits; only 万 and a decimal zero move them."""
    count = next(field for field in KINDS if field.type == "count")
    figure = figure_of(text, count)
    printed = unicodedata.normalize("NFKC", text)
    if figure.state != "number" or "万" in printed or "." in printed or not digits(text):
        return
    assert figure.value is not None
    assert str(abs(int(figure.value))) == digits(text)


@settings(deadline=None)
@given(CELL)
def test_a_cell_says_the_same_in_every_width_and_spacing(text):
    if any(letter.isspace() for letter in text):
        return
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    for field in KINDS:
        plain = figure_of(unicodedata.normalize("NFKC", text), field)
        for variant in (wide, f" {text}\u3000", f"\u200b{text}"):
            other = figure_of(variant, field)
            assert (other.value, other.state) == (plain.value, plain.state)


@settings(deadline=None)
@given(TEXT)
def test_labels_and_titles_are_read_whatever_they_hold(text):
    for part in PARTS:
        for match in row_index(part).match(text):
            assert 0 < match.score <= 1
    for reader in (compact, key, bare, section_key, statutory_section, phone_number):
        reader(text)
    parse_title(text, "title")
    find_metrics([TextLine(text, Place(line=1), 0)])


@cache
def converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def traditional(text: str) -> str:
    return str(converter().convert(text))


@pytest.mark.parametrize(("part", "position", "label"), ROWS)
def test_a_label_is_known_in_every_dress(part, position, label):
    def meant(text: str) -> set[int]:
        return {match.position for match in row_index(part).match(text) if match.score == 1.0}

    spaced = " ".join(label)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in label)
    narrow = unicodedata.normalize("NFKC", label)
    for text in (label, spaced, wide, narrow, traditional(label), f"**{label}**", f"\n{label}\t"):
        assert position in meant(text), text


@settings(deadline=None)
@given(st.integers(2008, 2029), st.sampled_from(["民政局", "财政局", "人民政府", "教育体育局"]))
def test_a_title_says_the_same_in_every_dress(year, department):
    plain = f"西夏区{department}{year}年政府信息公开工作年度报告"
    for text in (plain, " ".join(plain), traditional(plain), f"《{plain}》", f"**{plain}**"):
        title = parse_title(text, "title")
        assert title is not None
        assert (title.agency, title.year) == (f"西夏区{department}", year)


PRINTED = st.one_of(
    st.integers(0, 99_999).map(str), st.sampled_from(["0", "0", "0", "/", "——", "无"])
)


@settings(max_examples=6, deadline=None)
@given(st.data())
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_what_is_printed_is_what_is_read(form_id, layout, data):
    """Any figures in any layout come back as they were printed, nothing blank among them."""
    names = list(form(form_id).fields)
    cells = data.draw(st.lists(PRINTED, min_size=len(names), max_size=len(names)))
    values = dict(zip(names, cells, strict=True))
    record = read(form_id, layout, all_tables(form_id, values))
    states = {"/": "dash", "——": "dash", "无": "none"}
    for name, printed in values.items():
        figure = record.figure(name)
        assert figure.raw == printed, name
        assert figure.state == states.get(printed, "number"), name


WITH_BLANKS = [name for name in LAYOUTS if name not in ("one_a_line", "spaced")]
SPARSE = st.one_of(st.integers(0, 999).map(str), st.just(""), st.just(""))


@settings(max_examples=6, deadline=None)
@given(st.data())
@pytest.mark.parametrize("layout", WITH_BLANKS)
@pytest.mark.parametrize("form_id", ["2014", "2019", "2021"])
def test_blanks_stay_blank_or_are_warned_of(form_id, layout, data):
    """A blank is never zero and never pushes a figure into another place unnoticed."""
    names = list(form(form_id).fields)
    cells = data.draw(st.lists(SPARSE, min_size=len(names), max_size=len(names)))
    values = dict(zip(names, cells, strict=True))
    record = read(form_id, layout, all_tables(form_id, values))
    lines = {note.at.line for note in record.warnings if note.at}
    for name, printed in values.items():
        figure = record.figure(name)
        if figure.state == "missing" and record.warnings:
            continue
        is_noted = figure.at is not None and figure.at.line in lines
        assert figure.raw == printed or is_noted, name


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(TEXT, st.sampled_from([r[2] for r in ROWS])), max_size=60),
    st.sampled_from("\n\t|"),
)
def test_any_text_gives_a_record(pieces, joint):
    record = parse(joint.join(pieces))
    assert record.kind in ("annual_report", "work_plan", "unrecognised")
    for figure in record.figures.values():
        assert (figure.value is not None) == (figure.state == "number")


@settings(max_examples=25, deadline=None)
@given(st.data())
@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_report_with_lines_cut_out_or_put_in_is_still_read(layout, data):
    """Whatever lines are lost or added, nothing is raised and every number stands in the text."""
    from tests.parsing.test_bounds import whole

    lines = whole(layout).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            lines.pop(at)
        else:
            lines.insert(at, data.draw(TEXT).replace("\n", " "))
    text = "\n".join(lines)
    printed = digits(text)
    for figure in parse(text).figures.values():
        if figure.state == "number" and isinstance(figure.value, int):
            assert figure.value == 0 or digits(figure.raw or "") in printed
