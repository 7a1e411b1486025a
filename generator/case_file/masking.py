"""Personal data in what people wrote by hand in data/: covered before it is used.

Records are covered as they are read (`generator.checks.report_source`).
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from generator.agencies import Agency, Registry
from generator.case_file.reviews import Review
from generator.corrections.apply import Correction, Corrections
from generator.privacy import Exceptions, cover_struct, cover_text
from generator.records import Figure


def cover_registry(registry: Registry, exceptions: Exceptions) -> Registry:
    """The registry with its agencies' names and addresses covered; itself if they are clean."""
    agencies = [_agency(agency, exceptions) for agency in registry.agencies.values()]
    if all(agency is registry.agencies[agency.id] for agency in agencies):
        return registry
    return Registry(agencies, registry.regions.values())


def _agency(agency: Agency, exceptions: Exceptions) -> Agency:
    covered = cover_struct(agency, agency.id, exceptions)
    return agency if covered is agency else msgspec.structs.replace(covered, id=agency.id)


def cover_corrections(corrections: Corrections, exceptions: Exceptions) -> Corrections:
    """The corrections with reasons, evidence and what they put in place covered."""
    return {
        key: tuple(_correction(correction, exceptions) for correction in several)
        for key, several in corrections.items()
    }


def _correction(correction: Correction, exceptions: Exceptions) -> Correction:
    agency = correction.agency
    covered = cover_struct(correction, agency, exceptions)
    target = correction.target
    value = correction.value
    if isinstance(value, (int, float)):
        put = Figure(value=value, state=correction.state, raw=correction.raw)
        after = cover_struct(put, agency, exceptions)
        covered = msgspec.structs.replace(
            covered, value=after.value, state=after.state, raw=after.raw
        )
    return msgspec.structs.replace(covered, **{target.key: target.id})


def cover_reviews(reviews: dict[str, Review], exceptions: Exceptions) -> dict[str, Review]:
    """The answers with names and reasons covered."""
    return {finding: _review(review, exceptions) for finding, review in reviews.items()}


def _review(review: Review, exceptions: Exceptions) -> Review:
    agency = review.finding.partition("/")[0]
    name, reason = (
        cover_text(text, agency=agency, exceptions=exceptions)[0]
        for text in (review.name, review.reason)
    )
    return replace(review, name=name, reason=reason)
