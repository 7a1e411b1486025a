"""Filled templates are what Vega draws, and a design that makes no template is said so."""

import copy
import json
import random
import re
import subprocess
import sys
from io import BytesIO

import pytest
import vl_convert
from PIL import Image, ImageChops, ImageStat

from generator.messages import message, speaking
from generator.pages.charts import (
    Chart,
    ChartRow,
    ChartStore,
    flow_chart,
    slow_kinds,
    svg,
    vega,
)
from generator.pages.charts import templates as module
from generator.pages.charts.derive import NoTemplateError, derive, is_same
from generator.pages.charts.designs import designs
from generator.pages.charts.scales import nice, tick_labels, ticks
from generator.pages.charts.template import Filling

SERIES = [message(f"pages.series.{name}", {}) for name in ("received", "closed", "carried")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    assert module.templates(folder).refused == {}
    return folder


def a_number(chance: random.Random) -> int:
    return chance.choice([0, chance.randint(1, 12), chance.randint(1, 10 ** chance.randint(1, 9))])


def made_up(kind: str, seed: int) -> Chart:
    chance = random.Random(f"{kind} {seed}")
    if not kind.startswith("flow"):
        values = [
            None if chance.random() < 0.2 else a_number(chance) for _ in range(chance.randint(1, 8))
        ]
        values[0] = values[0] or 1
        texts = ["无 <b>&" if value is None else f"{value}" for value in values]
        return Chart(
            kind,
            tuple(
                ChartRow(f"第{at}项", v, t)
                for at, (v, t) in enumerate(zip(values, texts, strict=True))
            ),
        )
    first = chance.randint(2004, 2020)
    most = 10 ** chance.randint(0, 8)
    points = [
        (year, "2014" if year < 2019 else "2019" if year < 2021 else "2021", name, value)
        for year in sorted(chance.sample(range(first, 2027), chance.randint(2, 6)))
        for name in SERIES
        if (value := None if chance.random() < 0.2 else chance.randint(0, most)) is not None
        or name == SERIES[0]
    ]
    points += [(2027, "2021", SERIES[0], 1 + most), (2028, "2021", SERIES[1], most // 3)]
    found = flow_chart(points)
    assert found is not None
    return Chart(kind, found.rows)


def bar_probes() -> list[Chart]:
    """Few and many bars, with and without a number."""
    several = (
        ((40, "40"), (0, "0"), (None, "—"), (7, "7")),
        ((3, "3"), (985758, "985758")),
        ((11, "11"), (None, "无 & <a>"), (5.25, "5.25"), (9, "9"), (1, "1"), (0, "0"), (2, "2")),
        ((None, "-"), (61, "61"), (17, "17")),
    )
    return [
        Chart("outcomes", tuple(ChartRow(f"名{at}", v, t) for at, (v, t) in enumerate(rows)))
        for rows in several
    ]


def numbers_to_a_hundredth(kept, chart: Chart) -> str:
    return svg.seen(Filling(module.templates(kept).made[chart.kind], digits=8).fill(chart))


@pytest.mark.parametrize("kind", [kind for kind in designs() if kind.startswith("flow")])
def test_a_filled_template_is_what_vega_draws(kept, kind):
    for seed in range({"flow": 40, "flow-wide": 20}.get(kind, 15)):
        chart = made_up(kind, seed)
        filled, drawn = numbers_to_a_hundredth(kept, chart), svg.tidy(vega.drawing(chart))
        assert is_same(filled, drawn, 0.01), (seed, chart.rows, filled, drawn)


def plain(picture: str) -> str:
    """On paper, with the colours behind the variables."""
    picture = re.sub(r"var\(--[\w-]+, ?([^()]+)\)", r"\1", picture)
    return picture.replace("<title", '<rect width="100%" height="100%" fill="#fff"/><title', 1)


def test_the_pictures_look_alike(kept):
    chart = made_up("flow", 1)
    names = module._names(chart, Filling(module.templates(kept).made["flow"]))  # Vega knows none
    drawn = svg.finished(chart, svg.dressed(svg.tidy(vega.drawing(chart))) + names)
    pictures = [
        Image.open(BytesIO(vl_convert.svg_to_png(plain(one), scale=2.0))).convert("L")
        for one in (f"{module.picture(chart, kept).partition('</svg>')[0]}</svg>", drawn)
    ]
    difference = ImageChops.difference(*pictures)
    assert ImageStat.Stat(pictures[0]).stddev[0] > 10  # there is something to see
    assert ImageStat.Stat(difference).mean[0] < 0.5


def axis_of(tops: list[float]) -> list[list[str]]:
    """The labels that Vega writes beside the axis of numbers of "flow", for each top."""
    found = []
    for top in tops:
        chart = flow_chart([(2020, "2021", SERIES[0], top), (2021, "2021", SERIES[0], 0)])
        drawn = vega.drawing(chart)
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
        end = nice(top)
        assert list(tick_labels(ticks(end, 4), end)) == labels, top


def test_english_axes_count_in_thousands():
    for end, last in ((10_000, "10,000"), (20_000, "20k"), (2_000_000, "2M"), (3e9, "3bn")):
        with speaking("en"):
            assert list(tick_labels(ticks(end, 4), end))[-1] == last


def test_an_axis_counts_as_chinese_readers_do():
    tops = [3, 8000, 10_000, 12_345, 1_234_567, 99_999_999]
    last = [labels[-1] for labels in axis_of(tops)]
    assert last == ["3", "8,000", "10,000", "1万", "100万", "1亿"]
    assert axis_of([12_345]) == [["0", "0.5万", "1万"]]


def test_a_changed_design_needs_no_work_by_hand(monkeypatch):
    spec = copy.deepcopy(vega.compiled("outcomes"))
    text = json.dumps(spec).replace("#c00001", "#123456").replace('"value": 5}', '"value": 9}')
    changed = json.loads(text) | {"width": 120}
    changed["scales"][0]["padding"] = 0.5
    monkeypatch.setattr(vega, "compiled", lambda _: changed)
    charts = [*bar_probes(), made_up("outcomes", 3)]
    found = derive(changed, charts, [vega.drawing(chart) for chart in charts])
    filled = Filling(found).fill(made_up("outcomes", 2))
    assert "#123456" in filled
    assert is_same(
        svg.seen(Filling(found, digits=8).fill(made_up("outcomes", 2))),
        svg.tidy(vega.drawing(made_up("outcomes", 2))),
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda spec: spec["scales"][1].update(type="sqrt"), "scales"),
        (lambda spec: spec["scales"][1].update(reverse=True), "scales"),
        (
            lambda spec: spec["marks"][1]["encode"]["update"].update(
                cornerRadius={"signal": "datum.v > 10 ? 4 : 0"}
            ),
            "elements",
        ),
        (
            lambda spec: spec["marks"][2]["encode"]["update"].update(
                dx={"signal": "datum.start == 61 ? 4 : 5"}
            ),
            "differs",
        ),
    ],
)
def test_a_design_that_makes_no_template_is_refused(monkeypatch, change, reason):
    spec = copy.deepcopy(vega.compiled("outcomes"))
    change(spec)
    monkeypatch.setattr(vega, "compiled", lambda _: spec)
    charts = bar_probes()
    with pytest.raises(NoTemplateError) as refused:
        derive(spec, charts, [vega.drawing(chart) for chart in charts])
    assert refused.value.reason == reason


def test_what_has_no_template_is_drawn_by_vega_and_named(monkeypatch, kept, tmp_path):
    chart = made_up("flow", 5)
    drawn = svg.dressed(svg.tidy(vega.drawing(chart)))
    found = module.templates(kept)
    poor = module.Templates({**found.made}, {"flow": "differs"})
    del poor.made["flow"]
    monkeypatch.setattr(module, "templates", lambda _: poor)
    module._fillings.cache_clear()
    assert drawn in module.picture(chart, tmp_path)
    (warning,) = slow_kinds(tmp_path)
    assert "历年新收、办结和结转的申请" in warning.text()
    assert "Vega" in warning.text("en")


def test_a_number_below_zero_is_drawn_by_vega(kept):
    chart = flow_chart([(2020, "2021", SERIES[0], -3), (2021, "2021", SERIES[0], 5)])
    assert ">−2</text>" in module.picture(chart, kept)  # on the axis, which begins below zero


def test_a_damaged_template_is_made_again(tmp_path):
    before = module.templates(tmp_path)
    (file,) = (tmp_path / "templates").iterdir()
    file.write_bytes(file.read_bytes()[:-7])
    module.templates.cache_clear()
    assert module.templates(tmp_path) == before


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
    assert store.svg(store.put(chart)) == module.picture(chart, kept)
