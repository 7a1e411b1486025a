"""Times records -> Markdown -> HTML on one core, page by page.

    python benchmarks/pages.py [--agencies 60] [--years 6]

Made-up records in a temporary folder; processor time, so that a busy machine does not
matter. Charts are timed apart: each different picture is drawn once in a store's life.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import click

from generator.case_file.report_view import load_report_views
from generator.dialect import DialectPage, convert
from generator.frames.gather import frames_of
from generator.pages.charts import ChartRow, ChartStore, chart
from generator.pages.write import write_content
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up import write_data


def main() -> None:
    """Prints milliseconds a page for each stage."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--agencies", type=int, default=60)
    parser.add_argument("--years", type=int, default=6)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data(folder / "data", options.agencies, options.years, seed=1)
        _charts(folder / "other-charts")
        _pages(folder)


def _charts(folder: Path) -> None:
    store = ChartStore(folder)
    store.put(chart("outcomes", [ChartRow("a", 1, "1")]) or _never())
    started = time.process_time()
    count = 200
    for number in range(count):
        store.put(
            chart(
                "outcomes", [ChartRow(k, number + i, "1") for i, k in enumerate("甲乙丙丁戊己庚")]
            )
            or _never()
        )
    _say("chart, each different", time.process_time() - started, count)


def _never() -> None:
    raise AssertionError("there is something to draw")


def _pages(folder: Path) -> None:
    report_views = load_report_views(DataFolder(folder / "data"), jobs=1)
    reports = len(report_views.reports)

    def write(label: str) -> None:
        started = time.process_time()
        result = write_content(
            report_views,
            frames_of(report_views),
            folder / "content",
            settings=SiteSettings(),
            charts=folder / "charts",
        )
        seconds = time.process_time() - started
        _say(
            f"records -> Markdown, {label} ({result.charts_drawn} charts drawn)",
            seconds,
            result.total,
        )

    write("cold")
    for path in (folder / "content").rglob("*.md"):
        path.unlink()
    write("charts kept, all files written")
    write("nothing changed")
    pages = sorted((folder / "content").glob("agencies/*/2*.md"))
    bodies = [path.read_text(encoding="utf-8").partition("\n\n")[2] for path in pages]
    started = time.process_time()
    size = sum(len(convert(body, DialectPage("agencies/x/2020/index.html"))) for body in bodies)
    _say(
        f"Markdown -> HTML, report pages of {size // len(bodies)} characters",
        time.process_time() - started,
        reports,
    )


def _say(what: str, seconds: float, count: int) -> None:
    click.echo(f"{what}: {seconds * 1000 / count:.2f} ms each, {count} in {seconds:.2f} s")


if __name__ == "__main__":
    main()
