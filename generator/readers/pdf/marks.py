"""Characters of a PDF page that are printed and are no part of its text.

Watermarks set aslant, type too small or of the colour of its ground, words with a line
through them, and the raised marks of notes: left out, and each of them named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from generator.readers.pdf.colours import melted
from generator.readers.pdf.drawn import Char, DrawnPage, Edge, Path
from generator.readers.traces import Traces, is_mark
from generator.records import Place

_SLANT = 0.1
_TINY = 1.6  # points
_MIDDLE = 0.22
_END_SLACK = 0.35
_MOST_SLACK = 2.5  # points
_THIN = 3.0  # points
_TOUCH = 0.6  # points
_BUCKET = 2.0  # points
_RAISED_SIZE = 0.85
_OVERLAY_SIZE = 2.0


def without_marks(
    page: DrawnPage, chars: list[Char], traces: Traces
) -> tuple[list[Char], DrawnPage]:
    """The characters of the text, and the page without the lines through words.

    What is left out goes into `traces`.
    """
    at = Place(page=page.number)
    hidden = melted(chars, page.paths, page.images)
    left = [c for c in chars if _is_aslant(c) or c.size < _TINY or c in hidden]
    if left:
        traces.unseen("".join(char.text for char in left), at)
    gone = set(left)
    kept = [char for char in chars if char not in gone]
    tops: list[Edge] = []
    for edge, run in _struck(kept, page.edges):
        traces.struck("".join(char.text for char in run), at)
        gone.update(run)
        tops.append(edge)
    kept = [char for char in kept if char not in gone]
    paths = [path for path in page.paths if not _is_one_of(path, tops)]
    return _without_note_marks(kept, traces, at), replace(page, paths=paths)


def _is_one_of(item: Path, edges: list[Edge]) -> bool:
    """Whether a drawn object is one of the lines that go through words."""
    return any(
        abs(item.x0 - edge["x0"]) < 1
        and abs(item.x1 - edge["x1"]) < 1
        and item.top - 1 <= edge["top"] <= item.bottom + 1
        for edge in edges
    )


def _is_aslant(char: Char) -> bool:
    along, across = abs(char.matrix[0]), abs(char.matrix[1])
    return min(along, across) > _SLANT * max(along, across)


def _struck(chars: list[Char], edges: list[Edge]) -> Iterator[tuple[Edge, list[Char]]]:
    """Lines, and the runs of characters that they go through from end to end."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    flat = [edge for edge in edges if edge["orientation"] == "h"]
    if not flat:
        return
    # By the heights of lines that may go through a character.
    buckets: dict[float, list[Char]] = defaultdict(list)
    for char in chars:
        slack = _MIDDLE * char.height
        first, last = (char.y - slack) // _BUCKET, (char.y + slack) // _BUCKET
        for key in range(int(first), int(last) + 1):
            buckets[key].append(char)
    done: set[Char] = set()
    for edge in flat:
        left, right, level = edge["x0"], edge["x1"], edge["top"]
        run = [
            char
            for char in buckets.get(level // _BUCKET, ())
            if left <= char.x <= right
            and abs(char.y - level) <= _MIDDLE * char.height
            and char not in done
        ]
        run.sort(key=lambda char: char.x0)
        if run and _fits(edge, run) and not _meets(edge, upright):
            done.update(run)
            yield edge, run


def _fits(edge: Edge, run: list[Char]) -> bool:
    """A line through words ends with them; a table's line goes on."""
    if all(char.text.isspace() for char in run):
        return False
    slack = min(_END_SLACK * run[0].size, _MOST_SLACK)
    return bool(abs(run[0].x0 - edge["x0"]) <= slack and abs(run[-1].x1 - edge["x1"]) <= slack)


def _meets(edge: Edge, upright: list[Edge]) -> bool:
    """Whether a line ends at an upright one, as the lines of tables do."""
    return any(
        min(abs(other["x0"] - edge["x0"]), abs(other["x0"] - edge["x1"])) < _TOUCH
        and other["top"] - 1.5 <= edge["top"] <= other["bottom"] + 1.5
        for other in upright
        if other["bottom"] - other["top"] > _THIN  # the ends of a line drawn as a box are lower
    )


def _without_note_marks(chars: list[Char], traces: Traces, at: Place) -> list[Char]:
    kept: list[Char] = []
    index = 0
    while index < len(chars):
        end = index
        while kept and end < len(chars) and _is_raised(chars[end], kept[-1]):
            end += 1
        text = "".join(char.text for char in chars[index:end])
        if end > index and is_mark(text, kept[-1].text):
            traces.mark(text, at)
            index = end
            continue
        kept.append(chars[index])
        index += 1
    return kept


def _is_raised(char: Char, base: Char) -> bool:
    """Whether a smaller character stands right behind another one and above its line."""
    size = base.size
    if char.size > _RAISED_SIZE * size:
        return False
    gap = char.x0 - base.x1
    is_near = -0.2 * size <= gap <= 1.6 * size and base.top - size <= char.top
    is_above = char.bottom < base.bottom - 0.12 * size and char.y > base.top - size
    return is_near and is_above


def drop_overlays(cells: list[list[Char]], traces: Traces, at: Place) -> None:
    """Takes a watermark, set in type twice as large, out of the cells of a table."""
    sizes = sorted(char.size for chars in cells for char in chars)
    if not sizes:
        return
    limit = _OVERLAY_SIZE * sizes[len(sizes) // 2]
    for chars in cells if sizes[-1] > limit else ():
        traces.unseen("".join(char.text for char in chars if char.size > limit), at)
        chars[:] = [char for char in chars if char.size <= limit]
