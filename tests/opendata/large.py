"""Figures as of a large province: packed rows of random numbers, without records."""

from __future__ import annotations

import numpy as np

from generator.agencies import Agency, Registry
from generator.forms import form
from generator.frames.build import Frames
from generator.frames.rows import FIGURE, STATES, ReportRow
from generator.opendata.figures import FullFigures
from generator.records import Contacts

LARGEST = 200


def many_figures(count):
    """The figures of that many reports of 2023, a row each."""
    chance, frames, agencies = np.random.default_rng(5), Frames(), []
    packed = np.zeros(len(form("2021").fields), FIGURE)
    packed["state"] = STATES.index("number")
    packed["page"] = -1
    packed["line"], packed["cell"] = np.divmod(np.arange(len(packed)), 7)
    for number in range(count):
        packed["value"] = packed["raw"] = chance.integers(0, LARGEST, len(packed))
        name = f"640000-{number:04d}"
        row = ReportRow(
            agency=name, year=2023, scope="own", form="2021",
            named=("虚构", "640000", None, "made-up.txt", f"{number:064x}", None, None),
            contacts=Contacts(), contacts_corrected=(), metrics=(), other_rows=(), numbers=(),
            figures=packed.tobytes(), texts=tuple(map(str, range(LARGEST))),
        )  # fmt: skip
        frames.add([row])
        agencies.append(Agency(id=name, name="虚构", region="640000", level="county"))
    full = FullFigures(frames, Registry(agencies, ()), ())
    return next(iter(full.of_year(2023)))[1]
