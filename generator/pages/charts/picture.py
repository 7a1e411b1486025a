"""A chart as it stands in a page: by its design, or as its specification says."""

from __future__ import annotations

from pathlib import Path

from generator.pages.charts import line_names, lines, svg
from generator.pages.charts.designs import designs, drawn_rows
from generator.pages.charts.kinds import Chart
from generator.pages.charts.views import kept_specifications


def picture(chart: Chart, folder: Path) -> str:
    """The SVG of a chart as it stands in a page, and the wide one of a kind that has one.

    `folder` keeps the specifications.
    """
    wide = [Chart(one.kind, chart.rows) for one in designs().values() if one.beside == chart.kind]
    return "".join(
        svg.finished(one, svg.with_variables(_body(one, folder))) for one in (chart, *wide)
    )


def _body(chart: Chart, folder: Path) -> str:
    design = designs()[chart.kind]
    own = design.body(chart)
    if own is not None:
        return own
    placed = lines.placed(kept_specifications(folder)[chart.kind], drawn_rows(chart))
    return lines.drawn(placed) + line_names.names_of_lines(placed, has_sample=bool(design.beside))
