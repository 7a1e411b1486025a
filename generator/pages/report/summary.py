"""A report in plain sentences, each number linked to the cell it stands in.

Nothing is said of a figure that is no number: a blank is not taken for zero. A number
that is computed (a share, a difference) has no link and is said to be one of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.forms import era
from generator.forms.anchors import figure_anchor
from generator.frames.counts import MINIMUM_BASE
from generator.pages.parts.indicators import Cases, Indicators, indicators, total_of
from generator.pages.parts.markup import block
from generator.pages.parts.words import figure, percent, say, term, within, words_or_term
from generator.pages.report.statutory_tables import target
from generator.records import Number, Record


def summary(record: Record, before: Record | None) -> list[str]:
    """Sentences about the requests and what became of them; one saying so when there are none."""
    if record.form is None:
        return [say("summary.no_form")]
    sentences = list(_sentences(record, before, indicators(record.form)))
    return sentences or [say("summary.no_figures")]


def summary_block(sentences: Iterable[str]) -> list[str]:
    """The block of a summary; words of the glossary are explained in it."""
    items = [f"- {sentence}" for sentence in sentences]
    return block("terms", block("section {#summary .summary}", items))


def _sentences(record: Record, before: Record | None, of: Indicators) -> Iterator[str]:
    for part in (
        _received(record, before, of),
        _outcomes(record, of),
        _refused(record, of),
        _open(record, of),
        *_cases(record, of),
    ):
        if part:
            yield part


def number(record: Record, field: str) -> str:
    """The number printed there, linked to its cell."""
    value = record.value(field)
    return "" if value is None else f"[{figure(value)}](#{figure_anchor(field)})"


def _received(record: Record, before: Record | None, of: Indicators) -> str | None:
    value = record.value(of.received)
    if value is None:
        return None
    code = "summary.received_one" if value == 1 else "summary.received"
    sentence = say(code, year=record.year, number=number(record, of.received))
    if value == 0:
        sentence = say(
            "summary.received_none", year=record.year, cell=f"#{figure_anchor(of.received)}"
        )
    return f"{sentence}{_change(record, before, value)}{say('stop')}"


def _change(record: Record, before: Record | None, value: Number) -> str:
    if before is None or before.form is None or era(record.form) != era(before.form):
        return ""
    earlier = before.value(indicators(before.form).received)
    if earlier is None:
        return ""
    code = "same" if value == earlier else "more" if value > earlier else "fewer"
    if value == 0:
        code = "same_none" if earlier == 0 else "fewer_none"
    elif earlier == 0:
        code = "more_none"
    return say(f"summary.{code}", year=before.year, before=earlier, difference=abs(value - earlier))


def _outcomes(record: Record, of: Indicators) -> str | None:
    closed = record.value(of.outcomes_total)
    granted, partly = record.value(of.granted), record.value(of.partly)
    if closed is None or closed == 0:
        return None
    sentence = say("summary.closed", number=number(record, of.outcomes_total))
    if granted is not None and partly is not None:
        sentence += say(
            "summary.granted",
            granted_name=within(term(of.granted.removesuffix(".total"))),
            granted=number(record, of.granted),
            partly_name=within(term(of.partly.removesuffix(".total"))),
            partly=number(record, of.partly),
        )
        if closed >= MINIMUM_BASE:
            sentence += say("summary.share", share=percent((granted + partly) / closed))
    return sentence + say("stop")


def _refused(record: Record, of: Indicators) -> str | None:
    """The groups that did not end with the information, where any request did."""
    parts = []
    for group in of.outcomes:
        if not group.is_refusal:
            continue
        total = total_of(record, group.fields)
        if total:
            cell = f"[{figure(total)}]({target(group.fields)})"
            parts.append(say("summary.part", name=within(term(group.id)), number=cell))
    if not parts:
        return None
    return say("summary.refused", parts=say("separator_comma").join(parts)) + say("stop")


def _open(record: Record, of: Indicators) -> str | None:
    if of.carried_over is None:
        return None
    value = record.value(of.carried_over)
    if value is None:
        return None
    if value == 0:
        return say("summary.open_none", cell=f"#{figure_anchor(of.carried_over)}") + say("stop")
    return say("summary.open", number=number(record, of.carried_over)) + say("stop")


def _cases(record: Record, of: Indicators) -> Iterator[str]:
    """A sentence for each kind of case with how it ended; those without any in one."""
    none = [kind for kind in of.cases if record.value(kind.total) == 0]
    yield from (_case(record, kind) for kind in of.cases if record.value(kind.total))
    if len(none) == len(of.cases) > 1:
        first, *_, last = (f"#{figure_anchor(kind.total)}" for kind in none)
        yield say("summary.no_cases", review=first, litigation=last) + say("stop")
    elif none:
        parts = [_counted(record, kind) for kind in none]
        yield say("separator_comma").join(parts) + say("stop")


def _counted(record: Record, kind: Cases) -> str:
    name = words_or_term(f"cases.{kind.id}", kind.id)
    return say("summary.cases", name=name, number=number(record, kind.total))


def _case(record: Record, kind: Cases) -> str:
    ended = [field for field in kind.results if record.value(field)]
    parts = [
        say(
            "summary.part",
            name=words_or_term(f"result.{field.rpartition('.')[2]}", f"column.{field}"),
            number=number(record, field),
        )
        for field in ended
    ]
    how = say("summary.ended", parts=say("separator_comma").join(parts)) if parts else ""
    return _counted(record, kind) + how + say("stop")
