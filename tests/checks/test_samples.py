"""What the five real documents must give, from the figures printed in them."""

from __future__ import annotations

from generator.agencies import Agency

from .factory import BUREAU, MISSING, failing, judge, metric, record, results, subject

COUNTY = Agency(id="640104-minzheng", name="兴庆区民政局", region="640104", level="county")
DISTRICT = Agency(
    id="640105-zhengfu",
    name="银川市西夏区人民政府",
    region="640105",
    level="county",
    kind="government",
)


def statistics_of_2017():
    """Sample 002: the numbers of its table, and what its text says of the staff."""
    printed = {
        "stats.proactive.items": 289,
        "stats.proactive.normative_docs": 1,
        "stats.proactive.normative_docs_issued": 1,
        "stats.channel.website": 142,
        "stats.channel.weibo": 82,
        "stats.channel.other": 65,
        "stats.response.issues": 37,
        "stats.response.policy_explainers": 1,
        "stats.response.social_media": 33,
        "stats.response.other": 3,
        "stats.capacity.units": 1,
        "stats.capacity.access_points": 1,
        "stats.capacity.staff": 1,
        "stats.capacity.staff_part_time": 1,
        "stats.training.attendees": 1,
    }
    said = (
        metric("published.total", 289, "主动公开289条"),
        metric("published.website", 142, "网站142条", is_partial=True),
        metric("published.weibo", 82, "微博82条", is_partial=True),
        metric("staff.full_time", 1, "1名专职"),
    )
    return subject(record("2014", 2017, COUNTY, printed, metrics=said), agency=COUNTY)


def table_that_breaks_off():
    """Sample 000: table three ends after 5.属于三类内部事务信息, table four is missing."""
    rows = {"requests.received": 10, "requests.carried_in": 1, "outcomes.granted": 5}
    rows |= {"outcomes.partly_granted": 2, "outcomes.denied.state_secret": 1}
    printed = {}
    for row, count in rows.items():
        printed[f"{row}.natural_person"] = printed[f"{row}.total"] = count
    broken = record("2019", 2020)
    kept = ("state_secret", "prohibited_by_law", "security_stability", "third_party_rights")
    seen = {f"outcomes.denied.{name}" for name in (*kept, "internal_affairs")} | set(rows)
    lost = {
        field: MISSING
        for field in broken.figures
        if field.rpartition(".")[0] not in seen and not field.startswith("proactive.")
    }
    misfilled = {
        "proactive.licences.items_prev_year": 44,
        "proactive.licences.items_change": 312,
        "proactive.licences.decisions": 356,
        "proactive.penalties.items_prev_year": 5,
        "proactive.penalties.items_change": 181,
        "proactive.penalties.decisions": 186,
    }
    return subject(record("2019", 2020, BUREAU, lost | printed | misfilled))


def test_the_sums_of_the_2014_form_hold():
    assert results("STATS", statistics_of_2017()) == {"holds"}


def test_its_staff_row_contradicts_its_text():
    found = failing("TEXT", statistics_of_2017())
    assert [one.scope for one in found] == ["staff.full_time"]
    assert (found[0].left.value, found[0].right.value, found[0].difference) == (1, 0, 1)
    assert found[0].left.quote == "1名专职"


def test_a_table_that_breaks_off_cannot_be_judged_there():
    cut = table_that_breaks_off()
    assert results("FLOW", cut) == {"not_judged"}
    assert results("COLUMN", cut) == {"not_judged"}
    assert results("CASES", cut) == {"not_judged"}
    rows = judge("ROW", cut)
    assert {one.result for one in rows} == {"holds", "not_judged"}
    assert sum(one.result == "holds" for one in rows) == 9


def test_decisions_that_are_items_plus_change_are_pointed_out():
    found = failing("MISFILL", table_that_breaks_off())
    assert {one.scope: one.left.value for one in found} == {"licences": 356, "penalties": 186}


def channels_above_the_total():
    """Sample 003: what its text says was published, in all and by channel."""
    said = (
        metric("published.total", 17400, "各类17400条"),
        metric("published.website", 11400, "网站11400条", is_partial=True),
        metric("published.new_media", 5900, "新媒体5900条", is_partial=True),
        metric("published.gazette", 93, "公报93条", is_partial=True),
        metric("published.access_points", 1000, "查阅点1000余条", approximate=True),
        metric("published.open_areas", 2000, "专区2000余条", approximate=True),
    )
    return subject(record("2019", 2020, DISTRICT, metrics=said), agency=DISTRICT)


def test_channels_above_the_stated_total_are_pointed_out():
    (found,) = failing("TEXT_PARTS", channels_above_the_total())
    assert (found.left.value, found.right.value) == (17400, 11400 + 5900 + 93 + 1000 + 2000)
    assert found.difference == 17400 - 20393


def test_its_decisions_are_no_sums():
    printed = {
        "proactive.licences.items_prev_year": 83,
        "proactive.licences.items_change": 118,
        "proactive.licences.decisions": 8404,
        "proactive.penalties.items_prev_year": 1411,
        "proactive.penalties.items_change": -30,
        "proactive.penalties.decisions": 524,
    }
    assert results("MISFILL", subject(record("2019", 2020, DISTRICT, printed))) == {"holds"}
