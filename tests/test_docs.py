"""The docs are true: what they name exists, and what exists is in docs/reference.md."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from generator.checks.catalogue import all_checks
from generator.cli import BESIDE, COMMANDS, program
from generator.readers.formats import kinds
from generator.site_settings import SiteSettings

HOME = Path(__file__).resolve().parent.parent
DOCS = (*sorted((HOME / "docs").glob("*.md")), HOME / "README.md")
CODE = re.compile(r"`([^`\n]+)`")
ROOMS = ("generator", "made_up", "tests", "tools", "benchmarks", "docs", "theme")
PATH = re.compile(rf"(?:{'|'.join(ROOMS)})/[\w./*-]+")
FILE = re.compile(r"\w+\.(?:py|toml)")
NAME = re.compile(r"((?:[A-Za-z_]\w*(?=\(\)$))|(?:[A-Z][a-z]+(?:[A-Z][a-z]+)+))(?:\(\))?")
# What the docs name that no room holds: settings of whoever runs the site, and of Pelican.
OF_A_USER = {"site.toml", "pyproject.toml", "pelicanconf.py"}
REFERENCE = (HOME / "docs" / "reference.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[\w-]+", " ".join(CODE.findall(REFERENCE.replace("\\|", "|")))))


def defined(path: Path) -> set[str]:
    """Names of functions, classes, members and constants of a module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_path_in_the_docs_exists(page):
    named = {path for code in CODE.findall(page.read_text("utf-8")) for path in PATH.findall(code)}
    missing = [path for path in named if not list(HOME.glob(path.rstrip("/.")))]
    assert missing == []


def test_every_name_in_the_picture_of_the_code_exists():
    """`module.py:name` in docs/architecture.md; a bare `name()` is defined in some module."""
    text = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8")
    placed = re.findall(r"`(generator/[\w/]+\.py):(\w+)`", text)
    assert len(placed) > 20
    assert [(at, name) for at, name in placed if name not in defined(HOME / at)] == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_module_and_name_in_the_docs_exists(page, known):
    """A bare `module.py` or `facts.toml`, a bare `function()`, a `ClassName`."""
    codes = CODE.findall(page.read_text(encoding="utf-8"))
    modules, names = known
    files = {found[0] for code in codes if (found := FILE.fullmatch(code))} - OF_A_USER
    assert files - modules == set()
    bare = {found[1] for code in codes if (found := NAME.fullmatch(code))}
    assert bare - names == set()


@pytest.fixture(scope="module")
def known() -> tuple[set[str], set[str]]:
    """File names, and the names that modules define."""
    rooms = ("generator", "made_up", "benchmarks", "tools")
    files = [path for room in rooms for path in (HOME / room).rglob("*.*")]
    files += (HOME / "tests").glob("*/*.py")
    code = [path for path in files if path.suffix == ".py"]
    return {path.name for path in files}, set().union(*map(defined, code))


def test_modules_named_short_stand_in_their_room():
    """The sections of rooms: a heading with the room's path, then its modules by file name."""
    text = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8")
    sections = re.findall(r"^### `(generator/[\w/]*)`[^\n]*\n(.*?)(?=^##)", text, re.M | re.S)
    assert len(sections) > 10
    for room, words in sections:
        for name in re.findall(r"`((?:\w+/)*\w+\.(?:py|toml))`", words):
            if not name.startswith(ROOMS):
                assert (HOME / room / name).exists(), f"{room}{name}"
        named = {part for code in CODE.findall(words) for part in re.findall(r"\w+(?=/|\.)", code)}
        inside = {path.name for path in (HOME / room).iterdir() if (path / "__init__.py").exists()}
        assert inside - named == set(), f"{room}: rooms not named"


@pytest.mark.parametrize("name", (*COMMANDS, *BESIDE))
def test_commands_and_options_are_in_the_reference(name):
    row = next(line for line in REFERENCE.split("\n") if line.startswith(f"| `{name}` |"))
    command = program.get_command(click.Context(program), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            missing = [
                option
                for option in (*parameter.opts, *parameter.secondary_opts)
                if not re.search(rf"`{option}[` ]", row)
            ]
            assert missing == []
            choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
            if parameter.name in ("format", "prefer"):
                assert set(choices) <= set(re.findall(r"\w+", row))


def test_settings_are_in_the_reference():
    assert {setting.name for setting in fields(SiteSettings)} - WORDS == set()


def test_formats_are_in_the_reference():
    assert kinds() - WORDS == set()


def test_checks_are_in_the_reference_with_their_weight():
    for name, entry in all_checks().items():
        assert f"| `{name}` | {entry.severity} |" in REFERENCE


def test_tests_that_the_docs_name_exist():
    text = (HOME / "docs" / "testing.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", text))
    rows = [line for line in text.split("\n") if " → " in line or "| headings may" in line]
    assert len(named) >= 20
    assert all("`test_" in row for row in rows)
    files = (path for path in (HOME / "tests").glob("**/test_*.py") if "node" not in path.parts)
    there = {
        found
        for path in files
        for found in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.M)
    }
    assert named - there == set()


def test_commands_are_in_the_readme():
    text = (HOME / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*COMMANDS, *BESIDE) if f"`gongkai {name}" not in text] == []
