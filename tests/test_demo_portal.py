"""`make demo`: made-up data and a site in a folder of their own; the README's pictures of it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from PIL import Image

from generator.site_settings import MADE_UP
from tests.browser.pictures import MOST, PICTURES, SHOTS

HOME = Path(__file__).parents[1]


def made(*words: str) -> str:
    """What make would run."""
    command = ["make", "--dry-run", *words]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True)
    return done.stdout.replace("\\\n", " ")


def test_make_demo_builds_apart_from_the_projects_own_folders(tmp_path):
    (line,) = [
        line for line in made("demo", "AGENCIES=3", "YEARS=2").splitlines() if "tools.demo" in line
    ]
    words = shlex.split(line.partition("tools.demo")[2])
    words[words.index("--folder") + 1] = str(tmp_path)
    command = [sys.executable, "-m", "tools.demo", *words, "--no-serve"]
    for _ in range(2):  # the second run finds the data as they were
        subprocess.run(command, cwd=HOME, capture_output=True, check=True)
    (folder,) = tmp_path.iterdir()
    assert (folder / "data" / MADE_UP).is_file()
    agencies = (folder / "data" / "agencies.csv").read_text(encoding="utf-8").splitlines()
    assert len(agencies) == 1 + 3
    pages = list((folder / "site").rglob("*.html"))
    assert len(pages) > 20
    assert all('class="made-up"' in page.read_text(encoding="utf-8") for page in pages)


def test_the_size_is_a_variable_and_the_usual_one_is_large():
    line = next(line for line in made("demo").splitlines() if "tools.demo" in line)
    assert '--agencies "300" --years "10"' in line


def test_the_readme_shows_small_pictures():
    shown = re.findall(r"!\[[^\]]+\]\(docs/pictures/(\w+)\.png\)", (HOME / "README.md").read_text())
    assert sorted(shown) == sorted(SHOTS)
    told = "".join(path.read_text() for path in (HOME / "docs").rglob("*.md"))
    others = {path.name for path in PICTURES.iterdir()} - {f"{name}.png" for name in SHOTS}
    assert [name for name in others if f"pictures/{name}" not in told] == []
    for path in PICTURES.iterdir():
        assert path.stat().st_size <= MOST
        assert Image.open(path).size[0] >= 700
