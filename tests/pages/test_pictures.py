"""Pictures of lines are what Vega draws of their specifications."""

import copy
import random
import re
import subprocess
import sys
from io import BytesIO

import pytest
import vl_convert
from PIL import Image, ImageChops, ImageStat

from generator.messages import message, speaking
from generator.pages.charts import Chart, ChartStore, flow_chart, lines, picture, svg
from generator.pages.charts.designs import drawn_rows, specifications
from generator.pages.charts.line_names import names_of_lines
from generator.pages.charts.scales import linear, tick_labels, ticks
from generator.pages.charts.views import keep_files
from tests.pages.vega import drawing, is_same, tidy

SERIES = [message(f"pages.series.{name}", {}) for name in ("received", "closed", "carried")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("specifications")
    keep_files(folder)
    return folder


def made_up(kind: str, seed: int) -> Chart:
    chance = random.Random(f"{kind} {seed}")
    first = chance.randint(2004, 2020)
    most = 10 ** chance.randint(0, 8)
    least = chance.choice([0, 0, -most // 3])
    points = [
        (year, "2014" if year < 2019 else "2019" if year < 2021 else "2021", name, value)
        for year in sorted(chance.sample(range(first, 2027), chance.randint(2, 6)))
        for name in SERIES
        if (value := None if chance.random() < 0.2 else chance.randint(least, most)) is not None
        or name == SERIES[0]
    ]
    points += [(2027, "2021", SERIES[0], 1 + most), (2028, "2021", SERIES[1], most // 3)]
    found = flow_chart(points)
    assert found is not None
    return Chart(kind, found.rows)


def placed(chart: Chart, change=lambda spec: spec) -> lines.Placed:
    return lines.placed(change(specifications()[chart.kind]), drawn_rows(chart))


@pytest.mark.parametrize("kind", ["flow", "flow-wide"])
def test_a_picture_is_what_vega_draws(kind):
    for seed in range(40):
        chart = made_up(kind, seed)
        own, drawn = lines.drawn(placed(chart)), tidy(drawing(chart))
        assert is_same(own, drawn), (seed, chart.rows, own, drawn)


def test_the_sample_beside_a_name_is_of_its_line():
    points = [(2020, "2021", SERIES[2], 4), (2021, "2021", SERIES[1], 90)]  # the last one first
    found = flow_chart([*points, (2021, "2021", SERIES[2], 8)])
    assert found is not None
    placed_rows = placed(Chart("flow-wide", found.rows))
    names = names_of_lines(placed_rows, has_sample=True)
    dashes = dict(
        zip(
            re.findall(r">([^<]+)</text>", names),
            re.findall(r'stroke="(\S+)" [^>]*dasharray="([^"]+)"', names),
            strict=True,
        )
    )
    assert dashes == {SERIES[1]: ("#c00002", "6,3"), SERIES[2]: ("#c00003", "2,3")}


def plain(picture: str) -> str:
    """On paper, with the colours behind the variables."""
    picture = re.sub(r"var\(--[\w-]+, ?([^()]+)\)", r"\1", picture)
    return picture.replace("<title", '<rect width="100%" height="100%" fill="#fff"/><title', 1)


def test_the_pictures_look_alike(kept):
    chart = made_up("flow", 1)
    names = names_of_lines(placed(chart), has_sample=False)  # Vega knows none
    drawn = svg.finished(chart, svg.with_variables(tidy(drawing(chart)) + names))
    pictures = [
        Image.open(BytesIO(vl_convert.svg_to_png(plain(one), scale=2.0))).convert("L")
        for one in (f"{picture.picture(chart, kept).partition('</svg>')[0]}</svg>", drawn)
    ]
    difference = ImageChops.difference(*pictures)
    assert ImageStat.Stat(pictures[0]).stddev[0] > 10  # there is something to see
    assert ImageStat.Stat(difference).mean[0] < 0.5


def axis_of(tops: list[float]) -> list[list[str]]:
    """The labels that Vega writes beside the axis of numbers of "flow", for each top."""
    found = []
    for top in tops:
        chart = flow_chart([(2020, "2021", SERIES[0], top), (2021, "2021", SERIES[0], 0)])
        drawn = drawing(chart)
        part = drawn[drawn.index("role-axis-label") :]
        part = part[: part.index("</g>")]
        found.append([text.split("<")[0] for text in part.split(">")[1:] if "</text" in text])
    return found


def test_ticks_are_those_of_d3():
    chance = random.Random(4)
    tops = [1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 15, 19, 21, 49, 50, 51, 99, 100, 101, 999, 1000, 1001]
    tops += [chance.randint(1, 10 ** chance.randint(1, 12)) for _ in range(40)]
    expected = axis_of(tops)
    for top, labels in zip(tops, expected, strict=True):
        axis = linear([top], 1)
        assert list(tick_labels(ticks(axis, 4), axis.top)) == labels, top


def test_english_axes_count_in_thousands():
    for end, last in ((10_000, "10,000"), (20_000, "20k"), (2_000_000, "2M"), (3e9, "3bn")):
        with speaking("en"):
            assert list(tick_labels(ticks(linear([end], 1), 4), end))[-1] == last


def test_an_axis_counts_as_chinese_readers_do():
    tops = [3, 8000, 10_000, 12_345, 1_234_567, 99_999_999]
    last = [labels[-1] for labels in axis_of(tops)]
    assert last == ["3", "8,000", "10,000", "1万", "100万", "1亿"]
    assert axis_of([12_345]) == [["0", "0.5万", "1万"]]


def changed(spec):
    """Another size, padding, colour, dash, width, size of years and of points, and fewer ticks."""
    spec = copy.deepcopy(spec) | {"width": 190, "height": 120}
    spec["padding"] |= {"left": 30}
    spec["config"]["text"]["fill"] = "#111111"
    rule, text, line, point = spec["layer"]
    rule["mark"] |= {"color": "#222222", "strokeDash": [4, 2]}
    rule["encoding"]["strokeWidth"]["condition"]["value"] = 3
    text["mark"] |= {"dy": 4, "fontSize": 20}
    line["mark"]["strokeWidth"] = 5
    point["mark"]["size"] = 64
    for layer in spec["layer"]:
        layer["encoding"]["x"]["scale"]["padding"] = 0.5
    for layer in (line, point):
        layer["encoding"]["y"]["axis"] |= {
            "tickCount": 2,
            "gridColor": "#333333",
            "labelColor": "#444444",
        }
        layer["encoding"]["color"]["scale"]["range"][1] = "#555555"
    line["encoding"]["strokeDash"]["scale"]["range"][0] = [9, 1]
    return spec  # fmt: skip


def test_a_changed_design_needs_no_work_by_hand():
    chart = made_up("flow", 2)
    own = lines.drawn(placed(chart, changed))
    assert all(f"#{digit * 6}" in own for digit in "12345")
    assert is_same(own, tidy(drawing(chart, changed)))


def test_the_process_that_builds_pages_has_no_engine(kept):
    """Neither V8 nor Altair: both are needed only when a template is made."""
    lines = (
        "import sys, pathlib",
        "from generator.pages.charts import ChartStore, chart, ChartRow, view_files",
        f"store = ChartStore(pathlib.Path({str(kept)!r}))",
        "store.put(chart('outcomes', [ChartRow('甲', 3, '3')]))",
        "assert store.drawn == 1",
        f"assert len(view_files(pathlib.Path({str(kept)!r}))) == 11",
        "print([name for name in ('altair', 'vl_convert', 'pandas') if name in sys.modules])",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_same_rows_give_the_same_bytes(kept, tmp_path):
    chart = made_up("flow", 9)
    store = ChartStore(tmp_path)
    assert store.svg(store.put(chart)) == picture.picture(chart, kept)
