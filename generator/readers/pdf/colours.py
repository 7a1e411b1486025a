"""Colours of a PDF page: which characters have the colour of what lies behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from generator.readers.pdf.drawn import Box, Char, Path, Rgb

B = TypeVar("B", bound=Box)
WHITE: Rgb = (1.0, 1.0, 1.0)
_NEAR = 0.06  # how far two colours that cannot be told apart differ in each part of 0 to 1
_FAINTEST = 0.05  # opacity
_PARTS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4}


def rgb(colour: Any, space: Any) -> Rgb | None:
    """Red, green and blue of a colour of PLAYA; None for patterns, inks and other spaces."""
    parts = [float(part) for part in colour.values if isinstance(part, int | float)]
    name = getattr(space, "name", "")
    expected = len(parts) if name == "ICCBased" else _PARTS.get(name)
    if colour.pattern is not None or expected != len(parts):
        return None
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) != 4:
        return None
    cyan, magenta, yellow, black = parts
    return tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))  # type: ignore[return-value]


def look_of(state: Any) -> Rgb | None:
    """The colour that text is filled with; what is transparent counts as white.

    Text of a mode that paints nothing lies behind the picture of a scanned page, where it is
    what a machine recognised: that is judged elsewhere.
    """
    if state.nalpha is not None and state.nalpha < _FAINTEST:
        return WHITE
    fills = state.render_mode in (0, 2, 4, 6)
    strokes = state.render_mode in (1, 2, 5, 6)
    return rgb(state.ncolor, state.ncs) if fills and not strokes else None


def melted(chars: Iterable[Char], paths: Iterable[Path], images: Sequence[Box]) -> set[Char]:
    """The characters that have the colour of their ground, white paper unless filled.

    What stands on an image is never one of them.
    """
    grounds = [path for path in paths if path.ground is not None]
    colours = {WHITE, *(path.ground for path in grounds if path.ground)}
    looks: dict[Rgb, bool] = {}
    found: set[Char] = set()
    for char in chars:
        look = char.look
        if look is None:
            continue
        if look not in looks:
            looks[look] = any(_is_near(look, colour) for colour in colours)
        if (
            looks[look]
            and not _last_around(char, images)
            and _is_near(look, _ground(char, grounds))
        ):
            found.add(char)
    return found


def _ground(char: Char, grounds: Sequence[Path]) -> Rgb:
    """The colour of the last area painted behind the middle of a character."""
    path = _last_around(char, grounds)
    return (path and path.ground) or WHITE


def _last_around(char: Char, areas: Sequence[B]) -> B | None:
    x, y = char.x, char.y
    for area in reversed(areas):
        if area.x0 <= x <= area.x1 and area.top <= y <= area.bottom:
            return area
    return None


def _is_near(one: Rgb, other: Rgb) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
