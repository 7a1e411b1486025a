"""What a correction may mend: a figure, a contact, a number of the text, a name.

Whatever it is, what stands there is shown as a `Figure`: words have the state "text".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from generator.forms import Field, form
from generator.record_rules import RecordError, require_number, require_record
from generator.records import MISSING, Contacts, Figure, Metric, Record, replace

Value = int | float | str | tuple[str, ...] | None

KEYS = ("figure", "contact", "metric", "name")
"""The keys of an entry, of which it has one."""

NAMES = ("agency_name", "title")
CONTACTS = {field.name: field.default == () for field in msgspec.structs.fields(Contacts)}
"""The contact details, each with whether it may hold several."""

_PREFIXES = {"contact": "contacts.", "metric": "metrics.", "name": "names."}


class TargetError(ValueError):
    """A target that is not in the report, or cannot hold the value: a code and its key."""

    def __init__(self, code: str, key: str, **params: object) -> None:
        self.code = code
        self.key = key
        self.params = params
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class CorrectionTarget:
    """One place of a record: the key of an entry, and the id that stands behind it."""

    key: str
    id: str

    @property
    def place(self) -> str:
        """A name for it among all: a figure's id, `contacts.phones`, `metrics.…`, `names.title`."""
        return _PREFIXES.get(self.key, "") + self.id

    def look(self, record: Record) -> Figure:
        """What stands there."""
        if self.key == "figure":
            return record.figure(self.id)
        if self.key == "metric":
            metric = record.metrics[_position(record, self.id)]
            return Figure(value=metric.value, state="number", raw=_number(metric))
        held = record.contacts if self.key == "contact" else record
        return as_figure(getattr(held, self.id))

    def put(self, record: Record, value: Value, after: Figure) -> Record:
        """The record with that value there."""
        if self.key == "figure":
            return replace(record, figures={**record.figures, self.id: after})
        if self.key == "metric":
            return replace(record, metrics=tuple(self._metrics(record, value)))
        changes: dict[str, Any] = {self.id: self._words(value)}
        if self.key == "name":
            return replace(record, **changes)
        return replace(record, contacts=msgspec.structs.replace(record.contacts, **changes))

    def _metrics(self, record: Record, value: Value) -> Iterator[Metric]:
        """The numbers of the text; without a value the one that is none falls away."""
        here = _position(record, self.id)
        for position, metric in enumerate(record.metrics):
            if position != here:
                yield metric
            elif value is not None:
                yield msgspec.structs.replace(metric, value=value)

    def _words(self, value: Value) -> object:
        if self.key == "name" or not CONTACTS[self.id]:
            return value
        return () if value is None else (value,) if isinstance(value, str) else value

    def require(self, record: Record, value: Value, after: Figure) -> None:
        """TargetError when the report has no such place, or it cannot hold the value."""
        if self.key == "figure":
            self._require_figure(record, value)
        elif self.key == "metric":
            self._require_metric(record, value)
        else:
            self._require_words(value)
        try:
            require_record(self.put(record, value, after))
        except RecordError as error:
            raise TargetError(error.code, "value", field=error.field, value=error.value) from error

    def _require_figure(self, record: Record, value: Value) -> None:
        fields = form(record.form).fields if record.form else {}
        field = fields.get(self.id)
        if field is None:
            raise TargetError("corrections.figure", "figure", figure=self.id)
        if not _is_allowed(field, value):
            raise TargetError("corrections.type", "value", figure=self.id)

    def _require_metric(self, record: Record, value: Value) -> None:
        ids = metric_ids(record)
        if self.id not in ids:
            raise TargetError("corrections.metric", "metric", metric=self.id, known=", ".join(ids))
        if value is not None and (isinstance(value, (str, tuple)) or value < 0):
            raise TargetError("corrections.type", "value", figure=self.place)

    def _require_words(self, value: Value) -> None:
        known = NAMES if self.key == "name" else tuple(CONTACTS)
        if self.id not in known:
            raise TargetError(
                f"corrections.{self.key}", self.key, id=self.id, known=", ".join(known)
            )
        if value is None and self.key == "contact":
            return
        has_several = self.key == "contact" and CONTACTS[self.id]
        words = value if isinstance(value, tuple) and has_several else (value,)
        if not words or not all(isinstance(word, str) and word.strip() for word in words):
            code = "corrections.several" if has_several else "corrections.words"
            raise TargetError(code, "value", figure=self.place)


def target_of(place: str) -> CorrectionTarget:
    """The target of that name; a name without a known beginning is a figure's id."""
    if place in NAMES:
        return CorrectionTarget("name", place)
    for key, prefix in _PREFIXES.items():
        if place.startswith(prefix):
            return CorrectionTarget(key, place.removeprefix(prefix))
    return CorrectionTarget("figure", place)


def places_of(record: Record) -> list[str]:
    """All that can be mended in a report."""
    targets = [
        *(
            CorrectionTarget("figure", name)
            for name in (form(record.form).fields if record.form else ())
        ),
        *(CorrectionTarget("contact", name) for name in CONTACTS),
        *(CorrectionTarget("metric", name) for name in metric_ids(record)),
        *(CorrectionTarget("name", name) for name in NAMES),
    ]
    return [target.place for target in targets]


def metric_ids(record: Record) -> list[str]:
    """The numbers of the text by name; the second of the same kind ends in #2."""
    found: list[str] = []
    counts: dict[str, int] = {}
    for metric in record.metrics:
        count = counts[metric.id] = counts.get(metric.id, 0) + 1
        found.append(metric.id if count == 1 else f"{metric.id}#{count}")
    return found


def as_figure(value: Value) -> Figure:
    """What is shown of a value: a number, words, or that there is nothing."""
    if value is None or value == ():
        return MISSING
    if isinstance(value, (int, float)):
        return Figure(value=value, state="number", raw=str(value))
    return Figure(state="text", raw=value if isinstance(value, str) else "；".join(value))


def _position(record: Record, metric: str) -> int:
    return metric_ids(record).index(metric)


def _number(metric: Metric) -> str:
    return str(metric.value).removesuffix(".0")


def _is_allowed(field: Field, value: Value) -> bool:
    if value is None:
        return True
    try:
        require_number(field, value)
    except RecordError:
        return False
    assert isinstance(value, (int, float))  # require_number has seen to it
    return value >= 0 or field.type == "signed_count"
