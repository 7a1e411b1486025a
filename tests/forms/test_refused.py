"""A form that cannot be true is refused when it is loaded, with its file and line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import BadFormError
from generator.forms import compares, era, form, forms, formula, reaches
from generator.forms.load import load
from generator.forms.source import folders

MADE_UP = (Path(__file__).parent / "made_up" / "form-2026.toml").read_text(encoding="utf-8")
NEW_ROW = '  { id = "outcomes.not_processed.advertising"'
ROW = '  {{ id = "{id}", after = "outcomes.granted", label = "甲", groups = ["三、本年度办理结果"] }},\n'


def changed(*changes: tuple[str, str]) -> str:
    text = MADE_UP
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def added(row: str) -> str:
    return changed((NEW_ROW, ROW.format(id=row) + NEW_ROW))


REFUSED = {
    "a row in no sum": (added("results.refused"), "forms.row_in_no_sum", '"results.refused"'),
    "a row without an explanation": (
        added("outcomes.denied.strange"), "forms.unexplained", '"outcomes.denied.strange"',
    ),
    "a row in no bar of the chart": (
        changed((NEW_ROW, ROW.format(id="outcomes.strange") + NEW_ROW),
                ('[explanations."outcomes.not', '[explanations."outcomes.strange"]\nlabel_zh = "甲"\n'
                 'label_en = "a"\narticle = ""\nzh = "甲。"\nen = "A."\n\n[explanations."outcomes.not')),
        "forms.not_in_chart", '"outcomes.strange"',
    ),
    "an unknown parent": (changed(('extends = "2021"', 'extends = "2020"')), "forms.unknown_parent", "extends"),
    "its own parent": (changed(('extends = "2021"', 'extends = "2026"')), "forms.unknown_parent", "extends"),
    "a mark of another form": (
        changed(('marks = ["明显', 'marks = ["现行有效件", "明显')), "forms.same_mark", "marks",
    ),
    "a letter of another form": (changed(('letter = "6"', 'letter = "1"')), "forms.same_mark", "letter"),
    "an id that stands twice": (
        changed((NEW_ROW, ROW.format(id="outcomes.partly_granted") + NEW_ROW)),
        "forms.double_id", '"outcomes.partly_granted"',
    ),
    "a row after none": (
        changed(('after = "outcomes.not_processed.confirm_or_reissue"', 'after = "outcomes.nothing"')),
        "forms.no_place", '"outcomes.not_processed.advertising"',
    ),
    "a row that is dropped and was not there": (
        changed(('id = "requests"\n', 'id = "requests"\ndrop_rows = ["outcomes.nothing"]\n')),
        "forms.unknown_part", '"outcomes.nothing"',
    ),
    "a table that is dropped and was not there": (
        changed(('letter =', 'drop_tables = ["nothing"]\nletter =')), "forms.unknown_part", "drop_tables",
    ),
    "an unknown key": (changed(('letter =', 'leter = "x"\nletter =')), "forms.bad_entry", "leter"),
    "an unknown key of a row": (
        changed(('label = "6.', 'lable = "x", label = "6.')), "forms.bad_entry", "outcomes.not_processed.adv",
    ),
    "a missing key": (changed(('basis_en = "made-up letter 2026 No. 1"\n', "")), "forms.bad_entry", "#"),
    "no TOML": (MADE_UP + "\nrows = [1", "forms.unreadable", None),
    "a line that is no TOML": (changed(("letter =", "letter")), "forms.unreadable", "letter"),
    "rows that are no rows": (
        changed(("columns = [\n", "columns = [1,\n")), "forms.bad_entry", None,
    ),
    "a comparison with a later form": (
        changed(("letter =", 'compares = [{ form = "2027" }]\nletter =')), "forms.not_earlier", "compares",
    ),
    "a comparison of nothing": (
        changed(("letter =", 'compares = [{ form = "2021", figures = ["nothing.*"] }]\nletter =')),
        "forms.unknown_part", "compares",
    ),
    "a table that nobody can read": (
        changed(("[explanations", '[[tables]]\nid = "fees"\nsection = "二"\nlabel = "收费"\nunit = "件"\n'
                 'columns = []\nrows = []\n\n[explanations')),
        "forms.unknown_kind", '"fees"',
    ),
    "an empty file": ("", "forms.no_tables", None),
    "an explanation that is a word": (
        changed(("letter =", 'explanations.strange = "甲"\nletter =')), "forms.bad_entry", "explanations",
    ),
    "a column without a header": (
        changed(("columns = [\n", 'columns = [\n{ id = "other_org", header = [] },\n')),
        "forms.bad_entry", '"other_org"',
    ),
    "a row without a label": (
        changed(('label = "6.明显属于商业推销的申请"', 'label = ""')), "forms.nameless", '"outcomes.not_processed.adv',
    ),
    "two rows that are printed alike": (
        changed(('label = "6.明显属于商业推销的申请"', 'label = "2.重复申请"')),
        "forms.double_label", '"outcomes.not_processed.adv',
    ),
    "a value of another type": (
        changed(("first_year = 2026", 'first_year = "2026"')), "forms.bad_entry", "first_year",
    ),
    "an entry of a list of another type": (changed(("marks = [", "marks = [1, ")), "forms.bad_entry", "marks"),
    "the first year of another form": (
        changed(("first_year = 2026", "first_year = 2021")), "forms.same_year", "first_year",
    ),
    "a mark that an earlier form prints": (
        changed(("marks = [", 'marks = ["予以公开", ')), "forms.same_mark", '"予以公开"',
    ),
    "no mark that it prints": (
        changed(("行政处罚强制案卷", "别的案卷"), ("明显属于商业推销", "推销")).replace("推销的申请", "推荐的申请"),
        "forms.no_mark", "marks",
    ),
    "a chapter that nobody reads": (
        changed(("letter =", 'sections = ["strange"]\nletter =')), "forms.unknown_section", "sections",
    ),
    "a figure that is shown and was dropped": (
        changed(('id = "requests"\n', 'id = "requests"\ndrop_rows = ["requests.carried_over"]\n')),
        "forms.unknown_part", '"requests.carried_over"',
    ),
    "a column of a group that nobody reads": (
        changed(('"review.withdrawn", after', '"review.appeal.withdrawn", after')), "forms.unknown_group", '"review.appeal.',
    ),
    "totals that count each other": (
        changed(('id = "requests"\n',
                 'id = "requests"\nsums = [\n{ total = "outcomes.total", of = "outcomes.*" },\n'
                 '{ total = "outcomes.granted", of = "outcomes.total" },\n]\n')),
        "forms.circular_sum", '"outcomes.',
    ),
    "a total of nothing": (
        changed(('id = "requests"\n', 'id = "requests"\nsums = [{ total = "outcomes.total", of = "x.*" }]\n')),
        "forms.bad_sum", "sums",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_that_cannot_be_true_is_refused(name, tmp_path):
    text, code, near = REFUSED[name]
    path = tmp_path / "form-2026.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFormError) as caught:
        load((*folders(), tmp_path))
    error = caught.value
    assert (error.code, error.file) == (code, str(path))
    if near is not None:
        assert error.line is not None
        assert near in text.splitlines()[error.line - 1]
    assert "\n" not in error.text()


def test_a_file_may_begin_with_the_mark_of_an_editor(tmp_path):
    (tmp_path / "form-2026.toml").write_text(MADE_UP, encoding="utf-8-sig")
    assert load((*folders(), tmp_path))[-1].id == "2026"


@pytest.mark.parametrize("bytes_of", [b'title = "\xd5\xfe"\n', "政".encode("gbk")])
def test_a_file_in_another_charset_is_refused_with_its_line(tmp_path, bytes_of):
    (tmp_path / "form-2026.toml").write_bytes(b"# a form\n" + bytes_of)
    with pytest.raises(BadFormError, match=r"form-2026\.toml:2: "):
        load((*folders(), tmp_path))


def test_the_id_in_a_name_is_fit_for_addresses(tmp_path):
    (tmp_path / "form-20 26.toml").write_text(MADE_UP, encoding="utf-8")
    with pytest.raises(BadFormError) as caught:
        load((*folders(), tmp_path))
    assert caught.value.code == "forms.bad_name"


def test_a_row_that_sums_others_is_shown_by_its_parts(tmp_path):
    text = changed(
        ('id = "requests"\n', 'id = "requests"\nsums = [{ total = "outcomes.denied.all", of = "outcomes.denied.*" }, '
         '{ total = "outcomes.total", of = "outcomes.*" }]\n'),
        (NEW_ROW, ROW.format(id="outcomes.denied.all") + NEW_ROW),
        ("[explanations.", '[explanations."outcomes.denied.all"]\nlabel_zh = "甲"\nlabel_en = "a"\n'
         'article = ""\nzh = "甲。"\nen = "A."\n\n[explanations.'),
    )  # fmt: skip
    (tmp_path / "form-2026.toml").write_text(text, encoding="utf-8")
    newest = load((*folders(), tmp_path))[-1]
    assert len(newest.parts("outcomes.denied.all.total")) == 8
    assert "outcomes.denied.all.total" in newest.summands("outcomes.*.total")
    assert newest.summands("outcomes.denied.*.total") == newest.parts("outcomes.denied.all.total")


def test_two_files_of_one_form_are_refused(tmp_path):
    (tmp_path / "form-2021.toml").write_text(MADE_UP, encoding="utf-8")
    with pytest.raises(BadFormError) as caught:
        load((*folders(), tmp_path))
    assert caught.value.code == "forms.two_files"


def test_the_command_says_one_line_and_ends(tmp_path):
    (tmp_path / "form-2026.toml").write_text(REFUSED["a row in no sum"][0], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--data", "data"],
        env=os.environ | {"GONGKAI_FORMS": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "form-2026.toml:" in done.stderr


def test_a_form_that_nobody_described_is_named():
    with pytest.raises(BadFormError, match="1999"):
        form("1999")


def test_sums_are_made_by_group_and_count_each_thing_once():
    newest, oldest = form("2021"), form("2014")
    assert newest.summands("outcomes.other.*.total") == (
        "outcomes.other.abandoned_no_clarification.total",
        "outcomes.other.abandoned_fee_unpaid.total",
        "outcomes.other.residual.total",
    )
    assert len(newest.summands("outcomes.*.total")) == 21
    assert "stats.replies.denied_state_secret" not in oldest.summands("stats.replies.*")
    assert len(oldest.parts("stats.replies.denied")) == 6
    assert newest.parts("outcomes.total.total") == newest.summands("outcomes.*.total")


def test_a_formula_is_of_the_forms_that_have_its_figures():
    text = "sum(review.total) - review.pending"
    fields = {of.id: formula(text, of).fields for of in forms()}
    ended = ("review.upheld", "review.corrected", "review.other")
    assert fields == {"2014": (), "2019": ended, "2021": ended}


def test_what_compares_with_what():
    assert reaches("2021", "requests.received.total") == {"2014", "2019", "2021"}
    assert reaches("2021", "outcomes.total.total") == {"2019", "2021"}
    assert not compares("2019", "2021", ["proactive.normative_docs.made"])
    assert [era(of.id) for of in forms()] == ["2014", "2019", "2019"]
