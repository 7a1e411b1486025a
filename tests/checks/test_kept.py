"""What checks found is kept; whatever they look at makes them look again."""

from __future__ import annotations

import random
import shutil

import pytest

from generator.case_file.report_view import load_report_views
from generator.checks import run
from generator.forms import form
from generator.store import DataFolder
from made_up.data import write_data

SEEDS = range(2)
FIGURE = "requests.received.total"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("made") / "data"
    write_data(data, 8, (2019, 2022), seed=4)
    return data


@pytest.fixture
def data(made, tmp_path):
    return shutil.copytree(made, tmp_path / "data")


@pytest.fixture
def checked(monkeypatch) -> list[str]:
    """The agencies whose checks ran, in order."""
    names: list[str] = []
    real = run.check_agency

    def noted(source, agency, reads):
        names.append(agency)
        return real(source, agency, reads)

    monkeypatch.setattr(run, "check_agency", noted)
    return names


def outcomes(data, kept=None):
    return load_report_views(DataFolder(data), jobs=1, kept=kept).outcomes


def records(data):
    return sorted((data / "reports").glob("*/*.json"))


def change(path, number: int) -> None:
    """Another figure, in a file that is as long as before."""
    text = path.read_text()
    at = next(i for i in range(text.index('"figures"'), len(text)) if text[i : i + 4] == '"v":')
    first = next(i for i in range(at, len(text)) if text[i].isdigit())
    place = next(i for i in range(first, len(text)) if not text[i + 1].isdigit())
    path.write_text(f"{text[:place]}{(int(text[place]) + number) % 10}{text[place + 1 :]}")


def test_nothing_is_checked_twice(data, checked, tmp_path):
    first = outcomes(data, tmp_path / "kept")
    assert checked
    checked.clear()
    assert outcomes(data, tmp_path / "kept") == first
    assert checked == []


def test_a_changed_figure_has_its_own_agency_checked_alone(data, checked, tmp_path):
    """Counted work: this must not grow with the number of agencies."""
    outcomes(data, tmp_path / "kept")
    path = records(data)[3]
    change(path, 1)
    checked.clear()
    kept = outcomes(data, tmp_path / "kept")
    assert checked == [path.parent.name]
    assert kept == outcomes(data)


def test_a_successor_is_checked_again_with_its_predecessor(data, checked, tmp_path):
    rows = (data / "agencies.csv").read_text(encoding="utf-8-sig").splitlines()
    head = rows[0].split(",")
    first, second = (path.name for path in sorted((data / "reports").iterdir())[:2])
    place = head.index("predecessors")
    for number, row in enumerate(rows):
        cells = row.split(",")
        if cells[0] == second:
            cells[place] = first
            rows[number] = ",".join(cells)
    (data / "agencies.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    outcomes(data, tmp_path / "kept")
    change(next((data / "reports" / first).glob("*.json")), 1)
    checked.clear()
    outcomes(data, tmp_path / "kept")
    assert checked == [first, second]


def test_another_registry_has_all_checked_again(data, checked, tmp_path):
    outcomes(data, tmp_path / "kept")
    checked.clear()
    _rename(data, random.Random(1))
    outcomes(data, tmp_path / "kept")
    assert set(checked) == {path.parent.name for path in records(data)}


@pytest.mark.parametrize("damage", [b"", b"gongkai-checked 1 2 x\n{}", None])
def test_what_is_damaged_is_made_again(data, checked, tmp_path, damage):
    first = outcomes(data, tmp_path / "kept")
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    checked.clear()
    assert outcomes(data, tmp_path / "kept") == first
    assert len(checked) == len(set(checked)) == len({path.parent for path in records(data)})


def _correct(data, rng) -> None:
    """A correction of one figure, in place of the one before; its report's bytes stay."""
    read = DataFolder(data).read
    with_it = [(path, read(path)) for path in records(data)]
    path, record = rng.choice([one for one in with_it if FIGURE in form(one[1].form).fields])
    (data / "corrections").mkdir(exist_ok=True)
    (data / "corrections" / "one.toml").write_text(
        f"""[[correction]]
agency = "{path.parent.name}"
year = {path.stem}
figure = "{FIGURE}"
value = {rng.randint(0, 9)}
raw = "1"
reason = "read again"
evidence = "page 1"
who = "Li"
when = 2024-02-01
source_sha256 = "{record.source.sha256}"
"""
    )


def _remove(data, rng) -> None:
    """A report less; a correction of it would be an error."""
    shutil.rmtree(data / "corrections", ignore_errors=True)
    rng.choice(records(data)).unlink()


def _remove_agency(data, rng) -> None:
    shutil.rmtree(data / "corrections", ignore_errors=True)
    shutil.rmtree(rng.choice(records(data)).parent)


def _rename(data, rng) -> None:
    path, text = data / "agencies.csv", (data / "agencies.csv").read_text(encoding="utf-8-sig")
    path.write_text(text.replace("厅", rng.choice("委局"), 1), encoding="utf-8-sig")


STEPS = {
    "change": lambda data, rng: change(rng.choice(records(data)), rng.randint(1, 9)),
    "correct": _correct,
    "remove": _remove,
    "remove all of one": _remove_agency,
    "rename": _rename,
    "put back": lambda data, rng: None,
}


@pytest.mark.parametrize("seed", SEEDS)
def test_any_sequence_gives_what_a_first_run_gives(made, data, tmp_path, seed):
    rng = random.Random(seed)
    for _ in range(8):
        name = rng.choice(list(STEPS))
        if name == "put back":
            shutil.copytree(made, data, dirs_exist_ok=True)
        STEPS[name](data, rng)
        assert outcomes(data, tmp_path / "kept") == outcomes(data), name
        kept = {path.name for path in (tmp_path / "kept").iterdir()}
        assert kept == {path.parent.name for path in records(data)}


def test_what_was_kept_says_the_same_in_words_that_are_held_once(data, tmp_path):
    made, kept = (
        load_report_views(DataFolder(data), jobs=1, kept=tmp_path / "kept") for _ in range(2)
    )
    assert kept.outcomes == made.outcomes
    found = list(kept.findings(with_open=True))
    sides = [side for one in found for side in (one.left, one.right) if side is not None]
    for words in (
        [one.check for one in found],
        [one.agency for one in found],
        [side.label for side in sides],
        [side.fields for side in sides],
    ):
        assert len(words) > len(set(words))
        assert len({id(one) for one in words}) == len(set(words))
    assert len({id(one.params) for one in found}) == len({repr(one.params) for one in found})
