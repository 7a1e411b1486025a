"""What pages say to machines: the meta names of government sites, and JSON-LD."""

from __future__ import annotations

from typing import Any

from generator.agencies import Registry
from generator.pages.parts.markup import plain, web_address
from generator.pages.parts.words import say
from generator.records import Contacts, Record
from generator.site_settings import SiteSettings

Thing = dict[str, Any]


def meta(settings: SiteSettings, record: Record, name: str) -> dict[str, str]:
    """SiteName, ColumnName, ArticleTitle, PubDate, ContentSource as far as they are known."""
    found = {
        "SiteName": settings.name,
        "ColumnName": say(f"kind.{'plan' if record.kind == 'work_plan' else 'report'}"),
        "ArticleTitle": plain(record.title or ""),
        "PubDate": record.source.published or "",
        "ContentSource": name,
    }
    return {key: value for key, value in found.items() if value}


def organization(registry: Registry, agency: str, name: str, contacts: Contacts) -> Thing:
    """The agency as GovernmentOrganization with its contact point."""
    entry = registry.agencies.get(agency)
    thing: Thing = {
        "@type": "GovernmentOrganization",
        "@id": f"site:agencies/{agency}/#agency",
        "name": plain(name),
        "url": web_address(entry.website if entry else None) or f"site:agencies/{agency}/",
    }
    if entry is not None and len(entry.names) > 1:
        thing["alternateName"] = [plain(other) for other in entry.names[1:]]
    if entry is not None and entry.region in registry.regions:
        area = {"@type": "AdministrativeArea", "name": registry.full_region_name(entry.region)}
        thing["areaServed"] = area
    if point := _contact_point(contacts):
        thing["contactPoint"] = point
    if address := _address(contacts):
        thing["address"] = address
    return thing


def _contact_point(contacts: Contacts) -> Thing | None:
    found = {
        "name": plain(contacts.office or ""),
        "telephone": _one(contacts.phones),
        "faxNumber": _one(contacts.faxes),
        "email": _one(contacts.emails),
    }
    kept = {key: value for key, value in found.items() if value}
    if not kept:
        return None
    return {"@type": "ContactPoint", "contactType": say("metadata.contact_type"), **kept}


def _one(values: tuple[str, ...]) -> str:
    return plain(values[0]) if values else ""


def _address(contacts: Contacts) -> Thing | None:
    found = {
        "streetAddress": plain(contacts.address or ""),
        "postalCode": plain(contacts.postcode or ""),
    }
    kept = {key: value for key, value in found.items() if value}
    return {"@type": "PostalAddress", "addressCountry": "CN", **kept} if kept else None


def report(record: Record, title: str, url: str) -> Thing:
    """schema.org metadata of a report; its description is that of the page."""
    thing: Thing = {
        "@type": "Report",
        "@id": f"site:{url}",
        "name": plain(title),
        "inLanguage": "zh-CN",
        "author": {"@id": f"site:agencies/{record.agency}/#agency"},
        "temporalCoverage": _coverage(record),
    }
    if record.source.published:
        thing["datePublished"] = record.source.published
    if based_on := web_address(record.source.url):
        thing["isBasedOn"] = based_on
    return thing


def dataset(record: Record, title: str, url: str, settings: SiteSettings) -> Thing:
    """The figures of the report as a data set, with where its JSON lies."""
    return {
        "@type": "Dataset",
        "name": say("metadata.dataset", title=plain(title)),
        "description": say("metadata.dataset_about", title=plain(title)),
        "url": f"site:{url}",
        "license": settings.licence_url,
        "isAccessibleForFree": True,
        "temporalCoverage": _coverage(record),
        "creator": {"@id": f"site:agencies/{record.agency}/#agency"},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"site:api/agencies/{record.agency}/{record.year}.json",
            }
        ],
    }


def _coverage(record: Record) -> str:
    if record.period is not None:
        return f"{record.period.start}/{record.period.end}"
    return str(record.year)


def collection(name: str, url: str, description: str) -> Thing:
    """schema.org metadata of a page that lists others."""
    return {
        "@type": "CollectionPage",
        "@id": f"site:{url}",
        "name": plain(name),
        "description": plain(description),
    }
