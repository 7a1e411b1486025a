"""Who reports, why requests were refused, what changed most, remedies, arithmetic, aggregates."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from generator.frames.counts import catalogue
from generator.frames.summaries import PUBLISHED
from generator.pages.observations.corpus import PlaceYear, stated
from generator.pages.observations.minimums import at_least
from generator.pages.observations.observation import Observation, Values, way
from generator.pages.observations.requests import change, rate, rows, whole

CHANGES = "#changes"
COVERAGE = "#coverage"
_RANKS = ("first", "second", "third")


def who(here: PlaceYear) -> Iterator[Observation]:
    """Of the agencies that should have reported, whose reports are here, and whose are not."""
    expected = len(here.expected)
    if expected < at_least("reports"):
        return
    published = int(here.expected.isin(PUBLISHED).sum())
    direction = "all" if published == expected else "none" if not published else ""
    values: Values = {"share": published / expected}
    yield Observation("who.published", published, expected, COVERAGE, direction, values, "due")
    for status in ("missing", "not_collected"):
        number = int((here.expected == status).sum())
        if number:
            yield Observation(f"who.{status}", number, expected, COVERAGE, of="due")


def why(here: PlaceYear) -> Iterator[Observation]:
    """Which reasons were given most often, over the reports that state every reason."""
    sums = here.reasons.sum()
    total, n = whole(sums.sum()), len(here.reasons)
    if n < at_least("reports") or not len(sums):
        return
    link = reasons_link(here)
    if not total:
        yield Observation("why.total", 0, n, link, "none")
        return
    yield Observation("why.total", total, n, link)
    if total < at_least("refusals"):
        return
    ranked = sums[sums > 0].sort_values(ascending=False, kind="stable")
    for place, rank in enumerate(_RANKS[: len(ranked)]):
        reason, number = str(ranked.index[place]), float(ranked.iloc[place])
        if (ranked == number).sum() > 1:
            return  # several share the place: none is named
        values: Values = {"reason": reason, "share": number / total}
        yield Observation(f"why.{rank}", whole(number), n, link, values=values)


def reasons_link(here: PlaceYear) -> str:
    """The page of reasons that counts the same reports."""
    place = f"&region={here.code}" if here.code else ""
    return f"reasons/?year={here.year}&scope=o{place}"


def moved(here: PlaceYear) -> pd.DataFrame:
    """before, after, difference of each agency's requests, the largest rise first."""
    last, now = here.both("received")
    found = pd.DataFrame({"before": last["received"], "after": now["received"]})
    found["difference"] = found["after"] - found["before"]
    return found.sort_values("difference", ascending=False, kind="stable")


def changes(here: PlaceYear) -> Iterator[Observation]:
    """How many agencies got more or fewer requests, and whose number moved most."""
    found = moved(here)
    if len(found) < at_least("pairs"):
        return
    steps = found["difference"]
    values: Values = {
        "last_year": here.year - 1, "fewer": int((steps < 0).sum()), "same": int((steps == 0).sum())
    }  # fmt: skip
    more = int((steps > 0).sum())
    direction, link = "", CHANGES
    if (steps == 0).all():  # then the table of the largest changes has no rows
        direction, link = "none", rows(here, "received", only="n", first=here.year - 1)
    yield Observation("changes.count", more, len(found), link, direction, values, "pairs")
    for direction, furthest in (("up", steps.max()), ("down", steps.min())):
        is_it = steps == furthest
        if way(furthest) == direction and abs(furthest) >= at_least("change") and is_it.sum() == 1:
            row = found[is_it].iloc[0]
            named: Values = {
                "agency": str(found.index[is_it][0]), "last_year": here.year - 1,
                "before": whole(row["before"]), "after": whole(row["after"]),
                "difference": whole(abs(furthest)),
            }  # fmt: skip
            yield Observation(
                "changes.most", whole(furthest), len(found), CHANGES, direction, named, "pairs"
            )


def remedies(here: PlaceYear) -> Iterator[Observation]:
    """Reviews and court cases, and how many corrected the agency."""
    for count, corrected in (("reviews", "reviews_corrected"), ("lawsuits", "lawsuits_corrected")):
        known = here.own[count].dropna()
        if len(known) < at_least("reports"):
            continue
        total = whole(known.sum())
        link = rows(here, count, only="n")
        yield Observation(f"remedies.{count}", total, len(known), link, "" if total else "none")
        if not total:
            continue
        yield from change(here, f"remedies.{count}.change", count)
        both = stated(here.own, count, corrected)
        number = whole(both[corrected].sum())
        values: Values = {"whole": whole(both[count].sum())}
        if len(both) >= at_least("reports") and values["whole"]:
            link = rows(here, corrected, only="n")
            direction = "" if number else "none"
            yield Observation(f"remedies.{corrected}", number, len(both), link, direction, values)
    yield from rate(here, "remedies", "share_reviewed")


def arithmetic(here: PlaceYear) -> Iterator[Observation]:
    """Where numbers do not agree with one another, as open questions."""
    if here.checked < at_least("reports"):
        return
    found = here.findings
    link = _findings(here)
    direction = "" if len(found) else "none"
    values: Values = {"places": len(found)}
    number = int(found["agency"].nunique())
    yield Observation("arithmetic.reports", number, here.checked, link, direction, values)
    if not len(found):
        return
    counts = found["check"].value_counts()
    if len(found) > 1 and (counts == counts.iloc[0]).sum() == 1:
        check = str(counts.index[0])
        values = {"check": check, "places": len(found)}
        direction = "all" if len(counts) == 1 else ""
        link = _findings(here, check=check)
        yield Observation(
            "arithmetic.check", int(counts.iloc[0]), here.checked, link, direction, values
        )
    answered = int(found["is_answered"].sum())
    if answered:
        link = _findings(here, result="answered")
        yield Observation("arithmetic.answered", answered, here.checked, link, values=values)


def _findings(here: PlaceYear, check: str = "", result: str = "differ") -> str:
    chosen = {"year": here.year, "result": result, "check": check, "region": here.code}
    return "checks/?" + "&".join(f"{key}={value}" for key, value in chosen.items() if value)


def aggregate(here: PlaceYear) -> Iterator[Observation]:
    """What the place's government sums up for its region: one report, added to nothing."""
    if len(here.aggregate) != 1:
        return
    agency, row = str(here.aggregate.index[0]), here.aggregate.iloc[0]
    link = f"agencies/{agency}/{here.year}/"
    granted = next(one for one in catalogue().rates if one.id == "share_granted")
    if pd.notna(row["received"]):
        values: Values = {"agency": agency}
        yield Observation(
            "aggregate.received", whole(row["received"]), 1, link, values=values, of="aggregate"
        )
    part, total = row[granted.numerator], row[granted.denominator]
    if pd.notna(part) and pd.notna(total) and granted.minimum <= total and part <= total:
        shares: Values = {
            "part": whole(part), "whole": whole(total), "share": float(part / total)
        }  # fmt: skip
        yield Observation(
            "aggregate.share_granted", float(part / total), 1, link, values=shares, of="aggregate"
        )
