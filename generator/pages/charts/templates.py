"""The templates of all kinds, made once for a version of specifications and libraries."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import msgspec

from generator import sealed
from generator.errors import GongkaiError
from generator.messages import LANGUAGES, language, message, said_again
from generator.pages.charts import derive, line_names, svg, vega, views
from generator.pages.charts.designs import designs
from generator.pages.charts.flow import series_names
from generator.pages.charts.kinds import Chart
from generator.pages.charts.look import look
from generator.pages.charts.template import Features, Filling, Template, UnfilledError

_SEAL = "gongkai-chart-templates"


class Templates(msgspec.Struct):
    """Templates by kind; for a kind that has none the end of a message's key."""

    made: dict[str, Template]
    refused: dict[str, str]


def made() -> bytes:
    """All templates, as JSON."""
    found = Templates({}, {})
    for kind, design in designs().items():
        charts = design.probes()
        if not charts:
            continue
        try:
            drawings = [vega.drawing(chart) for chart in charts]
            found.made[kind] = derive.derive(vega.compiled(kind), charts, drawings)
        except derive.NoTemplateError as error:
            found.refused[kind] = error.reason
    return msgspec.json.encode(found)


def _made_with_views(folder: Path) -> bytes:
    """The same; the scripts for readers' charts are made on the way, by the same engine."""
    views.keep_files(folder)
    return made()


@cache
def templates(folder: Path) -> Templates:
    """The templates kept in a folder of the work folder."""
    path = folder / "templates" / f"{look()}.json"
    return msgspec.json.decode(
        sealed.kept(path, _SEAL, lambda: vega.apart(partial(_made_with_views, folder))),
        type=Templates,
    )


def slow_kinds(folder: Path) -> list[GongkaiError]:
    """A warning for each kind that Vega itself must draw."""
    return [
        GongkaiError(
            "pages.no_template",
            chart=message(f"pages.chart.{kind.partition('-')[0]}", {}),
            reason=message(f"pages.no_template.{reason}", {}),
        )
        for kind, reason in templates(folder).refused.items()
    ]


@cache
def _fillings(folder: Path) -> dict[str, Filling]:
    own = templates(folder).made
    return {kind: Filling(each, svg.dressed) for kind, each in own.items()}


def picture(chart: Chart, folder: Path) -> str:
    """The SVG of a chart as it stands in a page, and the wide one of a kind that has one.

    `folder` keeps the templates.
    """
    wide = [Chart(one.kind, chart.rows) for one in designs().values() if one.beside == chart.kind]
    return "".join(svg.finished(one, _in_language(_drawn(one, folder))) for one in (chart, *wide))


def _drawn(chart: Chart, folder: Path) -> str:
    own = designs()[chart.kind].body(chart)
    if own is not None:
        return svg.with_variables(own)
    filling = _fillings(folder).get(chart.kind)
    try:
        if filling is not None:
            return svg.seen(filling.fill(chart)) + _names(chart, filling)
    except UnfilledError:
        pass  # rows that no template says: a number below zero
    return svg.dressed(svg.tidy(vega.drawing(chart)))


def _in_language(body: str) -> str:
    """The drawing with the names of its lines in the language of the page."""
    for name in series_names() if language() != LANGUAGES[0] else ():
        body = body.replace(f">{name}<", f">{said_again(name, 'pages.series.')}<")
    return body


def _names(chart: Chart, filling: Filling) -> str:
    """The names beside the lines."""
    if not any(row.s for row in chart.rows):
        return ""
    return svg.with_variables(line_names.names_of_lines(Features(filling.frame, chart)))
