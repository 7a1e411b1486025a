"""Made-up records for the tests of pages; nothing here was taken from a real report."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from generator.agencies import AGENCY_COLUMNS, REGION_COLUMNS
from generator.case_file.report_view import ReportViews, load_report_views
from generator.forms import form
from generator.pages.charts.views import keep_files
from generator.records import (
    MISSING,
    Contacts,
    Figure,
    Metric,
    Period,
    Place,
    Record,
    Section,
    Source,
    Target,
    Task,
)
from generator.store import DataFolder

AGENCY = "990100-ceshi"
REGIONS = ("990000,测试省,province,", "990100,测试市,prefecture,990000")

# One report of form 2021, by hand: 20 received, 2 carried in, 19 closed, 3 carried over.
ROWS_2021 = {
    "requests.received": (12, 8, 0, 0, 0, 0, 20),
    "requests.carried_in": (2, 0, 0, 0, 0, 0, 2),
    "outcomes.granted": (6, 4, 0, 0, 0, 0, 10),
    "outcomes.partly_granted": (2, 0, 0, 0, 0, 0, 2),
    "outcomes.denied.state_secret": (1, 0, 0, 0, 0, 0, 1),
    "outcomes.denied.internal_affairs": (0, 2, 0, 0, 0, 0, 2),
    "outcomes.unable.not_held": (2, 2, 0, 0, 0, 0, 4),
    "outcomes.total": (11, 8, 0, 0, 0, 0, 19),
    "requests.carried_over": (3, 0, 0, 0, 0, 0, 3),
}


def number(value: int | float, raw: str | None = None) -> Figure:
    """A printed number."""
    return Figure(value=value, state="number", raw=raw or str(value), at=Place(line=1, cell=1))


def zeros(form_id: str) -> dict[str, Figure]:
    """A form in which every cell is a printed zero."""
    return {field: number(0) for field in form(form_id).fields}


def figures_2021() -> dict[str, Figure]:
    """The report above, with the proactive part and three reviews."""
    columns = [column.id for column in _requests_table("2021").columns]
    found = zeros("2021")
    for row, values in ROWS_2021.items():
        found |= {f"{row}.{c}": number(v) for c, v in zip(columns, values, strict=True)}
    found |= {
        "proactive.licences.decisions": number(1234, "1,234"),
        "proactive.penalties.decisions": number(21),
        "proactive.admin_fees.amount": number(10.5, "10.5"),
        "review.upheld": number(2),
        "review.corrected": number(1),
        "review.total": number(3),
        "litigation.direct.pending": number(1),
        "litigation.direct.total": number(1),
    }
    return found


def _requests_table(form_id: str):
    return next(table for table in form(form_id).tables if table.id == "requests")


def missing(form_id: str) -> dict[str, Figure]:
    """A form of which nothing is in the document."""
    return dict.fromkeys(form(form_id).fields, MISSING)


def record(year: int = 2022, form_id: str | None = "2021", **changes) -> Record:
    """A report with text, contacts and a metric; `changes` replace members."""
    members = {
        "kind": "annual_report",
        "agency": AGENCY,
        "agency_name": "测试市测试局",
        "region": "990100",
        "year": year,
        "form": form_id,
        "title": f"测试市测试局{year}年政府信息公开工作年度报告",
        "period": Period(start=f"{year}-01-01", end=f"{year}-12-31"),
        "source": Source(
            file=f"ceshi-{year}.html",
            sha256="ab" * 32,
            media_type="text/html",
            url=f"https://www.example.org/{year}.html",
            published=f"{year + 1}-01-20",
        ),
        "contacts": Contacts(
            office="测试局办公室",
            address="测试市样例路1号",
            postcode="999000",
            phones=("0999-1234567",),
            emails=("ceshi@example.org",),
            website="www.example.org",
        ),
        "figures": figures_2021() if form_id == "2021" else zeros(form_id) if form_id else {},
        "metrics": (
            Metric(
                id="published.total", value=140, unit="条", quote="公开信息140条", at=Place(line=9)
            ),
        ),
        "sections": (
            Section(
                key="overview",
                heading="一、总体情况",
                text="开头一段。\n\n**重点**：公开信息140条。",
            ),
            Section(
                key="problems",
                heading="五、存在的主要问题及改进情况",
                text="一是目录不够清楚。\n二是解读不多。",
            ),
        ),
    }
    return Record(**(members | changes))


def plan(year: int = 2022) -> Record:
    """A work plan with two tasks and a target."""
    return record(
        year,
        None,
        kind="work_plan",
        title=f"测试局{year}年政务公开工作要点",
        figures={},
        metrics=(),
        sections=(),
        tasks=(
            Task(
                number=1,
                group="一、公开",
                title="公开养老服务补贴标准",
                text="及时公开养老服务补贴标准和名单。",
                responsible=("养老科",),
            ),
            Task(
                number=2,
                group="二、解读",
                title="提高图文解读占比",
                text="图文解读占比达到80%。",
                responsible=("办公室", "养老科"),
                targets=(Target(quote="图文解读占比达到80%", value=80, unit="%"),),
            ),
        ),
    )


def write_registry(folder: Path, agencies: list[dict[str, str]] | None = None) -> None:
    """agencies.csv and regions.csv of a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    regions = ["code,name,level,parent,status,aliases", *(f"{row},current," for row in REGIONS)]
    assert regions[0].split(",") == list(REGION_COLUMNS)
    (folder / "regions.csv").write_text("\n".join(regions) + "\n", encoding="utf-8")
    known = agencies or [agency()]
    lines = [",".join(AGENCY_COLUMNS)]
    lines += [",".join(entry.get(column, "") for column in AGENCY_COLUMNS) for entry in known]
    (folder / "agencies.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def agency(agency_id: str = AGENCY, name: str = "测试市测试局", **more: str) -> dict[str, str]:
    """A row of agencies.csv."""
    row = {"id": agency_id, "name": name, "region": "990100", "level": "prefecture"}
    return row | {"kind": "department", "function": "civil_affairs"} | more


def report_views(
    folder: Path, records: list[Record], agencies: list[dict[str, str]] | None = None
) -> ReportViews:
    """A data folder with those records, checked."""
    write_registry(folder, agencies)
    data = DataFolder(folder)
    for entry in records:
        data.write(entry, data.path(entry.kind, entry.agency, entry.year))
    return load_report_views(data, jobs=1)


@cache
def _specifications() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="gongkai-tests-"))
    atexit.register(shutil.rmtree, folder)
    keep_files(folder)
    return folder


def with_specifications(work: Path) -> None:
    """Puts the charts' specifications into a work folder: Altair and Vega take seconds."""
    shutil.copytree(_specifications(), work / "charts", dirs_exist_ok=True)
