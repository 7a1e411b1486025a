"""Whole records, as `gongkai parse` prints them: read back just as they were written."""

from __future__ import annotations

import msgspec

from generator.agencies import Registry
from generator.forms import form
from generator.ingest.outcome import Problem
from generator.ingest.rows import problem
from generator.record_rules import RecordError, require_figures, require_record, require_visible
from generator.records import MISSING, Record


def is_whole(text: str) -> bool:
    """Whether a line of JSON is a record, and no row of figures."""
    try:
        data = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return False
    return isinstance(data, dict) and "schema" in data and "kind" in data


def whole_record(text: str, line: int, registry: Registry) -> Record | Problem:
    """The record on a line, or what is wrong with it."""
    try:
        require_visible(msgspec.json.decode(text))
        record = msgspec.json.decode(text, type=Record)
        require_record(record)
        require_figures(record)
    except RecordError as error:
        return problem(error.code, line, field=error.field, value=error.value)
    except (msgspec.MsgspecError, RecursionError) as error:
        return problem("sheet.bad_json", line, reason=error)
    if record.agency is not None and record.agency not in registry.agencies:
        return problem("sheet.bad_member", line, name="agency", value=record.agency[:40])
    if record.form is None:
        return record
    figures = dict.fromkeys(form(record.form).fields, MISSING) | record.figures
    return msgspec.structs.replace(record, figures=figures)
