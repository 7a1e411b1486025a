"""Puts observed rows on the rows of a form: the order of the rows decides between labels
that several rows share, and for rows whose label is lost."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from generator.parsing.tables.labels import Match

_SAME = 0.02


@dataclass(slots=True)
class Alignment:
    """For each observed row its position on the form, or None; and which of them are unsure."""

    positions: list[int | None]
    by_order: set[int]
    ambiguous: set[int]
    out_of_order: set[int]


def align(observed: list[tuple[Match, ...]], count: int, headings: frozenset[int]) -> Alignment:
    """The best order-keeping placement of observed rows on `count` rows of a form.

    `observed` holds what each row's label may mean (nothing for a row without a label);
    `headings` are positions that carry no figure.
    """
    positions = _monotone(observed)
    found = Alignment(positions, set(), set(), set())
    _find_ambiguous(found, observed, count)
    _place_by_order(found, observed, count, headings)
    _place_out_of_order(found, observed)
    return found


def _monotone(observed: list[tuple[Match, ...]]) -> list[int | None]:
    """Longest increasing placement by score, over the candidates alone."""
    # The best placements by the position behind their last row: the later, the higher they score.
    ends = [0]
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
    for row, candidates in enumerate(observed):
        options = []
        for match in candidates:
            score, chain = best[bisect_right(ends, match.position) - 1]
            options.append((score + match.score, match.position, (*chain, (row, match.position))))
        for total, position, chain in options:
            first = bisect_right(ends, position)
            stop = bisect_right(ends, position + 1)
            if best[stop - 1][0] >= total:
                continue
            while stop < len(best) and best[stop][0] < total:
                stop += 1
            ends[first:stop], best[first:stop] = [position + 1], [(total, chain)]
    placed = dict(best[-1][1])
    return [placed.get(row) for row in range(len(observed))]


def _bounds(positions: list[int | None], row: int, count: int) -> tuple[int, int]:
    """The positions of the placed neighbours of a row, both exclusive."""
    low = max((p for p in positions[:row] if p is not None), default=-1)
    high = min((p for p in positions[row + 1 :] if p is not None), default=count)
    return low, high


def _find_ambiguous(found: Alignment, observed: list[tuple[Match, ...]], count: int) -> None:
    """Rows whose label fits another free row between the same neighbours just as well."""
    for row, candidates in enumerate(observed):
        position = found.positions[row]
        if position is None or len(candidates) < 2:
            continue
        low, high = _bounds(found.positions, row, count)
        own = next(match.score for match in candidates if match.position == position)
        rivals = [m for m in candidates if m.position != position and m.score >= own - _SAME]
        if any(low < match.position < high for match in rivals):
            found.ambiguous.add(row)


def _place_by_order(
    found: Alignment, observed: list[tuple[Match, ...]], count: int, headings: frozenset[int]
) -> None:
    """A run of rows without labels that fills a gap exactly."""
    row = 0
    while row < len(observed):
        if observed[row] or found.positions[row] is not None:
            row += 1
            continue
        end = row
        while end < len(observed) and not observed[end] and found.positions[end] is None:
            end += 1
        low, _ = _bounds(found.positions, row, count)
        _, high = _bounds(found.positions, end - 1, count)
        gap = [p for p in range(low + 1, high) if p not in headings]
        if len(gap) == end - row:
            for at, position in zip(range(row, end), gap, strict=True):
                found.positions[at] = position
                found.by_order.add(at)
        row = end


def _place_out_of_order(found: Alignment, observed: list[tuple[Match, ...]]) -> None:
    """A row with the exact label of one row only stands where it means to, order or not."""
    taken = {position for position in found.positions if position is not None}
    for row, candidates in enumerate(observed):
        if found.positions[row] is None and candidates and candidates[0].score >= 1.0:
            exact = [m.position for m in candidates if m.score >= 1.0]
            if len(exact) == 1 and exact[0] not in taken:
                found.positions[row] = exact[0]
                found.out_of_order.add(row)
                taken.add(exact[0])
