"""An agency's location: region names, the pages above it, search filters."""

from __future__ import annotations

from collections.abc import Sequence

from generator.agencies import Registry
from generator.pages.parts.english_names import with_place
from generator.pages.parts.markup import link, site
from generator.pages.parts.words import form_name, say


def above(registry: Registry, agency: str) -> list[tuple[str, str]]:
    """The pages of the agency's regions, from the province down."""
    return [(with_place(region), f"regions/{region.code}/") for region in registry.path_of(agency)]


def region_name(code: str, registry: Registry) -> str:
    """The name of a region, or words for what is in none."""
    region = registry.regions.get(code)
    return with_place(region) if region is not None else say("checks.elsewhere")


def turner(addresses: Sequence[str], number: int) -> list[str]:
    """Links to the other pages of a long list; this is page `number`, from 1."""
    if len(addresses) == 1:
        return []
    pages = [
        str(other) if other == number else link(str(other), site(address))
        for other, address in enumerate(addresses, start=1)
    ]
    return [f"{say('checks.more', pages=' · '.join(pages))} {{.others}}", ""]


def filters(
    registry: Registry, agency: str, kind: str, year: int | None = None, form_id: str | None = None
) -> dict[str, list[str]]:
    """The values by which the search page filters a page."""
    entry = registry.agencies.get(agency)
    found = {
        "year": [str(year)] if year else [],
        "region": [region.name for region in registry.path_of(agency)],
        "level": [say(f"level.{entry.level}")] if entry is not None else [],
        "form": [form_name(form_id)] if form_id else [],
        "kind": [say(f"kind.{kind}")],
    }
    return {name: values for name, values in found.items() if values}
