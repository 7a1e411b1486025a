"""`/checks/`: the findings as the page's filter needs them, a file for each year.

`static/apps/checks/<year>.js` holds what differs, `explained-<year>.js` beside it the differences
that another printed sum explains, `open-<year>.js` what cannot be judged; the filter loads a year
when it is asked for:

    {"c": [check id], "a": [[agency id, name, region]], "g": {region: [name, region above]},
     "s": [text], "f": [[agency, check, place in the report's page, sentence, answer]]}

Agencies, checks and texts are named by their place in `a`, `c` and `s`: what cannot be
judged has few reasons, and a year of 10,000 reports must load on a telephone.
"""

from __future__ import annotations

from typing import Any

import msgspec

from generator.agencies import Registry
from generator.case_file.report_view import ReportViews
from generator.case_file.reviews import Review
from generator.checks.catalogue import all_checks
from generator.checks.describe import sentence
from generator.checks.finding import Finding, Side
from generator.checks.wording import side_in_english
from generator.extras import Extras
from generator.messages import LANGUAGES, language
from generator.pages.parts.facts import agency_name
from generator.pages.parts.script_data import write_script
from generator.pages.parts.words import say
from generator.pages.report.findings import anchor, answer
from generator.site_settings import SiteSettings

Row = list[Any]
_YEARS = {"years": "failed", "explainedYears": "explained", "openYears": "not_judged"}
_FILES = {"fails": "", "explained": "explained-", "not_judged": "open-"}


def write_findings(report_views: ReportViews, target: Extras) -> None:
    """Writes the files of every year, those of a further language in a folder of its name."""
    years: dict[str, _Year] = {}
    for (agency, year), outcome in report_views.outcomes.items():
        for finding in outcome.kept(with_open=True):
            key = f"{_FILES[finding.result]}{year}"
            kept = years.setdefault(key, _Year(report_views.registry))
            kept.add(agency, finding, report_views.reviews.get(finding.id))
    folder = "checks" if language() == LANGUAGES[0] else f"checks/{language()}"
    for key, found in sorted(years.items()):
        write_script(target, f"{folder}/{key}", found.value())


class _Year:
    """The findings of one year with the names that they need."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._agencies: dict[str, Row] = {}
        self._places: dict[str, int] = {}
        self._regions: dict[str, Row] = {}
        self._checks = {name: number for number, name in enumerate(all_checks())}
        self._texts: dict[str, int] = {}
        self._rows: list[Row] = []

    def add(self, agency: str, finding: Finding, review: Review | None) -> None:
        """Adds a finding."""
        if agency not in self._places:
            self._places[agency] = len(self._places)
            self._agencies[agency] = self._describe(agency)
        row: Row = [self._places[agency], self._checks[finding.check]]
        texts = [anchor(finding), sentence(_named(finding))]
        if review is not None:
            texts.append(answer(review, str))
        self._rows.append(row + [self._text(text) for text in texts])

    def _text(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def _describe(self, agency: str) -> Row:
        path = self._registry.path_of(agency)
        for region in path:
            self._regions[region.code] = [region.name, region.parent or ""]
        return [agency, agency_name(self._registry, agency), path[-1].code if path else ""]

    def value(self) -> dict[str, Any]:
        """The content of the file, for JSON."""
        return {
            "c": list(self._checks),
            "a": list(self._agencies.values()),
            "g": dict(sorted(self._regions.items())),
            "s": list(self._texts),
            "f": self._rows,
        }


def _named(finding: Finding) -> Finding:
    """The finding with sides that are called by names, not by the ids of their figures."""
    if language() == LANGUAGES[0]:
        return finding
    sides = ("left", "right", "explained_by")
    named = {name: side for name in sides if (side := _named_side(getattr(finding, name)))}
    return msgspec.structs.replace(finding, **named)


def _named_side(side: Side | None) -> Side | None:
    if side is None:
        return None
    label = side_in_english(side)
    return msgspec.structs.replace(side, label=label, fields=(), other=())


def filter_settings(report_views: ReportViews, settings: SiteSettings) -> dict[str, Any]:
    """What the filter's controls offer; empty when there is nothing to filter."""
    outcomes = report_views.outcomes.items()
    years = {
        name: sorted({year for (_, year), outcome in outcomes if getattr(outcome, kind)})
        for name, kind in _YEARS.items()
    }
    if not any(years.values()):
        return {}
    checks = [
        {"id": check.id, "title": check.title(), "kind": check.kind}
        for check in all_checks().values()
    ]
    kinds = dict.fromkeys(check.kind for check in all_checks().values())
    found: dict[str, Any] = {
        "checks": checks,
        "kinds": [{"id": kind, "title": say(f"checks.kind_{kind}")} for kind in kinds],
    } | years
    if settings.mistake_address:
        found["mistake"] = settings.mistake_address
        found["site"] = settings.url or ""
    return found
