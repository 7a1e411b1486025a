"""Thresholds of the checks from either side; `plausibility.toml` and `texts.py` say what each is."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest

from generator.checks import texts
from generator.checks.describe import side_text
from generator.checks.expression import Bounds, compare
from generator.checks.finding import Side
from generator.checks.history import _jump, _unit_slip
from generator.checks.neighbours import _candidates
from generator.checks.peers import _judge, out_of_the_group
from generator.checks.precision import Range, stated_range
from generator.frames.rows import _exact
from generator.records import Metric, Section

from .factory import BUREAU, record, registry, results, subject

KEY = ("a", 2022)
RECEIVED = "requests.received.total"


@pytest.mark.parametrize(("alike", "share"), [(90, 0.9), (89, None)])
def test_texts_are_alike_from_nine_tenths(alike, share):
    """Of 100 characters each, `alike` stand in both."""
    found = texts.share_alike("同" * 100, "同" * alike + "异" * (100 - alike))
    assert found == (pytest.approx(share) if share else None)


@pytest.mark.parametrize(("length", "count"), [(10, 1), (9, 0)])
def test_sentences_of_ten_characters_make_a_sketch(length, count):
    assert len(texts.sketch("。".join(["甲" * length, "乙" * length]), ())) == count


def test_a_sketch_has_twelve_pairs():
    sentences = [chr(0x4E00 + at) * 10 for at in range(30)]
    assert len(texts.sketch("。".join(sentences), ())) == 12
    assert len(texts.sketch("。".join(sentences[:12]), ())) == 11


@pytest.mark.parametrize(("length", "quoted"), [(80, "甲" * 80), (81, "甲" * 80 + "…")])
def test_a_passage_is_cut_at_eighty_characters(length, quoted):
    assert texts.common_passages("甲" * length, "甲" * length) == quoted


def test_three_passages_are_quoted():
    both = "。".join("甲乙丙丁"[:at] for at in range(1, 5))
    assert texts.common_passages(both, both) == "甲乙丙丁；甲乙丙；甲乙"


@pytest.mark.parametrize(
    ("fields", "said"), [("abc", "a + b + c"), ("abcd", "a + … + d"), ("a", "a")]
)
def test_three_figures_of_a_side_are_named(fields, said):
    assert side_text(Side(label="甲", value=1, fields=tuple(fields)), "en") == said


@pytest.mark.parametrize(("shared", "is_candidate"), [(4, True), (3, False)])
def test_reports_with_four_common_pairs_are_compared(shared, is_candidate):
    other = ("b", 2022)
    buckets = {at: [KEY, other] if at < shared else [KEY] for at in range(12)}
    assert _candidates(KEY, tuple(range(12)), buckets) == [other] * is_candidate


def test_the_three_likeliest_sources_are_compared():
    others = [(f"b{at}", 2022) for at in range(5)]
    buckets = {at: [KEY, *others] for at in range(12)}
    assert _candidates(KEY, tuple(range(12)), buckets) == others[:3]


@pytest.mark.parametrize(("before", "found"), [(38, 1), (39, 0)])
def test_of_reports_that_share_a_pair_forty_are_looked_at(before, found):
    crowd = [(f"x{at}", 2022) for at in range(before)]
    last = ("z", 2022)
    buckets = {at: [KEY, last] for at in range(4)} | {0: [KEY, *crowd, last]}
    assert len([one for one in _candidates(KEY, (0, 1, 2, 3), buckets) if one == last]) == found


@pytest.mark.parametrize(("value", "result"), [(1000, "fails"), (999, "holds")])
def test_a_count_is_far_from_its_peers_at_a_thousand_and_a_hundred_times(value, result):
    members = {(f"{at}", 2022): 10 for at in range(23)} | {KEY: value}
    digests = {KEY: SimpleNamespace(form="2021")}
    judged = dict(_judge(RECEIVED, members, digests))
    assert judged[KEY].result == result


@pytest.mark.parametrize(("value", "is_kept"), [(2**53, True), (2**53 + 2, False)])
def test_a_float_holds_whole_numbers_up_to_two_to_the_fifty_third(value, is_kept):
    if is_kept:
        assert _exact(value) == value
    else:
        with pytest.raises(OverflowError):
            _exact(value)


@pytest.mark.parametrize(("length", "result"), [(300, "fails"), (299, "not_judged")])
def test_texts_of_three_hundred_characters_are_compared(length, result):
    text = "字" * length
    years = {
        year: record("2021", year, sections=(Section(key="overview", heading="一", text=text),))
        for year in (2021, 2022)
    }
    found = results("SIMILAR_LAST", subject(years[2022], years[2021]))
    assert found == {result}


@pytest.mark.parametrize(("value", "result"), [(1000, "not_judged"), (999, None)])
def test_a_count_of_a_thousand_would_be_compared_were_there_peers(value, result):
    digests = {(BUREAU.id, 2022): SimpleNamespace(values={RECEIVED: value}, scope="own", form=None)}
    judged = [one.result for _, one in out_of_the_group(digests, registry())]
    assert judged == [result] * bool(result)


@pytest.mark.parametrize(("size", "result"), [(20, "fails"), (19, "not_judged")])
def test_twenty_are_a_group(size, result):
    known = [msgspec.structs.replace(BUREAU, id=f"{BUREAU.id}{at}") for at in range(size)]
    digests = {
        (one.id, 2022): SimpleNamespace(values={RECEIVED: 1}, scope="own", form="2021")
        for one in known
    }
    digests[known[0].id, 2022].values[RECEIVED] = 100_000
    judged = dict(out_of_the_group(digests, registry(*known)))
    assert judged[known[0].id, 2022].result == result


@pytest.mark.parametrize(("greatest", "result"), [(30, "holds"), (31, "not_judged")])
def test_money_of_other_years_may_differ_thirtyfold(greatest, result):
    field = "proactive.admin_fees.amount"
    assert _unit_slip(subject(record()), field, 10, {2020: 1, 2021: greatest}).result == result


@pytest.mark.parametrize(("tens", "result"), [(4.75, "holds"), (4.8, "fails")])
def test_a_jump_is_four_standard_deviations_from_the_other_years(tens, result):
    """Powers of ten with a median deviation of 0.3: 4 x 1.4826 x 0.3 = 1.78 above their median."""
    others = {2015 + at: 10**power - 1 for at, power in enumerate((2.4, 2.7, 3, 3.3, 3.6))}
    assert _jump(subject(record()), RECEIVED, 10**tens - 1, others).result == result


@pytest.mark.parametrize(
    ("quote", "low", "high"),
    [("约250件", 225, 275), ("250余件", 250, 275), ("近250件", 225, 250), ("约7件", 6, 8)],
)
def test_a_rough_number_is_right_to_a_tenth_or_to_its_last_digit(quote, low, high):
    value = int("".join(filter(str.isdigit, quote)))
    told = Metric(id="requests", value=value, unit="件", quote=quote, approximate=True)
    found = stated_range(told)
    assert (found.low, found.high) == (low, high)


def test_a_number_of_ten_thousands_is_right_to_its_last_decimal():
    found = stated_range(Metric(id="requests", value=14_800, unit="件", quote="1.48万件"))
    assert (found.low, found.high) == (14_700, 14_900)


@pytest.mark.parametrize(
    ("operator", "other", "is_so"),
    [("==", 0.3, "yes"), ("==", 0.3002, "no"), ("<=", 0.3, "yes"), ("<=", 0.2998, "no")],
)
def test_amounts_of_money_are_alike_to_a_ten_thousandth(operator, other, is_so):
    """0.1 and 0.2 are not quite 0.3 as a computer adds them."""
    total = Bounds(0.1 + 0.2, 0.1 + 0.2)
    assert compare(total, operator, Bounds(other, other)) == is_so


@pytest.mark.parametrize(("value", "is_allowed"), [(0.3, True), (0.3002, False)])
def test_what_a_number_allows_is_right_to_a_ten_thousandth(value, is_allowed):
    total = 0.1 + 0.2
    assert Range(total, total).allows(value) is is_allowed
