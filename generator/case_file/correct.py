"""Enters a correction into `data/corrections/`: checked as a whole, or not written at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from generator.checks.report_source import keys_of
from generator.corrections.apply import Correction, load_corrections
from generator.corrections.targets import (
    CONTACTS,
    CorrectionTarget,
    TargetError,
    Value,
    places_of,
    target_of,
)
from generator.errors import BadDataError, GongkaiError
from generator.hidden import HIDDEN
from generator.records import Record, State
from generator.store import DataFolder, write_atomically

_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to correct, as typed; without words there is no value."""

    agency: str
    year: int
    place: str
    words: tuple[str, ...]
    why: str
    evidence: str
    who: str
    when: date
    state: State = "number"
    raw: str | None = None


def enter(data: DataFolder, wanted: Wanted) -> Path:
    """Writes the entry. GongkaiError when it is wrong; the files are then unchanged."""
    record = _record(data, wanted)
    correction = _correction(record, wanted)
    path = data.root / "corrections" / f"{wanted.agency}.toml"
    before = path.read_bytes() if path.exists() else None
    text = before.decode() if before is not None else ""
    write_atomically(path, (text + ("\n" if text else "") + _entry(correction)).encode())
    try:
        _load(data)
    except BaseException:
        if before is None:
            path.unlink()
        else:
            write_atomically(path, before)
        raise
    return path


def _load(data: DataFolder) -> None:
    load_corrections(data, data.registry(), set(keys_of(data.paths("annual_report"))))


def _record(data: DataFolder, wanted: Wanted) -> Record:
    if wanted.agency not in data.registry().agencies:
        raise BadDataError("data.unknown_agency", agency=wanted.agency)
    path = data.path("annual_report", wanted.agency, wanted.year)
    if not path.is_file():
        raise BadDataError("checks.no_report", agency=wanted.agency, year=wanted.year)
    _load(data)  # a mistake that is there already is not ours
    return data.read(path)


def _correction(record: Record, wanted: Wanted) -> Correction:
    target = target_of(wanted.place)
    for said in (*wanted.words, wanted.why, wanted.evidence, wanted.who, wanted.raw or ""):
        if HIDDEN.search(said):
            raise GongkaiError("data.hidden", field=wanted.place, value=ascii(said))
    correction = Correction(
        agency=wanted.agency,
        year=wanted.year,
        reason=wanted.why,
        evidence=wanted.evidence,
        who=wanted.who,
        when=wanted.when,
        source_sha256=record.source.sha256,
        value=_value(target, wanted),
        state=wanted.state,
        raw=wanted.raw,
        **{target.key: target.id},
    )
    try:
        target.require(record, correction.value, correction.after)
    except TargetError as error:
        raise _explained(error, record, wanted.place) from error
    return correction


def _explained(error: TargetError, record: Record, place: str) -> GongkaiError:
    """Similar names for a name that does not exist."""
    if error.code not in ("corrections.figure", "corrections.metric"):
        return GongkaiError(error.code, file=None, line=None, **error.params)
    known = places_of(record)
    close = get_close_matches(place, known, _SUGGESTIONS, 0.5) or known[:_SUGGESTIONS]
    return GongkaiError("correct.unknown", place=place, known=", ".join(close))


def _value(target: CorrectionTarget, wanted: Wanted) -> Value:
    if wanted.state != "number":
        if wanted.words:
            raise GongkaiError("corrections.value", state=wanted.state)
        return None
    if not wanted.words:
        raise GongkaiError("correct.no_value", place=wanted.place)
    if target.key in ("figure", "metric"):
        return _number(wanted)
    if target.key == "contact" and CONTACTS.get(target.id):
        return wanted.words
    return " ".join(wanted.words)


def _number(wanted: Wanted) -> int | float:
    text = "".join(wanted.words)
    for kind in (int, float):
        try:
            number: int | float = kind(text)
        except ValueError:
            continue
        if "_" not in text:
            return number
    raise GongkaiError("correct.no_number", place=wanted.place, value=text)


def _entry(correction: Correction) -> str:
    """The entry as TOML; what equals its default is left out."""
    target = correction.target
    lines = ["[[correction]]"]
    lines += [f"agency = {_toml(correction.agency)}", f"year = {correction.year}"]
    lines += [f"{target.key} = {_toml(target.id)}"]
    if correction.value is not None:
        lines.append(f"value = {_toml(correction.value)}")
    if correction.state != "number":
        lines.append(f"state = {_toml(correction.state)}")
    if correction.raw is not None:
        lines.append(f"raw = {_toml(correction.raw)}")
    for key in ("reason", "evidence", "who"):
        lines.append(f"{key} = {_toml(getattr(correction, key))}")
    lines.append(f"when = {correction.when.isoformat()}")
    lines.append(f"source_sha256 = {_toml(correction.source_sha256)}")
    return "\n".join(lines) + "\n"


def _toml(value: str | int | float | Sequence[str]) -> str:
    """A value in TOML, which writes text, numbers and lists of text as JSON does."""
    return json.dumps(value, ensure_ascii=False)
