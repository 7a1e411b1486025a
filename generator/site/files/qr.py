"""The address of a page as a QR code: one inline path, for the printed page.

Nearly every page has a code, and segno takes longer for it than the theme's template for the page.
What codes of one size share (patterns, places of bits, mask) is worked out once, from a code of
segno's; only the address and its error correction are put in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

_QUIET = 4  # modules of paper around the code, as ISO/IEC 18004 asks
_MASK = 2
_SIZES = (1, 2, 3, 4, 5)  # versions whose bytes are one block at level L
_PADDING = b"\xec\x11"
_RUN = re.compile("1+")


def svg(address: str) -> str:
    """The code in black on the page's paper; the same bytes for the same address.

    One mask serves all: to try all eight would take longer than the rest of the page, and
    any of them can be read.
    """
    text = address.encode()
    size = next((one for one in map(_size, _SIZES) if len(text) + 2 <= one.capacity), None)
    rows = size.rows(text) if size is not None and address.isascii() else _of_segno(address)
    side = len(rows) + 2 * _QUIET
    return (
        f'<svg viewBox="0 0 {side} {side}"><path stroke="#000" d="{"".join(_path(rows))}"/></svg>'
    )


def _path(rows: list[str]) -> list[str]:
    """A stroke for each run of dark modules, from where the last one ended."""
    found: list[str] = []
    x = y = 0
    for at, row in enumerate(rows):
        for run in _RUN.finditer(row):
            start, end = run.span()
            found.append(f"m{start - x} {at - y}" if found else f"M{start + _QUIET} {_QUIET}.5")
            found.append(f"h{end - start}")
            x, y = end, at
    return found


def _of_segno(address: str) -> list[str]:
    """The modules row by row, dark ones as 1."""
    import segno

    code = segno.make(address, error="l", mode="byte", mask=_MASK, boost_error=False, micro=False)
    return ["".join(map(str, row)) for row in code.matrix]


@dataclass(frozen=True)
class _Size:
    """Codes of one version, which hold `capacity` bytes of data.

    `remainders` has the error correction that a byte leaves, `mask` the bits to turn, `order`
    takes each module, row by row, from the bits of the message and a light and a dark one.
    """

    capacity: int
    correction: int
    remainders: list[int]
    mask: int
    bits: int
    order: Any
    side: int

    def rows(self, text: bytes) -> list[str]:
        """The modules of the code of a text, row by row."""
        head = (0b0100 << 8 | len(text)) << 8 * len(text)
        data = ((head | int.from_bytes(text)) << 4).to_bytes(len(text) + 2)
        data += (b"\0" + _PADDING * self.capacity)[: self.capacity - len(data)]  # as segno fills
        whole = int.from_bytes(data + self._corrected(data)) << self.bits % 8
        found = "".join(self.order(f"{whole ^ self.mask:0{self.bits}b}01"))
        return [found[at : at + self.side] for at in range(0, len(found), self.side)]

    def _corrected(self, data: bytes) -> bytes:
        """The error correction: what division by the generator leaves (Reed-Solomon)."""
        rest, top, all_bits = 0, 8 * self.correction - 8, (1 << 8 * self.correction) - 1
        for byte in data:
            rest = (rest << 8 & all_bits) ^ self.remainders[rest >> top ^ byte]
        return rest.to_bytes(self.correction)


@cache
def _size(version: int) -> _Size:
    from segno import consts

    blocks: Any = consts.ECC
    (block,) = blocks[version][consts.ERROR_LEVEL_L]
    correction = block.num_total - block.num_data
    pattern = _of_segno("x" * (block.num_data - 2))
    side = len(pattern)
    cells = _cells(side)
    places = {cell: at for at, cell in enumerate(cells)}
    order = [
        places.get((i, j), len(cells) + int(pattern[i][j]))
        for i in range(side)
        for j in range(side)
    ]
    mask = int("".join("10"[j % 3 > 0] for _, j in cells), 2)
    remainders = [_product(byte, consts.GEN_POLY[correction]) for byte in range(256)]
    return _Size(block.num_data, correction, remainders, mask, len(cells), itemgetter(*order), side)


def _product(byte: int, generator: Sequence[int]) -> int:
    """A byte times the generator, which is given by exponents without its first one."""
    from segno import consts

    found = bytes(
        consts.GALIOS_EXP[(consts.GALIOS_LOG[byte] + one) % 255] if byte else 0 for one in generator
    )
    return int.from_bytes(found)


def _cells(side: int) -> list[tuple[int, int]]:
    """The modules that hold the message, in its order: columns of two, up and down by turns."""
    columns = [right - (right <= 6) for right in range(side - 1, 0, -2)]
    found = []
    for turn, right in enumerate(columns):
        for step in range(side):
            i = step if turn % 2 else side - 1 - step
            found += [(i, j) for j in (right, right - 1) if _is_free(i, j, side)]
    return found


def _is_free(i: int, j: int, side: int) -> bool:
    """Whether a module is none of the patterns: finders with format, timing, alignment."""
    is_finder = (i < 9 and (j < 9 or j >= side - 8)) or (i >= side - 8 and j < 9)
    is_aligned = side > 21 and side - 9 <= i < side - 4 and side - 9 <= j < side - 4
    return not (is_finder or is_aligned or i == 6 or j == 6)
