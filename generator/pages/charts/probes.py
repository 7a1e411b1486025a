"""Made-up rows of every sort, from which templates are made."""

from __future__ import annotations

from generator.forms import form_in_force
from generator.pages.charts.kinds import Chart, ChartRow, flow_chart
from generator.pages.charts.specs import series_names

_BARS = (
    ((40, "40"), (0, "0"), (None, "—"), (7, "7")),
    ((3, "3"), (985758, "985758")),
    ((11, "11"), (None, "无 & <a>"), (5.25, "5.25"), (9, "9"), (1, "1"), (0, "0"), (2, "2")),
    ((None, "-"), (61, "61"), (17, "17")),
)
_YEARS: tuple[dict[int, tuple[int | None, ...]], ...] = (
    {2018: (7, 3, None), 2019: (9, 8, 2), 2021: (13, 5, 1)},
    {2020: (310, 200, 80), 2021: (20, None, 4), 2022: (700, 1, 5)},
    {2015: (1200, 3, None), 2016: (2500, 800, 77), 2020: (5, 1, 9)},
    {year: (year % 7, year % 5, 3) for year in range(2012, 2025)},
)


def probes(kind: str) -> list[Chart]:
    """Charts of that kind; the last one is kept apart to check the template with."""
    if not kind.startswith("flow"):
        return [
            Chart(kind, tuple(ChartRow(f"名{at}", v, t) for at, (v, t) in enumerate(rows)))
            for rows in _BARS
        ]
    names = series_names()
    found = []
    for years in _YEARS:
        points = [
            (year, form_in_force(year), name, value)
            for year, values in years.items()
            for name, value in zip(names, values, strict=True)
        ]
        chart = flow_chart(points)
        assert chart is not None
        found.append(Chart(kind, chart.rows))
    return found
