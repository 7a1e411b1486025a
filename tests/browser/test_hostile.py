"""Hostile and odd data in every field: pages stay whole, nothing runs, nothing overflows."""

import csv
import json

import msgspec
import pytest

from generator.agencies import AGENCY_COLUMNS
from generator.records import Contacts, Record, Source, replace
from generator.site.build import build
from generator.site.paths import project_paths
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up import CorpusOptions, write_data
from tests.browser import rig
from tests.browser.rig import until

HOSTILE = (
    '"><img src=x onerror=hacked()>',
    "<script>hacked()</script>",
    "</script><script>hacked()</script><!--",
    "</title></textarea></style><svg onload=hacked()>",
    "javascript:hacked()",
    "[点](javascript:hacked())![图](x)<javascript:hacked()>",
    "{{7*7}}{%raw%}|filename|x.md{static}x{filename}y{#id}{.class}",
    "| 甲 | 乙 | `码` *星* _线_ **粗** ~~删~~ $x$",
    '![x](chart:outcomes-0000000000000000 "y")<!--chart:flow-0000000000000000-->',
    "' onmouseover='hacked()' x='",
    "&lt;script&gt;&#60;script&#62;&amp;",
    "::: note 开头\n:::\n# 题\n- 项\n> 引\n---",
    "字\u2028行\u200b宽",
    "A" * 120,
    "宁" * 40,
)
PLACE = "640105"
IDS = [f"{PLACE}-h{number}" for number in range(len(HOSTILE))]
EMPTY = f"{PLACE}-empty"
KEPT = {
    "schema", "kind", "agency", "region", "year", "form", "scope", "period", "sha256",
    "media_type", "published", "id", "key", "state", "value", "at", "code", "number",
}  # fmt: skip


class Poison:
    """Puts one hostile text after the other into every free text of plain data."""

    def __init__(self, start):
        self.turn = start

    def next(self):
        self.turn += 1
        return HOSTILE[self.turn % len(HOSTILE)]

    def into(self, value, key=""):
        if key in KEPT:
            return value
        if key == "figures":
            return {name: {**one, "raw": self.next()} for name, one in value.items()}
        if isinstance(value, dict):
            return {name: self.into(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self.into(one, "in list") for one in value]
        return self.next() if isinstance(value, str) else value


def poisoned(record, agency, start):
    plain = Poison(start).into(msgspec.to_builtins(record))
    found = msgspec.convert(plain, Record)
    contacts = Contacts(
        **{
            name: (HOSTILE[start],) if name in {"phones", "faxes", "emails"} else HOSTILE[start]
            for name in Contacts.__struct_fields__
        }
    )
    # What a file's name and an address may hold: no path, no other scheme.
    contacts = replace(contacts, website=f"www.{HOSTILE[start]}")
    name = HOSTILE[start].replace("/", "∕")
    url = f"https://{name.splitlines()[0]}"
    source = Source(file=name, sha256="0" * 64, media_type="text/plain", url=url)
    return replace(found, agency=agency, contacts=contacts, source=source)


def write_hostile(folder):
    write_data(folder, 4, (2022, 2023), seed=3, options=CorpusOptions(missing_share=0.0))
    data = DataFolder(folder)
    with (folder / "regions.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{PLACE},西夏区,county,,current,\n")
    with (folder / "agencies.csv").open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, AGENCY_COLUMNS, lineterminator="\n")
        for number, agency in enumerate([*IDS, EMPTY]):
            name = HOSTILE[number % len(HOSTILE)].replace("\n", " ")
            row = {"id": agency, "name": name, "region": PLACE, "level": "county"}
            row |= {
                "kind": "department",
                "function": "civil_affairs",
                "website": f"https://{name.replace('/', '∕')}",
            }
            row |= {"short_name": f"{name}。", "aliases": name.replace(";", "；") + "乙"}
            writer.writerow(row)
    report = next(data.read(path) for path in sorted((folder / "reports").rglob("2023.json")))
    plan = next(iter(sorted((folder / "plans").rglob("*.json"))), None)
    for number, agency in enumerate(IDS):
        made = poisoned(report, agency, number)
        data.write(made, data.path("annual_report", agency, 2023))
        if plan is not None:
            made = poisoned(data.read(plan), agency, number)
            data.write(made, data.path("work_plan", agency, made.year))
    for year in (2022, 2023):
        empty = replace(report, agency=EMPTY, year=year, figures={}, metrics=())
        data.write(empty, data.path("annual_report", EMPTY, year))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    base = tmp_path_factory.mktemp("hostile")
    write_hostile(base / "data")
    paths = project_paths(base / "data", base / "site", base / "content", base / "work")
    build(paths, SiteSettings(name="阳光年报"), jobs=1)
    with rig.served(base / "site") as address:
        yield base / "site", address


@pytest.fixture
def wary(hostile, open_page):
    """A page on which `hacked` exists and tells when it is called."""
    _, address = hostile
    page = open_page(f"{address}index.html", size={"width": 360, "height": 740})
    page.add_init_script("window.hacked = () => { window.wasHacked = true; }")
    return page, address


WHOLE = """() => {
  const bad = [];
  if (window.wasHacked) bad.push('ran');
  if (document.querySelector('img[src="x"], [onload], [onerror], [onmouseover]')) bad.push('handler');
  for (const a of document.querySelectorAll('a[href]'))
    if (!/^(https?|mailto|tel|geo|file|blob):$/.test(a.protocol)) bad.push(a.getAttribute('href'));
  const width = document.documentElement.scrollWidth;
  if (width > 360) {
    const wide = [...document.querySelectorAll('main *')].filter((e) => !e.closest('.table-wrap, svg')
      && e.getBoundingClientRect().right > 362);
    bad.push('wide ' + width + ' ' + wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)));
  }
  for (const s of document.querySelectorAll('script[type$=json]')) JSON.parse(s.textContent);
  if (!document.querySelector('footer.site-foot, .kind-embed main')) bad.push('cut off');
  return bad;
}"""


def test_every_page_stays_whole(wary, hostile):
    page, address = wary
    site, _ = hostile
    folders = ("agencies", "regions", "years", "checks", "explore", "data", "embed")
    files = [
        site / "index.html",
        *(one for name in folders for one in (site / name).rglob("*.html")),
    ]
    found = {}
    for file in sorted(files):
        name = file.relative_to(site).as_posix()
        page.goto(address + name)
        if bad := page.evaluate(WHOLE):
            found[name] = bad
    assert len(files) > 40
    assert found == {}


@pytest.mark.parametrize("number", [0, 1, 6, 7, 10])
def test_the_text_stands_there_as_it_was_written(wary, number):
    page, address = wary
    page.goto(f"{address}agencies/{IDS[number]}/2023/index.html")
    assert HOSTILE[number] in page.locator("main").inner_text()
    page.goto(f"{address}agencies/{IDS[number]}/index.html")
    assert HOSTILE[number] in page.locator("h1").inner_text()


def test_the_applications_show_names_as_text(wary):
    page, address = wary
    page.goto(f"{address}agencies/index.html")
    for typed in ("script", "hacked", "宁宁", "onerror"):
        page.fill("#finder-q", typed)
        page.wait_for_selector(".app-finder [role=option]")
        assert page.evaluate(WHOLE) == []
    page.goto(f"{address}explore/index.html?from=2022")
    page.wait_for_selector(".app-table")
    assert page.locator(".app-table tbody tr").count() >= len(IDS)
    assert page.evaluate(WHOLE) == []
    page.goto(f"{address}compare/index.html?a={','.join(IDS[:5])}")
    page.wait_for_selector(".app-compare")
    assert page.evaluate(WHOLE) == []
    page.goto(f"{address}search/index.html?q=hacked")
    page.wait_for_selector(".app-agencies a")
    until(page, "document.querySelector('.app-texts h2')")
    assert page.evaluate(WHOLE) == []


@pytest.mark.parametrize("query", ["<script>hacked()</script>", '"><img src=x onerror=hacked()>'])
def test_hostile_addresses(wary, query):
    page, address = wary
    for name in (
        "search/index.html?q=",
        "explore/index.html?q=",
        "explore/index.html?i=",
        "compare/index.html?a=",
    ):
        page.goto(address + name + query.replace("#", "%23"))
        page.wait_for_load_state("networkidle")
        assert page.evaluate(WHOLE) == []


def test_no_chart_of_nothing(wary):
    page, address = wary
    for name in (f"agencies/{EMPTY}/", f"agencies/{EMPTY}/2023/"):
        page.goto(f"{address}{name}index.html")
        assert page.locator("figure.chart").count() == 0
    text = page.locator("main").inner_text()
    assert "没有数字不等于零" in text or "文件中没有" in text
    page.goto(f"{address}agencies/{IDS[0]}/index.html")
    assert page.locator("figure[data-chart^=flow]").count() == 0, "one year is no line"


def test_the_html_is_valid(hostile, html_faults):
    site, _ = hostile
    found = [*(site / "agencies").glob("*-h*/**/*.html"), *(site / "regions").rglob("*.html")]
    names = [file.relative_to(site).as_posix() for file in sorted(found)]
    assert len(names) > 2 * len(IDS)
    assert html_faults(site, names) == []


def test_the_interface_is_json(hostile):
    site, _ = hostile
    for path in (site / "api").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
