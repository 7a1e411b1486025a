"""Elements whose text stands in another order on the page: bdo, dir, direction, unicode-bidi.

Their text gets the marks of `generator.readers.direction`, which says what becomes of it.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, NavigableString, Tag

from generator.readers.direction import END, OVERRIDE, RIGHT_TO_LEFT
from generator.readers.html.soup import within
from generator.readers.html.stylesheet import Sheets
from generator.readers.html.visibility import Styled
from generator.readers.html.words import words

_TABLE_PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "colgroup"))


def mark_turned(soup: BeautifulSoup, sheets: Sheets) -> None:
    """Puts marks around each text that is overridden or set from right to left."""
    order = _Order(sheets)
    for node in list(within(soup)):
        if type(node) is NavigableString and (mark := order.mark_of(node)) and node.strip():
            node.replace_with(f"{mark}{node}{END}")


class _Order:
    """The direction of elements, each asked once."""

    def __init__(self, sheets: Sheets) -> None:
        self._styled = Styled(sheets)
        self._breaking = words().tags["breaking"]
        self._known: dict[int, tuple[bool, bool]] = {}

    def mark_of(self, text: NavigableString) -> str:
        """The mark that the order of a text asks for; empty for none."""
        is_right, is_overridden = self._of(text.parent)
        if not is_right:
            return ""
        return OVERRIDE if is_overridden else RIGHT_TO_LEFT

    def _of(self, tag: Tag | None) -> tuple[bool, bool]:
        """Whether text in an element goes from right to left, and whether letters must follow."""
        chain: list[Tag] = []
        while tag is not None and id(tag) not in self._known:
            chain.append(tag)
            tag = tag.parent
        found = self._known[id(tag)] if tag is not None else (False, False)
        for inner in reversed(chain):
            found = self._known[id(inner)] = self._own(inner, *found)
        return found

    def _own(self, tag: Tag, is_right: bool, is_overridden: bool) -> tuple[bool, bool]:
        said = str(tag.attrs.get("dir", "")).strip().lower()
        right = self._styled.value(tag, "rtl")
        if right is None and said in ("rtl", "ltr"):
            right = said == "rtl"
        override = self._styled.value(tag, "override")
        if override is None:
            # An override ends at a block inside it, and where an element sets its own order.
            ends = tag.name in self._breaking or tag.name in _TABLE_PARTS or bool(said)
            override = tag.name == "bdo" or (is_overridden and not ends)
        return is_right if right is None else bool(right), bool(override)
