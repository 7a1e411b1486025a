"""Drawn charts on disk by the hash of what they show, so that each is drawn once."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from generator import sealed
from generator.pages.charts import engine, kinds, specs, svg
from generator.pages.charts.kinds import Chart
from generator.pages.settings import THEME

_SEAL = "gongkai-chart"


class ChartStore:
    """A folder of sealed SVG files; its pictures are those of this version of the drawing code.

    `drawn` and `kept` count what `put` did.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / _version()
        self.drawn = 0
        self.kept = 0
        self._seen: set[str] = set()
        self._read = lru_cache(maxsize=512)(self._read_file)

    def path(self, key: str) -> Path:
        """Where the picture with that key lies."""
        return self.folder / key[-2:] / f"{key}.svg"

    def put(self, chart: Chart) -> str:
        """Draws the chart unless it is there already; its key."""
        key = chart.key
        if key in self._seen:
            return key
        self._seen.add(key)
        before = self.drawn
        sealed.kept(self.path(key), _SEAL, lambda: self._draw(chart))
        self.kept += self.drawn == before
        return key

    def _draw(self, chart: Chart) -> bytes:
        self.drawn += 1
        rows = msgspec.json.encode(chart.rows).decode()
        return svg.finished(chart, engine.engine().draw(chart.kind, rows)).encode()

    def svg(self, key: str) -> str:
        """The picture to put inline; FileNotFoundError when there is no whole one."""
        return self._read(key)

    def standalone_svg(self, key: str) -> str:
        """The same with plain colours on white, for Open Graph pictures and downloads."""
        return svg.standalone(self._read(key))

    def _read_file(self, key: str) -> str:
        picture = sealed.read(self.path(key), _SEAL)
        if picture is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path(key)))
        return picture.decode()


def svg_in(folder: Path) -> Callable[[str], str]:
    """A function from a chart's key to its picture, for the folder that `ChartStore` filled."""
    return ChartStore(folder).svg


def _version() -> str:
    """Changes when the drawing code or the colours do: then every picture is drawn anew."""
    sources = [Path(str(module.__file__)) for module in (engine, kinds, specs, svg)]
    content = b"".join(path.read_bytes() for path in [*sources, THEME / "tokens.json"])
    return hashlib.sha256(content).hexdigest()[:12]
