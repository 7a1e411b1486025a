"""What a publication notes: changes of the reports, and the addresses that it gave out."""

from __future__ import annotations

import importlib.util
import json
import shutil
from datetime import date
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from generator.change_log import load_changes, note_changes
from generator.errors import BadDataError, GongkaiError
from generator.messages import message
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


def change_a_figure(data, path):
    record = data.read(path)
    name, figure = next((k, f) for k, f in record.figures.items() if f.state == "number")
    other = msgspec.structs.replace(figure, value=figure.value + 1, raw=str(figure.value + 1))
    data.write(replace(record, figures=record.figures | {name: other}), path)
    return record.agency, record.year


def test_each_change_is_noted_once(data):
    days = [date(2024, 3, day) for day in range(1, 8)]
    paths = data.paths("annual_report")
    first = note_changes(data, days[0])
    assert told(first) == [
        ("2024-03-01", "added", path.parent.name, int(path.stem)) for path in paths
    ]
    assert note_changes(data, days[1]) == []
    key = change_a_figure(data, paths[0])
    assert told(note_changes(data, days[2])) == [("2024-03-03", "corrected", *key)]
    content = paths[1].read_bytes()
    paths[1].unlink()
    other = (paths[1].parent.name, int(paths[1].stem))
    assert told(note_changes(data, days[3])) == [("2024-03-04", "withdrawn", *other)]
    assert note_changes(data, days[4]) == []
    paths[1].write_bytes(content)
    assert told(note_changes(data, days[5])) == [("2024-03-06", "added", *other)]
    assert len(load_changes(data.root)) == len(paths) + 3
    assert note_changes(data, days[6]) == []


@pytest.mark.parametrize(
    "row",
    [
        "2024-3-1,added,a,2021,{0}",
        "2024-03-01,new,a,2021,{0}",
        "2024-03-01,added,../a,2021,{0}",
        "2024-03-01,added,a,x,{0}",
        "2024-03-01,added,a,2021,",
    ],
)
def test_a_row_of_the_log_that_is_wrong_is_named(tmp_path, row):
    row = row.format("0" * 32)
    (tmp_path / "changes.csv").write_text(f"date,change,agency,year,digest\n{row}\n")
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
    module, log = load_publish(), data.root / "changes.csv"

    def stopped():
        assert log.exists(), "the build sees the new rows"
        raise end

    monkeypatch.setattr(module, "gongkai", stopped)
    monkeypatch.setattr("sys.argv", ["publish.py"])
    for before in (None, b"date,change,agency,year,digest\r\n"):
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
        note_changes(data, date(2024, 3, 1))


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


@pytest.mark.slow
def test_a_withdrawn_report_leaves_a_notice_and_no_address_is_lost(data, monkeypatch, capsys):
    """Three publications: the second without a report, the third without a page for all."""
    root, log = data.root.parent, data.root / "changes.csv"
    monkeypatch.setattr("generator.site.paths.WORKSPACE", root)
    assert publish(monkeypatch, root) == 0
    gone = data.paths("annual_report")[0]
    agency, year = gone.parent.name, gone.stem
    assert f"agencies/{agency}/{year}/" in load_addresses(data.root)
    kept = gone.read_bytes()
    gone.unlink()
    assert publish(monkeypatch, root) == 0
    page = (root / f"output/agencies/{agency}/{year}/index.html").read_text()
    assert "已撤下" in page
    assert 'name="robots" content="noindex' in page
    changes = root / "output/data/changes"
    assert f"agencies/{agency}/{year}/" in (changes / "index.html").read_text()
    assert 'changes/">数据变化' in (root / "output/data/index.html").read_text()
    newest = json.loads((changes / "changes.json").read_bytes())["changes"]
    assert [
        (one["agency"], str(one["year"])) for one in newest if one["change"] == "withdrawn"
    ] == [(agency, year)]
    feed = etree.parse(root / "output/feeds/changes.atom.xml")
    assert feed.findtext("{*}entry/{*}title").endswith("撤下 1 份")
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
