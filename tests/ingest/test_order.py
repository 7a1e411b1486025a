"""The same files give the same bytes in data/, whatever their order and however often stopped."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.run import IngestOptions, ingest
from generator.records import Figure, Record, Source, replace
from generator.store import DataFolder
from generator.versions import DECIDED
from made_up.documents.generate import generate

REPOSITORY = Path(__file__).resolve().parents[2]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a data folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def document(number: int, year: int, published: str | None, name: str) -> Record:
    source = Source(
        file=name, sha256=f"{number:x}".ljust(64, "0"), media_type="text/plain", published=published
    )
    return Record(kind="annual_report", agency="640500-a", year=year, source=source)


documents = st.lists(
    st.builds(
        document,
        st.integers(1, 5),
        st.sampled_from([2022, 2023]),
        st.none(),
        st.sampled_from(["a.txt", "b.txt"]),
    ),
    min_size=1,
    max_size=8,
)


def published(record: Record, dates: dict[int, str | None]) -> Record:
    """One document bears one date, whatever its name."""
    source = record.source
    dated = Source(
        file=source.file,
        sha256=source.sha256,
        media_type=source.media_type,
        published=dates[int(source.sha256[0], 16)],
    )
    return Record(kind=record.kind, agency=record.agency, year=record.year, source=dated)


@settings(max_examples=15, deadline=None)
@given(
    given=documents,
    dates=st.fixed_dictionaries(
        {n: st.sampled_from([None, "2024-01-05", "2024-03-01"]) for n in range(1, 6)}
    ),
    seed=st.integers(0, 10**6),
)
def test_which_document_is_current_does_not_depend_on_order(tmp_path_factory, given, dates, seed):
    records = [published(record, dates) for record in given]
    found = []
    for turn in range(3):
        folder = tmp_path_factory.mktemp("order")
        chance = random.Random(seed + turn)
        order = chance.sample(records, len(records)) if turn else list(records)
        order += chance.sample(records, chance.randrange(len(records) + 1))  # read again
        for record in order:
            DataFolder(folder).put(record)
        found.append(tree(folder))
        shutil.rmtree(folder)
    assert found[0] == found[1] == found[2]


def test_the_one_published_last_is_current_and_then_the_greatest_checksum(tmp_path):
    """The contract's words: publication date, then checksum; no date comes before any date."""
    early, late = document(9, 2023, "2024-01-05", "e"), document(1, 2023, "2024-03-01", "l")
    undated, other = document(7, 2023, None, "u"), document(8, 2023, None, "o")
    data = DataFolder(tmp_path)
    path = data.path("annual_report", "640500-a", 2023)
    for record, current in [(undated, undated), (other, other), (early, early), (late, late)]:
        data.put(record)
        assert data.read(path) == current
    assert len(data.version_paths("annual_report", "640500-a", 2023)) == 3


@pytest.mark.parametrize("is_first", [True, False])
def test_a_copy_that_was_cut_off_takes_no_other_ones_place(tmp_path, is_first):
    """Undated, with the greater checksum, and without the tables."""
    cut = document(9, 2023, None, "cut")
    figure = Figure(value=3, state="number", raw="3")
    figures = {"requests.received.total": figure}
    whole = replace(document(1, 2023, None, "w"), form="2021", scope="own", figures=figures)
    data = DataFolder(tmp_path)
    for record in (cut, whole) if is_first else (whole, cut):
        data.put(record)
    assert data.read(data.path("annual_report", "640500-a", 2023)).source == whole.source


@pytest.mark.parametrize("prefer", ["given", "existing"])
def test_what_a_maintainer_has_decided_stays(tmp_path, prefer):
    early, late = document(9, 2023, "2024-01-05", "e"), document(1, 2023, "2024-03-01", "l")
    data = DataFolder(tmp_path)
    path = data.path("annual_report", "640500-a", 2023)
    for record in (late, early) if prefer == "given" else (early, late):
        data.put(record, prefer=prefer)
    assert data.read(path) == early
    assert not data.put(late).is_open
    assert data.read(path) == early
    third = document(5, 2023, "2024-06-01", "t")
    assert data.put(third).is_open
    assert data.read(path) == early
    assert data.put(third, prefer="newest").status == "promoted"
    assert data.read(path) == third
    assert not (path.with_suffix(".versions") / DECIDED).exists()


def test_a_decision_that_is_no_checksum_is_refused(tmp_path):
    data = DataFolder(tmp_path)
    for number in (1, 2):
        data.put(document(number, 2023, None, "x"), prefer="given")
    decided = next(tmp_path.rglob(DECIDED))
    decided.write_text("the first\n")
    with pytest.raises(Exception, match=r"decided\.txt:1: "):
        data.put(document(3, 2023, None, "x"))


class Stop:
    """Interrupts a run after some files."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, _seen: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Made-up documents, two of them for one agency and year, and their regions."""
    folder = tmp_path_factory.mktemp("made")
    generate(40, folder / "in", 3, formats=("txt", "html"))
    for path in sorted((folder / "in").rglob("*.txt"))[:6]:
        text = path.read_bytes()
        path.with_name(f"again-{path.name}").write_bytes(text + b"\n")
        path.with_name(f"copy-{path.name}").write_bytes(text)
    return folder


def files_of(made: Path) -> list[Path]:
    texts = sorted(p for p in (made / "in").rglob("*") if p.suffix in {".txt", ".html"})
    return [path for path in texts if path.name != "MADE-UP.txt"]


def ingested(made: Path, place: Path, runs: list[list[Path]], jobs: int, stop: int | None) -> dict:
    """data/ after those runs, the first of them stopped after `stop` files and begun again."""
    data = place / "data"
    data.mkdir(parents=True)
    registry = next(made.rglob("regions.csv")).parent
    shutil.copy(registry / "regions.csv", data)
    header = (registry / "agencies.csv").read_text(encoding="utf-8").splitlines()[0]
    (data / "agencies.csv").write_text(header + "\n", encoding="utf-8")
    options = IngestOptions(
        data, jobs=jobs, accepts_proposals=True, journal=place / "journal.jsonl"
    )
    for number, files in enumerate(runs):
        if stop is not None and number == 0:
            assert ingest(files, options, seen=Stop(stop)).is_stopped
        ingest(files, options)
    return tree(data)


def compare(made: Path, place: Path, seed: int) -> None:
    files = files_of(made)
    whole = ingested(made, place / "whole", [files], 1, None)
    assert sum(name.startswith("reports/") for name in whole) > len(files) // 2
    chance = random.Random(seed)
    order = chance.sample(files, len(files))
    cut = chance.randrange(1, len(order))
    for name, runs, jobs, stop in (
        ("shuffled", [order], 2, None),
        ("split", [order[:cut], order[cut:]], 1, None),
        ("stopped", [order], 2, chance.randrange(1, len(order) - 1)),
    ):
        found = ingested(made, place / name, runs, jobs, stop)
        assert found.keys() == whole.keys(), name
        assert [n for n in whole if found[n] != whole[n]] == [], name


def test_made_up_documents_in_any_order_give_the_same_bytes(made, tmp_path):
    compare(made, tmp_path, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 14))
def test_made_up_documents_in_many_orders_give_the_same_bytes(made, tmp_path, seed):
    compare(made, tmp_path, seed)
