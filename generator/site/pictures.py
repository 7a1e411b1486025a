"""Open Graph pictures: the main chart of a page as PNG, one for each different chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path

from generator.dialect.charts import charts_in
from generator.processes import worker_pool
from generator.site.fingerprint import key_of
from generator.site.outfolder import OutFolder

FOLDER = "og"
SIZE = (1200, 630)
_COLOURS = 64
_MARGIN = 60
_PARALLEL_FROM = 100
_AT_ONCE = 2000
_OPENING = re.compile(r"<svg\b[^>]*>")
_VIEW = re.compile(r'viewBox="([^"]+)"')
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")
_FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"


def main_chart(body: str) -> str | None:
    """The key of the first chart of a page."""
    return next((chart.key for chart in charts_in(body)), None)


def address_of(key: str) -> str:
    """Where the picture of a chart lies; spread over folders by the hash."""
    return f"{FOLDER}/{key[-2:]}/{key}.png"


def version() -> str:
    """Changes when the way of drawing does."""
    return key_of(Path(__file__).read_bytes())


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws pictures. `svg` gives a chart with plain colours by its key.

    A picture is drawn anew when `look` (how charts and cards are drawn) or the site's
    name changes, not with every other setting: drawing is the dearest part of a build.
    """

    svg: Callable[[str], str]
    site_name: str
    look: str
    workers: int = 1

    def write(self, keys: Iterable[str], out: OutFolder) -> None:
        """Draws each picture once, unless the published site has it already."""
        stamps = {
            key: key_of(self.look.encode(), self.site_name.encode(), key.encode())
            for key in sorted(set(keys))
        }
        wanted = [key for key, stamp in stamps.items() if not out.keep(address_of(key), stamp)]
        for key, picture in self._drawn(wanted):
            out.write(address_of(key), picture, stamps[key])

    def _drawn(self, keys: list[str]) -> Iterator[tuple[str, bytes]]:
        draw = partial(png, site_name=self.site_name)
        if self.workers < 2 or len(keys) < _PARALLEL_FROM:
            yield from ((key, draw(self.svg(key))) for key in keys)
            return
        with worker_pool(self.workers, "spawn") as pool:
            for start in range(0, len(keys), _AT_ONCE):
                part = keys[start : start + _AT_ONCE]
                drawn = pool.map(draw, map(self.svg, part), chunksize=16)
                yield from zip(part, drawn, strict=True)


def png(svg: str, site_name: str) -> bytes:
    """The chart on a white card of SIZE, in the light scheme.

    Few colours and no transparency: a seventh of the bytes, and nothing to be seen of it.
    """
    import vl_convert
    from PIL import Image

    with Image.open(BytesIO(vl_convert.svg_to_png(card(svg, site_name), scale=1.0))) as drawn:
        few = drawn.convert("RGB").quantize(
            _COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def card(svg: str, site_name: str) -> str:
    """The chart in the middle of a card: its title above, the site's name below."""
    width, height = SIZE
    opening = _OPENING.search(svg)
    view, title = _VIEW.search(svg), _TITLE.search(svg)
    inner = (
        f'<svg x="{_MARGIN}" y="150" width="{width - 2 * _MARGIN}" height="{height - 250}" '
        f'viewBox="{view[1] if view else "0 0 1 1"}" preserveAspectRatio="xMinYMid meet" '
        f'font-size="13">{svg[opening.end() :] if opening else "</svg>"}'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="{_FONTS}" fill="#1a1c1e"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<rect width="100%" height="12" fill="#0b5c6b"/>'
        f'<text x="{_MARGIN}" y="105" font-size="44" font-weight="700">'
        f"{title[1] if title else ''}</text>{inner}"
        f'<text x="{_MARGIN}" y="{height - 40}" font-size="28" fill="#55595e">'
        f"{escape(site_name)}</text></svg>"
    )
