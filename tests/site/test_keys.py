"""What is kept between builds goes under keys that hold all it was made from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from generator.agencies import AGENCY_COLUMNS
from generator.case_file.report_view import load_report_views
from generator.checks import kept as kept_checks
from generator.messages import speaking
from generator.pages.kept import KeptPages, MadeOf
from generator.pages.observations import kept as kept_observations
from generator.sealed import digest_of
from generator.site_settings import SiteSettings
from generator.stamps import Stamps, stamp_of
from generator.store import DataFolder
from tests.observations.test_observations import corpus_of

HEAD = ",".join(AGENCY_COLUMNS)


@pytest.fixture
def data(plain, tmp_path):
    return shutil.copytree(plain.data, tmp_path / "data")


def agency_key(data, agency: str, settings: SiteSettings) -> str:
    views = load_report_views(DataFolder(data), jobs=1, kept=data.parent / "checks")
    stamps = Stamps(data.parent / "stamps")
    own = SimpleNamespace(told=lambda: b"")
    return KeptPages(data.parent / "kept", views, settings, stamps, {}).key(agency, own, None)


def changes(data, agency: str, monkeypatch) -> Iterator[str]:
    """One after the other: what an agency's pages are made from becomes something else."""
    yield "nothing"
    record = next((data / "reports" / agency).glob("*.json"))
    record.write_bytes(record.read_bytes().replace(b'"title": "', b'"title": "\xe7\x94\xb2', 1))
    yield "a report"
    registry = data / "agencies.csv"
    registry.write_bytes(registry.read_bytes().replace("厅".encode(), "委".encode(), 1))
    yield "the registry"
    monkeypatch.setattr(kept_checks, "code_version", lambda _: "another")
    yield "the program"


def test_an_agency_s_pages_depend_on_its_data_the_registry_and_the_program(data, monkeypatch):
    agency = min(path.name for path in (data / "reports").iterdir())
    seen = {agency_key(data, agency, SiteSettings()): "at first"}
    for what in changes(data, agency, monkeypatch):
        key = agency_key(data, agency, SiteSettings())
        assert (key in seen) == (what == "nothing"), what
        seen[key] = what


@pytest.mark.parametrize(
    "other",
    [{"languages": ("zh", "en")}, {"name": "别的"}, {"url": "https://example.org"}],
    ids=lambda other: next(iter(other)),
)
def test_an_agency_s_pages_depend_on_the_settings(data, other):
    agency = min(path.name for path in (data / "reports").iterdir())
    before = agency_key(data, agency, SiteSettings())
    assert agency_key(data, agency, SiteSettings(**other)) != before


def test_observations_depend_on_the_program_and_the_language(plain, tmp_path, monkeypatch):
    made: list[str] = []
    views = load_report_views(DataFolder(plain.data), jobs=1)
    corpus = corpus_of(views)
    real = kept_observations.observations
    monkeypatch.setattr(
        kept_observations,
        "observations",
        lambda *asked: (made.append(asked[2]), real(*asked))[1],
    )

    def ask() -> int:
        """How many sections had to be made, each in all languages at once."""
        made.clear()
        observed = kept_observations.Observed(corpus, tmp_path / "kept")
        found = [observed.of(""), observed.of("640000")]
        with speaking("en"):
            assert observed.of("") != found[0]
        observed.close()
        return len(made)

    assert ask() == 2
    assert ask() == 0
    monkeypatch.setattr(kept_observations, "code_version", lambda _: "another")
    assert ask() == 2


def test_a_file_is_looked_at_once_until_it_is_written(tmp_path):
    file, stamps = tmp_path / "file", Stamps()
    file.write_bytes(b"one")
    stamps.now[str(file)] = stamp_of(file.stat()) + b"as it was found"
    file.write_bytes(b"three")
    assert stamps.known(str(file)) == b"as it was found".hex()
    stamps.forget(str(file))
    assert stamps.known(str(file)) == digest_of(b"three")
    assert stamps.known(str(tmp_path / "nowhere")) == ""


def test_what_was_written_is_looked_at_again(data, tmp_path):
    views = load_report_views(DataFolder(data), jobs=1)
    file, stamps = tmp_path / "agency.md", Stamps()
    file.write_bytes(b"old")
    stamps.now[str(file)] = stamp_of(file.stat()) + b"old"
    kept = KeptPages(tmp_path / "kept", views, SiteSettings(), stamps, {"pages": tmp_path})
    file.write_bytes(b"newer")
    kept.put(next(views.reports.agencies()), "key", MadeOf({}, {"agency.md": "new"}, {}, {}, []))
    assert stamps.known(str(file)) == digest_of(b"newer")
