"""Figures as of a large province: packed rows of random numbers, without records."""

from __future__ import annotations

import msgspec
import numpy as np

from generator.agencies import Agency, Registry
from generator.forms import form
from generator.frames.build import Frames
from generator.frames.rows import FIGURE, STATES, Beside, ReportRow
from generator.opendata.figures import FullFigures
from generator.records import Contacts

LARGEST = 200


def many_figures(count):
    """The figures of that many reports of 2023, a row each."""
    full = figures_of_regions(["640000"] * count)
    return next(iter(full.of_year(2023)))[1]


def figures_of_regions(regions):
    """Reports of 2023, one of each region in their order, their agencies named by their places."""
    chance, frames, agencies = np.random.default_rng(5), Frames(), []
    packed = np.zeros(len(form("2021").fields), FIGURE)
    packed["state"] = STATES.index("number")
    packed["page"] = -1
    packed["line"], packed["cell"] = np.divmod(np.arange(len(packed)), 7)
    for number, region in enumerate(regions):
        packed["value"] = packed["raw"] = chance.integers(0, LARGEST, len(packed))
        name = f"{number:04d}"
        beside = Beside(name, 2023, Contacts(), (), (), (), ())
        row = ReportRow(
            agency=name, year=2023, scope="own", form="2021",
            named=("虚构", region, None, "made-up.txt", f"{number:064x}", None, None),
            beside=msgspec.msgpack.encode(beside), figures=packed.tobytes(),
            texts=tuple(map(str, range(LARGEST))), digest=name,
        )  # fmt: skip
        frames.add([row])
        agencies.append(Agency(id=name, name="虚构", region=region, level="county"))
    return FullFigures(frames, Registry(agencies, ()), ())
