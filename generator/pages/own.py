"""What the pages of one agency may be made from beside its own file.

Everything here is either the same for all agencies or a part of the key under which an
agency's pages are kept (`generator.pages.kept`). What depends on other agencies' reports is
cut down to what this agency's pages show of it, so that they are made again only when that
changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import msgspec

from generator.agencies import Registry
from generator.frames.summaries import Peers
from generator.messages import language
from generator.records import Record
from generator.site_settings import SiteSettings

if TYPE_CHECKING:
    from generator.pages.kinds import Material
    from generator.pages.report.page import PageContext

_OF_ALL = frozenset({"registry", "settings", "drawing", "strips"})
"""Members of the context that are no part of an agency's key as they are: all but the last,
of which the agency's own code is, are the same for all.
"""


@dataclass
class Asked:
    """The days on which documents were first read; notes which were asked for."""

    known: Mapping[str, str]
    answers: dict[str, str | None] = field(default_factory=dict)

    def get(self, sha256: str) -> str | None:
        """The ISO day; None where it is not known."""
        self.answers[sha256] = self.known.get(sha256)
        return self.answers[sha256]


@dataclass(frozen=True)
class Own:
    """For one agency: its context, those it is compared with, its counts as the API gives them.

    `shared` is the context with the settings of all languages, `site` those settings.
    `had_reports` says that a report was published, be it withdrawn since.
    """

    agency: str
    site: SiteSettings
    shared: PageContext
    near: tuple[str, ...]
    counts: list[dict[Any, Any]]
    had_reports: bool
    first_seen: Asked
    plans: Mapping[tuple[str, int], Record]

    @property
    def registry(self) -> Registry:
        """The registry of all agencies and regions."""
        return self.shared.registry

    @property
    def settings(self) -> SiteSettings:
        """The site's settings, its name being in the language of the pages."""
        return self.site.in_language(language())

    @property
    def context(self) -> PageContext:
        """The context with these settings."""
        return replace(self.shared, settings=self.settings)

    def told(self) -> bytes:
        """The agency's own material as bytes, for its key."""
        names = [one.name for one in fields(self.shared) if one.name not in _OF_ALL]
        context = [getattr(self.shared, name) for name in names]
        strips = self.shared.strips
        strip = (bool(strips), strips.code(self.agency))
        told = (*context, strip, self.near, self.counts, self.had_reports)
        return msgspec.msgpack.encode(told, enc_hook=repr)


def own_of(material: Material, agency: str) -> Own:
    """The part of the material that the pages of that agency may show."""
    context = material.context
    facts = material.facts.get(agency, ())
    return Own(
        agency=agency,
        site=material.site,
        shared=replace(
            context,
            strips=context.strips.of(agency),
            peers=_peers_of(context.peers, context.registry, agency, {fact.year for fact in facts}),
            histories=material.histories_of.get(agency, {}),
        ),
        near=material.alike.near(agency),
        counts=material.counts_of(agency),
        had_reports=agency in material.with_reports_once,
        first_seen=Asked(material.report_views.first_seen),
        plans=material.report_views.plans,
    )


def _peers_of(peers: Peers, registry: Registry, agency: str, years: set[int]) -> Peers:
    """The spreads of the groups in which an agency is."""
    entry = registry.agencies.get(agency)
    if entry is None:
        return Peers({}, {})
    alike = [(year, entry.level, entry.function) for year in sorted(years)]
    nearby = [(year, entry.region) for year in sorted(years)]
    return Peers(
        alike={key: peers.alike[key] for key in alike if key in peers.alike},
        nearby={key: peers.nearby[key] for key in nearby if key in peers.nearby},
    )
