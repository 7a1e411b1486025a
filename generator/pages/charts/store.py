"""Drawn charts on disk by the hash of what they show, so that each is drawn once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.pages.charts import engine, kinds, specs, svg
from generator.pages.charts.kinds import Chart
from generator.pages.settings import THEME
from generator.store import write_atomically


class ChartStore:
    """A folder of SVG files; its pictures are those of this version of the drawing code.

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
        path = self.path(key)
        if path.exists():
            self.kept += 1
            return key
        rows = msgspec.json.encode(chart.rows).decode()
        picture = svg.finished(chart, engine.engine().draw(chart.kind, rows))
        write_atomically(path, picture.encode())
        self.drawn += 1
        return key

    def svg(self, key: str) -> str:
        """The picture to put inline; FileNotFoundError when it was never drawn."""
        return self._read(key)

    def standalone_svg(self, key: str) -> str:
        """The same with plain colours on white, for Open Graph pictures and downloads."""
        return svg.standalone(self._read(key))

    def _read_file(self, key: str) -> str:
        return self.path(key).read_text(encoding="utf-8")


def svg_in(folder: Path) -> Callable[[str], str]:
    """A function from a chart's key to its picture, for the folder that `ChartStore` filled."""
    return ChartStore(folder).svg


def _version() -> str:
    """Changes when the drawing code or the colours do: then every picture is drawn anew."""
    sources = [Path(str(module.__file__)) for module in (engine, kinds, specs, svg)]
    content = b"".join(path.read_bytes() for path in [*sources, THEME / "tokens.json"])
    return hashlib.sha256(content).hexdigest()[:12]
