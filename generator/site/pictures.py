"""Open Graph pictures: the main chart of a page as PNG, one for each different chart."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

from generator.site.charts import IN_MARKDOWN
from generator.site.fingerprint import key_of
from generator.site.outfolder import OutFolder

FOLDER = "og"
SIZE = (1200, 630)
_MARGIN = 60
_PARALLEL_FROM = 50
_OPENING = re.compile(r"<svg\b[^>]*>")
_VIEW = re.compile(r'viewBox="([^"]+)"')


def main_chart(body: str) -> str | None:
    """The key of the first chart of a page."""
    match = IN_MARKDOWN.search(body)
    return match[2] if match else None


def address_of(key: str) -> str:
    """Where the picture of a chart lies; spread over folders by the hash."""
    return f"{FOLDER}/{key[-2:]}/{key}.png"


def write_pictures(
    keys: Iterable[str],
    svg: Callable[[str], str],
    out: OutFolder,
    fingerprint: str,
    workers: int = 1,
) -> None:
    """Draws each picture once, unless the published site has it already.

    `svg` gives a chart with plain colours by its key.
    """
    stamps = {key: key_of(fingerprint.encode(), key.encode()) for key in sorted(set(keys))}
    wanted = [key for key, stamp in stamps.items() if not out.keep(address_of(key), stamp)]
    if workers < 2 or len(wanted) < _PARALLEL_FROM:
        for key in wanted:
            out.write(address_of(key), png(svg(key)), stamps[key])
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        drawn = pool.map(png, map(svg, wanted), chunksize=16)
        for key, picture in zip(wanted, drawn, strict=True):
            out.write(address_of(key), picture, stamps[key])


def png(svg: str) -> bytes:
    """The chart on a white card of SIZE, in the light scheme."""
    import vl_convert

    picture: bytes = vl_convert.svg_to_png(card(svg), scale=1.0)
    return picture


def card(svg: str) -> str:
    """The chart placed in the middle of a card, with the site's double rule above."""
    width, height = SIZE
    opening = _OPENING.search(svg)
    view = _VIEW.search(opening[0]) if opening else None
    box = f'viewBox="{view[1]}" ' if view else ""
    inner = (
        f'<svg x="{_MARGIN}" y="{_MARGIN}" width="{width - 2 * _MARGIN}" '
        f'height="{height - 2 * _MARGIN}" {box}preserveAspectRatio="xMidYMid meet">'
    )
    body = svg[opening.end() :] if opening else "</svg>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        f'<rect width="{width}" height="10" fill="#0b5c6b"/>{inner}{body}</svg>'
    )
