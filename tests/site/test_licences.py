"""Every library whose code reaches the browser is named with its licence's full text."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.site.files.licences import libraries, notice

HOME = Path(__file__).resolve().parents[2]
# What each licence demands to be told, word for word.
WORDS = {
    "BSD-3-Clause": ("Redistributions in binary form must reproduce the above copyright", "AS IS"),
    "ISC": ("Permission to use, copy, modify, and/or distribute this software", "AS IS"),
    "MIT": ("The above copyright notice and this permission notice", "AS IS"),
    "0BSD": ("Permission to use, copy, modify, and/or distribute this software", "AS IS"),
    "Unlicense": (
        "This is free and unencumbered software released into the public domain",
        "AS IS",
    ),
}


def close(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("library", libraries(), ids=lambda one: one.names[0])
def test_the_text_is_whole_and_names_its_owner(library):
    text = close(library.text)
    spared = library.licence == "ISC" and "and/or" not in text
    for words in WORDS[library.licence]:
        assert words in text or (spared and "Permission to use, copy, modify" in text), words
    assert "Copyright" in text or library.licence == "Unlicense"


def test_every_known_library_is_named():
    named = {name for one in libraries() for name in one.names}
    assert named >= {"vega", "vega-lite", "vega-embed", "d3-array", "topojson-client"}
    assert named >= {"vl-convert-python", "delaunator", "semver", "fast-json-patch", "tslib"}


def test_the_parts_were_looked_up_for_the_installed_versions():
    file = HOME / "generator" / "site" / "files" / "licences.toml"
    for name, looked_up in tomllib.loads(file.read_text("utf-8"))["looked_up"].items():
        assert version(name) == looked_up, f"look up what {name} packs, then mend {file.name}"


def test_the_sources_carry_the_same_notice():
    assert (HOME / "NOTICE").read_text("utf-8") == notice()


def test_the_site_carries_it_and_the_about_page_leads_there(plain):
    assert (plain.output / "licences.txt").read_text("utf-8") == notice()
    about = (plain.output / "about" / "index.html").read_text("utf-8")
    assert 'href="../licences.txt"' in about
    for name in ("Vega", "Vega-Lite", "Vega-Embed", "D3", "BSD-3-Clause", "MIT"):
        assert name in about


def test_no_other_code_reaches_the_browser(plain):
    """Scripts are ours or the charts'; another folder needs a licence here."""
    scripts = {path.relative_to(plain.output).parts[0] for path in plain.output.rglob("*.js")} | {
        path.relative_to(plain.output).parts[0] for path in plain.output.rglob("*.wasm")
    }
    assert scripts <= {"theme", "static"}
