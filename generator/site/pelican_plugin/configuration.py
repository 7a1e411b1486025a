"""What a maintainer's pelicanconf.py says that a build must know: theme, templates, plugins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.code_version import files_below
from generator.site_settings import PROJECT

FILE = PROJECT / "pelicanconf.py"


@cache
def configuration() -> dict[str, Any]:
    """Pelican's settings as the file gives them."""
    from pelican.settings import read_settings

    return dict(read_settings(str(FILE)))


def theme() -> Path:
    """The theme's folder."""
    return Path(configuration()["THEME"])


def own_files() -> Iterator[Path]:
    """The file itself, what takes the place of the theme's templates, and the plugins' files."""
    yield FILE
    settings = configuration()
    for folder in settings["THEME_TEMPLATES_OVERRIDES"]:
        yield from files_below(Path(folder))
    for name in settings["PLUGINS"] or ():
        spec = _find(str(name), settings["PLUGIN_PATHS"])
        if spec is not None and spec.submodule_search_locations:
            for place in spec.submodule_search_locations:
                yield from files_below(Path(place))
        elif spec is not None and spec.origin:
            yield Path(spec.origin)


def _find(name: str, paths: list[str]) -> ModuleSpec | None:
    """The spec of the plugin's module, as Pelican looks for it; None when there is none."""
    for looked_for in (f"pelican.plugins.{name}", name):
        try:
            found = find_spec(looked_for)
        except ModuleNotFoundError:
            continue
        if found is not None:
            return found
    return PathFinder.find_spec(name, paths)
