"""Charts: one Altair specification a kind, and a template made from Vega's drawings of it."""

from generator.pages.charts.kinds import Chart, ChartRow, chart, flow_chart
from generator.pages.charts.specs import KINDS, series_name, specifications
from generator.pages.charts.store import ChartStore, svg_in
from generator.pages.charts.templates import slow_kinds
from generator.pages.charts.views import view_files

__all__ = [
    "KINDS",
    "Chart",
    "ChartRow",
    "ChartStore",
    "chart",
    "flow_chart",
    "series_name",
    "slow_kinds",
    "specifications",
    "svg_in",
    "view_files",
]
