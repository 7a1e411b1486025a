"""What a stranger has to touch: a copy of the program is edited, and the site follows.

Each task names the files that it touches; docs/architecture.md gives their number.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
INDICATOR = """

[[counts]]
id = "granted_in_part_more"
zh = "部分公开的件数（试）"
en = "Granted in part (trial)"
unit = "件"
group = "办理结果"
formula = ["outcomes.partly_granted.total"]
"""
CHECK = '''

@check("LONG_NAME", kind="form", severity="notice", fields=("agency",))
def name_is_short(subject: Subject) -> Iterator[Judgement]:
    """A check of a stranger: every name is found to be long."""
    yield Judgement("fails", "name", Side(label=message("checks.side.long_name", {})), None)
'''
CHECK_WORDS = """

["checks.title.LONG_NAME"]
zh = "名称长短（试）"
en = "Length of the name (trial)"

["checks.about.LONG_NAME"]
zh = "看名称有多长。"
en = "Looks at how long the name is."

["checks.side.long_name"]
zh = "名称"
en = "Name"
"""
CHART = '''"""The results of administrative reviews."""

from __future__ import annotations

from generator.pages.charts.bars import Bars, Items
from generator.pages.parts.indicators import Indicators


def _reviews(of: Indicators) -> Items:
    results = next(one.results for one in of.cases if one.id == "review")
    return ((f"column.{field}", (field,)) for field in results)


CHARTS = (Bars(kind="reviews", places=4, colour=3, section="reviews", items=_reviews),)
'''
CHART_WORDS = """
["pages.chart.reviews"]
zh = "行政复议的结果（试，件）"
en = "Results of reviews (trial)"
["pages.heading.reviews"]
zh = "行政复议怎么样（试）"
en = "Reviews (trial)"
"""
WORDING = ('zh = "谁在申请（件）"', 'zh = "申请人是谁（试，件）"')


def append(file: Path, words: str) -> None:
    file.write_text(file.read_text("utf-8") + words, "utf-8")


@pytest.fixture(scope="module")
def output(plain, tmp_path_factory) -> Path:
    """The site that the edited copy builds from the data of the small site."""
    root = tmp_path_factory.mktemp("strangers")
    for folder in ("generator", "theme", "content"):
        shutil.copytree(
            HOME / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
        )
    for file in ("pelicanconf.py", "requirements.lock"):
        shutil.copy(HOME / file, root / file)
    generator = root / "generator"
    append(generator / "frames" / "indicators.toml", INDICATOR)  # an indicator: 1 file
    append(generator / "checks" / "completeness.py", CHECK)  # a check: 2 files
    append(generator / "messages" / "checks.toml", CHECK_WORDS)
    (generator / "pages" / "charts" / "reviews.py").write_text(CHART, "utf-8")  # a chart: 2 files
    words = generator / "messages" / "pages.toml"
    append(words, CHART_WORDS)
    assert words.read_text("utf-8").count(WORDING[0]) == 1
    words.write_text(words.read_text("utf-8").replace(*WORDING), "utf-8")  # a wording: 1 file
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--data", str(plain.data),
         "--output", str(root / "output"), "--content", str(root / "made"),
         "--work", str(root / "work")],
        cwd=root, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip
    return root / "output"


def test_an_indicator_is_one_entry(output):
    explorer = (output / "explore" / "index.html").read_text("utf-8")
    assert "部分公开的件数（试）" in explorer
    named = [path for path in output.rglob("*.json*") if "granted_in_part_more" in path.read_text()]
    assert len(named) > 1


def test_a_check_is_one_function_and_its_words(output):
    checks = (output / "checks" / "index.html").read_text("utf-8")
    assert "名称长短（试）" in checks
    assert "看名称有多长。" in checks
    text = (output / "data" / "findings.csv").read_text("utf-8-sig")
    found = [row for row in csv.DictReader(io.StringIO(text)) if "LONG_NAME" in row.values()]
    assert found


def reports_with(output: Path, words: str) -> list[str]:
    pages = (path.read_text("utf-8") for path in output.glob("agencies/*/*/index.html"))
    return [page for page in pages if words in page]


def test_a_chart_is_one_module_and_its_words(output):
    page = reports_with(output, '<title id="reviews-')[0]
    assert '<h2 id="reviews">行政复议怎么样（试）</h2>' in page
    _, _, section = page.partition('<h2 id="reviews">')
    section = section.partition("<h2")[0]
    assert "行政复议的结果（试，件）</title>" in section
    assert "<table" in section
    assert "charts/reviews" in (output / "static" / "charts" / "reviews.js").read_text("utf-8")
    specification = json.loads((output / "data" / "charts" / "reviews.vl.json").read_text("utf-8"))
    assert specification["layer"]
    assert "charts/reviews.vl.json" in (output / "data" / "index.html").read_text("utf-8")


def test_a_wording_is_one_entry(output):
    old, new = "谁在申请（件）", "申请人是谁（试，件）"
    page = reports_with(output, new)[0]
    assert f"{new}</title>" in page
    assert f"{new}</caption>" in page
    everything = (path.read_bytes() for path in output.rglob("*") if path.is_file())
    assert not any(old.encode() in content for content in everything)
