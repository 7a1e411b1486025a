"""HTML pages -> neutral document: all parts in reading order, each with its role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, PageElement, Tag

from generator.errors import UnreadableDocumentError
from generator.readers import charset, clean
from generator.readers.document import Block, Document, Image, Paragraph, Role, Table
from generator.readers.formats import Source
from generator.readers.html import markup, metadata
from generator.readers.html.inline import is_note_mark, is_struck, pixels
from generator.readers.html.regions import SKIPPED, Regions, find_regions, is_hidden, is_text
from generator.readers.html.tables import BREAKING, is_layout, own_rows, read_table, source_line
from generator.readers.html.visibility import look_of
from generator.readers.html.words import words
from generator.readers.limits import DEFAULT, Limits, check_size
from generator.readers.traces import Traces
from generator.records import Note, Place

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_MIN_PICTURE_PIXELS = 60
_SIGNATURE_LINES = 3
_MIN_DATA_ROWS = 4
_FRAMES = ("frame", "iframe", "embed", "object")
_LITTLE_TEXT = 1000  # characters; a page with a report of its own holds more


def read(source: Source) -> Document:
    """The document of a file; raises UnreadableDocumentError when it holds no text."""
    return read_html(source.content, limits=source.limits)


def read_html(
    content: bytes, *, declared_charset: str | None = None, limits: Limits = DEFAULT
) -> Document:
    """The document of a page; raises UnreadableDocumentError when it holds no text."""
    check_size(len(content), limits.markup_bytes)
    decoded = charset.decode(content, declared_charset)
    soup = markup.parse(decoded.text, limits.tags)
    regions = find_regions(soup, limits.nesting)
    walk = _Walk(regions, limits)
    walk.run(soup)
    meta = metadata.head_meta(soup, decoded.text)
    blocks = metadata.finish(walk.blocks, meta)
    if not any(isinstance(block, Table | Image) or block.text for block in blocks):
        raise UnreadableDocumentError("readers.no_text")
    warnings = (*decoded.warnings, *_warnings(blocks, walk))
    return Document(tuple(blocks), "text/html", meta, warnings=warnings)


def _warnings(blocks: list[Block], walk: _Walk) -> tuple[Note, ...]:
    notes = [
        Note(code="readers.image_table", at=block.at)
        for block in blocks
        if isinstance(block, Table) and block.has_images
    ]
    images = [block for block in blocks if isinstance(block, Image)]
    if images:
        params = {"count": str(len(images))}
        notes.append(Note(code="readers.images", params=params, at=images[0].at))
    notes += [
        Note(code="readers.attachment", params={"name": name}, at=at)
        for name, at in walk.attachments[:20]
    ]
    if sum(len(block.text) for block in blocks if isinstance(block, Paragraph)) < _LITTLE_TEXT:
        notes += [
            Note(code="readers.frame", params={"address": address[:200]}, at=at)
            for address, at in walk.frames[:5]
        ]
    notes += [Note(code="readers.hidden_table", at=at) for at in walk.hidden_tables[:20]]
    return (*notes, *walk.traces.notes)


@dataclass(slots=True)
class _Open:
    """An element that is being walked: what is left of it and what it changed."""

    children: Iterator[PageElement]
    is_block: bool = False
    role: Role | None = None
    level: int | None = None
    is_preformatted: bool = False
    is_article: bool = False


class _Walk:
    """Goes through the tree once, without recursion, and collects blocks."""

    def __init__(self, regions: Regions, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.attachments: list[tuple[str, Place]] = []
        self.frames: list[tuple[str, Place]] = []
        self.hidden_tables: list[Place] = []
        self.traces = Traces()
        self._regions = regions
        self._limits = limits
        self._open: list[_Open] = []
        self._buffer: list[str] = []
        self._pictures: list[Image] = []
        self._line: int | None = None
        self._start: int | None = None
        self._lines_after = 0
        # Before, in or after the article: decides the role of what has none by itself.
        self._position: Role = "body" if regions.article is None else "header"

    def run(self, soup: BeautifulSoup) -> None:
        """Walks the whole tree."""
        self._push(soup, is_block=True)
        while self._open:
            child = next(self._open[-1].children, None)
            if child is None:
                self._leave()
            elif isinstance(child, Tag):
                self._enter(child)
            elif is_text(child):
                self._text(str(child))

    def _push(self, tag: Tag, *, is_block: bool) -> None:
        outer = self._open[-1] if self._open else None
        entry = _Open(
            iter(tag.contents),
            is_block=is_block,
            role=self._regions.roles.get(id(tag)) or (outer.role if outer else None),
            level=_LEVELS.get(tag.name) or (outer.level if outer else None),
            is_preformatted=tag.name == "pre" or (outer.is_preformatted if outer else False),
            is_article=tag is self._regions.article,
        )
        if entry.is_article:
            self._position = "body"
        self._open.append(entry)

    def _leave(self) -> None:
        if self._open[-1].is_block:
            self._flush()
        if self._open[-1].is_article:
            self._position = "footer"
        self._open.pop()

    def _enter(self, tag: Tag) -> None:
        name = tag.name
        if name in _FRAMES:
            address = str(tag.attrs.get("src", "") or tag.attrs.get("data", ""))
            if not self._attachment(address, "") and name in ("frame", "iframe"):
                self.frames.append((address, Place(line=source_line(tag) or self._line)))
            return
        if name in SKIPPED or self._is_left_out(tag):
            return
        is_block = name in BREAKING or name in ("html", "body", "caption", "tbody", "thead")
        if is_block:
            self._flush()
        self._line = source_line(tag) or self._line
        if name == "img":
            self._picture(tag)
        elif name == "table":
            self._table(tag)
        elif name != "br":
            if name == "a":
                self._attachment(str(tag.attrs.get("href", "")), tag.get_text(strip=True))
            self._push(tag, is_block=is_block)

    def _is_left_out(self, tag: Tag) -> bool:
        """Whether the element is not read; what a reader may want to know of it is noted."""
        if tag.name in BREAKING and look_of(tag) is None:
            return False
        at = Place(line=source_line(tag) or self._line)
        if is_hidden(tag):
            if _holds_data(tag):
                self.hidden_tables.append(at)
            elif look_of(tag) == "unseen":
                self.traces.unseen(tag.get_text(), at)
            return True
        if is_struck(tag):
            self.traces.struck(tag.get_text(), at)
            return True
        if is_note_mark(tag, "".join(self._buffer)):
            self.traces.mark(tag.get_text(), at)
            return True
        return False

    def _table(self, tag: Tag) -> None:
        rows = own_rows(tag)
        if not rows or is_layout(tag, rows):
            self._push(tag, is_block=True)
            return
        caption = tag.find("caption", recursive=False)
        if caption is not None and (text := clean.flow(caption.get_text())):
            self._line = source_line(tag)
            self._add(text, self._line)
        table = read_table(tag, rows, self._limits, self.traces)
        role = self._regions.roles.get(id(tag)) or self._open[-1].role
        pairs = metadata.particulars_of(table)
        if pairs is not None:
            self._rows(pairs, table, "header")
        elif role is not None and self._regions.size(tag).substance < 20:
            texts = [" ".join(cell.text for cell in row if cell.text) for row in table.rows()]
            self._rows(texts, table, role)
        else:
            self.blocks.append(table)

    def _rows(self, texts: list[str], table: Table, role: Role) -> None:
        self.blocks.extend(Paragraph(text, table.at, role) for text in texts if text)

    def _text(self, text: str) -> None:
        if self._open[-1].is_preformatted and "\n" in text:
            first, *rest = text.split("\n")
            self._buffer.append(first)
            for offset, line in enumerate(rest, start=1):
                self._flush()
                self._start = self._line + offset if self._line else None
                self._buffer.append(line)
            return
        if not self._buffer and text.strip():
            self._start = self._line
        self._buffer.append(text)

    def _flush(self) -> None:
        text = clean.flow("".join(self._buffer)) if self._buffer else ""
        self._buffer.clear()
        if text:
            self._add(text, self._start)
        if self._pictures:
            self.blocks.extend(self._pictures)
            self._pictures.clear()

    def _add(self, text: str, line: int | None) -> None:
        entry = self._open[-1]
        role: Role = entry.role or self._role_by_position(text)
        if entry.level is not None and role in ("body", "header"):
            role = "heading"
        level = entry.level if role == "heading" else None
        self.blocks.append(Paragraph(text, Place(line=line), role, level))

    def _role_by_position(self, text: str) -> Role:
        """Outside the article only whole sentences can still belong to the report."""
        if self._position == "body":
            return "body"
        known = words()
        if known.footer_weak.search(text) or known.footer_strong.search(text):
            return self._position
        if self._position == "footer" and self._lines_after < _SIGNATURE_LINES:
            self._lines_after += 1
            if known.signature.fullmatch(text):
                return "body"
        is_sentence = len(text) >= 30 and ("。" in text or "，" in text)
        return "body" if is_sentence else self._position

    def _picture(self, tag: Tag) -> None:
        if self._position != "body" or (self._open[-1].role not in (None, "body")):
            return
        if any(pixels(tag, side) < _MIN_PICTURE_PIXELS for side in ("width", "height")):
            return
        alt = clean.flow(str(tag.attrs.get("alt") or tag.attrs.get("title") or ""))
        self._pictures.append(Image(alt, Place(line=source_line(tag) or self._line)))

    def _attachment(self, address: str, name: str) -> bool:
        """Notes a file that the page links to or shows, also one named to a viewer (?file=)."""
        suffixes = words().attachment_suffixes
        if not any(part.endswith(suffixes) for part in re.split("[?&#]", address.lower())):
            return False
        shown = name or address.rsplit("/", 1)[-1]
        self.attachments.append((clean.flow(shown)[:80], Place(line=self._line)))
        return True


def _holds_data(tag: Tag) -> bool:
    """Whether a hidden part holds a table that might be one of figures."""
    return len(tag.find_all("tr", limit=_MIN_DATA_ROWS)) >= _MIN_DATA_ROWS
