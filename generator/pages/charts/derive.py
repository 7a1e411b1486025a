"""From Vega's drawings of made-up rows to a template.

Nothing here knows what a kind shows. Drawings of several sets of rows are laid beside one
another: what is the same in all is fixed; a group whose elements come and go is a slot; in
its elements every attribute and text is fixed, or a text or number of the item, or chosen
by one. What cannot be explained so, or differs from a drawing that was kept apart, makes
no template, and Vega draws that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from generator.pages.charts import svg
from generator.pages.charts.kinds import Chart
from generator.pages.charts.scales import Band, Linear
from generator.pages.charts.template import (
    Features,
    Filling,
    Frame,
    Item,
    Measure,
    Part,
    Slot,
    Template,
    TemplateChoice,
    Word,
)

SOURCES = ("rows", "numbers", "places", "ticks", "lines")
_OTHER = {"align", "clamp", "domainMax", "domainRaw", "reverse", "round"}  # ways of scales
_TOLERANCE = 0.01
_HERE = "\ue000"
_REPEATED = re.compile(r"\brole-(?:mark|scope|axis-label|axis-grid|axis-tick)\b")
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_EMPTY = re.compile(r"<text([^>]*)/>")
_VALUE = re.compile(r'(?<==")[^"]*(?=")|(?<=>)[^<>]*(?=</text>)')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")

Drawn = list[list[str]]
"""The elements of a slot, drawing by drawing."""


class NoTemplateError(ValueError):
    """A specification that draws more than a template can say; `reason` ends a message's key."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"{reason} {detail}")


def derive(spec: dict[str, Any], charts: Sequence[Chart], drawings: Sequence[str]) -> Template:
    """The template that gives those drawings; the last one only checks it."""
    frame = frame_of(spec)
    seen = [_split(drawing) for drawing in drawings]
    features = [Features(frame, chart) for chart in charts]
    fixed = seen[0][0]
    if any(texts != fixed for texts, _ in seen):
        raise NoTemplateError("fixed")
    slots = [
        _slot([groups[at] for _, groups in seen[:-1]], features[:-1])
        for at in range(len(fixed) - 1)
    ]
    found = Template(frame, tuple(fixed), tuple(slots))
    filling = Filling(found, digits=8)
    for chart, drawing in zip(charts, drawings, strict=True):
        if not is_same(svg.seen(filling.fill(chart)), svg.tidy(drawing)):
            raise NoTemplateError("differs")
    return found


def is_same(one: str, other: str, tolerance: float = _TOLERANCE) -> bool:
    """Whether two pictures differ in nothing but the last decimals."""
    if _NUMBER.sub("#", one) != _NUMBER.sub("#", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(a == b or abs(float(a) - float(b)) <= tolerance for a, b in pairs)


def frame_of(spec: dict[str, Any]) -> Frame:
    """The two scales of Vega's specification."""
    scales = {scale["type"]: scale for scale in spec["scales"] if scale["type"] != "ordinal"}
    if set(scales) != {"band", "linear"}:
        raise NoTemplateError("scales")
    band, linear = scales["band"], scales["linear"]
    if not linear.get("zero") or _OTHER & {*linear, *band}:
        raise NoTemplateError("scales")
    padding = band.get("padding", 0)
    first, last = (_pixels(bound, spec) for bound in band["range"])
    start, end = (_pixels(bound, spec) for bound in linear["range"])
    wished = {axis.get("tickCount", 0) for axis in spec.get("axes", ())}
    facets = [mark["from"]["facet"] for mark in spec["marks"] if mark["type"] == "group"]
    return Frame(
        Band(
            first,
            last,
            inner=band.get("paddingInner", padding),
            outer=band.get("paddingOuter", padding),
        ),
        Linear(start, end, is_nice=bool(linear.get("nice")), ticks=max(wished, default=0)),
        tuple(dict.fromkeys(facets[0]["groupby"])) if facets else (),
    )


def _pixels(bound: Any, spec: dict[str, Any]) -> float:
    return float(spec[bound["signal"]] if isinstance(bound, dict) else bound)


def _split(drawing: str) -> tuple[list[str], Drawn]:
    """The tidy text around the slots, and the elements in each."""
    root = etree.fromstring(_NAMESPACES.sub("", drawing).encode())
    groups = list(_repeated(root))
    elements = [[_element(child) for child in group] for group in groups]
    for group in groups:
        for child in list(group):
            group.remove(child)
        group.text = _HERE
    texts = svg.tidy(etree.tostring(root, encoding="unicode")).split(_HERE)
    return texts, elements


def _repeated(element: Any) -> Iterator[Any]:
    for child in element:
        if _REPEATED.search(child.get("class", "")):
            yield child
        else:
            yield from _repeated(child)


def _element(child: Any) -> str:
    """One element as it is filled in; it is there even when nothing is to be seen of it."""
    text = etree.tostring(child, encoding="unicode", with_tail=False)
    return _EMPTY.sub(r"<text\1></text>", svg.tidy(text) or svg.without_attributes(text))


def _slot(drawn: Drawn, features: Sequence[Features]) -> Slot:
    for source in SOURCES:
        items = [each.of(source) for each in features]
        if [len(group) for group in drawn] != [len(group) for group in items]:
            continue
        pairs = [
            pair
            for group, own in zip(drawn, items, strict=True)
            for pair in zip(group, own, strict=True)
        ]
        parts = _parts([text for text, _ in pairs], [item for _, item in pairs])
        if parts is not None:
            return Slot(source, tuple(_joined(parts)))
    return _fixed(drawn)


def _fixed(drawn: Drawn) -> Slot:
    """A group that is the same whatever the rows say, like a legend."""
    if any(group != drawn[0] for group in drawn):
        raise NoTemplateError("elements", str(drawn[0][:1]))
    return Slot("once", ("".join(drawn[0]),))


def _parts(texts: list[str], items: list[Item]) -> list[Part] | None:
    """The pattern of elements that differ in their values only; None when there is none."""
    if not texts or len({_VALUE.sub("", text) for text in texts}) > 1:
        return None
    between = _VALUE.split(texts[0])
    columns = zip(*(_VALUE.findall(text) for text in texts), strict=True)
    parts: list[Part] = [between[0]]
    for column, after in zip(columns, between[1:], strict=True):
        found = _value(column, items)
        if found is None:
            return None
        parts += [*found, after]
    return parts


def _value(column: Sequence[str], items: list[Item]) -> list[Part] | None:
    """One attribute or text of all elements."""
    if len(set(column)) == 1:
        return [column[0]]
    return _word(column, items) or _numbers(column, items) or _choice(column, items)


def _word(column: Sequence[str], items: list[Item]) -> list[Part] | None:
    for name in items[0].words:
        pairs = zip(column, items, strict=True)
        if all(is_same(value, item.words[name]) for value, item in pairs):
            return [Word(name)]
    return None


def _choice(column: Sequence[str], items: list[Item]) -> list[Part] | None:
    for name in ("s", "is_break"):
        looks: dict[str, str] = {}
        if not all(name in item.words for item in items):
            continue
        pairs = zip(column, items, strict=True)
        if all(looks.setdefault(item.words[name], value) == value for value, item in pairs):
            return [TemplateChoice(name, looks)]
    return None


def _numbers(column: Sequence[str], items: list[Item]) -> list[Part] | None:
    """A value like `translate(-8,32.3)`: each of its numbers is fixed or one of the item's."""
    if len({_NUMBER.sub("", value) for value in column}) > 1:
        return None
    between = _NUMBER.split(column[0])
    parts: list[Part] = [between[0]]
    rows = [[float(text) for text in _NUMBER.findall(value)] for value in column]
    for at, after in enumerate(between[1:]):
        found = _measure([row[at] for row in rows], items)
        if found is None:
            return None
        parts += [found, after]
    return parts


def _measure(values: list[float], items: list[Item]) -> Part | None:
    if max(values) - min(values) < _TOLERANCE:
        return f"{values[0]:.8g}"
    for name in items[0].numbers:
        own = [item.numbers[name] for item in items]
        low, high = own.index(min(own)), own.index(max(own))
        if own[high] - own[low] < _TOLERANCE:
            continue
        factor = (values[high] - values[low]) / (own[high] - own[low])
        offset = values[low] - factor * own[low]
        if all(
            abs(value - factor * x - offset) < _TOLERANCE
            for value, x in zip(values, own, strict=True)
        ):
            return Measure(name, round(factor, 6), round(offset, 4))
    return None


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Fixed neighbours as one text."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text
