"""The real documents, from their text to the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.agencies import load_registry
from generator.checks.catalogue import all_checks
from generator.checks.subject import Report, Subject
from generator.parsing.report import parse_document
from generator.readers.open import read_document
from generator.records import Record, Source
from generator.store import DataFolder

HOME = Path(__file__).resolve().parents[2]
SAMPLES = HOME.parent / "shared" / "reports"

# Every finding that each document must give, and no other.
EXPECTED = {
    "000": {
        ("MISFILL", "licences"),
        ("MISFILL", "penalties"),
        ("SECTIONS", "review"),
        ("TABLES", "cases"),
    },
    "001": set(),
    "002": {("TEXT", "staff.full_time")},
    "003": {("TEXT_PARTS", "published.total")},
}


STORED = {
    "000": ("640000-minzheng", 2020),
    "001": ("640500-minzheng", 2023),
    "002": ("640104-minzheng", 2017),
    "003": ("640105-zhengfu", 2020),
}


# The text counts the one carried in, the row of new applications does not.
EXPLAINED = {"000": {("TEXT", "requests.received")}}


def found_in(record: Record, result: str = "fails") -> set[tuple[str, str]]:
    registry = load_registry(HOME / "data")
    report = Report(record)
    agency = registry.agencies[record.agency]
    of = Subject(report, record.year, agency, registry, {record.year: report})
    return {
        (name, judged.scope)
        for name, entry in all_checks().items()
        if entry.run
        for judged in entry.run(of)
        if judged.result == result
    }


@pytest.mark.parametrize("number", EXPECTED)
def test_findings_of_the_stored_record(number):
    """The record in data/ has no running text; its figures and metrics are all there."""
    data = DataFolder(HOME / "data")
    record = data.read(data.path("annual_report", *STORED[number]))
    assert found_in(record) == EXPECTED[number]
    assert found_in(record, "explained") == EXPLAINED.get(number, set())


def test_findings_of_the_documents():
    """The same from the documents themselves, where they are at hand."""
    for number in EXPECTED if SAMPLES.is_dir() else ():
        assert found_in(read(number)) == EXPECTED[number], number
        assert found_in(read(number), "explained") == EXPLAINED.get(number, set()), number


def read(number: str) -> Record:
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    source = Source(file=path.name, sha256="0" * 64, media_type="text/plain")
    return parse_document(read_document(path), source, load_registry(HOME / "data"))
