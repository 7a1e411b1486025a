"""Small reports for the tests of the checks: every figure zero unless said otherwise."""

from __future__ import annotations

from pathlib import Path

from generator.agencies import Agency, Region, Registry
from generator.checks.catalogue import all_checks
from generator.checks.judgement import Judgement
from generator.checks.subject import Report, Reports, Subject
from generator.forms import form
from generator.records import (
    SECTION_KEYS,
    Figure,
    Metric,
    Period,
    Place,
    Record,
    Section,
    Source,
    replace,
)
from generator.store import DataFolder
from made_up.data import write_registry

BUREAU = Agency(
    id="640500-minzheng",
    name="中卫市民政局",
    region="640500",
    level="prefecture",
    function="civil_affairs",
)
CITY = Agency(
    id="640500-zhengfu",
    name="中卫市人民政府",
    region="640500",
    level="prefecture",
    kind="government",
    function="government",
)
REGIONS = (
    Region(code="640000", name="宁夏回族自治区", level="province"),
    Region(code="640500", name="中卫市", level="prefecture", parent="640000"),
)

# What stood in a cell, as the design contract names it.
BLANK = Figure(state="blank", raw="")
DASH = Figure(state="dash", raw="—")
NONE = Figure(state="none", raw="无")
MISSING = Figure(state="missing")


def registry(*agencies: Agency) -> Registry:
    return Registry(agencies or (BUREAU, CITY), REGIONS)


def cell(value: int | float) -> Figure:
    return Figure(value=value, state="number", raw=str(value), at=Place(line=1, cell=0))


def record(form_id="2021", year=2023, agency=BUREAU, figures=None, **members) -> Record:
    """A whole report; `figures` gives numbers or Figure objects by field id."""
    cells = dict.fromkeys(form(form_id).fields, cell(0)) if form_id else {}
    for key, value in (figures or {}).items():
        assert key in cells, key
        cells[key] = value if isinstance(value, Figure) else cell(value)
    whole = Record(
        kind="annual_report",
        agency=agency.id,
        agency_name=agency.name,
        region=agency.region,
        year=year,
        form=form_id,
        title=f"{agency.name}{year}年政府信息公开工作年度报告",
        period=Period(start=f"{year}-01-01", end=f"{year}-12-31"),
        source=Source(
            file="report.txt",
            sha256=f"{year:064d}",
            media_type="text/plain",
            published=f"{year + 1}-01-20",
        ),
        figures=cells,
        sections=tuple(Section(key=key, heading=key, text=f"{key}。") for key in SECTION_KEYS),
    )
    return replace(whole, **members)


def metric(metric_id: str, value, quote: str | None = None, **members) -> Metric:
    return Metric(id=metric_id, value=value, unit="件", quote=quote, **members)


def reports(*records: Record) -> Reports:
    return {found.year: Report(found) for found in records}


def subject(of: Record, *others: Record, agency=BUREAU, known=None, before=None) -> Subject:
    """A report among the agency's others; `before` gives predecessors' reports by id."""
    history = reports(of, *others)
    return Subject(history[of.year], of.year, agency, known or registry(), history, before or {})


def judge(check_id: str, of: Subject) -> list[Judgement]:
    run = all_checks()[check_id].run
    assert run is not None
    return list(run(of))


def results(check_id: str, of: Subject) -> set[str]:
    return {found.result for found in judge(check_id, of)}


def failing(check_id: str, of: Subject) -> list[Judgement]:
    return [found for found in judge(check_id, of) if found.result == "fails"]


def write_folder(root: Path, records, agencies=(BUREAU, CITY)) -> DataFolder:
    """A data folder with these records and agencies."""
    root.mkdir(parents=True, exist_ok=True)
    write_registry(root, Registry(agencies, REGIONS))
    data = DataFolder(root)
    for found in records:
        data.write(found, data.path(found.kind, found.agency, found.year))
    return data
