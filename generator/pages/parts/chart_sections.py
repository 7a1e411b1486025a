"""The charts of pages with the tables under them; a sentence where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.pages.charts import Chart, ChartRow, ChartStore, chart, flow_chart, series_name
from generator.pages.charts.bars import Bars, bars_of
from generator.pages.parts.facts import Facts
from generator.pages.parts.indicators import indicators, total_of
from generator.pages.parts.markup import block, escape, heading, table
from generator.pages.parts.words import say, term
from generator.pages.report.statutory_tables import shown, target
from generator.records import Number, Record


@dataclass(frozen=True)
class Drawing:
    """Draws for one run: puts pictures into the store, gives the Markdown around them."""

    store: ChartStore

    def section(self, name: str, record: Record) -> list[str]:
        """The charts of a section of the report's page below its heading; nothing without any."""
        lines = []
        for design in bars_of(name):
            drawn = self.bars(design, record)
            lines += drawn
            if design.note and is_picture(drawn):
                lines += [f"{say(design.note)} {{.quiet}}", ""]
        return [*heading(say(f"heading.{name}"), name), *lines] if lines else []

    def bars(self, design: Bars, record: Record, page: str = "") -> list[str]:
        """The chart of a report and its folded table; a sentence when nothing can be drawn.

        `page` is the address of the report's page when the chart stands on another.
        """
        if record.form is None:
            return []
        items = design.items(indicators(record.form))
        rows = [_row(record, term(key), fields, page) for key, fields in items]
        if not rows:
            return []
        found = chart(design.kind, (row for row, _ in rows))
        if found is None:
            known = [row for row, _ in rows if row.v is not None]
            code = "chart.all_zero" if len(known) == len(rows) else "chart.no_figures"
            return [say(code, what=escape(say(f"chart.{design.kind}"))), ""]
        header = [say("table.item"), say("table.count")]
        cells = [[row.k, cell] for row, cell in rows]
        data = table(header, cells, f'.chart-data caption="{found.title}"')
        return [self._line(found), "", *block(f"details {say('chart.table')}", data)]

    def flow(self, facts: Sequence[Facts]) -> list[str]:
        """Received, closed and carried over through the years; the year table follows it."""
        points = [
            (fact.year, fact.form or "", series_name(series), value)
            for fact in facts
            if fact.form is not None
            for series, value in (
                ("received", fact.received),
                ("closed", fact.closed),
                ("carried", fact.carried_over),
            )
        ]
        found = flow_chart(points) if points else None
        return [] if found is None else [self._line(found), ""]

    def _line(self, found: Chart) -> str:
        key = self.store.put(found)
        return f'![{escape(found.description)}](chart:{key} "{escape(found.title)}")'


def is_picture(drawn: Sequence[str]) -> bool:
    """Whether those are the lines of a chart, and not the sentence in its place."""
    return len(drawn) > 2


def _row(
    record: Record, label: str, fields: tuple[str, ...], page: str = ""
) -> tuple[ChartRow, str]:
    """A bar and its table cell; a sum of which one part is no number has no bar."""
    value: Number | None = total_of(record, fields)
    if value is not None:
        return ChartRow(label, value, f"{value}"), f"[{value}]({page}{target(fields)})"
    if len(fields) > 1:
        return ChartRow(label, None, say("chart.incomplete")), say("chart.incomplete")
    figure = record.figure(fields[0])
    words = say("chart.state", state=say(f"state.{figure.state}"))
    return ChartRow(label, None, words), shown(figure)
