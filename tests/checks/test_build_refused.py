"""Bad corrections, answers and rows stop a build: the published site stays as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.cli import main
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings

from .factory import BUREAU, record, write_folder
from .test_corrections_and_reviews import ANSWER, FIELD, REVIEW_HEAD, entry

REGISTER_HEAD = "agency,year,status,date,note\n"
CORRECTION = "corrections/a.toml"

# What somebody may get wrong: the file, its text, the line that the message names.
BAD = {
    "unknown agency": (CORRECTION, entry(agency='"640500-nobody"'), 2),
    "unknown year": (CORRECTION, entry(year="1999"), 3),
    "unknown figure": (CORRECTION, entry(figure='"requests.nobody"'), 4),
    "bad date": (CORRECTION, entry(when='"2024-13-01"'), 10),
    "two for one cell": (CORRECTION, entry() + entry(value="4"), 15),
    "good one, bad one": (CORRECTION, entry() + entry(figure='"review.total"', value="-1"), 16),
    "no TOML": (CORRECTION, entry() + "[[correction\n", 12),
    "answer to nobody": ("reviews.csv", REVIEW_HEAD + ANSWER.replace("640500", "640501"), 2),
    "answer to no year": ("reviews.csv", REVIEW_HEAD + ANSWER.replace("2023", "1999"), 2),
    "answer to no figure": ("reviews.csv", REVIEW_HEAD + ANSWER.replace("total", "nobody"), 2),
    "answer on no day": ("reviews.csv", REVIEW_HEAD + ANSWER.replace("2024-02-01", "20240201"), 2),
    "two answers": ("reviews.csv", REVIEW_HEAD + ANSWER + ANSWER, 3),
    "row for nobody": ("register.csv", REGISTER_HEAD + "nobody,2020,missing,2024-05-01,\n", 2),
    "row on no day": ("register.csv", REGISTER_HEAD + f"{BUREAU.id},2020,missing,soon,\n", 2),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A published site of two reports."""
    root = tmp_path_factory.mktemp("site")
    write_folder(root / "data", [record(figures={FIELD: 8}), record(year=2022)])
    build(Paths(root / "data", root / "content", root / "output", root / "work"), SiteSettings())
    return root


def contents(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in (root / "output", root / "content")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("what", BAD)
def test_nothing_is_published_half_corrected(site, what, monkeypatch, capsys):
    name, text, line = BAD[what]
    before = contents(site)
    path = site / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    options = [f"--{kind}={site / kind}" for kind in ("data", "output", "content", "work")]
    monkeypatch.setattr("sys.argv", ["gongkai", "build", *options])
    try:
        with pytest.raises(SystemExit) as stopped:
            main()
    finally:
        path.unlink()
    assert stopped.value.code == 1
    messages = [text for text in capsys.readouterr().err.splitlines() if "data/" in text]
    assert len(messages) == 1
    assert messages[0].startswith(f"{path}:{line}: ")
    assert contents(site) == before
