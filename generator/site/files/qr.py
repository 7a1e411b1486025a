"""The address of a page as a QR code: one inline path, for the printed page."""

from __future__ import annotations

_QUIET = 4  # modules of paper around the code, as ISO/IEC 18004 asks
_MASK = 2


def svg(address: str) -> str:
    """The code in black on the page's paper; the same bytes for the same address.

    One mask serves all: to try all eight would take longer than the rest of the page, and
    any of them can be read.
    """
    import segno

    code = segno.make(address, error="l", mode="byte", mask=_MASK, boost_error=False, micro=False)
    return str(code.svg_inline(border=_QUIET, omitsize=True, svgclass=None, lineclass=None))
