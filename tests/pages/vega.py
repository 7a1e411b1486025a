"""Vega's own drawings, by vl-convert: what the pictures of pages are compared with."""

import re
from functools import cache

import vl_convert

from generator.pages.charts import Chart
from generator.pages.charts.designs import drawn_rows, specifications

_ATTRIBUTES = re.compile(
    r" (?:class|role|aria-[a-z]+|pointer-events|font-family|opacity|stroke-miterlimit"
    r'|text-decoration)="[^"]*"| text-anchor="start"| font-size="13px"'
)
_IDLE = re.compile(
    r'<path (?=[^>]*(?: d=""|h-?0v[\d.]+h-?0Z|display="none"))[^>]*/>'
    r'|<path d="M[\d.]+,[\d.]+h\d+v\d+h-\d+Z"/>'  # backgrounds have no colour left
    r'|<line (?=[^>]*stroke-width="0")[^>]*/>|<text[^>]*(?:/>|></text>)'
)
_INNER = re.compile(r"<svg[^>]*>(.*)</svg>\s*$", re.DOTALL)
_CIRCLE = re.compile(
    r'<path transform="translate\(([^,]+),([^)]+)\)" d="M([\d.]+),0A[^"]*" (fill="[^"]*") [^/]*/>'
)
_IDLE_GROUPS = {"<g>", '<g transform="translate(0,0)">'}
_GROUP = re.compile(r"</?g[^>]*>")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def same(spec):
    """No change."""
    return spec


def drawing(chart: Chart, change=same) -> str:
    """The SVG of a chart as Vega writes it, of its specification after a change."""
    spec = compiled(chart.kind, change)
    rows = [{"name": "rows", "values": drawn_rows(chart)}]
    data = rows + [one for one in spec["data"] if one["name"] != "rows"]
    return str(vl_convert.vega_to_svg(spec | {"data": data}))


@cache
def compiled(kind: str, change):
    """Vega's own specification."""
    return vl_convert.vegalite_to_vega(change(specifications()[kind]))


def tidy(drawn: str) -> str:
    """The body of Vega's drawing without what nobody sees."""
    body = _IDLE.sub("", _ATTRIBUTES.sub("", _INNER.sub(r"\1", drawn)))
    return _CIRCLE.sub(r'<circle cx="\1" cy="\2" r="\3" \4/>', body)


def is_same(one: str, other: str, tolerance: float = 0.06) -> bool:
    """Whether two pictures differ in nothing but the last decimals and how elements are grouped."""
    if not {*_GROUP.findall(one)} ^ {*_GROUP.findall(other)} <= _IDLE_GROUPS:
        return False
    one, other = _GROUP.sub("", one), _GROUP.sub("", other)
    if _NUMBER.sub("#", one) != _NUMBER.sub("#", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(a == b or abs(float(a) - float(b)) <= tolerance for a, b in pairs)
