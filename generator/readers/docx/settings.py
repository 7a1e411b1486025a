"""Which elements of a Word part say something of themselves that the reader asks for.

Most runs, paragraphs and cells say only what type they are set in. One pass that finds the
others costs less than to ask each of them for each of its settings.
"""

from __future__ import annotations

from typing import Any

from generator.readers.docx.visibility import is_speck
from generator.readers.docx.wordml import OFF, VAL, W

_SIZE = f"{W}sz"
_DIRECTIONS = (f"{W}rtl", f"{W}bidi")
_ASKED_FOR = tuple(
    f"{W}{name}"
    for name in (
        "vanish", "strike", "dstrike", "vertAlign", "position", "color", "rStyle", "sz",
        "pStyle", "outlineLvl", "numPr", "gridSpan", "hMerge", "vMerge", "gridBefore", "del",
        "hidden", "rtl", "bidi",
    )
)  # fmt: skip


def telling(root: Any) -> set[Any]:
    """The elements below `root` whose w:rPr, w:pPr, w:tcPr or w:trPr holds what is asked for."""
    found = set()
    for setting in root.iter(*_ASKED_FOR):
        if setting.tag == _SIZE and not is_speck(setting.get(VAL)):
            continue
        if setting.tag in _DIRECTIONS and setting.get(VAL) in OFF:
            continue
        properties = setting.getparent()
        owner = None if properties is None else properties.getparent()
        if owner is not None:
            found.add(owner)
    return found
