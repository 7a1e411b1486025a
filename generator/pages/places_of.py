"""Where an agency stands: its region's names, the pages above it, its filters."""

from __future__ import annotations

from generator.agencies import Registry
from generator.forms import form
from generator.pages.words import say


def region_of(registry: Registry, agency: str) -> str | None:
    """The code of the agency's region; read from its id when it is not registered."""
    entry = registry.agencies.get(agency)
    return entry.region if entry is not None else None


def above(registry: Registry, agency: str) -> list[tuple[str, str]]:
    """The pages of the agency's regions, from the province down."""
    code = region_of(registry, agency) or ""
    return [(region.name, f"regions/{region.code}/") for region in registry.path(code)]


def filters(
    registry: Registry, agency: str, kind: str, year: int | None = None, form_id: str | None = None
) -> dict[str, list[str]]:
    """The values by which the search page filters a page."""
    entry = registry.agencies.get(agency)
    path = registry.path(entry.region) if entry is not None else ()
    found = {
        "year": [str(year)] if year else [],
        "region": [region.name for region in path],
        "level": [say(f"level.{entry.level}")] if entry is not None else [],
        "form": [form(form_id).name] if form_id else [],
        "kind": [say(f"kind.{kind}")],
    }
    return {name: values for name, values in found.items() if values}
