"""The version of pictures: what they depend on beside their rows."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import generator.pages.charts
from generator.forms.explanations import names_before_bars
from generator.messages import catalogue
from generator.site_settings import THEME
from generator.theme_tokens import NAME as TOKENS

_LIBRARIES = ("altair", "vl-convert-python")
_WORDS = ("pages.chart.", "pages.series.", "pages.separator")


@cache
def look() -> str:
    """Changes when this room's code, the words of charts, the colours or a library do."""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for module in sorted(Path(*generator.pages.charts.__path__).glob("*.py")):
        digest.update(module.read_bytes())
    digest.update((THEME / TOKENS).read_bytes())
    words = [item for item in catalogue().items() if item[0].startswith(_WORDS)]
    digest.update(repr((words, names_before_bars())).encode())
    return digest.hexdigest()[:12]
