"""Charts: one Altair specification a kind, drawn by one reused Vega view, kept by content."""

from generator.pages.charts.kinds import Chart, Row, chart, flow_chart
from generator.pages.charts.specs import KINDS, specifications
from generator.pages.charts.store import ChartStore, svg_in
from generator.pages.charts.views import view_files

__all__ = [
    "KINDS",
    "Chart",
    "ChartStore",
    "Row",
    "chart",
    "flow_chart",
    "specifications",
    "svg_in",
    "view_files",
]
