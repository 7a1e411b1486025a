"""Where an agency stands: its region's names, its path from the home page, its filters."""

from __future__ import annotations

from generator.agencies import Registry
from generator.forms import form
from generator.pages.page import Trail
from generator.pages.words import say


def region_of(registry: Registry, agency: str) -> str | None:
    """The code of the agency's region; read from its id when it is not registered."""
    entry = registry.agencies.get(agency)
    return entry.region if entry is not None else None


def trail(registry: Registry, agency: str, name: str, *last: str) -> Trail:
    """Home, the regions from the province down, the agency, and what follows."""
    steps: list[tuple[str, str | None]] = [(say("home"), "")]
    code = region_of(registry, agency)
    steps += [(region.name, f"regions/{region.code}/") for region in registry.path(code or "")]
    steps.append((name, f"agencies/{agency}/" if last else None))
    steps += [(label, None) for label in last]
    return steps


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
