"""Corrections and answers: applied in the open, and refused whole when one is wrong."""

from __future__ import annotations

import pytest

from generator.case_file.report_view import load_report_views
from generator.errors import BadDataError
from generator.records import replace

from .factory import BUREAU, cell, record, write_folder

FIELD = "requests.received.total"
GOOD = {
    "agency": f'"{BUREAU.id}"',
    "year": "2023",
    "figure": f'"{FIELD}"',
    "value": "3",
    "raw": '"3"',
    "reason": '"the scan shows a 3"',
    "evidence": '"page 5"',
    "who": '"Li"',
    "when": "2024-02-01",
    "source_sha256": f'"{2023:064d}"',
}
REVIEW_HEAD = "finding,answer,name,date,reason\n"
FLOW = f"{BUREAU.id}/2023/FLOW/total"
ANSWER = f"{FLOW},accepted_as_printed,Li,2024-02-01,so printed\n"


def entry(**changes):
    lines = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return "[[correction]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())


@pytest.fixture
def data(tmp_path):
    return write_folder(tmp_path, [record(figures={FIELD: 8}), record(year=2022)])


def correct(data, text, name="a.toml"):
    folder = data.root / "corrections"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def refused(data):
    with pytest.raises(BadDataError) as caught:
        load_report_views(data, jobs=1)
    assert caught.value.text("zh") and "\n" not in caught.value.text("en")
    return caught.value


def test_a_correction_changes_what_we_read_and_both_are_kept(data):
    correct(data, entry())
    report_view = load_report_views(data, jobs=1).reports[BUREAU.id, 2023]
    assert report_view.record.value(FIELD) == 3
    assert report_view.as_read.value(FIELD) == 8
    (applied,) = report_view.corrections
    assert (applied.before.value, applied.after.value, applied.standing) == (8, 3, "applied")
    assert applied.correction.who == "Li"


def test_the_checks_see_the_corrected_figure(data):
    before = {found.id for found in load_report_views(data, jobs=1).findings()}
    correct(data, entry(value="0", raw='"0"'))
    assert FLOW in before
    assert FLOW not in {found.id for found in load_report_views(data, jobs=1).findings()}


def test_a_correction_may_say_that_the_cell_is_blank(data):
    correct(data, entry(value=None, raw='""', state='"blank"'))
    figure = load_report_views(data, jobs=1).reports[BUREAU.id, 2023].record.figure(FIELD)
    assert (figure.state, figure.value) == ("blank", None)


def test_a_changed_source_is_flagged_and_the_correction_left_out(data):
    correct(data, entry(source_sha256='"' + "f" * 64 + '"'))
    report_view = load_report_views(data, jobs=1).reports[BUREAU.id, 2023]
    assert report_view.record.value(FIELD) == 8
    assert report_view.corrections[0].standing == "source_changed"
    assert f"{BUREAU.id}/2023/CORRECTION/{FIELD}" in {f.id for f in report_view.outcome.failed}


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"agency": '"640500-nobody"'}, 2),
        ({"year": "1999"}, 3),
        ({"figure": '"requests.received.nobody"'}, 4),
        ({"figure": '"stats.capacity.staff"'}, 4),  # of another form
        ({"when": '"2024-02-30"'}, 10),
        ({"when": None}, 1),
        ({"value": "-1"}, 5),
        ({"value": "1.5"}, 5),
        ({"value": "nan"}, 5),
        ({"figure": '"proactive.admin_fees.amount"', "value": "inf"}, 5),
        ({"year": "true"}, 3),
        ({"who": '""'}, 9),
        ({"evidence": None}, 1),
        ({"value": '"three"'}, 5),
        ({"value": None}, 1),
        ({"state": '"dash"'}, 5),
        ({"state": '"zero"'}, 12),
        ({"reason": '" "'}, 7),
        ({"reason": None}, 1),
        ({"colour": '"red"'}, 12),
        ({"who": "unquoted"}, 9),
    ],
)
def test_a_wrong_correction_is_one_line_with_file_and_line(data, changes, line):
    correct(data, "\n" * 3 + entry(**changes))
    error = refused(data)
    assert error.file.endswith("a.toml")
    assert error.line == line + 3


def test_two_corrections_for_one_cell_are_refused_even_in_two_files(data):
    correct(data, entry(), "a.toml")
    correct(data, entry(value="4"), "b.toml")
    error = refused(data)
    assert error.code == "corrections.twice"
    assert error.file.endswith("b.toml")
    assert "a.toml:4" in error.text()


def test_the_line_is_that_of_the_second_entry(data):
    correct(data, entry() + entry(figure='"outcomes.total.total"', year="2001"))
    assert refused(data).line == 14


@pytest.mark.parametrize("name", ["a.tml", "a.toml.txt", "a.TOML"])
def test_a_correction_under_another_name_is_not_passed_over(data, name):
    correct(data, entry(), name)
    assert refused(data).code == "corrections.file"


def test_corrections_may_be_kept_in_folders_with_a_note(data):
    (data.root / "corrections/640500").mkdir(parents=True)
    correct(data, entry(), "640500/a.toml")
    correct(data, "who may correct what", "README.md")
    assert load_report_views(data, jobs=1).reports[BUREAU.id, 2023].corrections


@pytest.mark.parametrize("name", ["reviews.csv", "register.csv"])
@pytest.mark.parametrize("bad", [b'"open quote', b"\xff\xfe\x00"])
def test_a_file_that_is_no_table_is_named_with_a_line(data, name, bad):
    head = REVIEW_HEAD + ANSWER if name == "reviews.csv" else "agency,year,status,date,note\n"
    (data.root / name).write_bytes(head.encode() + bad)
    error = refused(data)
    assert error.file.endswith(name)
    assert error.line


def test_answers_are_kept_beside_their_findings(data):
    (data.root / "reviews.csv").write_text(REVIEW_HEAD + ANSWER)
    report_views = load_report_views(data, jobs=1)
    assert report_views.reports[BUREAU.id, 2023].reviews[FLOW].reason == "so printed"
    assert report_views.reports[BUREAU.id, 2022].reviews == {}
    assert report_views.stale_reviews == ()


def test_an_answer_to_what_is_no_longer_found_is_told(data):
    gone = ANSWER.replace("2023/FLOW", "2022/FLOW")
    (data.root / "reviews.csv").write_text(REVIEW_HEAD + gone)
    assert [review.finding for review in load_report_views(data, jobs=1).stale_reviews] == [
        f"{BUREAU.id}/2022/FLOW/total"
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ANSWER.replace(BUREAU.id, "640500-nobody"), "data.unknown_agency"),
        (ANSWER.replace("/2023/", "/1999/"), "checks.no_report"),
        (ANSWER.replace("/2023/", "/²/"), "checks.no_report"),
        (ANSWER.replace("/FLOW/", "/FLOOD/"), "reviews.check"),
        (ANSWER.replace("FLOW/total", "FLOW/nobody"), "reviews.scope"),
        (ANSWER.replace("accepted_as_printed", "fine"), "reviews.answer"),
        (ANSWER.replace("2024-02-01", "yesterday"), "checks.bad_date"),
        (ANSWER.replace(",Li,", ",,"), "reviews.empty"),
        (ANSWER.replace(",Li", ""), "data.columns"),
    ],
)
def test_a_wrong_answer_is_one_line_with_file_and_line(data, row, code):
    good = ANSWER.replace("/2023/", "/2022/")
    (data.root / "reviews.csv").write_text(REVIEW_HEAD + good + row)
    error = refused(data)
    assert (error.code, error.line) == (code, 3)
    assert error.file.endswith("reviews.csv")


def test_one_finding_has_one_answer(data):
    (data.root / "reviews.csv").write_text(REVIEW_HEAD + ANSWER + ANSWER)
    assert refused(data).code == "reviews.twice"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{BUREAU.id},2023,missing,2024-05-01,\n", "register.has_report"),
        (f"{BUREAU.id},20x3,missing,2024-05-01,\n", "checks.bad_year"),
        (f"{BUREAU.id},2020,lost,2024-05-01,\n", "register.status"),
        (f"{BUREAU.id},2020,missing,soon,\n", "checks.bad_date"),
        ("nobody,2020,missing,2024-05-01,\n", "data.unknown_agency"),
    ],
)
def test_a_wrong_register_row_is_refused(data, row, code):
    (data.root / "register.csv").write_text("agency,year,status,date,note\n" + row)
    error = refused(data)
    assert (error.code, error.line) == (code, 2)


def test_revisions_are_listed_figure_by_figure(data):
    current = data.read(data.path("annual_report", BUREAU.id, 2023))
    figures = dict(current.figures) | {FIELD: cell(7)}
    other = replace(current, figures=figures)
    folder = data.path("annual_report", BUREAU.id, 2023).with_suffix(".versions")
    data.write(other, folder / "abc.json")
    (revision,) = load_report_views(data, jobs=1).reports[BUREAU.id, 2023].revisions
    (changed,) = revision.figures
    assert (changed.field, changed.other.value, changed.current.value) == (FIELD, 7, 8)
