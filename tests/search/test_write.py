"""The index between builds: the same text gives the same bytes and writes nothing anew."""

from __future__ import annotations

import os

import pytest

from generator.agencies import Agency, Registry
from generator.errors import GongkaiError
from generator.pages.search.write import SearchIndex
from generator.records import Record, Section, Source
from generator.site.files.search_index import publish_index
from generator.site.publishing.outfolder import OutFolder

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
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


TEXTS = {2022: "城乡低保按月发放。", 2023: "水务局公开水价。"}


def bytes_of(files):
    """What is published; a head says besides when its pack was written."""
    return {name: content for name, (content, _) in files.items() if name.endswith(".pack")}


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
    assert all(name.startswith(("2023.", "top.")) for name in changed)
    assert bytes_of(after) == bytes_of(
        write(tmp_path / "fresh", {**TEXTS, 2023: "水务局公开水质。"})
    )


def test_what_is_withdrawn_is_gone(tmp_path):
    write(tmp_path, TEXTS)
    after = write(tmp_path, {2023: TEXTS[2023]})
    assert sorted(after) == ["2023.head", "2023.pack", "top.head", "top.pack"]
    assert not [name for name, content in bytes_of(after).items() if "低保".encode() in content]


def test_what_an_older_version_kept_is_removed(tmp_path):
    (tmp_path / "slices" / "2022").mkdir(parents=True)
    (tmp_path / "slices" / "2022" / "key").write_text("old")
    assert "slices" not in write(tmp_path, TEXTS)


@pytest.mark.parametrize("damage", [b"", None, b"x"])
@pytest.mark.parametrize("ending", ["head", "pack"])
def test_a_damaged_file_is_made_again(tmp_path, ending, damage):
    before = write(tmp_path, TEXTS)
    path = tmp_path / f"2022.{ending}"
    if damage is None:
        path.unlink()
    else:  # cut short, or of the same length with another last sign
        path.write_bytes(damage and path.read_bytes()[:-1] + damage)
    assert bytes_of(write(tmp_path, TEXTS)) == bytes_of(before)


def test_a_copied_folder_is_taken_for_what_it_is(tmp_path):
    """Other times on the same bytes, as a cache of files gives them back."""
    before = write(tmp_path, TEXTS)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    assert bytes_of(write(tmp_path, TEXTS)) == bytes_of(before)
    assert all(path.stat().st_mtime == 1 for path in tmp_path.iterdir())


def publish(folder, out):
    publish_index(folder / "work", OutFolder(folder / out, folder / "old", {}))
    found = (path for path in (folder / out).rglob("*") if path.is_file())
    return {path.relative_to(folder / out).as_posix(): path.read_bytes() for path in found}


def test_every_file_of_a_bundle_is_published(tmp_path):
    write(tmp_path / "work", TEXTS)
    found = publish(tmp_path, "site")
    assert "static/apps/search/head.js" in found
    for address, content in found.items():
        key = address.removeprefix("static/apps/").removesuffix(".js")
        assert content.startswith(f'gongkai.put("{key}",'.encode())
        assert content.endswith(b");\n")
    assert b"".join(found[name] for name in sorted(found)).count("低保".encode()) >= 1


@pytest.mark.parametrize("ending", ["head", "pack"])
def test_an_index_that_is_not_whole_is_not_published(tmp_path, ending):
    write(tmp_path / "work", TEXTS)
    (tmp_path / "work" / f"2022.{ending}").unlink()
    with pytest.raises(GongkaiError) as caught:
        publish(tmp_path, "site")
    assert caught.value.code == "site.search_damaged"


def test_damage_that_only_the_hash_shows_is_said_and_mended_by_the_next_run(tmp_path):
    before = write(tmp_path / "work", TEXTS)
    path = tmp_path / "work" / "2022.pack"
    times = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace("低保".encode(), "高保".encode()))
    os.utime(path, ns=(times, times))
    with pytest.raises(GongkaiError) as caught:
        publish(tmp_path, "site")
    assert caught.value.code == "site.search_damaged"
    assert bytes_of(write(tmp_path / "work", TEXTS)) == bytes_of(before)
