"""The files beside an agency's page: its figures, its years, its badge, its contact card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.opendata.agency_csv import agency_csv
from generator.pages.agency.badge import NAME, badge
from generator.pages.agency.contact import newest_with_contact, vcard
from generator.pages.own import Own
from generator.pages.parts.content_file import Attachment
from generator.pages.parts.facts import agency_name
from generator.pages.parts.onward_links import years_csv

if TYPE_CHECKING:
    from generator.pages.agency.page import AgencyFile


def attachments(file: AgencyFile, own: Own) -> Iterator[Attachment]:
    """All of them; none for an agency without a report."""
    if not file.facts:
        return
    folder, settings = f"agencies/{file.agency}", own.settings
    registry = own.registry
    views = [file.report_views[year] for year in sorted(file.report_views)]
    name = agency_name(registry, file.agency, views[-1].record.agency_name)
    yield Attachment(f"{folder}/figures.csv", agency_csv(views))
    yield Attachment(f"{folder}/years.csv", years_csv(name, file.facts, settings))
    strip = own.context.strips.code(file.agency)
    yield Attachment(f"{folder}/{NAME}", badge(file.facts[-1], strip, settings))
    with_contact = newest_with_contact(file.report_views)
    if with_contact is not None:
        entry = registry.agencies.get(file.agency)
        region = registry.full_region_name(entry.region) if entry is not None else ""
        card = vcard(name, with_contact.record.contacts, region)
        yield Attachment(f"{folder}/contact.vcf", card)
