"""A small run of `benchmarks.reading`: an edit that costs accuracy anywhere is seen here."""

from __future__ import annotations

import pytest

from benchmarks.reading import Reading, failures, read_corpus
from made_up.documents.generate import generate

REPORTS = 60
SEED = 17


@pytest.fixture(scope="module")
def readings(tmp_path_factory) -> list[Reading]:
    corpus = tmp_path_factory.mktemp("corpus")
    generate(REPORTS, corpus, SEED)
    return list(read_corpus(corpus))


def test_every_document_is_read_exactly(readings):
    assert list(failures(readings)) == []
    assert len(readings) >= REPORTS
    assert {reading.format for reading in readings} >= {"html", "pdf", "docx", "txt", "md"}
