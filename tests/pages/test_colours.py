"""Every colour is one of `theme/tokens.json`: charts, strips, badge, theme, cards."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.pages.charts.designs import INK

HOME = Path(__file__).parents[2]
TOKENS = json.loads((HOME / "theme" / "tokens.json").read_text(encoding="utf-8"))
_COLOUR = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])|\b(?:rgb|hsl)a?\(", re.I)
_STAND_IN = INK[:5]
"""What the stand-ins begin with that are replaced by the colours of the theme."""
_DRAWN_BY = ("generator/pages", "generator/dialect", "generator/site", "theme")


def _colours(scheme: dict[str, object]) -> set[str]:
    return {str(one) for one in scheme.values() if isinstance(one, str)} | set(scheme["chart"])


def _whole(colour: str) -> str:
    """#ffffff for #fff."""
    is_short = re.fullmatch("#[0-9a-f]{3}", colour)
    return "#" + "".join(sign * 2 for sign in colour[1:]) if is_short else colour


def _files() -> list[Path]:
    found = [path for place in _DRAWN_BY for path in (HOME / place).rglob("*") if path.is_file()]
    kinds = (".py", ".css", ".js", ".html", ".svg")
    return sorted(path for path in found if path.suffix in kinds)


def test_no_other_file_names_a_colour_of_its_own():
    ours = _colours(TOKENS["light"]) | _colours(TOKENS["dark"])
    named = {}
    for path in _files():
        text = re.sub(r"&#\w+;", "", path.read_text(encoding="utf-8"))
        found = {_whole(one.lower()) for one in _COLOUR.findall(text)}
        if path.suffix == ".py":
            found = {one for one in found if one[:5] != _STAND_IN}
        named[path.relative_to(HOME).as_posix()] = found - ours
    assert len(named) > 100
    assert {name: found for name, found in named.items() if found} == {}


def test_the_browser_s_own_frame_has_the_colours_of_the_page():
    head = (HOME / "theme" / "templates" / "base.html").read_text(encoding="utf-8")
    for scheme in ("light", "dark"):
        paper = TOKENS[scheme]["paper"]
        assert f'content="{paper}" media="(prefers-color-scheme: {scheme})"' in head
    assert TOKENS["light"]["accent"] in (HOME / "theme" / "static" / "icon.svg").read_text()
