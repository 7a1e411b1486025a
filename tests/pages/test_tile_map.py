"""A tile says its share and what it rests on; of few cases the interval too."""

import re

import pytest

from generator.agencies import Region, Registry
from generator.pages.parts.tile_map import Granted, tiles


@pytest.mark.parametrize(
    ("granted", "closed", "interval"),
    [
        (10, 40, "14.2%–40.2%"),  # Wilson's formula, worked out by hand
        (99, 99, "96.3%–100%"),
        (25, 100, None),  # from 100 on the share alone
    ],
)
def test_a_tile_of_few_cases_has_its_interval(granted, closed, interval):
    regions = [Region(code=code, name=code, level="prefecture") for code in ("640100", "640200")]
    places = {one.code: Granted(granted, closed, 6) for one in regions}
    text = "\n".join(tiles(places, Registry((), regions)))
    assert text.count(f"{closed} 件") == 2
    assert set(re.findall(r"（(.*?)）", text)) == ({interval} if interval else set())
