"""How far a share can be trusted that rests on few cases."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(part: float, whole: float) -> tuple[float, float]:
    """The Wilson score interval of `part` of `whole`, as shares from 0 to 1.

    Wilson (1927); it stays within 0 and 1 and is honest for few cases, where the usual
    interval is not. ValueError unless 0 <= part <= whole and whole > 0.
    """
    if not 0 <= part <= whole or whole <= 0:
        raise ValueError(f"{part} of {whole} is no share")
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, scale = part / whole, 1 + z * z / whole
    middle = (share + z * z / (2 * whole)) / scale
    half = z / scale * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)
