"""The floors of docs/architecture.md: imports point down, and the wings do not meet."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
PACKAGE = HOME / "generator"
MADE_UP = HOME / "made_up"

FLOORS = {
    "cli": 6,
    "__main__": 6,
    "ingest": 5,
    "site": 5,
    "plugins": 5,
    "pages": 4,
    "opendata": 4,
    "frames": 3,
    "dialect": 1,
    "case_file": 2,
    "checks": 2,
    "corrections": 2,
    "privacy": 2,
    "store": 2,
    "sealed": 2,
    "stamps": 2,
    "kept": 2,
    "extras": 2,
    "versions": 2,
    "first_seen": 2,
    "change_log": 2,
    "readers": 1,
    "parsing": 1,
    "forms": 0,
    "records": 0,
    "record_json": 0,
    "agencies": 0,
    "agency_names": 0,
    "departments": 0,
    "cluster": 0,
    "code_version": 0,
    "errors": 0,
    "processes": 0,
    "hand_csv": 0,
    "hand_dates": 0,
    "hand_text": 0,
    "hidden": 0,
    "numerals": 0,
    "printed": 0,
    "site_settings": 0,
    "record_rules": 0,
    "spreadsheet": 0,
    "theme_tokens": 0,
    "toml_file": 0,
    "messages": 0,
    "__init__": 0,
}
WAY_IN = {"ingest", "parsing", "readers"}
WAY_OUT = {"site", "pages", "opendata", "frames", "dialect", "case_file", "checks", "corrections"}


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported_rooms(path: Path) -> set[str]:
    """Rooms of the package that a module imports, also inside functions."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = (
                [f"generator.{alias.name}" for alias in node.names]
                if node.module == "generator"
                else [node.module]
            )
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "made_up":
                rooms.add("made_up")
            if parts[0] == "generator" and len(parts) > 1 and parts[1] in FLOORS:
                rooms.add(parts[1])
    return rooms


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path):
    room = room_of(path)
    assert room in FLOORS, f"{room} has no floor; give it one in docs/architecture.md and here"
    rooms = imported_rooms(path)
    assert "made_up" not in rooms, "the program stands without the made-up corpora"
    above = {other for other in rooms if FLOORS[other] > FLOORS[room]}
    assert not above, f"{path.name} imports from a higher floor: {above}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_wings_do_not_meet(path):
    room = room_of(path)
    others = WAY_OUT if room in WAY_IN else WAY_IN if room in WAY_OUT else set()
    assert not imported_rooms(path) & others


@pytest.mark.parametrize("path", sorted(MADE_UP.rglob("*.py")), ids=lambda path: path.name)
def test_made_up_corpora_use_what_a_checkout_has_below_the_site(path):
    above = {other for other in imported_rooms(path) - {"made_up"} if FLOORS[other] > 2}
    assert not above


@pytest.mark.parametrize("path", [*MODULES, *MADE_UP.rglob("*.py")], ids=lambda path: path.name)
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_no_room_is_in_a_circle():
    below: dict[str, set[str]] = {}
    for path in MODULES:
        rooms = imported_rooms(path) - {room_of(path)}
        below.setdefault(room_of(path), set()).update(rooms)
    while below:
        done = {room for room, rooms in below.items() if not rooms & set(below)}
        assert done, f"these rooms import each other: {sorted(below)}"
        below = {room: rooms for room, rooms in below.items() if room not in done}


def test_one_store_seals_what_is_kept():
    """One other that seals has a layout of its own: the manifest."""
    sealing = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if "seal(" in path.read_text(encoding="utf-8")
    }
    own = {"site/publishing/manifest.py"}
    assert sealing == {"sealed.py", "kept.py", *own}
