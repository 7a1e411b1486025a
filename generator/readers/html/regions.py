"""Which parts of a page are the article, and which are menus, banners and feet.

Nothing is dropped for it: a part only gets a role. The article is the smallest element
that holds nearly all sentences and data tables of the page; class names, link density
and footer words tell the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from generator.errors import UnreadableDocumentError
from generator.readers.document import Role
from generator.readers.html.soup import strings_of
from generator.readers.html.visibility import look_of
from generator.readers.html.words import Words, words

SKIPPED = words().tags["skipped"]
_SENTENCE = re.compile("[。；，;]")
_CONTAINERS = words().tags["containers"]
_BY_TAG: dict[str, Role] = {
    "nav": "navigation",
    "aside": "navigation",
    "footer": "footer",
    "header": "header",
}
MIN_SENTENCE = 12
_MAX_FOOT_TEXT = 700
_PARAGRAPHS = ("p", "div", "td", "li", "dd", "h1", "h2", "h3", "h4")
_MOST_BEHIND = 60  # elements
_LEAST_BEHIND = 0.03  # of the page's sentences; a foot has next to none behind it


@dataclass(slots=True)
class Size:
    """Characters under an element: all, inside links, in sentences and table cells."""

    text: int = 0
    linked: int = 0
    substance: int = 0
    links: int = 0
    tables: int = 0


@dataclass(slots=True)
class Regions:
    """What was found out about the elements of one page, by identity of the element."""

    sizes: dict[int, Size] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    article: Tag | None = None

    def size(self, tag: Tag) -> Size:
        """The measure of an element; zeros for what is skipped."""
        return self.sizes.get(id(tag), Size())


def names(tag: Tag) -> str:
    """The class and id of an element as one string."""
    return f"{tag.attrs.get('class', '')} {tag.attrs.get('id', '')}"


def is_hidden(tag: Tag) -> bool:
    """Whether a browser would not show the element at all."""
    return look_of(tag) in ("gone", "unseen")


def is_text(node: PageElement) -> bool:
    """Whether the node is text that is shown (no comment, no declaration)."""
    return type(node) is NavigableString


def find_regions(soup: BeautifulSoup, max_nesting: int) -> Regions:
    """Measures the page and gives its parts their roles."""
    regions = Regions()
    order = _measure(soup, regions, max_nesting)
    total = regions.size(soup)
    _mark_by_names(order, regions, total)
    _mark_feet(soup, regions, total)
    regions.article = _article(soup, regions, order)
    if regions.article is not None:
        _unmark_ancestors(regions.article, regions)
    return regions


def _measure(soup: BeautifulSoup, regions: Regions, max_nesting: int) -> list[Tag]:
    """Fills in `regions.sizes`; gives the elements in document order."""
    order: list[Tag] = []
    stack: list[tuple[Tag, Size, Iterator[PageElement], bool]] = []
    size = Size()
    regions.sizes[id(soup)] = size
    stack.append((soup, size, iter(soup.contents), False))
    while stack:
        tag, size, children, in_link = stack[-1]
        for child in children:
            if is_text(child):
                _add_text(size, str(child).strip(), tag, in_link)
            elif isinstance(child, Tag) and child.name not in SKIPPED and not is_hidden(child):
                if len(stack) > max_nesting:
                    raise UnreadableDocumentError("readers.too_deep")
                order.append(child)
                is_link = child.name == "a" and "href" in child.attrs
                inner = Size(links=int(is_link), tables=int(child.name == "table"))
                regions.sizes[id(child)] = inner
                stack.append((child, inner, iter(child.contents), in_link or is_link))
                break
        else:
            stack.pop()
            if stack:
                _add(stack[-1][1], size)
    return order


def _add(outer: Size, inner: Size) -> None:
    outer.text += inner.text
    outer.linked += inner.linked
    outer.substance += inner.substance
    outer.links += inner.links
    outer.tables += inner.tables


def _add_text(size: Size, text: str, parent: Tag, in_link: bool) -> None:
    length = len(text)
    if not length:
        return
    size.text += length
    if in_link:
        size.linked += length
    elif length >= MIN_SENTENCE and _SENTENCE.search(text):
        size.substance += length
    elif text.isdecimal() and _is_in_cell(parent):
        size.substance += 2 + length


def _is_in_cell(tag: Tag) -> bool:
    for _ in range(4):
        if tag.name in ("td", "th"):
            return True
        if tag.parent is None:
            return False
        tag = tag.parent
    return False


def _mark_by_names(order: list[Tag], regions: Regions, total: Size) -> None:
    known = words()
    for tag in order:
        size = regions.sizes[id(tag)]
        if size.substance > 0.2 * total.substance or size.text > 0.7 * total.text:
            continue
        role = _role_of(tag, size, known)
        if role is not None:
            regions.roles[id(tag)] = role


def _role_of(tag: Tag, size: Size, known: Words) -> Role | None:
    if tag.name in _BY_TAG:
        return _BY_TAG[tag.name]
    if tag.name not in _CONTAINERS and tag.name != "p":
        return None
    if size.links >= 4 and size.linked >= 0.6 * size.text:
        return "navigation"
    tokens = names(tag)
    if len(tokens) < 2 or size.substance > 400:
        return None
    for role in ("navigation", "footer", "header"):
        if known.regions[role](tokens):
            return role
    return None


def _mark_feet(soup: BeautifulSoup, regions: Regions, total: Size) -> None:
    """Marks the largest small element around each line that only a page's foot has."""
    pattern = words().footer_strong
    for text in islice(strings_of(soup, pattern), 20):
        tag = text.parent
        if tag is None or id(tag) not in regions.sizes or _is_said(text, regions, total):
            continue
        best: Tag | None = None
        while tag is not None and _is_foot_sized(tag, regions, total):
            best = tag
            tag = tag.parent
        if best is not None:
            regions.roles[id(best)] = "footer"


def _is_said(text: NavigableString, regions: Regions, total: Size) -> bool:
    """Whether the words of a foot stand in a sentence with more of the report behind them."""
    paragraph = text.find_parent(_PARAGRAPHS)
    if paragraph is None or not _SENTENCE.search(paragraph.get_text(" ", strip=True)):
        return False
    behind = sum(
        regions.size(after).substance
        for after in paragraph.find_all_next(_PARAGRAPHS, limit=_MOST_BEHIND)
        if isinstance(after, Tag)
    )
    return behind > _LEAST_BEHIND * total.substance


def _is_foot_sized(tag: Tag, regions: Regions, total: Size) -> bool:
    size = regions.size(tag)
    if tag.name in ("html", "body", "[document]"):
        return False
    return size.text <= _MAX_FOOT_TEXT and size.substance <= 0.1 * total.substance


def _article(soup: BeautifulSoup, regions: Regions, order: list[Tag]) -> Tag | None:
    """Descends while one child holds nearly all sentences and figures."""
    known = words()
    marked = _marked_substance(order, regions)
    node: Tag = soup
    if not regions.size(soup).substance:
        return None
    while not known.article(names(node)):
        weight = _weight(node, regions, marked)
        heaviest = max(
            (child for child in node.contents if isinstance(child, Tag)),
            key=lambda child: _weight(child, regions, marked),
            default=None,
        )
        if heaviest is None or heaviest.name not in _WRAPPERS:
            break
        if _weight(heaviest, regions, marked) < 0.97 * weight:
            break
        if heaviest.name == "table" and not _wraps_blocks(heaviest, regions):
            break
        node = heaviest
    return node


_WRAPPERS = _CONTAINERS | {"html", "body", "main", "article", "thead", "li", "th"}


def _wraps_blocks(table: Tag, regions: Regions) -> bool:
    """Whether a table is there for the layout of the page, told from afar."""
    if regions.size(table).tables > 1:
        return True
    cells = table.find_all(("td", "th"), limit=12)
    heavy = max((regions.size(cell).text for cell in cells), default=0)
    return heavy > 0.6 * regions.size(table).text


def _weight(tag: Tag, regions: Regions, marked: dict[int, int]) -> int:
    return regions.size(tag).substance - marked.get(id(tag), 0)


def _marked_substance(order: list[Tag], regions: Regions) -> dict[int, int]:
    """For every ancestor of a marked part, how much substance the marked parts hold."""
    marked: dict[int, int] = {}
    for tag in order:
        if id(tag) not in regions.roles:
            continue
        if any(id(parent) in regions.roles for parent in tag.parents):
            continue
        substance = regions.size(tag).substance
        if not substance:
            continue
        marked[id(tag)] = substance
        for parent in tag.parents:
            marked[id(parent)] = marked.get(id(parent), 0) + substance
    return marked


def _unmark_ancestors(article: Tag, regions: Regions) -> None:
    regions.roles.pop(id(article), None)
    for parent in article.parents:
        regions.roles.pop(id(parent), None)
