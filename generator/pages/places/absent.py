"""The agencies of a region whose report of the newest year is not here, by what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.agencies import Registry
from generator.frames.summaries import ABSENT, Coverage, PlaceSummaries
from generator.pages.parts.location import agency_link
from generator.pages.parts.markup import block, heading
from generator.pages.parts.strips import Strips
from generator.pages.parts.words import say

_MISSING_SHOWN = 150


def absent(
    code: str,
    latest: tuple[int, Coverage] | None,
    summaries: PlaceSummaries,
    registry: Registry,
    strips: Strips,
) -> list[str]:
    """Who is missing in that year, among the region's own agencies."""
    if latest is None:
        return []
    lines: list[str] = []
    for status in ABSENT:
        names = summaries.absent.get((code, latest[0], status), [])
        if names:
            title = say(f"absent.{status}", year=latest[0], count=len(names))
            lines += block(f"details {title}", list(_names(names, registry, strips)))
    return [*heading(say("heading.absent"), "absent"), *lines] if lines else []


def _names(agencies: Sequence[str], registry: Registry, strips: Strips) -> Iterator[str]:
    for agency in agencies[:_MISSING_SHOWN]:
        yield f"- {agency_link(registry, agency)} {strips.mark(agency)}".rstrip()
    if len(agencies) > _MISSING_SHOWN:
        yield f"- {say('absent.more', count=len(agencies) - _MISSING_SHOWN)}"
