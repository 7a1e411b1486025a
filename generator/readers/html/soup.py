"""Beautiful Soup's tree, built without what pages of HTML have no use for.

Namespaces, values in several parts, classes of strings and substituted character sets take
most of the time that Beautiful Soup needs to build a tree. The tree is its own, link by link.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any, ClassVar

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import CData

_SHOWN = frozenset((NavigableString, CData))


def soup_of(text: str) -> BeautifulSoup:
    """The tree of a page; raises what Beautiful Soup raises."""
    builder = _Builder(multi_valued_attributes=None, string_containers={})
    return _Soup(text, builder=builder)


def within(tag: Tag) -> Iterator[PageElement]:
    """All elements and strings inside an element in document order."""
    last: PageElement = tag
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    node = tag.contents[0] if tag.contents else None
    while node is not None:
        yield node
        node = None if node is last else node.next_element


def tags_of(tag: Tag, names: Container[str]) -> Iterator[Tag]:
    """The elements of some names inside an element in document order."""
    return (node for node in within(tag) if isinstance(node, Tag) and node.name in names)


def strings_of(tag: Tag, pattern: re.Pattern[str]) -> Iterator[NavigableString]:
    """The strings inside an element, comments among them, in which a pattern is found."""
    return (n for n in within(tag) if isinstance(n, NavigableString) and pattern.search(n))


class _Element(Tag):
    """An element of HTML; what is the same for each of them stands here once."""

    namespace = prefix = sourceline = sourcepos = None
    can_be_empty_element = cdata_list_attributes = preserve_whitespace_tags = None
    next_element = next_sibling = previous_sibling = None
    known_xml = False
    parser_class = BeautifulSoup
    interesting_string_types = _SHOWN
    _namespaces: ClassVar[dict[str, str]] = {}

    def __init__(self, name: str, attrs: Any, parent: Tag, previous: PageElement | None) -> None:
        self.name = name
        self.attrs = attrs
        self.contents = []
        _link(self, parent, previous)

    def get_text(self, separator: str = "", strip: bool = False, types: Any = _SHOWN) -> str:
        """The text of the element as Beautiful Soup gives it."""
        if len(self.contents) == 1 and type(self.contents[0]) is NavigableString:
            return str(self.contents[0]).strip() if strip else str(self.contents[0])
        found = [str(node) for node in within(self) if type(node) in types]
        kept = (part for text in found if (part := text.strip())) if strip else found
        return separator.join(kept)


def _link(node: PageElement, parent: Tag, previous: PageElement | None) -> None:
    """Puts a node behind all others of a tree that is being built."""
    siblings = parent.contents
    node.parent = parent
    node.previous_element = previous
    if previous is not None:
        previous.next_element = node
    if siblings:
        before = siblings[-1]
        node.previous_sibling = before
        before.next_sibling = node
    siblings.append(node)


class _Soup(BeautifulSoup):
    """The tree while it is built."""

    _most_recent_element: PageElement | None
    currentTag: Tag | None  # noqa: N815

    def endData(self, containerClass: type[NavigableString] | None = None) -> None:  # noqa: N802, N803
        """Ends a run of text that is shown; comments and the like go the long way."""
        parent = self.currentTag
        if not self.current_data:
            return
        if containerClass is not None or self.preserve_whitespace_tag_stack or parent is None:
            super().endData(containerClass)
            return
        text = "".join(self.current_data)
        self.current_data = []
        if not text.strip(self.ASCII_SPACES):
            text = "\n" if "\n" in text else " "
        node = str.__new__(NavigableString, text)
        node.next_element = node.next_sibling = node.previous_sibling = None
        _link(node, parent, self._most_recent_element)
        self._most_recent_element = node


class _Builder(LXMLTreeBuilder):
    """Takes elements as lxml gives them; those with something of a namespace go the long way."""

    soup: _Soup

    def start(self, tag: Any, attrib: Any, nsmap: Any = None) -> None:
        """Begins an element."""
        soup = self.soup
        parent = soup.currentTag
        if nsmap or parent is None or "{" in tag or "{" in "".join(attrib):
            super().start(tag, attrib, nsmap or {})
            return
        soup.endData()
        element = _Element(tag, dict(attrib), parent, soup._most_recent_element)
        soup._most_recent_element = soup.currentTag = element
        soup.tagStack.append(element)
        soup.open_tag_counter[tag] += 1
        if tag in self.preserve_whitespace_tags:
            soup.preserve_whitespace_tag_stack.append(element)

    def end(self, tag: Any) -> None:
        """Ends an element."""
        soup = self.soup
        element = soup.currentTag
        if type(element) is not _Element or element.name != tag or len(self.nsmaps) > 1:
            super().end(tag)
            return
        soup.endData()
        soup.tagStack.pop()
        soup.currentTag = soup.tagStack[-1]
        soup.open_tag_counter[tag] -= 1
        kept = soup.preserve_whitespace_tag_stack
        if kept and kept[-1] is element:
            kept.pop()
