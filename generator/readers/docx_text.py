"""The shown text of one Word paragraph, and what hangs in it (text boxes, pictures)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.readers.docx_numbering import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_DRAWING_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "rt",
        "sdtPr", "sdtEndPr", "fldData", "tbl", "annotationRef", "footnoteRef", "endnoteRef",
    )
)  # fmt: skip
_TEXTS = (f"{W}t", _M_TEXT)
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class Content:
    """Text with "\\n" for line breaks, text boxes (their elements), pictures (their alt)."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    has_changes: bool = False

    @property
    def text(self) -> str:
        """All of the text."""
        return "".join(self.parts)


def read_content(paragraph: Any) -> Content:
    """What a w:p shows."""
    content = Content()
    _collect(paragraph, content)
    return content


def _collect(element: Any, content: Content) -> None:
    for child in element.iterchildren():
        tag = child.tag
        if tag in _TEXTS:
            content.parts.append(child.text or "")
        elif tag in _SKIPPED:
            content.has_changes |= tag in (f"{W}del", f"{W}moveFrom")
        elif tag in _SIGNS:
            content.parts.append(_SIGNS[tag])
        elif tag in _SPECIAL:
            _SPECIAL[tag](child, content)
        elif isinstance(tag, str):
            content.has_changes |= tag in (f"{W}ins", f"{W}moveTo")
            _collect(child, content)


def _collect_run(run: Any, content: Content) -> None:
    if not _is_hidden(run):
        _collect(run, content)


def _collect_break(element: Any, content: Content) -> None:
    if element.get(f"{W}type") not in ("page", "column"):
        content.parts.append("\n")


def _collect_alternative(element: Any, content: Content) -> None:
    """Of two versions of one drawing the first; never both, which would double its text."""
    chosen = element.find(f"{MC}Choice")
    chosen = element.find(f"{MC}Fallback") if chosen is None else chosen
    if chosen is not None:
        _collect(chosen, content)


def _collect_symbol(element: Any, content: Content) -> None:
    """A sign of a symbol font: private code points have no text of their own."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return
    if 32 <= code < 0xE000 or 0xF8FF < code <= 0xFFFF:
        content.parts.append(chr(code))


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    mark = properties.find(f"{W}vanish") if properties is not None else None
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _collect_graphic(element: Any, content: Content) -> None:
    boxes = []
    skipped: set[Any] = set()
    has_picture = False
    for child in element.iter():
        if child.tag == f"{MC}Fallback" and child.getparent().find(f"{MC}Choice") is not None:
            skipped.update(child.iter())
        if child in skipped:
            continue
        if child.tag == f"{W}txbxContent":
            boxes.append(child)
            skipped.update(child.iter())
        has_picture = has_picture or child.tag in (_BLIP, _IMAGE_DATA, _CHART)
    content.boxes.extend(boxes)
    if has_picture or (element.tag == f"{W}object" and not boxes):
        name = next(element.iter(_DRAWING_NAME), None)
        alt = "" if name is None else name.get("descr") or name.get("title") or ""
        content.pictures.append(alt)


_SPECIAL: dict[str, Callable[[Any, Content], None]] = {
    f"{W}r": _collect_run,
    f"{W}br": _collect_break,
    f"{W}sym": _collect_symbol,
    f"{W}drawing": _collect_graphic,
    f"{W}pict": _collect_graphic,
    f"{W}object": _collect_graphic,
    f"{MC}AlternateContent": _collect_alternative,
}
