"""Small charts drawn from a code that stands in the Markdown, beside words that say the same.

`![](span:363/411/461)` is a share with its interval on a scale from 0 to 100 %, in per mille:
low, share, high. `![](trend:2019:425,,413;398/500)` is a share by year from 2019 on, in per mille
on a scale up to what stands last: an empty place is a year without a share, a semicolon a
change of form, over which no line runs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.dialect import strip
from generator.messages import kept_in_each_language, message

SPAN = r"span:\d{1,4}/\d{1,4}/\d{1,4}"
TREND = r"trend:\d{4}:\d*(?:[,;]\d*)*/\d{1,4}"
PATTERN = rf"!\[\]\((strip:{strip.CODE}|{SPAN}|{TREND})\)"
"""Everything that is drawn from a code; its group is the code with its kind."""

_YEAR = re.compile(r"(^|[,;])(\d*)")
_LEFT, _WIDTH, _HEIGHT, _FOOT = 5, 190, 48, 14


def svg(code: str) -> str:
    """The drawing of a code, in the language spoken."""
    kind, _, rest = code.partition(":")
    if kind == "strip":
        return strip.svg(rest)
    return _span(rest) if kind == "span" else _trend(rest)


@lru_cache(maxsize=1024)
def _span(code: str) -> str:
    """The drawing without a text alternative: the numbers stand beside it."""
    low, share, high = (_LEFT + _WIDTH * int(number) / 1000 for number in code.split("/"))
    scale = "".join(f"M{_LEFT + _WIDTH * part / 4:g} 11v3" for part in range(5))
    return (
        f'<svg class="span" viewBox="0 0 {_WIDTH + 2 * _LEFT} 15" aria-hidden="true">'
        f'<path class="scale" d="M{_LEFT} 14h{_WIDTH}{scale}"/>'
        f'<path class="range" d="M{low:.4g} 6H{high:.4g}"/>'
        f'<circle cx="{share:.4g}" cy="6" r="4"/></svg>'
    )


def shares(code: str) -> list[tuple[int, int | None, bool]]:
    """Year, share in per mille (None where there is none), whether a form begins with it."""
    first, _, rest = code.partition(":")
    year, found = int(first), []
    for sign, text in _YEAR.findall(rest.partition("/")[0]):
        year += bool(sign)
        found.append((year, int(text) if text else None, sign == ";"))
    return found


@kept_in_each_language(1024)
def _trend(code: str) -> str:
    years, top = shares(code), int(code.rpartition("/")[2]) or 1
    step = _WIDTH / max(1, len(years) - 1)
    line, dots, pen = "", "", "M"
    for at, (_, share, is_break) in enumerate(years):
        if share is None:
            pen = "M"
            continue
        x, y = _LEFT + step * at, 4 + _HEIGHT * (1 - share / top)
        line += f"{'M' if is_break else pen}{x:.4g} {y:.4g}"
        dots += f'<circle cx="{x:.4g}" cy="{y:.4g}" r="2.5"/>'
        pen = "L"
    breaks = "".join(
        f"M{_LEFT + step * (at - 0.5):.4g} 2v{_HEIGHT + 2}"
        for at, (_, _, is_break) in enumerate(years)
        if is_break
    )
    right, foot = _LEFT + _WIDTH, 4 + _HEIGHT
    drawn = f'<path class="scale" d="M{_LEFT} {foot}h{_WIDTH}"/>'
    drawn += f'<path class="break" d="{breaks}"/>' if breaks else ""
    drawn += f'<path class="line" d="{line}"/>{dots}'
    drawn += f'<text x="{_LEFT}" y="{foot + 12}">{years[0][0]}</text>'
    drawn += f'<text x="{right}" y="{foot + 12}" text-anchor="end">{years[-1][0]}</text>'
    size = f'viewBox="0 0 {_WIDTH + 2 * _LEFT} {foot + _FOOT}"'
    return f'<svg class="trend" {size} role="img"><title>{_words(years)}</title>{drawn}</svg>'


def _words(years: list[tuple[int, int | None, bool]]) -> str:
    told = (
        message("pages.trend.year", {"year": f"{year}", "share": f"{share / 10:g}%"})
        if share is not None
        else message("pages.trend.none", {"year": f"{year}"})
        for year, share, _ in years
    )
    return message("pages.separator_comma", {}).join(told)
