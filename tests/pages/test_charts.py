"""Charts: drawn once for each content, coloured by variables, readable by machines and people."""

import json
import re
from itertools import pairwise

import pytest
from lxml import etree

from generator.forms import forms
from generator.messages import LANGUAGES, catalogue, speaking
from generator.pages.charts import (
    Chart,
    ChartRow,
    ChartStore,
    chart,
    chart_kinds,
    flow_chart,
    specifications,
)
from generator.pages.charts import bars as bars_module
from generator.pages.charts import look as look_module
from generator.pages.charts.designs import WIDTH, designs, drawn_rows
from generator.pages.charts.kinds import _fitting
from generator.pages.charts.line_names import apart
from generator.pages.parts.indicators import indicators
from generator.pages.parts.words import term

BARS = [
    ChartRow("予以公开", 11, "11"),
    ChartRow("部分公开", 0, "0"),
    ChartRow("不予公开", None, "有分项没有数字"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> ChartStore:
    return ChartStore(tmp_path_factory.mktemp("charts"))


def flow() -> Chart:
    points = [
        (year, form, series, value)
        for year, form, received, carried in (
            (2018, "2014", 7, None), (2019, "2019", 9, 2), (2021, "2021", 13, 1),
        )
        for series, value in (("新收", received), ("结转下年", carried))
    ]  # fmt: skip
    found = flow_chart(points)
    assert found is not None
    return found


def test_a_key_depends_on_what_is_shown_alone():
    first, again = chart("outcomes", BARS), chart("outcomes", list(BARS))
    assert first.key == again.key == "outcomes-cb1da48234cdc6c2"
    assert chart("applicants", BARS).key != first.key
    assert chart("outcomes", [*BARS[:-1], ChartRow("不予公开", 0, "0")]).key != first.key


def test_there_is_no_chart_of_nothing():
    assert chart("outcomes", [ChartRow("甲", 0, "0"), ChartRow("乙", None, "")]) is None
    assert chart("outcomes", []) is None
    assert flow_chart([(2020, "2019", "新收", 5)]) is None
    assert flow_chart([(2020, "2019", "新收", 0), (2021, "2021", "新收", 0)]) is None


def test_a_picture_is_drawn_once(store):
    key = store.put(chart("outcomes", BARS))
    drawn = store.drawn
    assert store.put(chart("outcomes", BARS)) == key
    assert ChartStore(store.folder.parent).put(chart("outcomes", BARS)) == key
    assert store.drawn == drawn


def first_of(pictures: str) -> str:
    """Without the wide one that stands behind it."""
    return f"{pictures.partition('</svg>')[0]}</svg>"


@pytest.mark.parametrize("kind", chart_kinds())
def test_each_kind_is_drawn_and_named(store, kind):
    found = flow() if kind == "flow" else chart(kind, BARS)
    svg = first_of(store.svg(store.put(found)))
    root = etree.fromstring(svg.encode())
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert (
        root.get("viewBox").split()[2] == str(WIDTH)
        if kind == "flow"
        else root.get("width") == "100%"
    )
    labels = root.get("aria-labelledby").split()
    assert [root.find(f"{space}title").get("id"), root.find(f"{space}desc").get("id")] == labels
    assert root.find(f"{space}desc").text == found.description
    words = [text.text for text in root.iter(f"{space}text")]
    assert len(words) >= 3
    assert len(svg) < 12_000


def test_colours_are_variables_of_the_site(store):
    svg = store.svg(store.put(chart("outcomes", BARS)))
    assert not re.search(r'"#[0-9a-f]{3,6}"', svg)
    assert "var(--chart-1,#" in svg
    assert "var(--ink,#" in svg


def test_a_bar_is_as_long_as_its_number(store):
    svg = store.svg(
        store.put(chart("proactive", [ChartRow("甲", 40, "40"), ChartRow("乙", 10, "10")]))
    )
    assert re.findall(r'<rect [^>]*width="([\d.]+%)"', svg) == ["100%", "25%"]


def test_a_value_that_is_no_number_has_no_bar(store):
    svg = store.svg(store.put(chart("outcomes", BARS)))
    assert svg.count("<rect") == 1  # nor has a zero
    assert "有分项没有数字" in svg


def test_years_of_different_forms_are_not_joined(store):
    found = flow()
    keys = [row.k for row in found.rows]
    assert keys == ["2018", "2018", "｜", "2019", "2019", "2020", "｜｜", "2021", "2021"]
    assert {row.e for row in found.rows if row.k == "2018"} == {"2014"}
    assert [row.e for row in found.rows if row.v and row.k in ("2019", "2021")] == (
        ["2019"] * 2 + ["2021"] * 2
    )
    svg = store.svg(store.put(found))
    assert not re.search(r'd="M[^"]*L', first_of(svg))  # no two years have the same form
    assert svg.count("<line") >= 2 + 1  # two breaks and the grid


def test_hostile_words_stay_words(store):
    svg = store.svg(
        store.put(chart("outcomes", [ChartRow("<script>x</script>&\"'", 1, "</desc>")]))
    )
    root = etree.fromstring(svg.encode())
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_specifications_name_their_data():
    for spec in specifications().values():
        assert spec.get("data", spec["layer"][0].get("data")) == {"name": "rows"}


def test_rows_keep_their_order_whatever_is_missing(store):
    rows = [
        ChartRow("甲", None, "没有数字"),
        ChartRow("乙", 3, "3"),
        ChartRow("丙", None, "没有数字"),
        ChartRow("丁", 0, "0"),
    ]
    root = etree.fromstring(store.svg(store.put(chart("outcomes", rows))).encode())
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    heights = {text.text: float(text.get("y").removesuffix("em")) for text in texts}
    assert heights["甲"] < heights["乙"] < heights["丙"] < heights["丁"]


@pytest.mark.parametrize(
    ("years", "first"),
    [(range(2021, 2026), "2021"), (range(2014, 2026), "'14"), (range(2006, 2026), "'07")],
)
def test_years_are_shortened_then_thinned_from_the_newest(store, years, first):
    points = [(year, "2021", "新收", year % 9) for year in years]
    svg = first_of(store.svg(store.put(flow_chart(points))))
    labels = re.findall(r'font-size="11px"[^>]*>([^<]+)<', svg)
    assert labels[0] == first
    assert labels[-1] == ("2025" if len(first) == 4 else "'25")
    places = [float(x) for x in re.findall(r"translate\(([\d.]+),195\)", svg)]
    widest = 7 * len(first.strip("'")) + 4 * first.count("'")  # boxes are measured in tests/browser
    assert min(b - a for a, b in pairwise(places)) >= widest


def test_the_wide_picture_has_ids_of_its_own_and_the_same_words(store):
    pictures = store.svg(store.put(flow()))
    one, other = (etree.fromstring(f"{part}</svg>") for part in pictures.split("</svg>")[:2])
    assert (one.get("class"), other.get("class")) == ("narrow", "wide")
    ids = [[each.get("id") for each in root.iter() if each.get("id")] for root in (one, other)]
    assert not set(ids[0]) & set(ids[1])
    space = "{http://www.w3.org/2000/svg}"
    assert one.find(f"{space}desc").text == other.find(f"{space}desc").text
    assert [text.text for text in other.iter(f"{space}text")][-2:] == ["新收", "结转下年"]


def test_names_of_lines_are_moved_apart_and_stay_in_the_picture():
    assert apart({"a": 50, "b": 100}, 200) == {"a": 50, "b": 100}
    close = apart({"a": 198, "b": 199, "c": 200}, 200)
    heights = sorted(close.values())
    assert heights[-1] <= 200
    assert min(b - a for a, b in pairwise(heights)) >= 13  # the size of the type
    assert list(close) == ["a", "b", "c"]


@pytest.mark.parametrize("kind", chart_kinds())
def test_a_published_specification_draws_a_reader_s_own_rows(kind, tmp_path):
    import vl_convert

    from generator.pages.charts.views import SPECIFICATION, view_files

    made = flow() if kind == "flow" else chart(kind, BARS)
    spec = json.loads(view_files(tmp_path)[f"{kind}{SPECIFICATION}"])
    assert spec["datasets"] == {"rows": []}
    assert "var(" not in json.dumps(spec)
    drawn = vl_convert.vegalite_to_svg(spec | {"datasets": {"rows": drawn_rows(made)}})
    words = "".join(etree.fromstring(drawn.encode()).itertext())
    expected = ["2018", "2019", "2021"] if kind == "flow" else ["予以公开", "11"]
    assert all(one in words for one in expected)
    assert "#c000" not in drawn


def test_a_kept_picture_does_not_outlive_its_words(monkeypatch):
    words = dict(catalogue())
    before = look_module.look.__wrapped__()
    assert look_module.look.__wrapped__() == before
    words["pages.chart.outcomes"] = {"zh": "办得怎么样", "en": "How they went"}
    monkeypatch.setattr(look_module, "catalogue", lambda: words)
    assert look_module.look.__wrapped__() != before


@pytest.mark.parametrize(("text", "is_short"), [("9999", True), ("12345", False)])
def test_numbers_of_four_signs_need_less_room(text, is_short):
    found = chart("outcomes", [ChartRow("甲", int(text), text)])
    assert ('class="bars short"' in designs()["outcomes"].frame(found)) == is_short


@pytest.mark.parametrize(
    ("lang", "name", "written"),
    [
        (
            "zh",
            "甲乙丙丁戊己庚",
            "甲乙丙丁戊己庚",
        ),  # seven Chinese letters, as the stylesheet has room
        ("zh", "甲乙丙丁戊己庚辛", "甲乙丙丁戊己…"),
        ("zh", "甲乙丙丁戊己庚a", "甲乙丙丁戊己…"),
        ("en", "abcdefghijklmnopq", "abcdefghijklmnopq"),  # seventeen Latin ones
        ("en", "abcdefghijklmnopqr", "abcdefghijklmnop…"),
    ],
)
def test_a_long_name_is_cut(lang, name, written):
    with speaking(lang):
        (row,) = drawn_rows(chart("outcomes", [ChartRow(name, 1, "1")]))
    assert row["l"] == written


@pytest.mark.parametrize(
    ("value", "text", "written"),
    [
        (123_456_789, "123456789", "123456789"),  # nine signs stand behind a bar
        (1_234_567_890, "1234567890", "约12.35亿"),
        (123_456_789, "123,456,789", "约1.235亿"),
        (100_000_000, "100,000,000", "约1.000亿"),
        (99_999_999, "000099999999", "约10000万"),
    ],
)
def test_a_long_number_is_said_with_four_digits(value, text, written):
    assert _fitting(value, text) == written


def test_names_keep_the_height_of_a_line_apart():
    """Type of 13 pixels takes 17 with the space between lines."""
    assert apart({"a": 50, "b": 67}, 200) == {"a": 50, "b": 67}
    assert apart({"a": 50, "b": 66}, 200) == {"a": 50, "b": 67}


def test_a_name_keeps_six_pixels_from_the_years(store):
    points = [(year, "2021", "新收", value) for year, value in ((2021, 9), (2022, 0))]
    svg = first_of(store.svg(store.put(flow_chart(points))))
    axis = 220 - 28  # the picture's height without the room of the years
    baseline = 4.5  # below the middle of the letters
    assert f'y="{axis - 6 + baseline:.4g}" fill="var(--ink,#1a1c1e)">新收<' in svg


@pytest.mark.parametrize(("count", "last"), [(7, "2026"), (8, "'26")])
def test_seven_years_are_written_in_full_in_the_narrow_picture(count, last):
    found = flow_chart([(year, "2021", "新收", 1) for year in range(2027 - count, 2027)])
    assert drawn_rows(found)[-1]["l"] == last


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_before_a_bar_of_our_forms_is_cut_short(lang):
    with speaking(lang):
        for one in forms():
            for design in bars_module.CHARTS:
                rows = [ChartRow(term(key), 1, "1") for key, _ in design.items(indicators(one.id))]
                names = list(design.names(rows))
                assert len(set(names)) == len(names)
                assert [name for name in names if "…" in name] == []


def test_a_longer_name_is_cut_where_the_bars_begin():
    (name,) = bars_module.CHARTS[0].names([ChartRow("一二三四五六七八", 1, "1")])
    assert name == "一二三四五六…"
