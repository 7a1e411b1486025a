"""The real documents, from their text to the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.agencies import load_registry
from generator.checks.catalogue import all_checks
from generator.checks.subject import Report, Subject
from generator.parsing.report import parse_document
from generator.readers.open import read_document
from generator.records import Source

HOME = Path(__file__).resolve().parents[2]
SAMPLES = HOME.parent / "shared" / "reports"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not here")

# Every finding that each document must give, and no other.
EXPECTED = {
    "000": {
        ("MISFILL", "licences"),
        ("MISFILL", "penalties"),
        ("SECTIONS", "review"),
        ("TABLES", "cases"),
        ("TEXT", "requests.received"),  # the text counts the one carried in, the row does not
    },
    "001": set(),
    "002": {("TEXT", "staff.full_time")},
    "003": {("TEXT_PARTS", "published.total")},
}


def found_in(number):
    registry = load_registry(HOME / "data")
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    source = Source(file=path.name, sha256="0" * 64, media_type="text/plain")
    record = parse_document(read_document(path), source, registry)
    report = Report(record)
    agency = registry.agencies[record.agency]
    of = Subject(report, record.year, agency, registry, {record.year: report})
    return {
        (name, judged.scope)
        for name, entry in all_checks().items()
        if entry.run
        for judged in entry.run(of)
        if judged.result == "fails"
    }


@pytest.mark.parametrize("number", EXPECTED)
def test_findings(number):
    assert found_in(number) == EXPECTED[number]
