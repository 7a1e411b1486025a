"""Ten thousand agencies: small files, a short table, and answers without waiting."""

import gzip
import random
import shutil
from collections import defaultdict
from types import SimpleNamespace

import msgspec
import pytest

from generator.agencies import Agency, Registry, load_registry
from generator.extras import Extras
from generator.forms import form
from generator.frames.build import Frames
from generator.frames.rows import rows_of
from generator.pages.explorer.browser_data import explorer_page
from generator.pages.finder.agency_index import write_agency_index
from generator.pages.kinds import Material
from generator.records import Figure, Record, Source
from generator.site_settings import SiteSettings
from tests.browser import rig
from tests.browser.rig import until
from tests.frames.making import held

AGENCIES = 10_000
YEARS = range(2018, 2024)  # those of the small site whose page is used
LIMIT = 150_000  # bytes of one file, gzipped
DEPARTMENTS = ("民政局", "教育局", "公安局", "财政局")


def registry():
    regions = load_registry(rig.HOME / "data").regions
    counties = [region for region in regions.values() if region.level == "county"]
    agencies = [
        Agency(
            id=f"{county.code}-bumen{number}",
            name=f"{county.name}{department}",
            region=county.code,
            level="county",
        )
        for number, department in enumerate(DEPARTMENTS)
        for county in counties
    ]
    return Registry(agencies[:AGENCIES], regions.values())


def reports():
    """The rows of a few reports of form 2021 that differ, shared by all agencies."""
    dice = random.Random(5)
    source = Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain")
    made = []
    for _ in range(97):
        numbers = [dice.choice((0, 0, dice.randrange(400))) for _ in form("2021").fields]
        figures = {
            name: Figure(value=value, state="number", raw=str(value))
            for name, value in zip(form("2021").fields, numbers, strict=True)
        }
        record = Record(kind="annual_report", source=source, form="2021", figures=figures)
        made.append(held(record))
    return rows_of(made)


@pytest.fixture(scope="module")
def many(site_folder, tmp_path_factory):
    """The small site with the data of ten thousand agencies in its place."""
    base = tmp_path_factory.mktemp("many")
    site = shutil.copytree(site_folder, base / "site")
    nothing_failed = defaultdict(lambda: SimpleNamespace(failed=()))
    found = SimpleNamespace(
        registry=registry(), register={}, outcomes=nothing_failed, first_seen={}
    )
    frames = Frames()
    material = Material(found, frames, SiteSettings(), None, Extras(site))
    order = material.order
    shutil.rmtree(site / "static" / "apps")
    write_agency_index(
        found.registry, order, {one.id: tuple(YEARS) for one in order.agencies}, material.extras
    )
    made, dice = reports(), random.Random(9)
    for agency in order.agencies:
        years = [year for year in YEARS if year == 2023 or dice.random() < 0.9]
        frames.add(
            msgspec.structs.replace(dice.choice(made), agency=agency.id, year=year)
            for year in years
        )
    (base / "explore.md").write_text(explorer_page(material).text(), encoding="utf-8")
    return site


def test_every_file_is_small(many):
    files = list((many / "static" / "apps").rglob("*.js"))
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in files}
    assert len(sizes) > 100
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}
    assert sizes["received-2023.js"] < 30_000


def test_the_table_for_readers_without_scripts_is_short(many):
    page = (many.parent / "explore.md").read_bytes()
    assert len(page) < LIMIT


@pytest.fixture(scope="module")
def address(many):
    """Served until the module ends: a page that still loads would see its connection cut."""
    with rig.served(many) as served:
        yield served


def test_the_explorer_shows_a_part_and_reads_all(address, open_page):
    page = open_page(f"{address}explore/index.html", size={"width": 360, "height": 740})
    page.wait_for_selector(".app-explorer .app-table")
    assert page.evaluate("document.querySelectorAll('.app-table tbody tr').length") == 50
    assert page.evaluate("document.querySelectorAll('*').length") < 6000
    assert "10,000 个机关" in page.locator(".app-turner").inner_text()
    page.select_option("[name=i]", "share_granted")
    until(page, "document.querySelector('#result').textContent.includes('占比')")
    page.locator(".app-sort", has_text="2022").click()
    until(page, "location.search.includes('sort=2022')")
    page.locator(".app-explorer details:has([name=q]) > summary").first.click()
    page.fill(".app-explorer [name=q]", "教育")
    until(page, "document.querySelector('.app-table tbody th').textContent.includes('教育')")


def test_the_finder_loads_no_more_of_the_list_than_it_needs(address, open_page):
    """Ten thousand agencies lie in three parts, in order of regions: 64 (宁夏) is in the last."""
    parts = (
        "[...document.scripts].map((one) => (/agencies-(\\d+)/.exec(one.src) || [])[1])"
        ".filter(Boolean).sort().join()"
    )
    page = open_page(f"{address}agencies/index.html")
    for typed, shown, loaded in (
        ("西夏区民政", 1, "2"),
        ("民政局", 12, "0,2"),
        ("xixiaquminzheng", 1, "0,1,2"),
    ):
        page.fill("#finder-q", typed)
        until(page, f"document.querySelectorAll('.app-finder [role=option]').length >= {shown}")
        until(page, f"{parts} === '{loaded}'")


def test_the_finder_knows_initials(address, open_page):
    page = open_page(f"{address}agencies/index.html")
    page.fill("#finder-q", "xxqmzj")
    page.wait_for_selector(".app-finder [role=option]")
    assert "西夏区民政局" in page.locator(".app-finder .app-option-label").all_inner_texts()
