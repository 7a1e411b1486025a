"""The content folder as a whole: odd agencies, hostile text, what is rewritten and removed."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.dialect import DialectPage, convert
from generator.forms import form
from generator.forms.anchors import figure_anchor
from generator.frames.gather import frames_of
from generator.pages.charts import chart_kinds
from generator.pages.charts.views import SPECIFICATION
from generator.pages.kinds import folders
from generator.pages.parts.words import is_known
from generator.pages.write import WriteResult, write_content
from generator.records import Contacts, Figure, Metric, Period, Section, Source, Target, Task
from generator.site_settings import PROJECT, SiteSettings
from tests.pages.making import (
    AGENCY,
    agency,
    figures_2021,
    missing,
    number,
    plan,
    record,
    report_views,
    with_specifications,
)

HOSTILE = (
    "<script>alert(1)</script>[x](javascript:alert(1)){static}/|filename|a.md `c` **b** "
    "\"' onload=x {#id .c} ![i](chart:outcomes-abc) ::: note\n# h\r\n- l ]]> &lt;"
)
# What a file's name and an address may hold of it.
HOSTILE_NAME = HOSTILE.replace("/", "∕")
HOSTILE_ADDRESS = f"https://{HOSTILE_NAME.splitlines()[0]}"


def write(folder: Path, records, agencies=None, **settings) -> WriteResult:
    found = report_views(folder / "data", records, agencies)
    with_specifications(folder)
    return write_content(
        found,
        frames_of(found),
        folder / "content",
        settings=SiteSettings(**settings),
        work=folder,
    )


def read(folder: Path, name: str) -> tuple[dict[str, str], str]:
    head, _, body = (folder / "content" / name).read_text(encoding="utf-8").partition("\n\n")
    values = dict(line.partition(": ")[::2] for line in head.split("\n"))
    return values, body


def page(folder: Path, name: str) -> BeautifulSoup:
    head, body = read(folder, name)
    return BeautifulSoup(convert(body, DialectPage(head["Save_as"])), "html.parser")


def test_every_page_kind_is_written(tmp_path):
    write(tmp_path, [record(2021), record(2022), plan(2022)])
    names = {
        path.relative_to(tmp_path / "content").as_posix()
        for path in tmp_path.rglob("content/**/*.*")
    }
    assert names == {
        f"agencies/{AGENCY}/2021.md", f"agencies/{AGENCY}/2022.md", f"agencies/{AGENCY}/index.md",
        f"agencies/{AGENCY}/plan-2022.md", f"agencies/{AGENCY}/contact.vcf",
        f"agencies/{AGENCY}/years.csv",
        f"agencies/{AGENCY}/badge.svg", f"agencies/{AGENCY}/figures.csv", f"for-agencies/{AGENCY}.md",
        "regions/990000.md", "regions/990100.md", "years/2021.md", "years/2022.md",
        "home/index.md", "checks/index.md", "finder/index.md", "search/index.md",
        "letter/index.md", "explore/index.md", "compare/index.md", "data/index.md",
        "glossary/index.md", "glossary/en.md",
        "reasons/index.md", "observations/index.md", "embed/chart.md",
        "regions/990000/years.csv", "regions/990100/years.csv",
        *(f"{folder}/.gitignore" for folder in folders() if folder != "en"),
    }  # fmt: skip


def test_a_second_run_writes_nothing_and_the_bytes_are_the_same(tmp_path):
    records = [record(2021), record(2022), plan(2022)]
    first = write(tmp_path, records)
    before = {p: p.read_bytes() for p in (tmp_path / "content").rglob("*.*")}
    again = write(tmp_path, records)
    assert (again.written, again.unchanged) == (0, first.total)
    other = tmp_path / "other"
    write(other, records)
    assert {p.relative_to(other): p.read_bytes() for p in (other / "content").rglob("*.*")} == {
        p.relative_to(tmp_path): content for p, content in before.items()
    }


def test_a_page_that_vanished_is_removed_and_named(tmp_path):
    write(tmp_path, [record(2021), record(2022)])
    (tmp_path / "data/reports" / AGENCY / "2021.json").unlink()
    result = write(tmp_path, [])
    assert f"agencies/{AGENCY}/2021" in result.removed
    assert not (tmp_path / f"content/agencies/{AGENCY}/2021.md").exists()


def test_what_others_wrote_is_left_alone(tmp_path):
    other = tmp_path / "content/news/explore.md"
    other.parent.mkdir(parents=True)
    other.write_text("x", encoding="utf-8")
    write(tmp_path, [record()])
    assert other.exists()


def test_the_report_leads_with_what_a_citizen_asks(tmp_path):
    write(tmp_path, [record()])
    ids = [h["id"] for h in page(tmp_path, f"agencies/{AGENCY}/2022.md").find_all("h2")]
    assert ids[:3] == ["outcomes", "contact", "problems"]
    assert ids.index("problems") < ids.index("tables") < ids.index("text") < ids.index("source")


def test_contact_links(tmp_path):
    write(tmp_path, [record()])
    card = page(tmp_path, f"agencies/{AGENCY}/2022.md").find(class_="contact")
    hrefs = [a["href"] for a in card.find_all("a")]
    assert "tel:0999-1234567" in hrefs
    assert "mailto:ceshi@example.org" in hrefs
    assert "https://www.example.org" in hrefs
    vcard = (tmp_path / f"content/agencies/{AGENCY}/contact.vcf").read_text(encoding="utf-8")
    assert "TEL;TYPE=WORK:0999-1234567" in vcard
    assert "FN:测试市测试局" in vcard


@pytest.mark.parametrize("records", [[], [record()], [record(figures=missing("2021"))],
                                     [record(form_id=None)], [plan()]])  # fmt: skip
def test_agencies_with_little_have_whole_pages(tmp_path, records):
    write(tmp_path, records)
    name = f"agencies/{AGENCY}/index.md"
    assert page(tmp_path, name).find(id="apply") is not None
    if not records or records[0].figures != figures_2021():
        _, body = read(tmp_path, name)
        assert "chart:" not in body


def test_only_missing_figures_give_sentences_not_charts(tmp_path):
    write(tmp_path, [record(figures=missing("2021"))])
    _, body = read(tmp_path, f"agencies/{AGENCY}/2022.md")
    assert "chart:" not in body
    assert "没有数字不等于零" in body
    summary = page(tmp_path, f"agencies/{AGENCY}/2022.md").find(id="summary")
    assert not re.search(r"\d", summary.text)


def test_text_that_is_not_kept_is_said_to_be_elsewhere(tmp_path):
    bare = record(sections=(Section(key="problems", heading="五、问题", text=None),))
    write(tmp_path, [bare])
    problems = page(tmp_path, f"agencies/{AGENCY}/2022.md").find(id="problems").find_next("p")
    assert problems.a["href"] == "https://www.example.org/2022.html"


def test_a_name_of_forty_characters(tmp_path):
    name = "测试省测试自治州测试经济技术开发区管理委员会自然资源和规划建设与生态环境保护综合服务局"
    assert len(name) >= 40
    write(tmp_path, [record(agency_name=name)], [agency(name=name)])
    head, _ = read(tmp_path, f"agencies/{AGENCY}/index.md")
    assert head["Title"] == name


def hostile_record(year: int = 2022):
    figures = figures_2021() | {"review.total": Figure(state="text", raw=HOSTILE)}
    return record(
        year, agency_name=HOSTILE, title=HOSTILE, figures=figures,
        period=Period(start=f"{year}-01-01", end=f"{year}-12-31"),
        source=Source(file=HOSTILE_NAME, sha256="ab" * 32, media_type=HOSTILE,
                      url=HOSTILE_ADDRESS, published=f"{year + 1}-01-31"),
        contacts=Contacts(office=HOSTILE, address=HOSTILE, postcode=HOSTILE, phones=(HOSTILE,),
                          faxes=(HOSTILE,), emails=(HOSTILE,), website=HOSTILE, hours=HOSTILE),
        metrics=(Metric(id=HOSTILE, value=1, unit=HOSTILE, quote=HOSTILE),),
        sections=tuple(Section(key=k, heading=HOSTILE, text=f"{HOSTILE}\n\n| {HOSTILE} |\n|---|\n")
                       for k in ("overview", "problems", "part-1")),
    )  # fmt: skip


def hostile_plan():
    task = Task(number=1, group=HOSTILE, title=HOSTILE, text=HOSTILE, responsible=(HOSTILE,),
                targets=(Target(quote=HOSTILE, value=1, unit=HOSTILE),))  # fmt: skip
    return plan().__class__(**{f: getattr(plan(), f) for f in plan().__struct_fields__} | {
        "title": HOSTILE, "agency_name": HOSTILE, "tasks": (task,)})  # fmt: skip


def test_hostile_text_in_every_field_stays_text(tmp_path):
    name = '"<img src=x onerror=alert(1)>{static}[a](javascript:b)"'
    row = agency(
        name=name, short_name="<b>x</b>", aliases="{filename}a.md", website="https://x/<b>"
    )
    write(tmp_path, [hostile_record(2021), hostile_record(), hostile_plan()], [row],
          mistake_address="fix@example.org")  # fmt: skip
    for path in (tmp_path / "content").rglob("*.md"):
        name = path.relative_to(tmp_path / "content").as_posix()
        head, body = read(tmp_path, name)
        for key in ("Breadcrumbs", "Meta", "Json_ld"):
            if key in head:
                json.loads(head[key])
        assert "<script" not in head.get("Json_ld", "")
        html = page(tmp_path, name)
        tags = {tag.name for tag in html.find_all()}
        assert not tags & {"script", "img", "iframe", "b", "object", "style", "form"}, name
        for tag in html.find_all(True):
            assert not [a for a in tag.attrs if a.startswith("on")], name
        for link in html.find_all("a", href=True):
            assert not link["href"].lower().startswith(("javascript", "data", "vbscript")), name
        assert html.find(id="id") is None
        text = convert(body, DialectPage(head["Save_as"]))
        assert not re.search(r"""[="'][{|](?:static|filename|attach)""", text), name


def test_ids_are_unique_on_every_page(tmp_path):
    twice = tuple(
        Section(key=k, heading=k, text="字")
        for k in ("overview", "overview", "other", "other", "problems")
    )
    write(tmp_path, [record(2021, sections=twice), record(2022), plan()])
    for path in (tmp_path / "content").rglob("*.md"):
        ids = [
            t["id"]
            for t in page(tmp_path, path.relative_to(tmp_path / "content").as_posix()).find_all(
                id=True
            )
        ]
        assert len(ids) == len(set(ids)), path


def test_links_inside_a_page_lead_somewhere(tmp_path):
    broken = figures_2021() | {"outcomes.total.total": number(44)}
    write(
        tmp_path,
        [record(2021, figures=broken), record(2022), plan()],
        mistake_address="a@example.org",
    )
    for path in (tmp_path / "content").rglob("*.md"):
        html = page(tmp_path, path.relative_to(tmp_path / "content").as_posix())
        ids = {tag["id"] for tag in html.find_all(id=True)}
        for link in html.find_all("a", href=re.compile("^#")):
            assert link["href"][1:] in ids, (path.name, link["href"])


def test_site_links_of_the_pages_lead_to_pages(tmp_path):
    write(tmp_path, [record(2021), record(2022), plan()])
    urls, wanted = {"guide/"}, set()
    content = tmp_path / "content"
    for folder in (content, tmp_path / "extras", tmp_path / "extras-of-agencies"):
        urls |= {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    for path in (tmp_path / "content").rglob("*.md"):
        head, body = read(tmp_path, path.relative_to(tmp_path / "content").as_posix())
        urls.add(head.get("Url", "").strip())
        wanted |= {re.split("[#?]", m)[0] for m in re.findall(r"\]\(site:([^)]*)\)", body)}
    urls |= {
        f"data/charts/{kind}{SPECIFICATION}" for kind in chart_kinds()
    }  # the build writes them
    missing_pages = {w for w in wanted - urls if not w.startswith("embed/")}
    assert missing_pages == set()


def test_a_difference_is_shown_with_both_sides(tmp_path):
    broken = figures_2021() | {"outcomes.total.total": number(44)}
    write(tmp_path, [record(figures=broken)], mistake_address="fix@example.org")
    html = page(tmp_path, f"agencies/{AGENCY}/2022.md")
    cell = html.find(id="f-outcomes.total.total")
    assert "fails" in cell["class"]
    item = html.find(id=cell.a["href"][1:])
    # 20 received + 2 carried in against 44 outcomes + 3 carried over
    assert "为 22；" in item.text
    assert "为 47；" in item.text
    assert "相差 25" in item.text
    assert item.find("a", href=re.compile("^mailto:fix@example.org"))
    assert "相差 25" in page(tmp_path, "checks/index.md").find(class_="findings").text


def test_an_aggregate_is_not_added_to_its_departments(tmp_path):
    gov = agency("990100-gov", "测试市人民政府", kind="government", function="government")
    own, whole = record(), record(agency="990100-gov", scope="aggregate")
    write(tmp_path, [own, whole], [agency(), gov])
    html = page(tmp_path, "regions/990100.md")
    rows = {h["id"]: h.find_next("table").tbody.find_all("td")[0].text for h in html.find_all("h2", id=True)
            if h["id"] in ("own", "aggregate")}  # fmt: skip
    assert rows == {"own": "20", "aggregate": "20"}


def test_a_renamed_agency_links_both_ways(tmp_path):
    old = agency("990100-jiu", "测试市旧局", valid_to="2020-12-31", successors=AGENCY)
    write(tmp_path, [record()], [agency(predecessors="990100-jiu"), old])
    assert "990100-jiu" in str(page(tmp_path, f"agencies/{AGENCY}/index.md"))
    assert AGENCY in str(page(tmp_path, "agencies/990100-jiu/index.md"))


def test_the_plan_stands_beside_the_report_of_the_same_year(tmp_path):
    spoken = (
        Section(key="overview", heading="一", text="全年公开养老服务补贴标准2次，公布名单。"),
    )
    write(tmp_path, [record(sections=spoken), plan()])
    html = page(tmp_path, f"agencies/{AGENCY}/plan-2022.md")
    assert "公开养老服务补贴标准" in html.find(id="task-1").find_next("details").text
    assert html.find(id="targets").find_next("td", class_="n").text == "80%"
    assert [th.text for th in html.find(id="units").find_next("tbody").find_all("th")] == [
        "养老科",
        "办公室",
    ]


def test_years_of_one_form_stand_together_and_breaks_are_named(tmp_path):
    write(tmp_path, [record(2018, "2014"), record(2020, "2019"), record(2021)])
    table = page(tmp_path, f"agencies/{AGENCY}/index.md").find("table", class_="years")
    breaks = [row.text for row in table.find_all("tr", class_="break")]
    assert breaks == ["以下各年用 2019 年格式", "以下各年用 2021 年格式"]


def test_every_field_has_its_place_on_the_report_page(tmp_path):
    write(tmp_path, [record()])
    html = page(tmp_path, f"agencies/{AGENCY}/2022.md")
    for field in form("2021").fields:
        assert html.find(id=figure_anchor(field)) is not None


def test_problems_are_found_in_reports_with_an_outline_of_their_own(tmp_path):
    own = (
        Section(key="part-1", heading="一、概述", text="甲。"),
        Section(key="part-2", heading="七、存在的主要问题及改进措施", text="一是解读不多。"),
    )
    write(tmp_path, [record(2017, "2014", sections=own)])
    html = page(tmp_path, f"agencies/{AGENCY}/2017.md")
    assert html.find(id="problems").find_next("p").text == "一是解读不多。"
    assert "一是解读不多。" in page(tmp_path, f"agencies/{AGENCY}/index.md").text


def test_every_number_of_the_text_has_a_name():
    file = (PROJECT / "generator/parsing/metrics.toml").read_text(encoding="utf-8")
    for metric in set(re.findall(r'^id = "([^"]+)"', file, re.MULTILINE)):
        assert is_known(f"metric.{metric}"), metric
