"""Vega's own drawings, by vl-convert: what templates are made from and compared with.

vl-convert holds a JavaScript engine of 200 MB, so that a build asks it in a process of its
own, and only when a specification, a library or this code has changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from generator.pages.charts.designs import drawn_rows, specifications
from generator.pages.charts.kinds import Chart
from generator.processes import worker_pool

_T = TypeVar("_T")


def apart(work: Callable[[], _T]) -> _T:
    """What the function gives, from a process that ends with its JavaScript engine."""
    with worker_pool(1, "spawn") as pool:
        return pool.submit(work).result()


@cache
def compiled(kind: str) -> dict[str, Any]:
    """Vega's specification of a kind."""
    import vl_convert

    found: dict[str, Any] = vl_convert.vegalite_to_vega(specifications()[kind])
    return found


def drawing(chart: Chart) -> str:
    """The SVG of a chart as Vega writes it."""
    import vl_convert

    spec = json.loads(json.dumps(compiled(chart.kind)))
    for data in spec["data"]:
        if data["name"] == "rows":
            data["values"] = drawn_rows(chart)
    return str(vl_convert.vega_to_svg(spec))
