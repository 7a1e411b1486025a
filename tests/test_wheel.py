"""A wheel works where there is no checkout: install, build, copy out, change, build again."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from generator.site.build import build
from generator.site.paths import Paths
from generator.site.publishing import marker
from generator.site_settings import SiteSettings
from made_up.data import write_data
from tests import running
from tests.site.pages import tree

HOME = Path(__file__).parents[1]


def run(*command: object, cwd: Path) -> str:
    return running.run(*command, cwd=cwd, SITE_URL="", PYTHONPATH="")


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """An environment of its own with the wheel; the libraries are those of this environment.

    Only the wheel can provide the program: a `.pth` file shows the folder of the libraries,
    and what is installed there as editable is not followed from another environment.
    """
    root = tmp_path_factory.mktemp("wheel")
    source = root / "source"
    tracked = run("git", "ls-files", "-co", "--exclude-standard", cwd=HOME).splitlines()
    wanted = ("generator/", "made_up/", "theme/", "content/pages/", "tools/", "pyproject.toml", "pelicanconf.py",
              "MANIFEST.in", "README.md", "LICENSE", "NOTICE")  # fmt: skip
    for name in tracked:
        if name.startswith(wanted) and (HOME / name).exists():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((HOME / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", root, ".", cwd=source)
    venv.create(root / "venv", symlinks=True)
    mine = root / "venv" / "bin" / "python"
    (wheel,) = root.glob("*.whl")
    run(*pip, "--python", mine, "install", "-q", "--no-deps", "--no-index", wheel, cwd=root)
    libraries = sysconfig.get_path("purelib", vars={"base": root / "venv"})
    (Path(libraries) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return mine


@pytest.mark.slow
def test_a_wheel_builds_in_an_empty_folder(python, tmp_path):
    write_data(tmp_path / "data", 3, (2022, 2023), seed=5)
    here = tmp_path / "here"
    here.mkdir()
    (here / "data").symlink_to(tmp_path / "data")
    where = run(python, "-c", "import generator; print(generator.__file__)", cwd=here)
    assert str(python.parents[1]) in where
    gongkai = python.with_name("gongkai")
    assert "demo" not in run(gongkai, "--help", cwd=here), "made-up corpora are no part of it"
    run(gongkai, "build", "--jobs", "1", cwd=here)
    built = tree(here / "output")
    paths = Paths(tmp_path / "data", tmp_path / "content", tmp_path / "output", tmp_path / "work")
    build(paths, SiteSettings(languages=("zh", "en")), jobs=1)
    assert built == tree(paths.output)

    assert "theme" in run(gongkai, "init", cwd=here)
    base = here / "theme" / "templates" / "base.html"
    base.write_text(base.read_text().replace("<main ", "<main data-mine "))
    run(gongkai, "build", "--jobs", "1", cwd=here)
    changed = tree(here / "output")
    assert b"<main data-mine " in changed["index.html"]
    del changed[marker.NAME]
    run(python, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "other", cwd=here)
    assert tree(here / "other") == changed


@pytest.mark.slow
def test_init_overwrites_nothing(python, tmp_path):
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'mine'")
    done = subprocess.run(
        [python.with_name("gongkai"), "init"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "pelicanconf.py" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["pelicanconf.py"]
