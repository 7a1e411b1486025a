"""The made-up data folder behind tests/pages/golden, and how its pages are written."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.frames.gather import frames_of
from generator.pages.marks import MARK
from generator.pages.write import write_content
from generator.records import Figure, Masked, Note, Place, Record, Section
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from tests.pages.making import (
    AGENCY,
    agency,
    figures_2021,
    missing,
    number,
    plan,
    record,
    report_views,
    zeros,
)

GOLDEN = Path(__file__).with_name("golden")

CORRECTION = f"""[[correction]]
agency = "{AGENCY}"
year = 2022
figure = "proactive.penalties.decisions"
value = 21
reason = "原读作 12"
evidence = "第 5 页"
who = "维护者甲"
when = 2024-02-01
source_sha256 = "{"ab" * 32}"
"""


def records() -> list[Record]:
    """One report of each form, with every state, a broken sum, a plan, and one of only zeros."""
    stats = zeros("2014") | {
        "stats.channel.website": number(142),
        "stats.channel.weibo": number(82),
        "stats.proactive.items": number(200),
        "stats.fees.collected": Figure(state="dash", raw="——", at=Place(line=7)),
    }
    old = missing("2019") | {
        "requests.received.natural_person": number(9),
        "requests.received.total": number(9),
        "proactive.licences.items_change": number(312, "+312"),
        "proactive.penalties.decisions": Figure(state="none", raw="无"),
        "proactive.central_procurement.amount": number(105181531, "10518.1531 万元"),
    }
    broken = figures_2021() | {
        "outcomes.total.natural_person": number(12),
        "proactive.penalties.decisions": number(12),
        "litigation.after_review.other": Figure(state="blank", raw=""),
        "litigation.after_review.total": Figure(state="text", raw="见附件"),
    }
    return [
        record(2018, "2014", figures=stats),
        record(2020, "2019", figures=old, sections=(Section(key="problems", heading="五、问题"),)),
        record(2021, figures=zeros("2021"), metrics=()),
        record(
            2022,
            figures=broken,
            masked=(Masked(kind="mobile", where="sections.0"),),
            warnings=(Note(code="general.never_heard_of", params={}, at=Place(line=3)),),
        ),
        record(2022, agency="990100-gov", agency_name="测试市人民政府", scope="aggregate"),
        plan(2022),
    ]


def write_golden(folder: Path) -> Path:
    """Writes data, charts and content below a folder; the content folder."""
    data = folder / "data"
    government = agency("990100-gov", "测试市人民政府", kind="government", function="government")
    (data / "corrections").mkdir(parents=True)
    (data / "corrections" / "2022.toml").write_text(CORRECTION, encoding="utf-8")
    other = record(2022, figures=figures_2021() | {"requests.received.total": number(19)})
    path = DataFolder(data).path("annual_report", AGENCY, 2022).with_suffix(".versions")
    DataFolder(data).write(other, path / "abababababab.json")
    found = report_views(data, records(), [agency(aliases="测试局"), government])
    write_content(
        found,
        frames_of(found),
        folder / "content",
        settings=SiteSettings(mistake_address="https://example.org/issues/new"),
        work=folder,
    )
    content = folder / "content"
    shutil.rmtree(content / "data")  # says how large files are
    for mark in content.glob(f"*/{MARK}"):  # golden pages are in git, generated ones are not
        mark.unlink()
    return content
