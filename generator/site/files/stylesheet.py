"""The stylesheet: `theme/style.css` with the variables of `theme/tokens.json` before it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.theme_tokens import Scheme, Tokens, load_tokens

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


def stylesheet(theme: Path) -> bytes:
    """The one stylesheet of the site: style.css, then apps.css, without comments."""
    sheets = [theme / "style.css", theme / "apps.css"]
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sheets if path.exists())
    text = variables(load_tokens(theme)) + _COMMENT.sub("", rules)
    return (_BLANK.sub("\n", text).strip() + "\n").encode()


def variables(tokens: Tokens) -> str:
    """Type, spacing and both colour schemes as custom properties.

    The dark scheme applies when the system asks for it and the reader has not chosen
    the light one, or when the reader has chosen it.
    """
    light, dark = _colours(tokens.light), _colours(tokens.dark)
    fixed = _properties("font", tokens.font) + _properties("type", tokens.type)
    fixed += _properties("space", tokens.space)
    return (
        f":root{{color-scheme:light;{fixed}{light}}}\n"
        "@media (prefers-color-scheme:dark){"
        f":root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media print{{:root:root{{color-scheme:light;{light}}}}}\n"
    )


def _colours(scheme: Scheme) -> str:
    chart = {str(number): colour for number, colour in enumerate(scheme.chart, start=1)}
    return _properties("", scheme.colours) + _properties("chart", chart)


def _properties(group: str, values: dict[str, str]) -> str:
    prefix = f"--{group}-" if group else "--"
    return "".join(f"{prefix}{name.replace('_', '-')}:{value};" for name, value in values.items())
