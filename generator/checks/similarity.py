"""Is the running text new: against the agency's own last report.

Against other agencies see `generator.checks.neighbours`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.catalogue import check
from generator.checks.finding import Side
from generator.checks.judgement import HOLDS, Judgement, not_judged
from generator.checks.subject import Subject
from generator.checks.texts import LEAST_LENGTH, common_passages, prose, share_alike
from generator.messages import message
from generator.records import Record


@check("SIMILAR_LAST", kind="reasonableness", severity="notice", fields=("sections",))
def like_last_year(subject: Subject) -> Iterator[Judgement]:
    """The text is not nearly that of last year's report."""
    previous = subject.previous
    if previous is None or prose(subject.record) is None:
        return
    ours, theirs = subject.report.words, previous.words
    if min(len(ours), len(theirs)) < LEAST_LENGTH:
        yield not_judged("checks.reason.short_text", least=LEAST_LENGTH)
        return
    share = share_alike(ours, theirs)
    yield HOLDS if share is None else alike_texts(subject.record, previous.record, share)


def alike_texts(record: Record, other: Record, share: float) -> Judgement:
    """Two texts are nearly the same: how nearly, and passages that stand in both."""
    passage = common_passages(prose(record) or "", prose(other) or "")
    who = other.agency_name or other.agency or ""
    label = message("checks.side.text_of", {"agency": who, "year": str(other.year)})
    left = Side(label=message("checks.side.this_text", {}), quote=passage)
    right = Side(label=label, other=(f"{other.agency}/{other.year}",), quote=passage)
    percent = f"{share * 100:.0f}"
    return Judgement("fails", "", left, right, params={"percent": percent})
