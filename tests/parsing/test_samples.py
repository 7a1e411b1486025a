"""The five samples, every figure; documents of the same layouts stand in where they are absent."""

from __future__ import annotations

import msgspec
import pytest

from generator.agencies import load_registry
from generator.records import Record
from tests.parsing.golden import DOCUMENTS, REPORTS, SAMPLES, assert_figures, load, parse

GOLDEN = sorted(SAMPLES.glob("*.json")) if REPORTS.is_dir() else []
OWN = sorted(DOCUMENTS.glob("*.json"))
CASES = [*GOLDEN, *OWN]


def read(path) -> tuple[Record, dict]:
    golden = load(path)
    if path.parent == SAMPLES:
        return parse((REPORTS / golden["file"]).read_text(encoding="utf-8")), golden
    text = (DOCUMENTS / golden["file"]).read_text(encoding="utf-8")
    return parse(text, load_registry(DOCUMENTS)), golden


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_figure(path):
    record, golden = read(path)
    assert_figures(record, golden)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_identity(path):
    record, golden = read(path)
    for name in ("kind", "agency", "agency_name", "region", "year", "form", "scope", "title"):
        assert getattr(record, name) == golden[name], name
    assert msgspec.to_builtins(record.period) == golden["period"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_contacts(path):
    record, golden = read(path)
    assert msgspec.to_builtins(record.contacts) == {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in golden["contacts"].items()
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_sections(path):
    record, golden = read(path)
    assert [[section.key, section.heading] for section in record.sections] == golden["sections"]
    for heading, (first, last, paragraphs) in golden.get("texts", {}).items():
        text = next(s.text for s in record.sections if s.heading == heading) or ""
        assert (text[: len(first)], text[len(text) - len(last) :]) == (first, last)
        assert len(text.split("\n\n")) == paragraphs


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_metrics(path):
    record, golden = read(path)
    found = [[m.id, m.value, m.unit, m.approximate] for m in record.metrics]
    assert found == golden["metrics"]
    assert all(metric.quote for metric in record.metrics)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_warnings(path):
    record, golden = read(path)
    assert [note.code for note in record.warnings] == golden["warnings"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_tasks(path):
    record, golden = read(path)
    found = [
        [task.title, list(task.responsible), [[t.value, t.unit] for t in task.targets]]
        for task in record.tasks
    ]
    assert found == golden.get("tasks", [])
    assert [task.number for task in record.tasks] == list(range(1, len(record.tasks) + 1))
    for first, group in golden.get("groups", {}).items():
        assert record.tasks[int(first) - 1].group == group
