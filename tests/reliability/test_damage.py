"""What a power cut or another hand leaves in our own files is made again, not trusted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import sealed
from generator.pages.charts import ChartRow, ChartStore, chart, view_files
from generator.site.build import build
from generator.site_settings import SiteSettings
from made_up.data import write_data
from tests.ingest.test_interruption import prepare, stored
from tests.reliability.test_machine import INGEST, gongkai
from tests.site.conftest import folders
from tests.site.pages import tree


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeroed(content: bytes) -> bytes:
    """The size is there and the content never came, as some file systems leave it."""
    return bytes(len(content))


def one_bit(content: bytes) -> bytes:
    if not content:
        return content
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def half_zeroed(content: bytes) -> bytes:
    return content[: len(content) // 2] + bytes(len(content) - len(content) // 2)


DAMAGES = {
    "no bytes": lambda _: b"",
    "cut short": cut,
    "zeros": zeroed,
    "half zeros": half_zeroed,
    "one bit": one_bit,
}


@pytest.fixture(params=DAMAGES)
def damage(request):
    def do(path: Path) -> None:
        path.write_bytes(DAMAGES[request.param](path.read_bytes()))

    return do


def test_a_damaged_chart_is_drawn_again(tmp_path, damage):
    drawing = chart("outcomes", [ChartRow("予以公开", 11, "11"), ChartRow("部分公开", 2, "2")])
    key = ChartStore(tmp_path).put(drawing)
    picture = ChartStore(tmp_path).svg(key)
    assert picture.startswith("<svg")
    assert picture.rstrip().endswith("</svg>")
    damage(ChartStore(tmp_path).path(key))
    with pytest.raises(FileNotFoundError):
        ChartStore(tmp_path).svg(key)
    again = ChartStore(tmp_path)
    again.put(drawing)
    assert (again.drawn, again.kept) == (1, 0)
    assert again.svg(key) == picture
    another = ChartStore(tmp_path)
    another.put(drawing)
    assert (another.drawn, another.kept) == (0, 1)


def test_damaged_scripts_of_charts_are_made_again(tmp_path, damage):
    whole = view_files(tmp_path)
    for path in tmp_path.rglob("*.js"):
        damage(path)
    assert view_files(tmp_path) == whole


def test_what_is_sealed_is_opened_by_its_name_alone():
    content = sealed.seal(b"line\nline\n", "gongkai-a")
    assert sealed.opened(content, "gongkai-a") == b"line\nline\n"
    assert sealed.opened(content, "gongkai-b") is None
    assert sealed.opened(sealed.seal(b"", "gongkai-a"), "gongkai-a") == b""
    assert sealed.opened(b"", "gongkai-a") is None


def test_a_site_over_a_damaged_work_folder_is_the_same(tmp_path):
    paths = folders(tmp_path)
    write_data(paths.data, 2, (2022, 2023), seed=3)
    build(paths, SiteSettings(), jobs=1)
    whole = tree(paths.output)
    kinds = list(DAMAGES.values())
    files = [path for path in sorted(paths.work.rglob("*")) if path.is_file()]
    assert {path.suffix for path in files} >= {".svg", ".js", ".json"}
    for number, path in enumerate(files):
        content = path.read_bytes()
        if content:  # a lock is empty, and so is the second name of a file emptied before
            path.write_bytes(kinds[number % len(kinds)](content))
    shutil.rmtree(paths.output)
    build(paths, SiteSettings(), jobs=1)
    assert tree(paths.output) == whole


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A data folder after an import, and what lies in it."""
    place = prepare(tmp_path_factory.mktemp("imported"))
    assert gongkai(place, *INGEST).returncode == 0
    return place, stored(place)


def a_record(place: Path) -> Path:
    return sorted((place / "data/reports").rglob("*.json"))[0]


@pytest.mark.parametrize("kind", ["no bytes", "zeros"])
def test_a_record_that_the_disk_lost_is_read_again(imported, kind):
    place, whole = imported
    path = a_record(place)
    path.write_bytes(DAMAGES[kind](path.read_bytes()))
    assert gongkai(place, *INGEST).returncode == 0
    assert stored(place) == whole


def test_a_damaged_record_is_named_and_nobody_writes_over_it(imported):
    place, whole = imported
    path = a_record(place)
    half = cut(path.read_bytes())
    path.write_bytes(half)
    run = gongkai(place, *INGEST)
    assert run.returncode == 1
    assert str(path.relative_to(place)) in run.stderr
    assert path.read_bytes() == half
    path.unlink()  # as the line says
    assert gongkai(place, *INGEST).returncode == 0
    assert stored(place) == whole


def test_a_damaged_journal_is_no_loss(imported, damage):
    place, whole = imported
    (journal,) = (place / "build/ingest").glob("*.jsonl")
    damage(journal)
    assert gongkai(place, *INGEST).returncode == 0
    assert stored(place) == whole
