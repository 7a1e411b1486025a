"""What is painted on a PDF page and may stand for a figure that no text gives.

Beside images, two kinds: a fill with a pattern (a browser prints a background picture so)
and dark shapes smaller than their cell (figures whose letters became outlines).
"""

from __future__ import annotations

from generator.readers.pdf.drawn import Box, DrawnPage, Path

_DARK = 0.5  # of full brightness
_LEAST = 3.0  # points; thinner shapes are lines
_LARGEST_SHARE = 0.5  # of the cell; more is its background


def pictures_of(page: DrawnPage) -> list[Box]:
    """Images and patterns of a page."""
    return [*page.images, *(shape for shape in _fills(page) if _has_pattern(shape))]


def outlines_of(page: DrawnPage) -> list[Path]:
    """Dark filled shapes of a page that are no lines."""
    return [shape for shape in _fills(page) if not _has_pattern(shape) and _is_dark(shape)]


def is_part_of_cell(shape: Box, width: float, height: float) -> bool:
    """Whether a shape is small enough to stand in a cell rather than behind it."""
    return shape.width * shape.height <= _LARGEST_SHARE * width * height


def _fills(page: DrawnPage) -> list[Path]:
    return [
        path
        for path in page.paths
        if path.fill is not None and min(path.width, path.height) >= _LEAST
    ]


def _has_pattern(shape: Path) -> bool:
    return shape.fill.pattern is not None


def _is_dark(shape: Path) -> bool:
    parts = [float(part) for part in shape.fill.values if isinstance(part, int | float)]
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return 1 - min(1.0, sum(parts[:3]) / 3 + parts[3]) < _DARK
    return bool(parts) and sum(parts) / len(parts) < _DARK
