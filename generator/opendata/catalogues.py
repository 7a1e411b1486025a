"""The data set as catalogues describe it: DCAT (JSON-LD) and Croissant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.frames.schema import FrameColumn
from generator.messages import LANGUAGES, message
from generator.opendata.files import Part
from generator.opendata.kept import Made
from generator.opendata.tables import Published, tables
from generator.site_settings import SiteSettings

_DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CROISSANT = {
    "@language": "zh",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "column": "cr:column",
    "containedIn": "cr:containedIn",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileSet": "cr:fileSet",
    "includes": "cr:includes",
    "key": "cr:key",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "source": "cr:source",
}
_TYPES = {
    "number": "sc:Float", "integer": "sc:Integer", "year": "sc:Integer", "flag": "sc:Boolean",
}  # fmt: skip
_ENCODINGS = {
    "gz": "application/gzip", "csv": "text/csv", "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def encoding_of(name: str) -> str:
    """The media type of a file, by the ending of its name; KeyError for another ending."""
    return _ENCODINGS[name.rpartition(".")[2]]


def base_of(settings: SiteSettings) -> str:
    """Where the files lie: the site's address, or beside the description."""
    return f"{settings.url}/data/" if settings.url else ""


def years_of(parts: Iterable[Part]) -> list[int]:
    """The report years of which there are figures."""
    return sorted({part.year for part in parts if part.table == "figures" and part.year})


def dcat(parts: Sequence[Part], files: Iterable[Made], settings: SiteSettings) -> dict[str, Any]:
    """The data set as DCAT in JSON-LD, with a distribution for each file."""
    base, years = base_of(settings), years_of(parts)
    found: dict[str, Any] = {
        "@context": _DCAT,
        "@id": base or "./",
        "@type": "dcat:Dataset",
        "dct:title": settings.name,
        "dct:description": [
            {"@language": lang, "@value": message("apps.data.description", {}, lang)}
            for lang in LANGUAGES
        ],
        "dct:license": {"@id": settings.licence_url},
        "dct:language": settings.language,
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/CHN"},
        "dct:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": settings.operator or settings.name,
        },
        "dcat:distribution": [_distribution(one, base) for one in files],
    }
    if years:
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYear", "@value": str(years[0])},
            "dcat:endDate": {"@type": "xsd:gYear", "@value": str(years[-1])},
        }
    return found


def _distribution(file: Made, base: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dcat:downloadURL": {"@id": f"{base}{file.name}"},
        "dcat:mediaType": encoding_of(file.name),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": file.sha256,
        },
    }


def croissant(
    parts: Sequence[Part], archives: Iterable[Made], settings: SiteSettings
) -> dict[str, Any]:
    """The data set with the zips, the files that each table has in them, and its columns."""
    zips = list(archives)
    names = dict.fromkeys(part.table for part in parts if part.parquet is not None)
    return {
        "@context": _CROISSANT,
        "@type": "sc:Dataset",
        "name": "gongkai",
        "alternateName": settings.name,
        "description": message("apps.data.description", {}, "en"),
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": settings.licence_url,
        "url": base_of(settings) or "./",
        "distribution": [*(_archive(one, settings) for one in zips), *_sets(parts, zips)],
        "recordSet": [_records(name, tables()[name]) for name in names],
    }


def _archive(file: Made, settings: SiteSettings) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": f"{base_of(settings)}{file.name}",
        "contentSize": f"{file.size} B",
        "encodingFormat": "application/zip",
        "sha256": file.sha256,
    }


def _sets(parts: Iterable[Part], archives: list[Made]) -> Iterator[dict[str, Any]]:
    """The files of each table in the zips."""
    found: dict[str, list[str]] = {}
    for part in parts:
        if part.parquet is not None:
            found.setdefault(part.table, []).append(part.csv.name)
    for table, names in found.items():
        is_packed = names[0].endswith(".gz")
        yield {
            "@type": "cr:FileSet",
            "@id": f"{table}-files",
            "name": f"{table}-files",
            "containedIn": [{"@id": one.name} for one in archives],
            "encodingFormat": "application/gzip" if is_packed else "text/csv",
            "includes": f"{table.replace('_', '-')}-*.csv.gz" if is_packed else names[0],
        }


def _records(name: str, table: Published) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{table.zh} · {table.en}",
        **({"key": [{"@id": f"{name}/{one}"} for one in table.key]} if table.key else {}),
        "field": [_field(name, one, table) for one in table.columns],
    }


def _field(name: str, column: FrameColumn, table: Published) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{name}/{column.name}",
        "name": column.name,
        "description": f"{column.zh} · {column.en}",
        "dataType": _TYPES.get(column.type, "sc:Text"),
        "source": {"fileSet": {"@id": f"{name}-files"}, "extract": {"column": column.name}},
    }
    other = table.references.get(column.name)
    if other is not None:
        found["references"] = {"field": {"@id": f"{other}/{tables()[other].key[0]}"}}
    return found
