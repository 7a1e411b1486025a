"""The further files of a site stand from build to build until they say something else."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from generator.extras import Extras
from generator.records import replace
from generator.site.build import build
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up.data import write_data
from tests.site.conftest import folders
from tests.site.pages import tree

OLD = 946_684_800  # a day long before any test: a file written again bears another


def aged(folder):
    """Makes every file old; the stamp of each."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (OLD, OLD))
    return stamps(folder)


def stamps(folder):
    found = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {path: (one.st_ino, one.st_mtime) for path, one in found.items()}


def test_what_is_the_same_is_not_touched_and_what_nobody_asks_for_goes(tmp_path):
    extras = Extras(tmp_path)
    for address in ("a.js", "b/c.js", "b/d.js", "gone/x.js"):
        extras.write(address, address.encode())
    before = aged(tmp_path)
    again = Extras(tmp_path)
    again.write("a.js", b"a.js")
    again.write("b/c.js", b"other")
    again.remove_others()
    assert tree(tmp_path) == {"a.js": b"a.js", "b/c.js": b"other"}
    assert {path.name for path in tmp_path.iterdir()} == {"a.js", "b"}
    now = stamps(tmp_path)
    assert [path.name for path in now if now[path] == before[path]] == ["a.js"]


def test_a_link_that_leads_to_its_source_stays(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    kept.write_bytes(b"1")
    extras = Extras(tmp_path / "extras")
    extras.link("data/one", kept)
    with monkeypatch.context() as removed:
        removed.delattr(Path, "unlink")
        extras.link("data/one", kept)
    other = tmp_path / "other"
    other.write_bytes(b"2")
    extras.link("data/one", other)
    assert tree(tmp_path / "extras") == {"data/one": b"2"}
    assert kept.read_bytes() == b"1"


def test_one_changed_figure_leaves_the_data_of_other_years_alone(tmp_path):
    paths = folders(tmp_path)
    write_data(paths.data, 3, (2020, 2022), seed=4)
    build(paths, SiteSettings(), jobs=1)
    extras = paths.work / "extras"
    (extras / "static" / "stray.js").write_bytes(b"stray")
    before = aged(extras)
    data = DataFolder(paths.data)
    record = next(one for one in data.reports() if one.year == 2022 and one.figures)
    name = next(name for name, one in record.figures.items() if one.state == "number")
    figure = replace(record.figures[name], value=987_654, raw="987654")
    path = data.path(record.kind, record.agency, 2022)
    data.write(replace(record, figures={**record.figures, name: figure}), path)
    build(paths, SiteSettings(), jobs=1)
    now = stamps(extras)
    written = {str(path.relative_to(extras)) for path in now if now[path] != before.get(path)}
    assert [one for one in written if re.search(r"(?<!form)-(2020|2021)\b", one)] == []
    assert any(one.startswith("data/reports-2022-") for one in written)
    assert len(written) < len(now) / 2
    first = tree(extras)
    shutil.rmtree(paths.work)
    build(paths, SiteSettings(), jobs=1)
    assert tree(extras) == first
