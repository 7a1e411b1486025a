"""`/compare/`: a small script for each agency with all its counts by year, and the page."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd

from generator.frames.build import Frames
from generator.messages import message
from generator.pages.apps.explorer import indicator_settings
from generator.pages.apps.markdown import head_of, write_page
from generator.pages.apps.scripts import write_script


def write_compare(frames: Frames, counts: pd.DataFrame, content: Path, target: Path) -> None:
    """Writes `static/apps/agency/<id>.js`: {"2023": {"s": "o", "f": <form>, "v": [...]}}.

    `counts` holds the counts of every report as the explorer's data have them.
    """
    reports = frames.reports[["agency", "year", "scope", "form"]].astype(object)
    rows = zip(*(reports[name] for name in reports), counts.to_numpy().tolist(), strict=True)
    for agency, of_agency in groupby(rows, itemgetter(0)):
        found = {
            f"{year}": {"s": scope[0], "f": form if isinstance(form, str) else None, "v": values}
            for _, year, scope, form, values in of_agency
        }
        write_script(target, f"agency/{agency}", found)
    head = head_of(_say("title"), "compare/", "compare", _say("description"))
    head["App"] = indicator_settings(frames.years)
    body = [_say("intro"), "", f"{_say('without')} {{.no-js}}"]
    write_page(content, "compare", head, body)


def _say(code: str) -> str:
    return message(f"apps.compare.{code}", {})
