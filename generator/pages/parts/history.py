"""What the log of changes says of a report or plan: its dates, and entries for the feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.change_log import Change
from generator.corrections.apply import AppliedCorrection
from generator.pages.parts.words import saying

Event = tuple[str, str, str]
"""An ISO day, the fragment of the page where it shows, and words."""

_say = saying("apps.changes")


def dates_line(
    changes: Iterable[Change], first_read: str | None, code: str = "dates_report"
) -> list[str]:
    """A line with the days of the last addition, correction and check of the records.

    Before a publication has noted anything, the day on which a document was first read.
    """
    rows = [one for one in changes if one.change != "withdrawn"]
    found = {
        word: max((one.date for one in rows if one.change == word), default="")
        for word in ("added", "corrected")
    }
    found["checked"] = max((one.date for one in rows), default="")
    if not rows and first_read:
        found = {"first_read": first_read}
    words = [_say(f"dates_{word}", day=day) for word, day in found.items() if day]
    dates = _say("dates_separator").join(words)
    return [f"{_say(code, dates=dates)} {{.quiet}}", ""] if words else []


def events_of(
    title: str,
    changes: Sequence[Change],
    corrections: Iterable[AppliedCorrection],
    dated: str | None,
) -> list[Event]:
    """What happened to a report after it was published: figures corrected, findings new.

    What was found when the report was added bears the day of the report, as it does in feeds.
    """
    days = Counter(
        one.correction.when.isoformat() for one in corrections if one.standing == "applied"
    )
    found = [
        (day, "corrections", _say("feed_corrections", title=title, count=count))
        for day, count in days.items()
    ]
    before: Change | None = None
    for one in changes:
        # The correction that made the figures other has its own entry, under its own day.
        is_told = any(before is not None and before.date <= day <= one.date for day in days)
        if one.change == "corrected" and not is_told:
            found.append((one.date, "", _say("feed_corrected", title=title)))
        known = set(before.findings) if before is not None and one.change != "added" else set()
        count = len(set(one.findings) - known)
        day = dated if one.change == "added" else one.date
        if count and day:
            found.append((day, "checks", _say("feed_findings", title=title, count=count)))
        before = one
    return sorted(found)
