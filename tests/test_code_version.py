"""What another version of the program made is made again; no list of libraries is kept."""

from __future__ import annotations

from importlib import metadata

import pytest

from generator import code_version as versions
from generator.forms.source import FOLDERS
from generator.ingest import journal
from generator.site import fingerprint
from tests.test_architecture import MODULES, PACKAGE, imported_rooms, room_of

FILES = ("parsing/a.py", "readers/deep/b.xcu", "forms/c.toml", "records.py", "departments.toml")
ROOMS = ("forms", "parsing", "readers")


@pytest.fixture
def package(tmp_path):
    for name in (*FILES, "pages/d.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


@pytest.fixture(autouse=True)
def _forgotten():
    yield
    versions.code_version.cache_clear()
    versions._releases.cache_clear()


def version(package):
    versions.code_version.cache_clear()
    versions._releases.cache_clear()
    return versions.code_version(ROOMS, package)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_of_the_rooms_is_noticed(package, name):
    before = version(package)
    (package / name).write_text("2")
    assert version(package) != before
    (package / name).write_text("1")
    assert version(package) == before


def test_a_form_in_somebodys_own_folder_is_noticed(package, tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("forms")
    monkeypatch.setenv(FOLDERS, str(folder))
    (folder / "form-2026.toml").write_text("1")
    before = version(package)
    (folder / "form-2026.toml").write_text("2")
    assert version(package) != before


def test_a_file_of_another_room_changes_nothing(package):
    before = version(package)
    (package / "pages/d.py").write_text("2")
    assert version(package) == before


@pytest.mark.parametrize("name", ["rapidfuzz", "OpenCC", "msgspec", "lxml", "vl-convert-python"])
def test_an_upgrade_of_any_library_is_noticed(package, monkeypatch, name):
    """The lists by hand forgot rapidfuzz, OpenCC and msgspec; soupsieve is a library's library."""
    before = version(package)
    installed = metadata.distribution

    def upgraded(wanted):
        found = installed(wanted)
        if wanted == name.lower():
            monkeypatch.setattr(type(found), "version", "999", raising=False)
        return found

    monkeypatch.setattr(versions.metadata, "distribution", upgraded)
    assert version(package) != before


@pytest.mark.parametrize("rooms", [journal.ROOMS, fingerprint.ROOMS])
def test_no_room_that_the_rooms_import_is_forgotten(rooms):
    """A room that decides what is read, or how a page looks, is one of them."""
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    needed = {
        other for path in MODULES if room_of(path) in rooms for other in imported_rooms(path)
    } & folders
    assert needed - {"messages"} <= set(rooms)
