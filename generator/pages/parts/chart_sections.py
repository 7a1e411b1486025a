"""The charts of pages with the tables under them; a sentence where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.pages.charts import Chart, ChartRow, ChartStore, chart, flow_chart, series_name
from generator.pages.parts.facts import Facts
from generator.pages.parts.indicators import Indicators, Number, indicators, total_of
from generator.pages.parts.markup import block, escape, table
from generator.pages.parts.words import say, term
from generator.pages.report.statutory_tables import shown, target
from generator.records import Record


@dataclass(frozen=True)
class Drawing:
    """Draws for one run: puts pictures into the store, gives the Markdown around them."""

    store: ChartStore

    def outcomes(self, record: Record, page: str = "") -> list[str]:
        """What happened to the applications, by outcome group.

        `page` is the address of the report's page when the chart stands on another.
        """
        return self._bars("outcomes", _outcome_rows(record, page))

    def applicants(self, record: Record) -> list[str]:
        """Who applied: natural persons and five kinds of organisation."""
        return self._bars("applicants", _applicant_rows(record))

    def proactive(self, record: Record) -> list[str]:
        """Licences, penalties and coercive measures decided."""
        return self._bars("proactive", _field_rows(record, "proactive"))

    def channels(self, record: Record) -> list[str]:
        """Items published by channel, where the form asks for them."""
        return self._bars("channels", _field_rows(record, "channels"))

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

    def _bars(self, kind: str, rows: list[tuple[ChartRow, str]]) -> list[str]:
        """The chart and its folded table; a sentence when nothing can be drawn."""
        if not rows:
            return []
        found = chart(kind, (row for row, _ in rows))
        if found is None:
            known = [row for row, _ in rows if row.v is not None]
            code = "chart.all_zero" if len(known) == len(rows) else "chart.no_figures"
            return [say(code, what=escape(say(f"chart.{kind}"))), ""]
        header = [say("table.item"), say("table.count")]
        cells = [[row.k, cell] for row, cell in rows]
        data = table(header, cells, f'.chart-data caption="{found.title}"')
        return [self._line(found), "", *block(f"details {say('chart.table')}", data)]

    def _line(self, found: Chart) -> str:
        key = self.store.put(found)
        return f'![{escape(found.description)}](chart:{key} "{escape(found.title)}")'


def _of(record: Record) -> Indicators | None:
    return indicators(record.form) if record.form is not None else None


def _outcome_rows(record: Record, page: str) -> list[tuple[ChartRow, str]]:
    of = _of(record)
    if of is None:
        return []
    return [_row(record, term(group.id), group.fields, page) for group in of.outcomes]


def _applicant_rows(record: Record) -> list[tuple[ChartRow, str]]:
    of = _of(record)
    if of is None:
        return []
    return [_row(record, term(f"column.{column}"), (field,)) for column, field in of.applicants]


def _field_rows(record: Record, part: str) -> list[tuple[ChartRow, str]]:
    of = _of(record)
    fields: Iterable[str] = getattr(of, part) if of is not None else ()
    return [_row(record, term(_row_key(field)), (field,)) for field in fields]


def _row_key(field: str) -> str:
    return field.removesuffix(".decisions")


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
