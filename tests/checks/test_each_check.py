"""Every check: a report that holds, one that fails, one that cannot be judged."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import msgspec
import pytest

from generator.agencies import Agency
from generator.checks.catalogue import all_checks, file_finding
from generator.checks.describe import sentence
from generator.checks.subject import Report, Subject
from generator.corrections.apply import AppliedCorrection, Correction
from generator.messages import LANGUAGES, speaking
from generator.pages.report.findings import mistake_address, sides
from generator.records import Figure, Section, replace
from generator.site_settings import SiteSettings

from .factory import (
    BLANK,
    BUREAU,
    DASH,
    MISSING,
    NONE,
    cell,
    judge,
    metric,
    record,
    registry,
    results,
    subject,
)

RECEIVED = "requests.received.total"
DECISIONS = "proactive.licences.decisions"
MADE = "proactive.regulations.made"
FEES = "proactive.admin_fees.amount"
SETTINGS = SiteSettings(mistake_address="wrong@example.org")


def published(day):
    base = record()
    return subject(replace(base, source=msgspec.structs.replace(base.source, published=day)))


def decisions(prev, change, done):
    row = "proactive.licences"
    names = ("items_prev_year", "items_change", "decisions")
    values = dict(zip((f"{row}.{name}" for name in names), (prev, change, done), strict=True))
    return subject(record("2019", 2020, figures=values))


def fees(*amounts, field=FEES):
    """The first amount is this year's, the others those of the years before."""
    made = [
        record("2021", 2025 - back, figures={field: amount}) for back, amount in enumerate(amounts)
    ]
    return subject(*made)


def stock(before, made, repealed, now):
    base = "proactive.normative_docs"
    this = record(
        year=2023,
        figures={f"{base}.made": made, f"{base}.repealed": repealed, f"{base}.in_force": now},
    )
    return subject(this, record(year=2022, figures={f"{base}.in_force": before}))


def items(prev, change, now):
    base = "proactive.penalties"
    first = record(
        "2019", 2019, figures={f"{base}.items_prev_year": prev, f"{base}.items_change": change}
    )
    return subject(record("2019", 2020, figures={f"{base}.items_prev_year": now}), first)


def carried(over, taken):
    field = "natural_person"
    last = record(year=2022, figures={f"requests.carried_over.{field}": over})
    return subject(record(year=2023, figures={f"requests.carried_in.{field}": taken}), last)


def told(value, table, **members):
    said = metric("requests.received", value, f"收到申请{value}件", **members)
    return subject(record(figures={RECEIVED: table}, metrics=(said,)))


def channels(total, *parts, cumulative=False):
    names = ("published.website", "published.weibo", "published.wechat")
    stated = [metric("published.total", total, f"{total}条", is_cumulative=cumulative)]
    stated += [metric(name, part, f"{part}条") for name, part in zip(names, parts, strict=False)]
    return subject(record(metrics=tuple(stated)))


def section(key, text):
    base = record()
    changed = tuple(
        Section(key=s.key, heading=s.heading, text=text if s.key == key else s.text)
        for s in base.sections
        if s.key != key or text != "gone"
    )
    return subject(replace(base, sections=changed))


def table(prefix, figure):
    base = record()
    cells = {k: figure if k.startswith(prefix) else v for k, v in base.figures.items()}
    return subject(replace(base, figures=cells))


LONG = "".join(
    f"本段写第{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'子丑寅卯辰巳午未'[n % 8]}件事的经过和结果。"
    for n in range(40)
)
OTHER = "".join(
    f"{'山水风云花鸟鱼虫'[n % 8]}{'东南西北上下'[n % 6]}各有安排，逐一落实完毕" + "。"
    for n in range(40)
)


def texts(now, last):
    ours, theirs = ((Section(key="overview", heading="一", text=text),) for text in (now, last))
    return subject(record(year=2023, sections=ours), record(year=2022, sections=theirs))


def correction(sha256):
    known = record()
    wanted = Correction(
        agency=BUREAU.id,
        year=2023,
        figure=RECEIVED,
        reason="r",
        evidence="e",
        who="w",
        when=date(2024, 2, 1),
        source_sha256=sha256,
        value=3,
    )
    standing = "applied" if sha256 == known.source.sha256 else "source_changed"
    applied = AppliedCorrection(wanted, cell(0), cell(3), standing)
    report = Report(known, (applied,))
    return Subject(report, 2023, BUREAU, registry(), {2023: report})


def title(text, period=True):
    base = record()
    kept = base.period if period is True else period
    return subject(replace(base, title=text, period=kept))


OFFICE = Agency(
    id="640500-zhengfuban",
    name="中卫市人民政府办公室",
    region="640500",
    level="prefecture",
    kind="office",
)
OPEN = None  # this check has an answer for every report that it applies to

CASES = {
    "FLOW": (
        subject(record(figures={"requests.received.total": 3, "outcomes.total.total": 3})),
        subject(record(figures={"requests.received.total": 3, "outcomes.total.total": 2})),
        subject(record(figures={"requests.received.total": 3, "outcomes.total.total": BLANK})),
    ),
    "ROW": (
        subject(record(figures={RECEIVED: 3, "requests.received.natural_person": 3})),
        subject(record(figures={RECEIVED: 3, "requests.received.natural_person": 2})),
        subject(record(figures={RECEIVED: 3, "requests.received.natural_person": DASH})),
    ),
    "COLUMN": (
        subject(record(figures={"outcomes.total.total": 2, "outcomes.granted.total": 2})),
        subject(record(figures={"outcomes.total.total": 2, "outcomes.granted.total": 1})),
        subject(record(figures={"outcomes.total.total": MISSING, "outcomes.granted.total": 1})),
    ),
    "CASES": (
        subject(record(figures={"review.total": 1, "review.upheld": 1})),
        subject(record(figures={"review.total": 1, "review.upheld": 2})),
        subject(record(figures={"review.total": 1, "review.upheld": NONE})),
    ),
    "STATS": (
        subject(record("2014", 2017)),
        subject(record("2014", 2017, figures={"stats.capacity.staff": 2})),
        subject(record("2014", 2017, figures={"stats.capacity.staff": BLANK})),
    ),
    "STOCK_WITHIN": (
        stock(0, 1, 0, 1),
        stock(0, 4, 1, 2),
        stock(0, 4, 1, BLANK),
    ),
    "STOCK": (stock(5, 2, 1, 6), stock(5, 2, 1, 7), stock(BLANK, 2, 1, 6)),
    "ITEMS": (items(83, 118, 201), items(83, 118, 200), items(83, BLANK, 201)),
    "CARRY": (carried(4, 4), carried(4, 3), carried(BLANK, 0)),
    "TEXT": (told(13, 13), told(13, 12), told(13, BLANK)),
    "TEXT_PARTS": (
        channels(100, 60, 30),
        channels(100, 60, 50),
        channels(900, 60, cumulative=True),
    ),
    "MISFILL": (decisions(44, 312, 400), decisions(44, 312, 356), decisions(44, 312, BLANK)),
    "REGULATIONS": (
        subject(record(figures={MADE: 0})),
        subject(record(figures={MADE: 2})),
        subject(record(figures={MADE: 2}, agency=OFFICE), agency=OFFICE),
    ),
    "BLANKS": (
        table("review", cell(0)),
        table(("review", "litigation"), DASH),
        table(("review", "litigation"), Figure(state="text", raw="见附件")),
    ),
    "FORM_YEAR": (subject(record("2021", 2021)), subject(record("2019", 2021)), OPEN),
    "PERIOD": (
        title("中卫市民政局2023年年报"),
        title("中卫市民政局2022年年报"),
        title("中卫市民政局2023年年报", None),
    ),
    "UNITS": (fees(3.1, 2.9, 3.3), fees(31000, 2.9, 3.3), fees(31000, 2.9)),
    "JUMP": (
        fees(210, 190, 200, 205, 180, field=DECISIONS),
        fees(9000, 190, 200, 205, 180, field=DECISIONS),
        fees(9000, 190, 200, 205, field=DECISIONS),
    ),
    "SIMILAR_LAST": (texts(LONG, OTHER), texts(LONG, LONG), texts("短。", "短。")),
    "SECTIONS": (subject(record()), section("review", "gone"), OPEN),
    "TABLES": (subject(record()), table(("review", "litigation"), MISSING), OPEN),
    "LATE": (published("2024-01-31"), published("2024-02-01"), published(None)),
    "CORRECTION": (correction(f"{2023:064d}"), correction("0" * 64), OPEN),
}


def test_every_check_has_its_three_reports():
    own = {name for name, entry in all_checks().items() if entry.run is not None}
    assert set(CASES) == own


@pytest.mark.parametrize("check_id", CASES)
def test_holds(check_id):
    assert results(check_id, CASES[check_id][0]) - {"not_judged"} == {"holds"}


@pytest.mark.parametrize("check_id", CASES)
def test_fails(check_id):
    assert "fails" in results(check_id, CASES[check_id][1])


@pytest.mark.parametrize("check_id", [name for name, found in CASES.items() if found[2]])
def test_cannot_be_judged(check_id):
    judged = judge(check_id, CASES[check_id][2])
    assert {found.result for found in judged} <= {"holds", "not_judged"}
    unclear = [found for found in judged if found.result == "not_judged"]
    assert unclear
    assert all(found.reason for found in unclear)


@pytest.mark.parametrize("check_id", all_checks())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_has_a_title_and_an_explanation(check_id, lang):
    entry = all_checks()[check_id]
    assert entry.title(lang)
    assert entry.explanation(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("check_id", "years"), [("FORM_YEAR", ["2021"]), ("PERIOD", ["2022", "2023"])]
)
def test_a_year_is_no_count(check_id, years, lang):
    (one,) = [found for found in judge(check_id, CASES[check_id][1]) if found.result == "fails"]
    finding = file_finding(all_checks()[check_id], one, BUREAU.id, 2023)
    with speaking(lang):
        said = [sentence(finding), sides(finding, ""), unquote(mistake_address(finding, SETTINGS))]
    for words in said:
        assert [year for year in years if year not in words] == []
        assert re.search(r"\d,\d", words) is None
