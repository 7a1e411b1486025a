"""What a search costs in the browser on a site of many reports (docs/search.md).

    python -m tests.search.measure FOLDER [--reports 10000] [--lighthouse]

Makes the site in FOLDER where none is, the texts those of `benchmarks.search`, then asks in
Chromium on a phone's screen: on the spot and on fast 3G, from a server that gzips and from
one that does not. A busy machine only adds time, so the best of the tries counts.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import quote

import click
from playwright.sync_api import Browser, sync_playwright

from benchmarks.search import invented
from generator.extras import Extras
from generator.frames.build import Frames
from generator.pages.finder.agency_index import write_agency_index
from generator.pages.parts.script_data import AgencyOrder
from generator.pages.search.page import write_numbers
from generator.pages.search.write import SearchIndex
from generator.site.files.search_index import publish_index
from generator.site.publishing.outfolder import OutFolder
from tests.browser import audit, rig

QUERIES = ("培训", "行政复议", "西夏区民政局", "政府信息公开", "政务公开 培训")
FAST_3G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 * 0.9 / 8,
    "uploadThroughput": 750e3 * 0.9 / 8,
}
WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver(() => {
  if (!window.first && document.querySelector(".app-results > li")) window.first = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
_ENTRIES = """() => performance.getEntriesByType("resource")
  .filter((one) => /[/](js|apps)[/]/.test(one.name))
  .map((one) => [one.name.split("/static/apps/").pop().split("/theme/").pop(), one.startTime, one.responseEnd])"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--tries", type=int, default=5)
    parser.add_argument("--lighthouse", action="store_true")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    site = options.folder / "site"
    if not (site / "ready").exists():
        make(options.folder, options.reports)
        (site / "ready").touch()
    path, node = rig.find_chromium(), rig.find_node()
    assert path and node, "needs Chromium (CHROME_PATH) and Node"
    if options.lighthouse:
        pages = [f"search/?q={quote(query)}" for query in QUERIES]
        click.echo(audit.table(audit.audit_site(site, node, path, pages)))
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(rig.FLAGS))
        for handler in (audit.Packed, audit.Plain):
            with audit.served(site, handler) as address:
                for query in QUERIES:
                    for network in (None, FAST_3G):
                        found = [
                            _ask(browser, address, query, network) for _ in range(options.tries)
                        ]
                        _tell(handler, query, network, found)
        browser.close()


class Seen(NamedTuple):
    """Of one visit: seconds to the first result, bytes until then, round trips, movement."""

    seconds: float
    kilobytes: float
    trips: int
    moved: float
    said: str
    files: list[tuple[str, float, float]]


def _ask(browser: Browser, address: str, query: str, network: dict[str, Any] | None) -> Seen:
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if network:
        session.send("Network.emulateNetworkConditions", network)
    taken: list[tuple[float, float]] = []
    begun: list[float] = []
    session.on("Network.requestWillBeSent", lambda event: begun.append(event["timestamp"]))
    session.on(
        "Network.dataReceived",
        lambda event: taken.append((event["timestamp"], event["encodedDataLength"])),
    )
    page.goto(f"{address}/search/?q={quote(query)}")
    page.wait_for_selector(".app-results > li")
    page.wait_for_selector("[data-app=search][aria-busy=false]")
    first, moved = page.evaluate("[window.first, window.moved]")
    said = page.locator(".app-texts h2").inner_text()
    files = sorted(page.evaluate(_ENTRIES), key=lambda one: one[1])
    context.close()
    size = sum(count for at, count in taken if (at - begun[0]) * 1000 <= first)
    trips, end = 1, 0.0
    for _, start, finish in files:
        if end <= start <= first:
            trips, end = trips + 1, finish
    return Seen(first / 1000, size / 1000, trips, moved, said, files)


def _tell(handler: type, query: str, network: object, found: list[Seen]) -> None:
    best = min(found)
    click.echo(
        f"{handler.__name__:6} {'3G   ' if network else 'local'} {query:\u3000<8} best "
        f"{best.seconds:.2f} s, median {median(one.seconds for one in found):.2f} s, "
        f"{best.kilobytes:.0f} KB, {best.trips} trips, "
        f"moved {max(one.moved for one in found):.3f}, {best.said}"
    )
    for name, start, end in best.files if "-v" in sys.argv else ():
        click.echo(f"    {start:6.0f} {end:6.0f} {name}")


def make(folder: Path, reports: int) -> None:
    """A small site under which the search of many reports is put."""
    site = rig.make_site(folder)
    registry, records = invented(reports)
    index, frames = SearchIndex(folder / "many", registry), Frames()
    years: dict[str, list[int]] = {}
    for record in records:
        index.add((record,))
        years.setdefault(record.agency or "", []).append(record.year or 0)
    index.write()
    order = AgencyOrder(registry)
    write_agency_index(registry, order, years, Extras(site))
    write_numbers(frames, order, Extras(site))
    publish_index(folder / "many", OutFolder(site, folder / "nothing", {}))


if __name__ == "__main__":
    main()
