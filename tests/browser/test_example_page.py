"""The page of docs/open-data.md that draws a chart of the open data, in a browser."""

from __future__ import annotations

import csv

from tests.browser import rig
from tests.opendata.test_examples import example


def test_the_page_draws_who_refused_most(browser, site_folder, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "static").symlink_to(site_folder / "static")
    (folder / "data").mkdir()
    for name in ("indicators.csv", "agencies.csv"):
        (folder / "data" / name).symlink_to(site_folder / "data" / name)
    (folder / "data/example.html").write_text(example("html"), encoding="utf-8")
    with (folder / "data/indicators.csv").open(encoding="utf-8-sig", newline="") as stream:
        totals = [
            int(row["denied[件]"])
            for row in csv.DictReader(stream)
            if (row["year"], row["scope"], row["denied_state"]) == ("2023", "own", "number")
        ]
    most = sorted(totals, reverse=True)[:10]
    with rig.served(folder) as address:
        page = browser.new_context().new_page()
        page.goto(f"{address}data/example.html")
        bars = page.locator("#chart [aria-roledescription=bar]")
        bars.nth(len(most) - 1).wait_for()
        said = [one.get_attribute("aria-label") for one in bars.all()]
        page.context.close()
    assert len(said) == len(most) == 10
    assert (
        sorted((int(one.partition("refused: ")[2].split(";")[0]) for one in said), reverse=True)
        == most
    )
    assert all("name: null" not in one for one in said)
