"""The Chinese fonts of this machine, for pictures; none is shipped with the program."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_SAMPLE = "年报"
_KNOWN = (  # file, face for plain text, face for headings
    ("/System/Library/Fonts/PingFang.ttc", 2, 10),
    ("/System/Library/Fonts/STHeiti Medium.ttc", 1, 1),
    ("C:/Windows/Fonts/msyh.ttc", 0, 0),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2, 2),
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and which of its faces."""

    file: str
    index: int

    @property
    def version(self) -> str:
        """A text that is another for another font or another release of it."""
        return f"{self.file} {self.index} {Path(self.file).stat().st_size}"


@cache
def faces() -> tuple[Face, Face] | None:
    """The faces for text and for headings; None without a Chinese font."""
    found = [face for style in ("", ":bold") if (face := _asked(style)) is not None]
    if len(found) == 2:
        return found[0], found[1]
    for file, plain, bold in _KNOWN:
        if Path(file).exists():
            return Face(file, plain), Face(file, bold)
    return None


@cache
def font(face: Face, size: int) -> FreeTypeFont:
    """The face as a Pillow font; `size` is in pixels."""
    from PIL import ImageFont

    engine = ImageFont.Layout.BASIC  # no shaping is needed, and none differs between machines
    return ImageFont.truetype(face.file, size, face.index, layout_engine=engine)


def _asked(style: str) -> Face | None:
    """The font that fontconfig names for Chinese; None without fontconfig or such a font."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    wanted = f"sans-serif:lang=zh-cn{style}"
    answer = subprocess.run(
        [program, "-f", "%{file}|%{index}", wanted],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    ).stdout
    file, _, index = answer.partition("|")
    if not index.isdigit() or not Path(file).exists():
        return None
    face = Face(file, int(index))
    return face if _has_chinese(face) else None


def _has_chinese(face: Face) -> bool:
    """Whether its Chinese glyphs differ from the box for a missing glyph."""
    try:
        own = font(face, 16)
    except OSError:
        return False
    missing = bytes(own.getmask("\ufffe"))
    return all(bytes(own.getmask(letter)) != missing for letter in _SAMPLE)
