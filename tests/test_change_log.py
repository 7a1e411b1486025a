"""What a publication notes: changes of the reports, and the addresses that it gave out."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from generator import record_json
from generator.case_file.report_view import load_report_views
from generator.change_log import COLUMNS, Change, load_changes, note_changes, withdrawn
from generator.checks.finding import Finding
from generator.errors import BadDataError, GongkaiError
from generator.hand_dates import today_in_china
from generator.messages import message
from generator.pages.parts.history import dates_line, events_of
from generator.records import replace
from generator.site.publishing.addresses import load_addresses, lost_addresses, note_addresses
from generator.store import DataFolder, alone
from made_up.data import write_data
from tests.site.pages import tree

PUBLISH = Path(__file__).parents[1] / "tools" / "publish.py"
URL = "https://example.org/nianbao"


@pytest.fixture
def data(tmp_path):
    write_data(tmp_path / "data", 3, (2021, 2022), seed=4)
    return DataFolder(tmp_path / "data")


def told(changes):
    return [(one.date, one.change, one.agency, one.year) for one in changes]


def note(data, day):
    """What a publication of March 2024 notes."""
    outcomes = load_report_views(data, jobs=1).outcomes
    return note_changes(data, outcomes, date(2024, 3, day), data.root.parent / "changed")


def change_a_figure(data, path):
    record = data.read(path)
    name, figure = next((k, f) for k, f in record.figures.items() if f.state == "number")
    other = msgspec.structs.replace(figure, value=figure.value + 1, raw=str(figure.value + 1))
    data.write(replace(record, figures=record.figures | {name: other}), path)
    return record.agency, record.year


def test_each_change_is_noted_once(data):
    paths = data.paths("annual_report")
    plans = data.paths("work_plan")
    first = note(data, 1)
    assert {one.kind for one in first if one.year == 2021} == {"annual_report", "work_plan"}
    assert [one.key for one in first] == sorted(
        [("annual_report", path.parent.name, int(path.stem)) for path in paths]
        + [("work_plan", path.parent.name, int(path.stem)) for path in plans],
        key=lambda key: (*key[1:], key[0]),
    )
    assert {(one.date, one.change) for one in first} == {("2024-03-01", "added")}
    assert note(data, 2) == []
    key = change_a_figure(data, paths[0])
    assert ("2024-03-03", "corrected", *key) in told(note(data, 3))
    content = paths[1].read_bytes()
    paths[1].unlink()
    other = (paths[1].parent.name, int(paths[1].stem))
    assert ("2024-03-04", "withdrawn", *other) in told(note(data, 4))
    assert note(data, 5) == []
    paths[1].write_bytes(content)
    assert ("2024-03-06", "added", *other) in told(note(data, 6))
    assert note(data, 7) == []


def test_changes_of_a_plan_are_noted(data):
    note(data, 1)
    path = data.paths("work_plan")[0]
    plan = data.read(path)
    data.write(replace(plan, tasks=plan.tasks[1:]), path)
    (changed,) = note(data, 2)
    assert (changed.change, changed.key) == (
        "corrected", ("work_plan", path.parent.name, int(path.stem)),
    )  # fmt: skip
    path.unlink()
    (gone,) = note(data, 3)
    assert (gone.change, gone.key) == ("withdrawn", changed.key)
    assert withdrawn(load_changes(data.root)) == [gone]


def test_another_finding_about_the_same_figures_is_noted(data):
    """A check that was mended, or a neighbour's report, changes what the checks find."""
    note(data, 1)
    outcomes = dict(load_report_views(data, jobs=1).outcomes)
    key, outcome = next(iter(outcomes.items()))
    new = Finding(
        id=f"{key[0]}/{key[1]}/another", check="another", kind="form", severity="error",
        result="fails", agency=key[0], year=key[1],
    )  # fmt: skip
    outcomes[key] = msgspec.structs.replace(outcome, failed=(*outcome.failed, new))
    (changed,) = note_changes(data, outcomes, date(2024, 3, 2), data.root.parent / "changed")
    assert (changed.change, changed.agency, changed.year) == ("checked", *key)
    assert set(changed.findings) == {one.id for one in outcomes[key].failed}
    assert load_changes(data.root)[-1] == changed


def rows(*changes):
    return [
        Change(
            date=day, change=word, kind="annual_report", agency="a", year=2022,
            digest="0" * 32, findings=found,
        )
        for day, word, found in changes
    ]  # fmt: skip


def test_a_report_is_in_the_feeds_when_its_figures_or_findings_change():
    """New findings bear the report's day when they came with it, else the day they were found."""
    history = rows(
        ("2024-03-01", "added", ("a/2022/x",)),
        ("2024-04-01", "corrected", ("a/2022/x", "a/2022/y")),
        ("2024-05-01", "checked", ("a/2022/y",)),
    )
    found = events_of("年报", history, (), "2023-01-20")
    assert [(day, place) for day, place, _ in found] == [
        ("2023-01-20", "checks"), ("2024-04-01", ""), ("2024-04-01", "checks"),
    ]  # fmt: skip
    assert "1 处" in found[2][2]


def test_a_correction_of_ours_is_one_entry_not_two():
    made = SimpleNamespace(standing="applied", correction=SimpleNamespace(when=date(2024, 3, 28)))
    history = rows(("2024-03-01", "added", ()), ("2024-04-01", "corrected", ()))
    found = events_of("年报", history, [made, made], None)
    assert [(day, place) for day, place, _ in found] == [("2024-03-28", "corrections")]
    assert "2 处" in found[0][2]


def test_a_page_says_when_it_was_added_changed_and_checked():
    history = rows(
        ("2024-03-01", "added", ()),
        ("2024-04-01", "corrected", ()),
        ("2024-05-01", "checked", ("a/2022/y",)),
    )
    (line, _) = dates_line(history, "2024-02-28")
    assert re.findall(r"\d{4}-\d\d-\d\d", line) == ["2024-03-01", "2024-04-01", "2024-05-01"]
    (line, _) = dates_line([], "2024-02-28")
    assert re.findall(r"\d{4}-\d\d-\d\d", line) == ["2024-02-28"]
    assert dates_line([], None) == []


@pytest.mark.parametrize(
    "row",
    [
        "2024-3-1,added,annual_report,a,2021,{0},",
        "2024-03-01,new,annual_report,a,2021,{0},",
        "2024-03-01,added,report,a,2021,{0},",
        "2024-03-01,added,annual_report,../a,2021,{0},",
        "2024-03-01,added,annual_report,a,x,{0},",
        "2024-03-01,added,annual_report,a,2021,,",
    ],
)
def test_a_row_of_the_log_that_is_wrong_is_named(tmp_path, row):
    row = row.format("0" * 32)
    (tmp_path / "changes.csv").write_text(f"{','.join(COLUMNS)}\n{row}\n")
    with pytest.raises(BadDataError, match=r"changes\.csv:2"):
        load_changes(tmp_path)


def publish(monkeypatch, root, *more):
    module = load_publish()
    given = ["--data", str(root / "data"), "--output", str(root / "output"), "--site-url", URL]
    monkeypatch.setattr("sys.argv", ["publish.py", *given, *more])
    return module.main()


def load_publish():
    spec = importlib.util.spec_from_file_location("publish", PUBLISH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("end", [SystemExit(143), KeyboardInterrupt(), SystemExit(1)])
def test_a_publication_that_ends_early_has_noted_nothing(data, monkeypatch, end):
    monkeypatch.setattr("generator.site.paths.WORKSPACE", data.root.parent)
    module, log = load_publish(), data.root / "changes.csv"

    def stopped():
        assert log.exists(), "the build sees the new rows"
        raise end

    monkeypatch.setattr(module, "gongkai", stopped)
    monkeypatch.setattr("sys.argv", ["publish.py"])
    for before in (None, f"{','.join(COLUMNS)}\r\n".encode()):
        if before is not None:
            log.write_bytes(before)
        try:
            assert module.publish(data.root, data.root.parent / "output") == 1
        except (SystemExit, KeyboardInterrupt) as found:
            assert found is end
        assert (log.read_bytes() if log.exists() else None) == before
    assert not (data.root / "addresses.csv").exists()


def test_two_publications_at_once_are_one_too_many(data, monkeypatch):
    module = load_publish()
    monkeypatch.setattr(module, "gongkai", lambda: pytest.fail("it must not build"))
    with alone(data.root), pytest.raises(GongkaiError):
        module.publish(data.root, data.root.parent / "output")
    assert not (data.root / "changes.csv").exists()


def test_a_record_file_that_is_named_otherwise_is_one_line(data):
    path = data.paths("annual_report")[0]
    shutil.copy(path, path.with_name("2021-copy.json"))
    with pytest.raises(BadDataError, match="2021-copy"):
        note(data, 1)


def test_the_list_keeps_what_was_published(tmp_path):
    for name in (
        "index.html",
        "guide/index.html",
        "data/a.csv",
        "data/figures-2021-64.csv.gz",
        "embed/x/index.html",
        "api/a.json",
    ):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).touch()
    note_addresses(tmp_path, tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / "guide")
    error = lost_addresses(tmp_path, {"data/a.csv"})
    note_addresses(tmp_path, tmp_path / "site")
    assert list(load_addresses(tmp_path)) == ["data/a.csv", "guide/"]
    assert [one for one, given_up in load_addresses(tmp_path).items() if given_up] == ["guide/"]
    assert lost_addresses(tmp_path, {"data/a.csv"}) is None, "given up once, it stops nothing more"
    (tmp_path / "site" / "guide").mkdir()
    (tmp_path / "site" / "guide" / "index.html").touch()
    note_addresses(tmp_path, tmp_path / "site")
    assert set(load_addresses(tmp_path).values()) == {""}, "an address that is back counts again"
    for lang in ("zh", "en"):
        assert message(
            "site.lost_addresses", {"count": "1", "shown": "guide/"}, lang
        ) in error.text(lang)


def dates_of(root, page):
    """The dates in the line that says when this site added and checked what the page shows."""
    text = (root / "output" / page / "index.html").read_text(encoding="utf-8")
    (line,) = re.findall(r"<p[^>]*>([^<]*核对结果自[^<]*)</p>", text)
    return set(re.findall(r"\d{4}-\d\d-\d\d", line))


@pytest.mark.slow
def test_a_withdrawn_report_leaves_a_notice_and_no_address_is_lost(data, monkeypatch, capsys):
    """Three publications: the second without a report, the third without a page for all."""
    root, log = data.root.parent, data.root / "changes.csv"
    monkeypatch.setattr("generator.site.paths.WORKSPACE", root)
    assert publish(monkeypatch, root) == 0
    gone, plan = data.paths("annual_report")[0], data.paths("work_plan")[0]
    agency, year = gone.parent.name, gone.stem
    assert f"agencies/{agency}/{year}/" in load_addresses(data.root)
    assert dates_of(root, f"agencies/{agency}/{year}") == {today_in_china().isoformat()}
    assert dates_of(root, f"agencies/{agency}") == {today_in_china().isoformat()}
    kept = gone.read_bytes()
    others = [path for path in data.paths("annual_report")[1:] if path.parent == gone.parent]
    for path in (gone, plan, *others):  # nothing is left of that agency
        path.unlink()
    assert publish(monkeypatch, root) == 0
    page = (root / f"output/agencies/{agency}/{year}/index.html").read_text()
    assert "已撤下" in page
    assert 'name="robots" content="noindex' in page
    changes = root / "output/data/changes"
    assert f"agencies/{agency}/{year}/" in (changes / "index.html").read_text()
    assert 'changes/">数据变化' in (root / "output/data/index.html").read_text()
    page = root / f"output/agencies/{plan.parent.name}/plan-{plan.stem}/index.html"
    assert "已撤下" in page.read_text()
    notice = json.loads((root / f"output/api/agencies/{agency}/{year}.json").read_bytes())
    assert (notice["agency"], str(notice["year"])) == (agency, year)
    assert notice["withdrawn"] == today_in_china().isoformat()
    described = json.loads((changes / "changes.json").read_bytes())
    for name, value in (("withdrawn", notice), ("changes", described)):
        schema = json.loads((root / f"output/api/schemas/{name}.json").read_bytes())
        assert list(Draft202012Validator(schema).iter_errors(value)) == []
    assert {
        (one["kind"], one["agency"], str(one["year"]))
        for one in described["changes"] if one["change"] == "withdrawn"
    } == {
        ("annual_report", agency, year), ("work_plan", plan.parent.name, plan.stem),
        *(("annual_report", agency, path.stem) for path in others),
    }  # fmt: skip
    assert others and (root / f"output/for-agencies/{agency}/index.html").is_file()
    feed = etree.parse(root / "output/feeds/changes.atom.xml")
    assert feed.findtext("{*}entry/{*}title").endswith(f"撤下 {2 + len(others)} 份")
    assert (changes / "changes.csv").read_bytes() == log.read_bytes()
    gone.write_bytes(kept)
    before, noted = tree(root / "output"), log.read_bytes()
    listed = (data.root / "addresses.csv").read_text(encoding="utf-8")
    (data.root / "addresses.csv").write_text(f"{listed}old/guide/,\r\n", encoding="utf-8")
    capsys.readouterr()
    assert publish(monkeypatch, root) != 0
    params = {"count": "1", "shown": "old/guide/"}
    assert message("site.lost_addresses", params) in capsys.readouterr().err
    assert tree(root / "output") == before
    assert log.read_bytes() == noted
    shutil.copytree(root / "data", root / "other" / "data")
    assert publish(monkeypatch, root, "--force") == 0
    assert "old/guide/" in load_addresses(data.root)
    (root / "other/data/redirects.csv").write_text("from,to\nold/guide/,guide/\n")
    assert publish(monkeypatch, root / "other") == 0


def test_a_record_that_is_as_it_was_is_not_decoded_again(data, tmp_path, monkeypatch):
    """What is kept of digests saves work and decides nothing: damaged, it is made anew."""
    kept = tmp_path / "changed"
    outcomes = load_report_views(data, jobs=1).outcomes
    note_changes(data, outcomes, date(2024, 3, 1), kept)
    decoded: list[str] = []
    decode = record_json.decode
    monkeypatch.setattr(record_json, "decode", lambda text: decoded.append("") or decode(text))
    assert note_changes(data, outcomes, date(2024, 3, 2), kept) == []
    assert decoded == []
    path = data.paths("annual_report")[0]
    key = change_a_figure(data, path)
    decoded.clear()
    (one,) = note_changes(data, outcomes, date(2024, 3, 3), kept)
    assert (one.change, one.agency, one.year, len(decoded)) == ("corrected", *key, 1)
    kept.write_bytes(kept.read_bytes()[:-1])
    assert note_changes(data, outcomes, date(2024, 3, 4), kept) == []
    assert len(decoded) > 1
