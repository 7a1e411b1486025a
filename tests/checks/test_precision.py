"""Claims of the text on made-up reports are judged as expected; differences are planted ones."""

from __future__ import annotations

import json

from benchmarks.precision import measure
from made_up import CorpusOptions, made_up_records
from made_up.claims import STATED, contradicted, expected
from made_up.documents.generate import generate


def test_every_difference_is_one_and_every_planted_error_is_found(capsys):
    assert measure(400, 5)
    lines = capsys.readouterr().out.splitlines()
    table = lines[lines.index("TEXT, applications: expected, judged, reports") + 1 :]
    judged = [tuple(line.split()[:2]) for line in table]
    assert judged == [(one, one) for one in ("explained", "fails", "holds", "not_judged")]


def test_true_sentences_are_of_every_kind_and_none_contradicts():
    _, records = made_up_records(60, 3, 4, CorpusOptions(with_plans=False, with_claims=True))
    listed = list(records)
    assert {expected(record) for record in listed} >= {"holds", "explained", "not_judged"}
    assert "fails" not in {expected(record) for record in listed}
    wrong = [found for record in listed if (found := contradicted(record))]
    assert {expected(record) for record in wrong} <= {"fails", "not_judged"}
    for record in wrong:
        said = {metric.quote for metric in record.metrics if metric.id == STATED}
        text = "".join(section.text or "" for section in record.sections)
        assert all(quote in text for quote in said)


def test_documents_say_what_is_expected_of_them(tmp_path):
    generate(90, tmp_path, 3, formats=("txt",))
    truths = [json.loads(path.read_text("utf-8")) for path in tmp_path.glob("*.truth.json")]
    assert any(truth["judged"][f"TEXT/{STATED}"] for truth in truths)
