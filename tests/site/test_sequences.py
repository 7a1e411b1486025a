"""Whatever was built before, a build gives the bytes of a clean one, and does no more than needed.

Each build is a process of its own, as people run it: another form or theme must be seen there.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.case_file.report_view import load_report_views
from generator.change_log import note_changes
from generator.pages.charts import view_files
from generator.records import Period, replace
from generator.site_settings import THEME
from generator.store import DataFolder
from made_up.data import write_data
from tests.checks.test_kept import STEPS, change, records
from tests.running import run
from tests.site.pages import tree

HOME = Path(__file__).parents[2]
FORMS = Path(__file__).parents[1] / "forms" / "made_up"
BUILD = """
import json, sys
from pathlib import Path
from generator.pages import write
from generator.site import build as module
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from generator.store import DataFolder

asked, read = json.loads(sys.argv[1]), []
real = DataFolder.read
DataFolder.read = lambda self, path: (read.append(str(path)), real(self, path))[1]
root, data = Path(asked["root"]), Path(asked["data"])
paths = Paths(data, root / "content", root / "output", root / "work", theme=Path(asked["theme"]))
made = []
run_all = module.run_all
module.run_all = lambda jobs, *rest: (made.extend(f for j in jobs for f in j.files),
                                      run_all(jobs, *rest))[1]
settings = SiteSettings(
    name=asked["name"], url="https://example.org", languages=tuple(asked["languages"].split())
)
result = module.build(paths, settings, jobs=1, options=module.BuildOptions(force=True))
print(json.dumps({"read": len(read), "pages": len(made), "written": result.written}))
"""


class Maintained:
    """A data folder, a theme and settings, and the site that is built of them again and again."""

    def __init__(self, root: Path, data: Path, charts: Path) -> None:
        self.root, self.made, self.charts = root, data, charts
        self.data, self.theme = root / "data", root / "theme"
        shutil.copytree(data, self.data)
        shutil.copytree(THEME, self.theme)
        self.name, self.languages, self.forms, self.program = "测试", "zh", "", HOME

    def build(self, name: str) -> dict[str, int]:
        """Builds into a folder of its own; how much work it was."""
        root = self.root / name
        if not (root / "work" / "charts").exists():  # these take longer than all else
            shutil.copytree(self.charts, root / "work" / "charts")
        asked = {"root": root, "data": self.data, "theme": self.theme, "name": self.name}
        asked["languages"] = self.languages
        words = json.dumps({key: str(value) for key, value in asked.items()})
        variables = {"GONGKAI_FORMS": self.forms, "PYTHONPATH": str(self.program)}
        found = run(sys.executable, "-c", BUILD, words, cwd=self.root, **variables)
        return json.loads(found.splitlines()[-1])

    def clean(self) -> dict[str, bytes]:
        """What a first build gives."""
        shutil.rmtree(self.root / "clean", ignore_errors=True)
        self.build("clean")
        return tree(self.root / "clean" / "output")


@pytest.fixture(scope="module")
def charts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    view_files(folder)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("made") / "data"
    write_data(data, 8, (2019, 2022), seed=4)
    return data


def _review(site: Maintained, rng: random.Random) -> None:
    found = next(load_report_views(DataFolder(site.data), jobs=1).findings(), None)
    if found is not None:
        answer = rng.choice(("explained_by_agency", "our_reading_wrong"))
        row = f"finding,answer,name,date,reason\n{found.id},{answer},Li,2024-02-01,asked\n"
        (site.data / "reviews.csv").write_text(row)


def _put_back(site: Maintained, _: random.Random) -> None:
    shutil.copytree(site.made, site.data, dirs_exist_ok=True)


def _new_report(site: Maintained, rng: random.Random) -> None:
    """An agency's report for the year behind its last one."""
    data = DataFolder(site.data)
    folder = rng.choice(sorted((site.data / "reports").iterdir()))
    last = data.read(max(folder.glob("*.json")))
    year = last.year + 1
    new = replace(last, year=year, period=Period(start=f"{year}-01-01", end=f"{year}-12-31"))
    data.write(new, data.path("annual_report", new.agency, year))


def _publication(site: Maintained, rng: random.Random) -> None:
    """The log says what is new since the last publication, of another day."""
    data = DataFolder(site.data)
    outcomes = load_report_views(data, jobs=1).outcomes
    note_changes(data, outcomes, date(2024, 3, rng.randint(1, 28)), site.data.parent / "changed")


def _theme(site: Maintained, rng: random.Random) -> None:
    path = site.theme / "templates" / "page.html"
    path.write_text(f"{path.read_text()}<!-- {rng.random()} -->\n")


def _setting(site: Maintained, rng: random.Random) -> None:
    site.name = f"测试{rng.randint(0, 99)}"


def _languages(site: Maintained, _: random.Random) -> None:
    site.languages = "zh" if site.languages == "zh en" else "zh en"


def _program(site: Maintained, rng: random.Random) -> None:
    """Another sentence in a copy of the program."""
    site.program = site.root / "program"
    if not site.program.exists():
        shutil.copytree(HOME / "generator", site.program / "generator")
        for name in ("content", "theme", "pelicanconf.py", "requirements.lock"):
            (site.program / name).symlink_to(HOME / name)
    for path in sorted((site.program / "generator" / "messages").glob("*.toml")):
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r'^zh = "(.*)。"$', rf'zh = "\1 {rng.random()}。"', text, flags=re.M)
        )


def _form(site: Maintained, _: random.Random) -> None:
    site.forms = "" if site.forms else str(FORMS)


def _lose_state(site: Maintained, rng: random.Random) -> None:
    """A part of the work folder is deleted, or of the generated content."""
    folders = [*(site.root / "site" / "work").iterdir(), site.root / "site" / "content"]
    victim = rng.choice([one for one in folders if one.name != "charts"])
    shutil.rmtree(victim) if victim.is_dir() else victim.unlink()


def _of_data(name: str):
    return lambda site, rng: STEPS[name](site.data, rng)


KINDS = {name: _of_data(name) for name in STEPS if name != "put back"} | {
    "put back": _put_back,
    "review": _review,
    "new report": _new_report,
    "publication": _publication,
    "theme": _theme,
    "setting": _setting,
    "languages": _languages,
    "program": _program,
    "form": _form,
    "lost state": _lose_state,
}


def follow(site: Maintained, steps: list[str], rng: random.Random) -> None:
    site.build("site")
    for name in steps:
        KINDS[name](site, rng)
        site.build("site")
        assert tree(site.root / "site" / "output") == site.clean(), name


@pytest.mark.parametrize(
    "steps",
    [
        ["new report", "languages"],
        ["correct", "program"],
        pytest.param(
            ["publication", "theme", "program", "languages", "put back"], marks=pytest.mark.slow
        ),
    ],
    ids=" ".join,
)
def test_a_few_steps_give_what_a_clean_build_gives(tmp_path, made, charts, steps):
    rng = random.Random(1)
    follow(Maintained(tmp_path / "site", made, charts), steps, rng)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_random_sequences_give_what_a_clean_build_gives(tmp_path, charts, seed):
    rng = random.Random(seed)
    data = tmp_path / "data"
    write_data(data, 140, (2017, 2023), seed=seed)
    steps = rng.sample(list(KINDS), len(KINDS))
    follow(Maintained(tmp_path / "site", data, charts), steps, rng)


@pytest.mark.parametrize("agencies", [12])
def test_the_work_for_one_changed_report_does_not_grow(tmp_path, charts, agencies):
    """Counted work: the records of its agency are read, its pages and those of all are made."""
    data = tmp_path / "data"
    write_data(data, agencies, (2021, 2022), seed=3)
    site = Maintained(tmp_path / "site", data, charts)
    first = site.build("site")
    assert first["read"] >= len(records(site.data))
    assert first["pages"] > 3 * agencies
    path = records(site.data)[0]
    change(path, 1)
    found = site.build("site")
    # Its agency is read for the checks and the pages, and the few texts that are like its own.
    assert found["read"] <= 12
    assert found["pages"] < 60
    assert found["written"] < 120
