"""Intervals of shares against printed examples."""

import pytest

from generator.frames.intervals import wilson

# Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
PRINTED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), PRINTED)
def test_as_printed(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_all_of_them_is_the_mirror_of_none():
    low, high = wilson(20, 20)
    assert (1 - high, 1 - low) == pytest.approx(wilson(0, 20))


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 5)])
def test_no_share(part, whole):
    with pytest.raises(ValueError, match="no share"):
        wilson(part, whole)
