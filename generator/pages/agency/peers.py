"""An agency beside others like it: median and range, and how many they are.

Peers by level and function: reports of one year by agencies with the same field of work
at the same level. Peers by place: the agencies of the same region.
"""

from __future__ import annotations

from generator.agencies import Registry
from generator.forms import is_current_era
from generator.frames.counts import MINIMUM_BASE
from generator.frames.summaries import MINIMUM_PEERS, Peers, Spread
from generator.pages.parts.facts import Facts
from generator.pages.parts.markup import escape, heading, link, site, table
from generator.pages.parts.words import function_name, percent, say


def peers_section(fact: Facts, peers: Peers, registry: Registry) -> list[str]:
    """The comparison as a table; a sentence when too few can be compared."""
    agency = registry.agencies.get(fact.agency)
    if agency is None or fact.scope != "own" or not is_current_era(fact.form):
        return []
    rows: list[list[str]] = []
    alike = peers.alike.get((fact.year, agency.level, agency.function), {})
    if alike:
        level, function = say(f"level.{agency.level}"), function_name(agency.function or "")
        name = say("peers.kind", level=level, function=function)
        rows += _rows(fact, alike, say("peers.alike", name=escape(name)))
    nearby = peers.nearby.get((fact.year, agency.region), {})
    if nearby:
        region = registry.regions.get(agency.region)
        name = link(
            escape(region.name if region else agency.region), site(f"regions/{agency.region}/")
        )
        rows += _rows(fact, nearby, say("peers.nearby", name=name))
    lines = [*heading(say("heading.peers"), "peers")]
    if not rows:
        return [*lines, say("peers.too_few", minimum=MINIMUM_PEERS), ""]
    header = [
        say("peers.measure"),
        say("peers.own"),
        say("peers.median"),
        say("peers.range"),
        say("peers.count"),
    ]
    note = say("peers.note", minimum=MINIMUM_PEERS, base=MINIMUM_BASE)
    return [
        *lines,
        *table(header, rows, f'.peers caption="{say("heading.peers")}"'),
        "",
        f"{note} {{.quiet}}",
        "",
    ]


def _rows(fact: Facts, spreads: dict[str, Spread], name: str) -> list[list[str]]:
    rows = [[f"{name} {{.group}}"]]
    for measure, spread in spreads.items():
        own = getattr(fact, measure)
        if measure == "granted_share" and (fact.closed or 0) < MINIMUM_BASE:
            own = None
        low, high = shown(measure, spread.low), shown(measure, spread.high)
        rows.append(
            [
                say(f"peers.{measure}"),
                shown(measure, own) if own is not None else say("peers.unknown"),
                shown(measure, spread.median),
                f"{low}–{high}",
                str(spread.count),
            ]
        )
    return rows


def shown(measure: str, value: float) -> str:
    """A count as it is, a share as a percentage, a median with at most one decimal."""
    return percent(value) if measure.endswith("_share") else f"{value:.1f}".removesuffix(".0")
