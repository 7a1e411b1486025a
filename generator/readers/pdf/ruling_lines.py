"""The drawn lines of a PDF page, pieces and double lines of one table put together.

Lines that stand close together are one, but only where they stand beside each other: the column
of another table further down the page must not pull a line towards its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from generator.readers.pdf.drawn import Edge, Orientation

SNAP = 2.5  # points between lines that are drawn as one
JOIN = 3.0  # points between pieces of one line
_SHORTEST = 1.0


@dataclass(slots=True)
class _Piece:
    """A straight run at `level` (x of an upright line) from `start` to `stop`, in points."""

    level: float
    start: float
    stop: float
    group: int


def drawn_lines(edges: list[Edge], orientation: Orientation) -> list[Edge]:
    """The lines of one orientation, each of a group of double lines at their middle."""
    pieces = _pieces(edges, orientation)
    _group(pieces)
    levels: dict[int, list[float]] = defaultdict(list)
    for piece in pieces:
        levels[_root(pieces, piece.group)].append(piece.level)
    middles = {group: sum(set(found)) / len(set(found)) for group, found in levels.items()}
    return [
        straight(orientation, middles[_root(pieces, piece.group)], piece.start, piece.stop)
        for piece in pieces
    ]


def straight(orientation: Orientation, position: float, low: float, high: float) -> Edge:
    """A line as pdfplumber takes it: `position` is x of an upright line, y of a level one."""
    if orientation == "v":
        box = {"x0": position, "x1": position, "top": low, "bottom": high}
    else:
        box = {"x0": low, "x1": high, "top": position, "bottom": position}
    width, height = box["x1"] - box["x0"], box["bottom"] - box["top"]
    return {**box, "width": width, "height": height, "orientation": orientation}


def _pieces(edges: list[Edge], orientation: Orientation) -> list[_Piece]:
    """Runs at one level, pieces that nearly touch put together; sorted by level."""
    level, start, stop = ("x0", "top", "bottom") if orientation == "v" else ("top", "x0", "x1")
    runs: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == orientation and edge[stop] - edge[start] >= _SHORTEST:
            runs[round(edge[level], 2)].append((edge[start], edge[stop]))
    pieces: list[_Piece] = []
    for position in sorted(runs):
        for begin, end in sorted(runs[position]):
            last = pieces[-1] if pieces else None
            if last and last.level == position and begin <= last.stop + JOIN:
                last.stop = max(last.stop, end)
            else:
                pieces.append(_Piece(position, begin, end, len(pieces)))
    return pieces


def _group(pieces: list[_Piece]) -> None:
    """Puts pieces into one group that stand close to and beside each other."""
    for at, piece in enumerate(pieces):
        for other in pieces[at + 1 :]:
            if other.level - piece.level > SNAP:
                break
            if min(piece.stop, other.stop) + JOIN >= max(piece.start, other.start):
                pieces[_root(pieces, other.group)].group = _root(pieces, piece.group)


def _root(pieces: list[_Piece], group: int) -> int:
    while pieces[group].group != group:
        group = pieces[group].group
    return group
