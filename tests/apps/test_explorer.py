"""The explorer's columns in their short form."""

import pytest

from generator.pages.explorer.browser_data import runs


@pytest.mark.parametrize(
    ("positions", "found"),
    [([], []), ([0, 1, 2], [0, 3]), ([4, 5, 6, 9], [4, 3, 9, 1]), ([7], [7, 1])],
)
def test_runs_of_positions(positions, found):
    assert runs(positions) == found
