"""QR codes as drawn: what is dark is what segno says is dark."""

from __future__ import annotations

import re

import pytest
import segno

from generator.site.files import qr

QUIET = 4  # modules, as ISO/IEC 18004 asks


def dark_modules(drawing):
    """Column and row of each module that the path of strokes one module wide covers."""
    (path,) = re.findall(r' d="M4 4\.5([^"]*)"', drawing)
    column, row, found = QUIET, QUIET, set()
    for across, down, length in re.findall(r"m(-?\d+) (\d+)|h(\d+)", path):
        if length:
            found |= {(at, row) for at in range(column, column + int(length))}
            column += int(length)
        else:
            column, row = column + int(across), row + int(down)
    return found


@pytest.mark.parametrize("length", [0, 12, 40, 55, 150])
def test_the_path_covers_the_dark_modules_of_segnos_code_and_no_others(length):
    address = f"https://example.org/{'a' * length}"
    drawing = qr.svg(address)
    code = segno.make(address, error="l", mode="byte", mask=2, boost_error=False, micro=False)
    expected = {
        (QUIET + x, QUIET + y)
        for y, row in enumerate(code.matrix)
        for x, module in enumerate(row)
        if module
    }
    assert dark_modules(drawing) == expected
    size = len(code.matrix) + 2 * QUIET
    assert f'viewBox="0 0 {size} {size}"' in drawing
