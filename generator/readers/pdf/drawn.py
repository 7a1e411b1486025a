"""What is drawn on a page of a PDF: characters, paths and pictures, each in its box.

Positions are in points from the upper left corner of the page, as it is turned for reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

Rgb = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Orientation = Literal["v", "h"]
# A straight line as pdfplumber takes it: x0, x1, top, bottom and its orientation.
Edge = dict[str, Any]


class Box(msgspec.Struct, eq=False, gc=False):
    """The sides of something drawn; also what a picture is to a reader."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def x(self) -> float:
        """The middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle from top to bottom."""
        return (self.top + self.bottom) / 2


class Char(Box, eq=False, gc=False):
    """A character; `size` is that of its type, `look` its colour where it has one that is known.

    Its middle, `x` and `y`, is asked for too often to be reckoned each time.
    """

    text: str
    size: float
    matrix: Matrix
    look: Rgb | None
    x: float
    y: float


class Path(Box, eq=False, gc=False):
    """A line, a rectangle or a curve.

    `edges` are the line itself, the sides of a rectangle, the straight pieces of a curve; `fill` is
    a colour of PLAYA or None; `ground` the colour of an area that is only filled.
    """

    edges: list[Edge]
    fill: Any = None
    ground: Rgb | None = None


@dataclass(slots=True)
class DrawnPage:
    """The objects of a page; `number` counts from 1, `width` and `height` are in points."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    guessed_glyphs: int = 0

    @property
    def edges(self) -> list[Edge]:
        """The straight lines of all paths, level and upright ones."""
        return [edge for path in self.paths for edge in path.edges]
