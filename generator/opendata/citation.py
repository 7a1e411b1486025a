"""How to cite: the agency's own report first, then the portal it was read from.

GB/T 7714-2015, APA (7th edition) and BibTeX. No date of access is given, for pages are
written once; whoever cites adds the day on which they looked.
"""

from __future__ import annotations

import re

import msgspec

from generator.messages import message
from generator.site_settings import SiteSettings


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is cited; `published` is an ISO date, addresses are absolute or None."""

    agency: str
    agency_name: str
    year: int
    title: str
    published: str | None = None
    source_url: str | None = None
    page_url: str | None = None


def citations(cited: Cited, settings: SiteSettings) -> dict[str, str]:
    """The citation by style: gbt7714 (GB/T 7714), apa, bibtex."""
    return {
        "gbt7714": _gbt7714(cited, settings),
        "apa": _apa(cited, settings),
        "bibtex": _bibtex(cited, settings),
    }


def _gbt7714(cited: Cited, settings: SiteSettings) -> str:
    kind = "[R/OL]" if cited.source_url or cited.page_url else "[R]"
    parts = [f"{cited.agency_name}. {cited.title}{kind}."]
    parts += [f"({cited.published})."] if cited.published else []
    parts += [f"{cited.source_url}."] if cited.source_url else []
    portal = f" {cited.page_url}." if cited.page_url else ""
    return " ".join(parts) + f" 数字取自: {settings.name}[DB/OL].{portal}"


def _apa(cited: Cited, settings: SiteSettings) -> str:
    date = cited.published or "n.d."
    source = f" {cited.source_url}" if cited.source_url else ""
    portal = f" {cited.page_url}" if cited.page_url else ""
    return (
        f"{cited.agency_name}. ({date}). {cited.title} [Annual report on government information "
        f"disclosure, {cited.year}].{source} Figures from {settings.name} [Data set].{portal}"
    )


def _bibtex(cited: Cited, settings: SiteSettings) -> str:
    key = f"report{re.sub(r'[^a-z0-9]', '', cited.agency)}{cited.year}"
    members = {
        "author": f"{{{_tex(cited.agency_name)}}}",
        "title": _tex(cited.title),
        "institution": f"{{{_tex(cited.agency_name)}}}",
        "year": (cited.published or "")[:4],
        "url": cited.source_url or cited.page_url,
        "note": _tex(f"Report on {cited.year}. Figures from {settings.name}")
        + (f", \\url{{{cited.page_url}}}" if cited.page_url else ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in members.items() if value]
    return "\n".join([f"@techreport{{{key},", *lines, "}"])


def _tex(text: str) -> str:
    """A text without what TeX takes for a command."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", "/"))


def dataset_citation(settings: SiteSettings) -> str:
    """How to cite the data as a whole."""
    params = {"site": settings.name, "url": f"{settings.url}/data/" if settings.url else ""}
    return "\n\n".join(message("opendata.cite", params, lang) for lang in ("zh", "en")) + "\n"
