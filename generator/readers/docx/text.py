"""The shown text of one Word paragraph, and what hangs in it (text boxes, pictures)."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

import msgspec

from generator.readers.direction import END, OVERRIDE, RIGHT_TO_LEFT
from generator.readers.document import PICTURE
from generator.readers.docx.visibility import Looks
from generator.readers.docx.wordml import W, is_on, value_of
from generator.readers.traces import is_mark

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF_LINE = ("superscript", "subscript")
_M_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_DRAWING_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "delText", "delInstrText", "rt",
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


class Content(msgspec.Struct):
    """Text with "\\n" for line breaks, text boxes (their elements), pictures (their alt).

    `struck`, `marks` and `unseen` are texts that were left out: struck through, marks of
    notes, too small to be seen or of the colour of the ground.
    """

    looks: Looks
    telling: Set[Any]
    parts: list[str] = []
    boxes: list[Any] = []
    pictures: list[str] = []
    struck: list[str] = []
    marks: list[str] = []
    unseen: list[str] = []
    has_changes: bool = False
    turned: str = ""  # the mark before each text in a w:bdo or w:dir, or set from right to left

    @property
    def text(self) -> str:
        """All of the text."""
        return "".join(self.parts)


def read_content(paragraph: Any, looks: Looks, telling: Set[Any]) -> Content:
    """What a w:p shows; `looks` say what the styles of the file do to its text.

    `telling` are the elements that `generator.readers.docx.settings` found in its part.
    """
    content = Content(looks, telling)
    if paragraph in telling and is_on(paragraph.find(f"{W}pPr"), "bidi"):
        content.turned = RIGHT_TO_LEFT
    _collect(paragraph, content)
    return content


def _collect(element: Any, content: Content) -> None:
    for child in element.iterchildren():
        tag = child.tag
        collect = _COLLECTORS.get(tag)
        if collect is not None:
            collect(child, content)
        elif isinstance(tag, str):
            _collect(child, content)


def _collect_text(element: Any, content: Content) -> None:
    text = element.text or ""
    content.parts.append(f"{content.turned}{text}{END}" if content.turned else text)


def _collect_turned(element: Any, content: Content) -> None:
    """A w:bdo sets each character in its direction, a w:dir the run of them."""
    around = content.turned
    is_right = element.get(f"{W}val", "ltr") == "rtl"
    mark = OVERRIDE if element.tag == f"{W}bdo" else RIGHT_TO_LEFT
    content.turned = mark if is_right else ""
    _collect(element, content)
    content.turned = around


def _collect_sign(element: Any, content: Content) -> None:
    content.parts.append(_SIGNS[element.tag])


def _collect_nothing(element: Any, content: Content) -> None:
    pass


def _collect_deleted(element: Any, content: Content) -> None:
    content.has_changes = True


def _collect_added(element: Any, content: Content) -> None:
    content.has_changes = True
    _collect(element, content)


def _collect_run(run: Any, content: Content) -> None:
    if run not in content.telling and not content.looks.has_unseen:
        _collect(run, content)
        return
    properties = run.find(f"{W}rPr")
    if content.looks.is_hidden(properties):
        return
    if content.looks.is_unseen(run, properties):
        content.unseen.append(_text_of(run))
    elif properties is None:
        _collect(run, content)
    elif is_on(properties, "strike") or is_on(properties, "dstrike"):
        content.struck.append(_text_of(run))
    elif _is_raised(properties) and is_mark(_text_of(run), content.text):
        content.marks.append(_text_of(run))
    elif is_on(properties, "rtl") and not content.turned:
        content.turned = RIGHT_TO_LEFT
        _collect(run, content)
        content.turned = ""
    else:
        _collect(run, content)


def _text_of(run: Any) -> str:
    return "".join(element.text or "" for element in run.iter(f"{W}t"))


def _is_raised(properties: Any) -> bool:
    lift = value_of(properties, "position") or ""
    return lift.strip("0").isdecimal() or value_of(properties, "vertAlign") in _OFF_LINE


def _collect_choice(element: Any, content: Content) -> None:
    """The chosen entry of a drop-down field of a form."""
    result = element.find(f"{W}result")
    entries = list(element.iterchildren(f"{W}listEntry"))
    index = result.get(f"{W}val", "0") if result is not None else "0"
    if index.isascii() and index.isdecimal() and int(index) < len(entries):
        content.parts.append(entries[int(index)].get(f"{W}val", ""))


def _collect_instruction(element: Any, content: Content) -> None:
    """A field's code is not shown; an EQ field draws what it says and stores no result."""
    if (element.text or "").strip().lower().startswith("eq "):
        content.parts.append(PICTURE)


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


_COLLECTORS: dict[str, Callable[[Any, Content], None]] = {
    **dict.fromkeys(_TEXTS, _collect_text),
    **dict.fromkeys(_SKIPPED, _collect_nothing),
    **dict.fromkeys(_SIGNS, _collect_sign),
    **dict.fromkeys((f"{W}del", f"{W}moveFrom"), _collect_deleted),
    **dict.fromkeys((f"{W}ins", f"{W}moveTo"), _collect_added),
    f"{W}r": _collect_run,
    f"{W}bdo": _collect_turned,
    f"{W}dir": _collect_turned,
    f"{W}br": _collect_break,
    f"{W}sym": _collect_symbol,
    f"{W}ddList": _collect_choice,
    f"{W}instrText": _collect_instruction,
    f"{W}drawing": _collect_graphic,
    f"{W}pict": _collect_graphic,
    f"{W}object": _collect_graphic,
    f"{MC}AlternateContent": _collect_alternative,
}
