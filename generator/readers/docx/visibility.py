"""Whether the text of a Word run can be seen: hidden, of the colour of its ground, too small."""

from __future__ import annotations

from typing import Any

from generator.readers.docx.wordml import W, is_on, value_of

_MAX_BASES = 12
_SMALLEST_HALF_POINTS = 4  # type of two points is a speck
_NEAR = 26  # how far two colours that cannot be told apart differ in each part of 0 to 255
_WHITE = (255, 255, 255)
_NO_FILL = ("", "auto", "none")

Rgb = tuple[int, int, int]


class Looks:
    """What the styles of one file do to the text of runs."""

    def __init__(self, styles: Any | None) -> None:
        elements = [] if styles is None else list(styles.iterchildren(f"{W}style"))
        self._styles = {element.get(f"{W}styleId", ""): element for element in elements}
        self._values: dict[tuple[str, str], str | None] = {}
        self._hidden = frozenset(
            key
            for key, element in self._styles.items()
            if element.get(f"{W}type") == "character" and is_on(element.find(f"{W}rPr"), "vanish")
        )
        self.has_unseen = any(
            _is_near(self._of_style(key, "color"), _WHITE) or is_speck(self._of_style(key, "sz"))
            for key in self._styles
        )

    def is_hidden(self, properties: Any | None) -> bool:
        """Whether a run with these w:rPr is marked as hidden text."""
        return is_on(properties, "vanish") or value_of(properties, "rStyle") in self._hidden

    def is_unseen(self, run: Any, properties: Any | None) -> bool:
        """Whether nobody can see the text: of its ground's colour, or a speck."""
        if is_speck(self._value(run, properties, "sz")):
            return True
        colour = self._value(run, properties, "color")
        if colour is None or len(colour) != 6:
            return False
        ground = self._ground(run, properties)
        return ground is not None and _is_near(colour, ground)

    def _value(self, run: Any, properties: Any | None, name: str) -> str | None:
        """A property of the run: its own, its style's, its paragraph's style's."""
        own = value_of(properties, name)
        if own is not None or (not self.has_unseen):
            return own
        style = value_of(properties, "rStyle")
        if style is not None and (found := self._of_style(style, name)) is not None:
            return found
        paragraph = next(run.iterancestors(f"{W}p"), None)
        settings = None if paragraph is None else paragraph.find(f"{W}pPr")
        style = value_of(settings, "pStyle")
        return None if style is None else self._of_style(style, name)

    def _of_style(self, key: str, name: str) -> str | None:
        if (key, name) not in self._values:
            element, found = self._styles.get(key), None
            for _ in range(_MAX_BASES):
                if element is None or found is not None:
                    break
                found = value_of(element.find(f"{W}rPr"), name)
                element = self._styles.get(value_of(element, "basedOn") or "")
            self._values[key, name] = found
        return self._values[key, name]

    def _ground(self, run: Any, properties: Any | None) -> Rgb | None:
        """The colour behind a run; None where the style of its table may give another one."""
        if properties is not None:
            if value_of(properties, "highlight") not in (None, "none"):
                return None
            if (fill := _fill(properties)) is not None:
                return fill
        for node in run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl"):
            settings = node.find(f"{node.tag}Pr")
            fill = None if settings is None else _fill(settings)
            if fill is not None:
                return fill
            if node.tag == f"{W}tbl" and self._is_shaded(settings):
                return None
        return _WHITE

    def _is_shaded(self, settings: Any | None) -> bool:
        """Whether the style of a table gives grounds of its own."""
        style = self._styles.get(value_of(settings, "tblStyle") or "")
        return style is not None and next(style.iter(f"{W}shd"), None) is not None


def _fill(properties: Any) -> Rgb | None:
    shading = properties.find(f"{W}shd")
    fill = "" if shading is None else shading.get(f"{W}fill", "")
    return None if fill in _NO_FILL else _rgb(fill)


def _rgb(text: str) -> Rgb | None:
    try:
        value = int(text, 16)
    except ValueError:
        return None
    return value >> 16 & 255, value >> 8 & 255, value & 255


def _is_near(colour: str | None, ground: Rgb) -> bool:
    found = None if colour is None or len(colour) != 6 else _rgb(colour)
    return found is not None and all(
        abs(a - b) <= _NEAR for a, b in zip(found, ground, strict=True)
    )


def is_speck(half_points: str | None) -> bool:
    """Whether type of that size, in half points, is too small to be seen."""
    return (
        half_points is not None
        and half_points.isdecimal()
        and int(half_points) <= _SMALLEST_HALF_POINTS
    )
