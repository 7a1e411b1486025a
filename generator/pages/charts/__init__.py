"""Charts: one Altair specification a kind, and pictures drawn as it says."""

from generator.pages.charts.designs import chart_kinds, specifications
from generator.pages.charts.flow import flow_chart, series_name
from generator.pages.charts.kinds import Chart, ChartRow, chart
from generator.pages.charts.store import ChartStore, svg_in
from generator.pages.charts.views import view_files

__all__ = [
    "Chart",
    "ChartRow",
    "ChartStore",
    "chart",
    "chart_kinds",
    "flow_chart",
    "series_name",
    "specifications",
    "svg_in",
    "view_files",
]
