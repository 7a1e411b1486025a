"""The address of a page as a QR code: one inline path, for the printed page."""

from __future__ import annotations

import re
from functools import cache

_QUIET = 4  # modules of paper around the code, as ISO/IEC 18004 asks
_MASK = 2
_RUN = re.compile(rb"\x00*\x01+|\x00+")


def svg(address: str) -> str:
    """The code in the ink of the page; the same bytes for the same address.

    One mask serves all: to try all eight would take longer than the rest of the page, and
    any of them can be read. Segno's own drawing takes half as long as its code.
    """
    import segno

    code = segno.make(address, error="l", mode="byte", mask=_MASK, boost_error=False, micro=False)
    size = len(code.matrix)
    back = f"m-{size} 1"  # to where the next row begins
    drawn = back.join("".join(map(_strokes, _RUN.findall(row))) for row in code.matrix)
    box = f"0 0 {size + 2 * _QUIET} {size + 2 * _QUIET}"
    path = f"M{_QUIET} {_QUIET}.5{drawn}"
    return f'<svg viewBox="{box}"><path stroke="currentColor" d="{path}"/></svg>'


@cache
def _strokes(run: bytes) -> str:
    """The way over light modules, then a line over dark ones."""
    light, dark = run.count(0), run.count(1)
    return (f"m{light} 0" if light else "") + (f"h{dark}" if dark else "")
