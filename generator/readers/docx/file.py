"""Word files (.docx) -> neutral document.

`Place.line` counts paragraphs and table rows from 1, as they follow in the file: Word
knows no pages before it has laid the text out.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from msgspec.structs import replace

from generator.errors import UnreadableDocumentError
from generator.readers import clean
from generator.readers.document import PICTURE, Block, Cell, Document, Image, Paragraph, Role, Table
from generator.readers.docx.numbering import Numbering
from generator.readers.docx.package import Package
from generator.readers.docx.rows import WRAPPERS, Row, is_layout, rows_of
from generator.readers.docx.settings import telling
from generator.readers.docx.styles import PLAIN, Style, of_paragraph, read_styles
from generator.readers.docx.text import Content, read_content
from generator.readers.docx.visibility import Looks
from generator.readers.docx.wordml import W
from generator.readers.formats import Source
from generator.readers.traces import Traces
from generator.records import Note, Place

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(source: Source) -> Document:
    """The document of a file; raises UnreadableDocumentError when it cannot be read."""
    package = Package(source.content, source.limits)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableDocumentError("readers.damaged", kind="DOCX")
    reader = _Reader(package, source)
    headers = reader.parts_of_kind("header", "header")
    reader.line = 0
    blocks = list(reader.blocks_of_part(body, "body"))
    footers = [
        *reader.parts_of_kind("footnotes", "footer"),
        *reader.parts_of_kind("footer", "footer"),
    ]
    blocks = [*headers, *blocks, *footers]
    if not blocks:
        raise UnreadableDocumentError("readers.no_text")
    return Document(tuple(blocks), MEDIA_TYPE, warnings=tuple(reader.notes(blocks)))


class _Reader:
    """Reads the parts of one package in order, counting lines and list numbers."""

    def __init__(self, package: Package, source: Source) -> None:
        self.line = 0
        self._source = source
        self._package = package
        self._relations = package.relations(package.main)
        styles = self._related("styles")
        self._styles = read_styles(styles)
        self._looks = Looks(styles)
        self._telling: Set[Any] = frozenset()
        self._traces = Traces()
        self._numbering = Numbering(self._related("numbering"))
        self._has_changes = False
        self._extra: list[Note] = []

    def _related(self, kind: str) -> Any | None:
        for found, target in self._relations.values():
            if found == kind:
                return self._package.xml(target)
        return None

    def parts_of_kind(self, kind: str, role: Role) -> list[Block]:
        """The paragraphs of all headers, footers or notes, each text once."""
        blocks: list[Block] = []
        for name in sorted({target for found, target in self._relations.values() if found == kind}):
            root = self._package.xml(name)
            if root is None:
                continue
            notes = list(root.iterchildren(f"{W}footnote")) or [root]
            for note in notes:
                found = self.blocks_of_part(note, role)
                blocks.extend(block for block in found if block not in blocks)
        return [replace(block, at=Place()) for block in blocks]

    def blocks_of_part(self, container: Any, role: Role) -> Iterator[Block]:
        """The blocks of a body, header or note, in order."""
        self._telling = telling(container)
        yield from self.blocks(container, role)

    def blocks(self, container: Any, role: Role) -> Iterator[Block]:
        """The blocks of a body, cell or text box, in order."""
        for child in container.iterchildren():
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child, role)
            elif tag == f"{W}tbl":
                yield from self._table(child, role)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content, role)
            elif tag == f"{W}altChunk":
                yield from self._chunk(child)
            elif tag in WRAPPERS:
                yield from self.blocks(child, role)

    def _paragraph(self, element: Any, role: Role) -> Iterator[Block]:
        self.line += 1
        at = Place(line=self.line)
        content = self._content(element, at)
        style = self._style(element)
        text = self._numbered(clean.plain(content.text), style.number_id, style.number_level)
        level = None
        if role == "body" and (style.is_title or style.level):
            role_here: Role = "title" if style.is_title else "heading"
            level = None if style.is_title else style.level
        else:
            role_here = role
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(line.strip(), at, role_here, level)
        for alt in content.pictures:
            yield Image(clean.flow(alt), at)
        for box in content.boxes:
            yield from self.blocks(box, "text_box" if role == "body" else role)

    def _content(self, paragraph: Any, at: Place) -> Content:
        """What a paragraph shows; what it leaves out is noted."""
        content = read_content(paragraph, self._looks, self._telling)
        self._has_changes |= content.has_changes
        for text in content.struck:
            self._traces.struck(text, at)
        for text in content.marks:
            self._traces.mark(text, at)
        for text in content.unseen:
            self._traces.unseen(text, at)
        return content

    def _style(self, paragraph: Any) -> Style:
        """What its own settings and its style say of a paragraph."""
        if paragraph not in self._telling:
            return PLAIN
        return of_paragraph(paragraph.find(f"{W}pPr"), self._styles)

    def _numbered(self, text: str, number_id: str | None, level: int) -> str:
        """The text with its list number."""
        if number_id is None:
            return text
        number = self._numbering.next(number_id, level)
        if not number:
            return text
        separator = " " if number[-1].isascii() and number[-1].isalnum() else ""
        return f"{number}{separator}{text}"

    def _chunk(self, element: Any) -> Iterator[Block]:
        """An HTML page inside the file, as converters of web pages write it."""
        _, target = self._relations.get(element.get(_RELATION_ID, ""), ("", ""))
        content = self._package.bytes_of(target)
        if content:
            document = self._source.inner(content, self._source.limits)
            self._extra.extend(document.warnings)
            yield from document.blocks

    def _table(self, element: Any, role: Role) -> Iterator[Block]:
        rows = rows_of(element, self._telling)
        if is_layout(element, rows, self._telling):
            for row in rows:
                for cell, *_ in row:
                    yield from self.blocks(cell, role)
            return
        start = self.line + 1
        table = self._grid(rows)
        if table.cells:
            yield replace(table, at=Place(line=start))

    def _grid(self, rows: list[Row]) -> Table:
        """The cells with their spans; a vertically merged cell is one cell."""
        if sum(map(len, rows)) > self._source.limits.cells:
            raise UnreadableDocumentError("readers.too_many_cells", limit=self._source.limits.cells)
        cells: list[Cell] = []
        above: dict[int, int] = {}  # column -> index in `cells` of what ends just above
        has_images = False
        for index, row in enumerate(rows):
            self.line += 1
            current: dict[int, int] = {}
            for ordinal, (element, column, width, merge) in enumerate(row):
                merged = above.get(column) if merge == "continue" else None
                if merged is not None:
                    cells[merged] = replace(cells[merged], row_span=cells[merged].row_span + 1)
                    current[column] = merged
                    continue
                at = Place(line=self.line, cell=ordinal)
                text, has_image = self._cell_content(element, at)
                has_images = has_images or has_image
                current[column] = len(cells)
                cells.append(Cell(text, index, column, 1, width, at))
            above = current
        return Table(tuple(cells), Place(), has_images=has_images)

    def _cell_content(self, cell: Any, at: Place) -> tuple[str, bool]:
        """Text of a cell, a line for each paragraph, and whether it holds a picture.

        Text boxes and inner tables are included.
        """
        lines: list[str] = []
        has_picture = False
        for element in cell.iter(f"{W}p"):
            if _is_inside_box(element, cell):
                continue
            content = self._content(element, at)
            style = self._style(element)
            text = clean.plain(content.text)
            lines.append(self._numbered(text, style.number_id, style.number_level))
            has_picture = has_picture or bool(content.pictures)
            for box in content.boxes:
                inner = [self._content(p, at).text for p in box.iter(f"{W}p")]
                lines.extend(clean.plain(text) for text in inner)
        text = clean.lines(lines)
        return PICTURE if has_picture and not text else text, has_picture

    def notes(self, blocks: list[Block]) -> Iterator[Note]:
        """What has to be known about the document."""
        yield from self._extra
        yield from self._traces.notes
        if self._has_changes:
            yield Note(code="readers.tracked_changes")
        images = [block for block in blocks if isinstance(block, Image)]
        if images:
            params = {"count": str(len(images))}
            yield Note(code="readers.images", params=params, at=images[0].at)
        for block in blocks:
            if isinstance(block, Table) and block.has_images:
                yield Note(code="readers.image_table", at=block.at)


def _is_inside_box(paragraph: Any, cell: Any) -> bool:
    """Whether the paragraph stands in a text box, which is read with its anchor."""
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if parent.tag == f"{W}txbxContent":
            return True
        parent = parent.getparent()
    return False
