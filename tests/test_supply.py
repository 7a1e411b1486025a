"""What is installed has a hash; what the program is made of can be listed and looked up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
MAKEFILE = (HOME / "Makefile").read_text(encoding="utf-8")
LOCK = (HOME / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", LOCK, re.MULTILINE))


def recipe(target: str) -> list[str]:
    return re.search(rf"^{re.escape(target)}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)[
        1
    ].splitlines()


@pytest.mark.parametrize("target", ["$(VENV)/.ready", "$(VENV)/.ready-test"])
def test_nothing_without_a_hash_is_installed(target):
    installs = [line for line in recipe(target) if "pip install" in line]
    assert installs
    for line in installs:
        is_locked = "--require-hashes" in line
        assert is_locked or ("--no-build-isolation" in line and "--no-deps" in line), line


def test_the_build_tool_is_locked():
    """Without build isolation pip takes what the lock file has put there."""
    assert "setuptools" in LOCKED
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (HOME / name).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[a-z0-9])", text)
        assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_the_list_of_parts_is_whole_and_valid(tmp_path):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    command = next(line for line in recipe("sbom") if "cyclonedx-py" in line)
    target = tmp_path / "sbom.cdx.json"
    words = command.strip().replace("build/sbom.cdx.json", str(target)).split()[1:]
    program = Path(sys.executable).parent / "cyclonedx-py"
    subprocess.run([program, *words], cwd=HOME, check=True, capture_output=True, timeout=120)
    text = target.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    parts = json.loads(text)["components"]
    assert {part["name"]: part["version"] for part in parts} == LOCKED
    assert all(part["externalReferences"][0]["hashes"] for part in parts)


def test_the_look_up_takes_the_lock_and_passes_nothing_over():
    (command,) = recipe("vulnerabilities")
    assert {"--strict", "--require-hashes", "requirements.lock"} <= set(command.split())
    assert (Path(sys.executable).parent / "pip-audit").exists()


DEMANDING = {"pelican": "AGPL", "unidecode": "GPL", "python-stdnum": "LGPL"}


@pytest.mark.parametrize(("name", "licence"), DEMANDING.items())
def test_what_the_dependencies_demand_is_said(name, licence):
    said = (HOME / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"{name}.*{licence}", said, re.IGNORECASE)


def test_no_other_dependency_has_a_demanding_licence():
    found = set()
    for name in LOCKED:
        try:
            metadata = distribution(name).metadata
        except ImportError:
            continue  # for another Python or system
        told = [metadata.get("License-Expression"), *(metadata.get_all("Classifier") or [])]
        told += [(metadata.get("License") or "")[:60]]
        if any(word and re.search(r"GPL|Affero|General Public|MPL|SSPL", word) for word in told):
            found.add(name)
    assert found == {*DEMANDING, "docutils"}
