"""Where a page stands: regions and pages above it, pages of a long list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.agencies import Region, Registry
from generator.pages.parts.english_names import with_place
from generator.pages.parts.facts import agency_name
from generator.pages.parts.markup import escape, link, site
from generator.pages.parts.words import say

T = TypeVar("T")


def above(registry: Registry, agency: str) -> list[tuple[str, str]]:
    """The pages of the agency's regions, from the province down."""
    return [(with_place(region), f"regions/{region.code}/") for region in registry.path_of(agency)]


def agency_link(registry: Registry, agency: str) -> str:
    """An agency's name as a link to its page."""
    return link(escape(agency_name(registry, agency)), site(f"agencies/{agency}/"))


def region_link(region: Region) -> str:
    """A region's own name as a link to its page."""
    return link(escape(region.name), site(f"regions/{region.code}/"))


def region_name(code: str, registry: Registry) -> str:
    """The name of a region, or words for what is in none."""
    region = registry.regions.get(code)
    return with_place(region) if region is not None else say("checks.elsewhere")


def list_pages(
    found: Sequence[T], size: int, base: str
) -> Iterator[tuple[int, str, Sequence[T], list[str]]]:
    """The pages of a long list: number, address, its part of the list, links to the others.

    The first stands at `<base>/`, the second at `<base>-2/`.
    """
    parts = [found[at : at + size] for at in range(0, len(found), size)]
    addresses = [f"{base}/", *(f"{base}-{number}/" for number in range(2, len(parts) + 1))]
    for number, (address, part) in enumerate(zip(addresses, parts, strict=True), start=1):
        yield number, address, part, _turner(addresses, number)


def _turner(addresses: Sequence[str], number: int) -> list[str]:
    """Links between those pages; `number` is the one on which they stand."""
    if len(addresses) == 1:
        return []
    pages = [
        str(other) if other == number else link(str(other), site(address))
        for other, address in enumerate(addresses, start=1)
    ]
    return [f"{say('checks.more', pages=' · '.join(pages))} {{.others}}", ""]
