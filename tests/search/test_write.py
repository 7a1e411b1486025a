"""The index between builds: the same text gives the same bytes and writes nothing anew."""

from __future__ import annotations

import pytest

from generator.agencies import Agency, Registry
from generator.errors import GongkaiError
from generator.pages.search.write import SearchIndex
from generator.records import Record, Section, Source
from generator.site.outfolder import OutFolder
from generator.site.search_index import publish_index

AGENCY = Agency(id="640105-a", name="某局", region="640105", level="county", kind="department")


def record(year, text):
    source = Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain")
    part = Section(key="overview", heading="一、总体情况", text=text)
    return Record(
        kind="annual_report", agency=AGENCY.id, year=year, source=source, sections=(part,)
    )


def write(folder, texts):
    index = SearchIndex(folder, Registry([AGENCY], []))
    index.add(record(year, text) for year, text in texts.items())
    index.write()
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


TEXTS = {2022: "城乡低保按月发放。", 2023: "水务局公开水价。"}


def bytes_of(files):
    return {name: content for name, (content, _) in files.items()}


def test_the_same_text_gives_the_same_bytes_in_any_order(tmp_path):
    other = dict(reversed(TEXTS.items()))
    assert bytes_of(write(tmp_path / "a", TEXTS)) == bytes_of(write(tmp_path / "b", other))


def test_nothing_is_written_when_no_text_changed(tmp_path):
    assert write(tmp_path, TEXTS) == write(tmp_path, TEXTS)


def test_a_changed_report_writes_its_own_slice_and_the_table(tmp_path):
    before = write(tmp_path, TEXTS)
    after = write(tmp_path, {**TEXTS, 2023: "水务局公开水质。"})
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed
    assert all(name.startswith(("slices/2023/", "top/")) for name in changed)
    assert bytes_of(after) == bytes_of(
        write(tmp_path / "fresh", {**TEXTS, 2023: "水务局公开水质。"})
    )


def test_what_is_withdrawn_is_gone(tmp_path):
    write(tmp_path, TEXTS)
    after = write(tmp_path, {2023: TEXTS[2023]})
    assert not [name for name in after if name.startswith("slices/2022/")]
    assert not [name for name, (content, _) in after.items() if "低保".encode() in content]


def test_a_damaged_file_is_made_again(tmp_path):
    before = write(tmp_path, TEXTS)
    name = next(name for name in before if name.startswith("slices/2022/") and "/w" in name)
    (tmp_path / name).write_bytes(b"")
    assert bytes_of(write(tmp_path, TEXTS)) == bytes_of(before)


def test_an_index_that_is_not_whole_is_not_published(tmp_path):
    write(tmp_path / "work", TEXTS)
    (tmp_path / "work" / "slices" / "2022" / "key").unlink()
    with pytest.raises(GongkaiError) as caught:
        publish_index(tmp_path / "work", OutFolder(tmp_path / "site", tmp_path / "old", {}))
    assert caught.value.code == "site.search_damaged"
