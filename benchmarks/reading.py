"""How well documents are read: a table by format and layout over a made-up corpus.

    python -m benchmarks.reading [--reports 1000] [--seed 1] [--corpus DIR] [--out FILE]

A right answer is exact: value and state of every figure, agency, year, form, every
contact detail. A silent error is a figure read as something that the document does not
print, with no warning about its line, row or table. Look-alikes accepted and silent
errors must both be 0; the exit status says whether they are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from generator.agencies import Registry, load_registry
from generator.errors import GongkaiError
from generator.forms import form
from generator.parsing.report import parse_document
from generator.readers.open import read_document
from generator.records import Figure, Note, Record, Source

CONTACTS = ("office", "address", "postcode", "phones", "faxes", "emails", "hours")


@dataclass
class Reading:
    """What became of one document; every list names what was wrong."""

    file: str
    format: str
    layout: str
    expect: str
    seconds: float
    pages: int | None = None
    kind: str = ""
    error: str | None = None
    refused: bool = False
    accepted: bool = False
    crashed: bool = False
    wrong_figures: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    wrong_identity: list[str] = field(default_factory=list)
    wrong_contacts: list[str] = field(default_factory=list)
    wrong_sections: list[str] = field(default_factory=list)
    wrong_metrics: list[str] = field(default_factory=list)
    wrong_tasks: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        """Nothing about the document was read wrongly."""
        return not (
            self.refused
            or self.accepted
            or self.crashed
            or self.wrong_figures
            or self.wrong_identity
            or self.wrong_contacts
            or self.wrong_tasks
        )


def read_corpus(corpus: Path) -> Iterator[Reading]:
    """Each document of a corpus that `gongkai demo` made, read and compared."""
    registry = load_registry(corpus / "registry")
    for truth_path in sorted(corpus.glob("*.truth.json")):
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        name = truth_path.name.removesuffix(".truth.json")
        yield _read(corpus / f"{name}.{truth['format']}", truth, registry)


def _read(path: Path, truth: dict[str, Any], registry: Registry) -> Reading:
    content = path.read_bytes()
    reading = Reading(path.name, truth["format"], truth["layout"], truth["expect"], 0.0)
    started = time.perf_counter()
    record = None
    try:
        document = read_document(path)
        source = Source(
            file=path.name, sha256=sha256(content).hexdigest(), media_type=document.media_type
        )
        record = parse_document(document, source, registry)
        reading.pages = document.page_count
    except GongkaiError as error:
        reading.error = error.text("en")
    except Exception:
        reading.crashed = True
        reading.error = traceback.format_exc()
    reading.seconds = time.perf_counter() - started
    _judge(reading, record, truth)
    return reading


def _judge(reading: Reading, record: Record | None, truth: dict[str, Any]) -> None:
    if record is not None:
        reading.kind = record.kind
        reading.warnings = [f"{note.code} {note.params}" for note in record.warnings]
    is_recognised = record is not None and record.kind != "unrecognised"
    if truth["expect"] in ("unrecognised", "unreadable"):
        reading.accepted = is_recognised
        return
    expected = msgspec.convert(truth["record"], Record)
    if record is None or record.kind != expected.kind:
        reading.refused = True
        return
    accept = truth["accept"]
    _identity(reading, record, expected, accept)
    for word in truth["warns"]:
        if not any(word in note.code for note in record.warnings):
            reading.wrong_identity.append(f"no warning about the {word}")
    if expected.kind == "work_plan":
        _tasks(reading, record, expected)
        return
    _figures(reading, record, expected, is_lossy=truth["figures_may_be_missing"])
    _contacts(reading, record, expected, accept)
    _sections(reading, record, expected)
    _metrics(reading, record, expected)


def _identity(
    reading: Reading, record: Record, expected: Record, accept: dict[str, list[Any]]
) -> None:
    for name in ("agency", "year", "form", "scope", "period"):
        got, wanted = getattr(record, name), getattr(expected, name)
        if got != wanted and got not in accept.get(name, []):
            reading.wrong_identity.append(f"{name}: {got!r} for {wanted!r}")


def _figures(reading: Reading, record: Record, expected: Record, *, is_lossy: bool) -> None:
    for field_id, wanted in expected.figures.items():
        got = record.figure(field_id)
        if (got.value, got.state) == (wanted.value, wanted.state):
            continue
        if not is_warned(record, field_id, got):
            reading.silent.append(field_id)
        if not (is_lossy and _is_honest_loss(got, wanted)):
            reading.wrong_figures.append(f"{field_id}: {_shown(got)} for {_shown(wanted)}")
    extra = [f for f in record.figures if f not in expected.figures]
    if extra and expected.form is not None:
        reading.wrong_figures.append(f"{len(extra)} figures of another form")


def _is_honest_loss(got: Figure, wanted: Figure) -> bool:
    """Where a layout loses lines: a figure that is gone, or a number whose unit is gone."""
    is_without_unit = got.state == "text" and got.raw == wanted.raw
    return got.state == "missing" or is_without_unit


def _shown(figure: Figure) -> str:
    return f"{figure.state} {figure.value!r} ({figure.raw!r})"


def is_warned(record: Record, field_id: str, figure: Figure) -> bool:
    """Whether a warning speaks of the figure's line, its row or its table."""
    entry = form(record.form).fields[field_id] if record.form else None
    words: list[str] = []
    name = ""
    if entry is not None:
        table = next(t for t in form(entry.form).tables if t.id == entry.table)
        name = fold(table.label)
        words = [fold(entry.row.label), name, fold(entry.label)]
    return any(_speaks_of(note, figure, words, name) for note in record.warnings)


def fold(text: str) -> str:
    """A label without spaces, brackets and other marks."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def _speaks_of(note: Note, figure: Figure, words: list[str], table: str) -> bool:
    said = [fold(value) for value in note.params.values()]
    if note.at and figure.at and note.at.line is not None:
        is_here = (note.at.page, note.at.line) == (figure.at.page, figure.at.line)
        return is_here or table in said
    return any(word and word in said for word in words)


def _contacts(
    reading: Reading, record: Record, expected: Record, accept: dict[str, list[Any]]
) -> None:
    for name in CONTACTS:
        got, wanted = getattr(record.contacts, name), getattr(expected.contacts, name)
        shown = list(got) if isinstance(got, tuple) else got
        if got != wanted and shown not in accept.get(name, []):
            reading.wrong_contacts.append(f"{name}: {got!r} for {wanted!r}")


def _sections(reading: Reading, record: Record, expected: Record) -> None:
    got = [section.key for section in record.sections]
    wanted = [section.key for section in expected.sections]
    if got != wanted:
        reading.wrong_sections.append(f"{got} for {wanted}")


def _metrics(reading: Reading, record: Record, expected: Record) -> None:
    """A stated figure is found with its value, and no other value beside it."""
    found: dict[str, set[float]] = defaultdict(set)
    for metric in record.metrics:
        if not (metric.is_cumulative or metric.is_partial):
            found[metric.id].add(metric.value)
    for metric in expected.metrics:
        if not metric.is_partial and found[metric.id] != {metric.value}:
            got = sorted(found[metric.id])
            reading.wrong_metrics.append(f"{metric.id}: {got} for {metric.value}")


def _tasks(reading: Reading, record: Record, expected: Record) -> None:
    got = [(t.number, t.group, t.title, t.responsible) for t in record.tasks]
    wanted = [(t.number, t.group, t.title, t.responsible) for t in expected.tasks]
    for left, right in zip(got, wanted, strict=False):
        if left != right:
            reading.wrong_tasks.append(f"{left} for {right}")
    if len(got) != len(wanted):
        reading.wrong_tasks.append(f"{len(got)} tasks for {len(wanted)}")
    targets = [[(t.value, t.unit) for t in task.targets] for task in record.tasks]
    if targets != [[(t.value, t.unit) for t in task.targets] for task in expected.tasks]:
        reading.wrong_tasks.append("targets differ")


HEADER = (
    f"{'format':6} {'layout':24} {'docs':>5} {'figures':>8} {'identity':>8} {'contacts':>8} "
    f"{'sections':>8} {'metrics':>7} {'silent':>6} {'accepted':>8} {'refused':>7} {'ms':>7}"
)


def table(readings: list[Reading]) -> str:
    """The readings by format and layout, with a line for all of them."""
    groups: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.format, reading.layout].append(reading)
    lines = [HEADER]
    lines += [_line(*key, found) for key, found in sorted(groups.items())]
    lines.append(_line("all", "", readings))
    return "\n".join(lines)


def _line(name: str, layout: str, found: list[Reading]) -> str:
    reports = [r for r in found if r.expect == "report"]
    read = [r for r in found if r.expect in ("report", "plan")]
    exact = sum(not (r.wrong_figures or r.refused or r.crashed) for r in reports)
    identity = sum(not (r.wrong_identity or r.refused or r.crashed) for r in read)
    contacts = sum(not (r.wrong_contacts or r.refused or r.crashed) for r in reports)
    sections = sum(not (r.wrong_sections or r.refused or r.crashed) for r in reports)
    metrics = sum(not (r.wrong_metrics or r.refused or r.crashed) for r in reports)
    return (
        f"{name:6} {layout:24} {len(found):5} {_share(exact, reports):>8} "
        f"{_share(identity, read):>8} {_share(contacts, reports):>8} "
        f"{_share(sections, reports):>8} {_share(metrics, reports):>7} "
        f"{sum(len(r.silent) for r in found):6} {sum(r.accepted for r in found):8} "
        f"{sum(r.refused or r.crashed for r in found):7} "
        f"{1000 * median(r.seconds for r in found):7.1f}"
    )


def _share(count: int, of: list[Reading]) -> str:
    return f"{count}/{len(of)}" if of else "-"


def failures(readings: list[Reading]) -> Iterator[str]:
    """What went wrong, most frequent first, each with an example."""
    counted: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for reading in readings:
        for kind, text in _faults(reading):
            key = (kind, reading.layout)
            counted[key] += 1
            example.setdefault(key, f"{reading.file}: {text}")
    for (kind, layout), count in counted.most_common():
        yield f"{count:4} {kind:14} {layout:22} {example[kind, layout]}"


def _faults(reading: Reading) -> Iterator[tuple[str, str]]:
    if reading.crashed:
        yield "crash", (reading.error or "").strip().splitlines()[-1]
    elif reading.refused:
        yield "refused", reading.error or "; ".join(reading.warnings)
    if reading.accepted:
        yield "ACCEPTED", reading.kind
    if reading.silent:
        yield "SILENT", f"{len(reading.silent)}: {reading.silent[0]}"
    for kind in ("figures", "identity", "contacts", "sections", "metrics", "tasks"):
        wrong = getattr(reading, f"wrong_{kind}")
        if wrong:
            yield kind, f"{len(wrong)}: {wrong[0]}"


def main() -> int:
    """Makes a corpus unless one is given, reads it, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="a corpus that was made before")
    parser.add_argument("--out", type=Path, help="writes every reading there as JSON")
    parser.add_argument("--failures", action="store_true", help="lists what went wrong")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = arguments.corpus or Path(folder)
        if arguments.corpus is None:
            _make(arguments.reports, corpus, arguments.seed)
        readings = list(read_corpus(corpus))
    sys.stdout.write(table(readings) + "\n")
    if arguments.failures:
        sys.stdout.write("\n".join(failures(readings)) + "\n")
    if arguments.out:
        text = json.dumps([asdict(r) for r in readings], ensure_ascii=False, indent=1)
        arguments.out.write_text(text + "\n", encoding="utf-8")
    return int(any(r.accepted or r.crashed or r.silent for r in readings))


def _make(count: int, corpus: Path, seed: int) -> None:
    from made_up.documents.generate import generate

    made = generate(count, corpus, seed)
    for tool in made.missing_tools:
        sys.stdout.write(f"{tool} is not installed: the formats that need it are left out\n")


if __name__ == "__main__":
    sys.exit(main())
