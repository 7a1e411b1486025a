"""Findings for programs: JSON, CSV, and SARIF 2.1.0 for code review."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from generator import __version__, spreadsheet
from generator.case_file.reviews import Review
from generator.checks.catalogue import Check, all_checks
from generator.checks.describe import sentence, side_text, title
from generator.checks.finding import Finding, Side

Reviews = dict[str, Review]
CSV_COLUMNS = (
    "id",
    "agency",
    "year",
    "check",
    "kind",
    "severity",
    "result",
    "scope",
    "left",
    "left_value",
    "right",
    "right_value",
    "difference",
    "found",
    "answer",
    "answer_name",
    "answer_date",
    "answer_reason",
)
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
_SARIF_KINDS = {"fails": "fail", "explained": "informational", "not_judged": "open"}


def json_lines(findings: Iterable[Finding], reviews: Reviews, lang: str) -> Iterator[str]:
    """A JSON array, a finding on a line: its members, the title, the sentence, the answer."""
    yield "["
    before = None
    for found in findings:
        if before is not None:
            yield f"{before},"
        before = _json_object(found, reviews.get(found.id), lang)
    if before is not None:
        yield before
    yield "]"


def _json_object(found: Finding, review: Review | None, lang: str) -> str:
    data = msgspec.to_builtins(found)
    words = {"title": title(found, lang), "text": sentence(found, lang)}
    answer = {"review": msgspec.to_builtins(review) if review else None}
    return json.dumps(data | words | answer, ensure_ascii=False)


def csv_lines(findings: Iterable[Finding], reviews: Reviews, lang: str) -> Iterator[str]:
    """A header and one finding a line; words that a spreadsheet would run are quoted."""
    yield _csv_line(CSV_COLUMNS)
    for found in findings:
        yield _csv_line(_csv_row(found, reviews, lang))


def _csv_row(found: Finding, reviews: Reviews, lang: str) -> list[object]:
    review = reviews.get(found.id)
    return [
        found.id,
        found.agency,
        found.year,
        found.check,
        found.kind,
        found.severity,
        found.result,
        found.scope,
        *_csv_side(found.left, lang),
        *_csv_side(found.right, lang),
        found.difference,
        sentence(found, lang),
        *((review.answer, review.name, review.date, review.reason) if review else [""] * 4),
    ]


def _csv_side(side: Side | None, lang: str) -> list[object]:
    return ["", None] if side is None else [side_text(side, lang), side.value]


def _csv_line(cells: Iterable[object]) -> str:
    stream = io.StringIO()
    spreadsheet.Writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


def sarif(
    findings: Iterable[Finding], reviews: Reviews, lang: str, data: Path | None = None
) -> dict[str, Any]:
    """A SARIF 2.1.0 log; the finding's id is the fingerprint, an answer a suppression.

    With the data folder each result names the line of its figure in the record's file.
    """
    rules = list(all_checks().values())
    index = {entry.id: position for position, entry in enumerate(rules)}
    driver = {
        "name": "gongkai",
        "version": __version__,
        "rules": [_rule(entry, lang) for entry in rules],
    }
    lines = _Lines(data)
    results = [
        _result(found, index[found.check], reviews.get(found.id), lang, lines.of(found))
        for found in findings
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"DATA": {"description": {"text": "the data folder"}}},
        "results": results,
    }
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


class _Lines:
    """The lines of figures in the files of records; the last file read is cached."""

    def __init__(self, data: Path | None) -> None:
        self._data = data
        self._path: Path | None = None
        self._text: list[str] = []

    def of(self, found: Finding) -> int:
        """The line (from 1) of the finding's figure; 1 when the finding names no figure."""
        fields = [field for side in (found.left, found.right) if side for field in side.fields]
        if self._data is None or not fields:
            return 1
        path = self._data / "reports" / found.agency / f"{found.year}.json"
        if path != self._path:
            self._path, self._text = path, path.read_text(encoding="utf-8").splitlines()
        starts = tuple(f'"{name}":' for name in (fields[0], fields[0].rpartition(".")[0]))
        numbers = enumerate(self._text, start=1)
        return next((n for n, line in numbers if line.lstrip().startswith(starts)), 1)


def _rule(entry: Check, lang: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "shortDescription": {"text": entry.title(lang)},
        "fullDescription": {"text": entry.explanation(lang)},
        "defaultConfiguration": {"level": _SARIF_LEVELS[entry.severity]},
        "properties": {"kind": entry.kind, "figures": list(entry.fields)},
    }


def _result(
    found: Finding, rule: int, review: Review | None, lang: str, line: int
) -> dict[str, Any]:
    kind = _SARIF_KINDS[found.result]
    uri = quote(f"reports/{found.agency}/{found.year}.json")
    place = {
        "artifactLocation": {"uri": uri, "uriBaseId": "DATA"},
        "region": {"startLine": line},
    }
    logical = [{"fullyQualifiedName": f"{found.agency}/{found.year}#{found.scope}"}]
    result: dict[str, Any] = {
        "ruleId": found.check,
        "ruleIndex": rule,
        "kind": kind,
        "level": _SARIF_LEVELS[found.severity] if kind == "fail" else "none",
        "message": {"text": f"{title(found, lang)}: {sentence(found, lang)}"},
        "locations": [{"physicalLocation": place, "logicalLocations": logical}],
        "partialFingerprints": {"findingId/v1": found.id},
    }
    if review is not None and review.is_settled:
        words = f"{review.answer}: {review.reason} ({review.name}, {review.date})"
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": words}
        ]
    return result
