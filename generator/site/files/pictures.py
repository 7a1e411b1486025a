"""Pictures for sharing (Open Graph): name, year, three numbers and a drawing, one for each card.

Agencies, regions and years have one; a report's page shows its agency's. The drawing is an
agency's strip of years, or the bars of a place's sums. A picture is drawn in a few grey
levels, its drawing in further colours of a fixed palette.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.dialect import strip
from generator.processes import worker_pool
from generator.site.files import fonts, picture_strip
from generator.site.fingerprint import key_of
from generator.site.publishing.outfolder import OutFolder
from generator.site_settings import THEME
from generator.theme_tokens import NAME as TOKENS
from generator.theme_tokens import own_tokens

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from generator.site.files.fonts import Face

FOLDER = "og"
SIZE = (1200, 630)
_RUNS = 3  # zlib's strategy for runs of equal bytes: half the time, a hundredth more bytes
_LEFT, _RIGHT = 60, 1140
_COLUMN = 360
_PARALLEL_FROM = 200
_AT_ONCE = 2000
_GREYS = 6
_BAR, _PALE, _DENIED, _OTHER = range(_GREYS, _GREYS + 4)  # places in the palette
_INKS = {"granted": _BAR, "received": _PALE, "denied": _DENIED, "other": _OTHER}
_INKS |= {"zero": 0, "no_number": 2, "no_report": 2}
_SMALLEST = 16
_INK, _MUTED = 0, 90  # of 255
_ONE_LINE, _TWO_LINES, _MOST_LINES = 60, 46, 2


@dataclass(frozen=True, slots=True)
class PictureSubject:
    """What a picture shows: whose it is, where it lies, and the page's card."""

    address: str
    name: str
    card: dict[str, Any]

    def content(self) -> bytes:
        """Everything that the picture shows, for its key."""
        return json.dumps([self.name, self.card], ensure_ascii=False).encode()


def picture_of(head: dict[str, Any]) -> str | None:
    """The address of the picture that a page is shared with."""
    if head.get("card"):
        return address_of(head["url"])
    if head.get("template") == "report":
        return address_of(f"agencies/{head['agency']}/")
    return None


def address_of(url: str) -> str:
    """Where the picture of the page with that address lies."""
    return f"{FOLDER}/{url.strip('/')}.png"


def version() -> str:
    """Changes when the way of drawing, the colours or the fonts do; empty without a font."""
    faces = fonts.faces()
    if faces is None:
        return ""
    own = [face.version.encode() for face in faces]
    files = (__file__, str(picture_strip.__file__), str(strip.__file__), THEME / TOKENS)
    return key_of(*own, *(Path(file).read_bytes() for file in files))


def write_pictures(
    subjects: Iterable[PictureSubject], site_name: str, out: OutFolder, workers: int = 1
) -> None:
    """Draws each picture, unless the published site has it already."""
    look = version()
    stamps: dict[str, str] = {}
    wanted = []
    for subject in subjects:
        stamp = key_of(look.encode(), site_name.encode(), subject.content())
        if not out.keep(subject.address, stamp):
            stamps[subject.address] = stamp
            wanted.append((subject, site_name))
    for (subject, _), picture in _drawn(wanted, workers):
        out.write(subject.address, picture, stamps[subject.address])


def _drawn(
    wanted: list[tuple[PictureSubject, str]], workers: int
) -> Iterator[tuple[tuple[PictureSubject, str], bytes]]:
    if workers < 2 or len(wanted) < _PARALLEL_FROM:
        yield from ((one, png(*one)) for one in wanted)
        return
    with worker_pool(workers, "spawn") as pool:
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            yield from zip(part, pool.map(png, *zip(*part, strict=True), chunksize=32), strict=True)


def png(subject: PictureSubject, site_name: str) -> bytes:
    """The picture for sharing as a PNG of SIZE pixels, in the light colours."""
    from PIL import Image, ImageDraw

    faces = fonts.faces()
    assert faces is not None
    plain, bold = faces
    image = Image.new("L", SIZE, 255)
    pen = _Pen(ImageDraw.Draw(image), plain, bold)
    card = subject.card
    below = pen.name(subject.name)
    pen.text((_LEFT, below), card["year"], 30, _MUTED)
    for column, (label, value) in enumerate(card["numbers"]):
        left = _LEFT + column * _COLUMN
        pen.text((left, 262), value, pen.fitting(value, 64, _COLUMN - 24, bold), face=bold)
        pen.text((left, 286), label, 26, _MUTED, anchor="lt")
    code = card.get("strip")
    drawn = picture_strip.layout(code, _LEFT, _RIGHT) if code else None
    bars = pen.bars(card["bars"]) if card["bars"] and drawn is None else []
    if drawn is not None:
        pen.labels(drawn)
    if card["bars"] or drawn is not None:
        pen.text((_RIGHT, 604), card["about"], 24, _MUTED, anchor="rs")
    pen.text((_LEFT, 604), site_name, 26, _MUTED)
    return _packed(image, bars, drawn)


@dataclass(frozen=True, slots=True)
class _Bar:
    """A box: left, top, right, bottom, all within it."""

    box: tuple[int, int, int, int]
    is_newest: bool


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes on a grey picture. Text stands on its base line at the place given."""

    draw: ImageDraw.ImageDraw
    plain: Face
    bold: Face

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        ink: int = _INK,
        *,
        face: Face | None = None,
        anchor: str = "ls",
    ) -> None:
        """Writes one line; `at` and `size` are pixels, `anchor` is Pillow's."""
        font = fonts.font(face or self.plain, size)
        self.draw.text(at, words, fill=ink, font=font, anchor=anchor)

    def fitting(self, words: str, size: int, width: float, face: Face) -> int:
        """The size, or a smaller one in which the words are no wider than that."""
        wide = fonts.font(face, size).getlength(words)
        return size if wide <= width else max(_SMALLEST, int(size * width / wide))

    def labels(self, drawn: picture_strip.Layout) -> None:
        """Writes years and numbers of a strip."""

        def fitting(words: str, size: int, width: float) -> int | None:
            found = self.fitting(words, size, width, self.plain)
            return found if fonts.font(self.plain, found).getlength(words) <= width else None

        for label in picture_strip.labels(drawn, fitting):
            self.text(label.at, label.words, label.size, anchor="ms")

    def name(self, name: str) -> int:
        """Writes the name in one or two lines; where the next line stands."""
        width = _RIGHT - _LEFT
        if fonts.font(self.bold, _ONE_LINE).getlength(name) <= width:
            self.text((_LEFT, 108), name, _ONE_LINE, face=self.bold)
            return 164
        lines = _lines(name, fonts.font(self.bold, _TWO_LINES).getlength, width)
        for row, line in enumerate(lines):
            self.text((_LEFT, 82 + 56 * row), line, _TWO_LINES, face=self.bold)
        return 82 + 56 * (len(lines) - 1) + 46

    def bars(self, rows: list[list[Any]]) -> list[_Bar]:
        """Writes what stands beside the bars; where the bars go."""
        most = max((value for _, value, _ in rows if value is not None), default=0) or 1
        found = []
        for row, (label, value, words) in enumerate(rows):
            top = 344 + 34 * row
            self.text((_LEFT, top + 21), label, 24, _MUTED)
            length = round(760 * max(0, value or 0) / most)
            if length:
                box = (140, top, 140 + length - 1, top + 23)
                found.append(_Bar(box, is_newest=row == len(rows) - 1))
            self.text((140 + length + 10, top + 21), words, 24)
        return found


def _lines(name: str, width_of: Callable[[str], float], width: float) -> list[str]:
    """The name in at most two lines; a longer one ends with a sign that something is missing."""
    lines, left = [""], width
    for letter in name:
        own = width_of(letter)
        if own <= left:
            lines[-1] += letter
            left -= own
        elif len(lines) < _MOST_LINES:
            lines.append(letter)
            left = width - own
        else:
            lines[-1] = f"{lines[-1][:-1]}…"
            break
    return lines


def _packed(image: Image.Image, bars: list[_Bar], drawn: picture_strip.Layout | None) -> bytes:
    """The PNG: grey levels become places in the palette, and the drawing is laid over."""
    from PIL import ImageDraw

    few = image.point(_levels())
    few.putpalette(_palette())
    draw = ImageDraw.Draw(few)
    draw.rectangle((0, 0, SIZE[0], 11), fill=_BAR)
    for bar in bars:
        draw.rectangle(bar.box, fill=_BAR if bar.is_newest else _PALE)
    if drawn is not None:
        picture_strip.draw(drawn, draw, _INKS)
    file = BytesIO()
    few.save(file, "PNG", bits=4, compress_type=_RUNS)
    return file.getvalue()


@cache
def _levels() -> list[int]:
    """A grey of 256 as one of `_GREYS`."""
    return [round(grey * (_GREYS - 1) / 255) for grey in range(256)]


@cache
def _palette() -> bytes:
    light = own_tokens().light
    ink, paper = (bytes.fromhex(light.colours[name].lstrip("#")) for name in ("ink", "paper"))
    greys = b"".join(
        bytes(round(a + (b - a) * step / (_GREYS - 1)) for a, b in zip(ink, paper, strict=True))
        for step in range(_GREYS)
    )
    return greys + b"".join(bytes.fromhex(colour.lstrip("#")) for colour in light.chart[:4])
