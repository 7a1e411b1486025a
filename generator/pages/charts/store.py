"""Drawn charts on disk by the hash of what they show, so that each is drawn once."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from generator import sealed
from generator.pages.charts.kinds import Chart
from generator.pages.charts.look import look
from generator.pages.charts.picture import picture

_SEAL = "gongkai-chart"


class ChartStore:
    """A folder of sealed SVG files; its pictures are those of this version of the drawing code.

    `drawn` and `kept` count what `put` did; `used` has the hash of the file for each key that
    it was given, until somebody empties it.
    """

    def __init__(self, folder: Path) -> None:
        self._specifications = folder
        self.folder = folder / look()
        self.drawn = 0
        self.kept = 0
        self.used: dict[str, str] = {}
        self._read = lru_cache(maxsize=512)(self._read_file)

    def path(self, key: str) -> Path:
        """Where the picture with that key lies."""
        return self.folder / key[-2:] / f"{key}.svg"

    def put(self, chart: Chart) -> str:
        """Draws the chart unless it is there already; its key."""
        key = chart.key
        if key not in self.used:
            before = self.drawn
            content = sealed.kept(self.path(key), _SEAL, lambda: self._draw(chart))
            self.used[key] = sealed.file_digest(content, _SEAL)
            self.kept += self.drawn == before
        return key

    def _draw(self, chart: Chart) -> bytes:
        self.drawn += 1
        return picture(chart, self._specifications).encode()

    def svg(self, key: str) -> str:
        """The picture to put inline; FileNotFoundError when there is no whole one."""
        return self._read(key)

    def _read_file(self, key: str) -> str:
        picture = sealed.read(self.path(key), _SEAL)
        if picture is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path(key)))
        return picture.decode()


def svg_in(folder: Path) -> Callable[[str], str]:
    """A function from a chart's key to its picture, for the folder that `ChartStore` filled."""
    return ChartStore(folder).svg
