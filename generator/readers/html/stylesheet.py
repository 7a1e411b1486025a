"""The rules of a page's own style sheets that could change what a reader takes from it.

Declarations are reduced to the few facts that matter: hidden, tiny, off the page, struck,
raised, the colours of text and ground, text that the sheet itself writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

Rgb = tuple[float, float, float]

_SHEET = re.compile(r"<style\b[^<>]*>(.*?)</style\s*>", re.I | re.S)
_SCRIPT = re.compile(r"<script\b[^<>]*>(.*?)</script\s*>", re.I | re.S)
_FILLED_BY_SCRIPT = re.compile(r"""(?:getElementById\(|\$\()\s*["']#?([\w-]+)["']\s*\)""")
_FILLING_CALLS = ("getelementbyid(", "$(")
_LONGEST_SHEET = 400_000  # characters; longer ones hold no rules of one report
_COLOUR_HINT = (
    r"(?<![\w-])color\s*[:=]\s*[\"']?\s*(?:#?[c-f]{2}|#[c-f]|white|snow|ivory|transparent|(?:rgb|hsl)a?\()|"
    r"(?<![\w-])color\s*:[^;{}\"']*;[^{}\"']*background|background[^;{}\"']*;[^{}\"']*(?<![\w-])color\s*:"
)
# What a style must contain to be able to change what is read.
HINT = (
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|line-through|"
    r"direction\s*:\s*rtl|bidi-override|isolate-override|vertical-align\s*:\s*(?:su|text-top|[\d.])|mso-text-raise|opacity\s*:\s*0|:\s*-\d{3,}|clip\s*:|clip-path|"
    r"font-size\s*:\s*[01]?(?:\.\d+)?(?:p[xt]|r?em|%|\s*[;}!\"'])|font-size\s*:\s*0?(?:\.\d+)?$|"
    + _COLOUR_HINT
)
TELLING = re.compile(HINT, re.I)
_TELLS_COLOUR = re.compile(_COLOUR_HINT)
_COLOUR_BEGINS = (
    re.compile(r"color\s*[:=]\s*[\"']?\s*[#a-z]{1,3}[a-z(]*"),
    re.compile(r"color\s*:[^;{}\"']*;[^{}\"']*?background"),
    re.compile(r"background[^;{}\"']*;[^{}\"']*?[^\w-]color\s*:"),
)
_GENERATED = re.compile(r"::?(before|after)\s*$", re.I)
_DYNAMIC = re.compile(r":(?:hover|active|focus|visited|target|checked|disabled)|::", re.I)
_LAST_NAMES = re.compile(r"[.#]([\w-]+)")
_MEDIA = frozenset(("", "all", "screen", "only screen"))
_FAINTEST = 0.05  # opacity
_TINY_PIXELS = 1.5
_OFF_SCREEN_PIXELS = -400
_PIXELS = {"px": 1.0, "pt": 1.333, "em": 16.0, "rem": 16.0, "%": 0.16, "mm": 3.78, "cm": 37.8}


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector with the declarations that matter here; later and closer ones win."""

    selector: str
    rank: tuple[int, int, int, int]
    declared: dict[str, Any]
    writes: bool = False


@dataclass(slots=True)
class Sheets:
    """The rules of a page that could change what is read; `ids` are filled by its scripts."""

    rules: list[Rule] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    has_links: bool = False

    @property
    def hiding(self) -> list[Rule]:
        """The rules that hide, strike or raise text by themselves, or colour it."""
        return [rule for rule in self.rules if not rule.writes and _is_telling(rule.declared)]

    def needs_inline(self, text: str) -> bool:
        """Whether a rule is for an element inside a line, which a reader may drop otherwise."""
        for rule in self.rules:
            names = _LAST_NAMES.findall(rule.selector)
            if not names or any(
                re.search(
                    rf"<(?:span|font|b|strong|em|i|u)\b[^<>]*[\s\"'=]{re.escape(name)}[\s\"'>]",
                    text,
                )
                for name in names
            ):
                return True
        return False


NO_SHEETS = Sheets()


def sheets_of(text: str, lowered: str) -> Sheets:
    """The rules of all style elements of a page that could matter, and what scripts fill.

    A look for how something begins in the lowered text costs less than its pattern.
    """
    sheets = _SHEET.findall(text) if "<style" in lowered else []
    css = "\n".join(part for part in sheets if _matters(part))
    scripts = _SCRIPT.findall(text) if any(call in lowered for call in _FILLING_CALLS) else []
    ids = {name for script in scripts for name in _FILLED_BY_SCRIPT.findall(script)}
    if not (css or ids or _tells_colour(lowered)):
        return NO_SHEETS
    rules = list(_rules(css[:_LONGEST_SHEET])) if css else []
    has_links = re.search(r"<link\b[^<>]*stylesheet", text, re.I) is not None
    return Sheets(rules, frozenset(ids), has_links)


def _tells_colour(lowered: str) -> bool:
    """Whether light text, or text with its ground, is coloured anywhere on a page.

    Patterns that begin with plain letters are looked for many times faster than others.
    """
    return any(
        _TELLS_COLOUR.search(lowered, max(0, found.start() - 1), found.end())
        for begins in _COLOUR_BEGINS
        for found in begins.finditer(lowered)
    )


def _matters(css: str) -> bool:
    return TELLING.search(css) is not None or "content" in css


def _rules(css: str) -> Iterator[Rule]:
    pending = [tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)]
    order = 0
    while pending:
        for node in pending.pop():
            if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
                if tinycss2.serialize(node.prelude).strip().lower() in _MEDIA:
                    pending.append(tinycss2.parse_rule_list(node.content, True, True))
            elif node.type == "qualified-rule":
                declared = declarations(tinycss2.serialize(node.content))
                for selector in tinycss2.serialize(node.prelude).split(",") if declared else ():
                    order += 1
                    yield from _rule(selector.strip(), declared, order)


def _rule(selector: str, declared: dict[str, Any], order: int) -> Iterator[Rule]:
    generated = _GENERATED.search(selector)
    bare = _GENERATED.sub("", selector).strip() or "*"
    if _DYNAMIC.search(bare) or (generated and not declared.get("content")):
        return
    ids, names = bare.count("#"), len(re.findall(r"[.\[]|(?<!:):(?!:)", bare))
    tags = len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", bare))
    yield Rule(bare, (ids, names, tags, order), declared, writes=generated is not None)


@lru_cache(maxsize=4096)
def is_telling(style: str) -> bool:
    """Whether a `style` attribute may change what is read; the same few stand on every cell."""
    return TELLING.search(style) is not None


@lru_cache(maxsize=1024)
def declarations(css: str) -> dict[str, Any]:
    """What a block of declarations says, in the terms of this module."""
    found: dict[str, Any] = {}
    for node in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            _declare(node.lower_name, [t for t in node.value if t.type != "whitespace"], found)
    return found


def _declare(name: str, value: list[Any], found: dict[str, Any]) -> None:
    if name in _MEANINGS:
        key, meaning = _MEANINGS[name]
        found[key] = meaning(value)
    elif name in ("background", "background-color"):
        found["ground"] = next((c for c in map(colour, ([t] for t in value)) if c), None)
        is_drawn = any(token.type in ("url", "function") for token in value)
        found["has_picture"] = is_drawn and found["ground"] is None


def _words(value: list[Any]) -> set[str]:
    return {token.lower_value for token in value if token.type == "ident"}


def _is_off_line(value: list[Any]) -> bool:
    """Whether text is set as a superscript or subscript, or stands above its neighbours."""
    return bool(_words(value) & {"super", "sub", "text-top"}) or (_pixels(value) or 0) > 0


def _is_zero(value: list[Any]) -> bool:
    return bool(value) and value[0].type == "number" and value[0].value < _FAINTEST


def _is_tiny(value: list[Any]) -> bool:
    size = _pixels(value)
    return size is not None and size <= _TINY_PIXELS


def _is_far_off(value: list[Any]) -> bool:
    return (_pixels(value) or 0) <= _OFF_SCREEN_PIXELS


def _pixels(value: list[Any]) -> float | None:
    token = value[0] if value else None
    if token is None or token.type not in ("number", "dimension", "percentage"):
        return None
    unit = "%" if token.type == "percentage" else getattr(token, "lower_unit", "px")
    return float(token.value) * _PIXELS.get(unit, 1.0)


def _is_clipped(text: str) -> bool:
    """Whether nothing of the element is left: rect(0 0 0 0), rect(1px,1px,1px,1px), inset(50%)."""
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", text)]
    if text.startswith("rect"):
        return bool(numbers) and all(number <= 1 for number in numbers)
    return text.startswith("inset") and bool(numbers) and numbers[0] >= 50


def colour(value: list[Any]) -> tuple[Rgb, float] | None:
    """Red, green, blue and alpha, each from 0 to 1; None for what is no colour by itself."""
    found = parse_color(value[0]) if len(value) == 1 else None
    if found is None or found == "currentcolor":
        return None
    try:
        red, green, blue = found.to("srgb").coordinates
    except (NotImplementedError, ValueError):
        return None
    return (float(red or 0), float(green or 0), float(blue or 0)), float(found.alpha)


def _says_something(value: list[Any]) -> bool:
    """Whether a sheet writes letters or digits, and not only a bullet or nothing."""
    return any(
        (token.type == "string" and any(c.isalnum() for c in token.value))
        or (token.type == "function" and token.lower_name in ("attr", "counter", "counters"))
        for token in value
    )


def _is_telling(declared: dict[str, Any]) -> bool:
    return bool(declared.get("color")) or any(
        declared.get(name) is True for name in (*GONE, *UNSEEN, "struck", "raised")
    )


_MEANINGS: dict[str, tuple[str, Callable[[list[Any]], Any]]] = {
    "display": ("display", lambda value: "none" in _words(value)),
    "mso-hide": ("mso-hide", lambda value: "all" in _words(value)),
    "visibility": ("visibility", lambda value: bool(_words(value) & {"hidden", "collapse"})),
    "opacity": ("opacity", _is_zero),
    "font-size": ("font-size", _is_tiny),
    "left": ("left", _is_far_off),
    "top": ("top", _is_far_off),
    "text-indent": ("text-indent", _is_far_off),
    "margin-left": ("margin-left", _is_far_off),
    "clip": ("clip", lambda value: _is_clipped(tinycss2.serialize(value).lower())),
    "clip-path": ("clip", lambda value: _is_clipped(tinycss2.serialize(value).lower())),
    "text-decoration": ("struck", lambda value: "line-through" in _words(value)),
    "text-decoration-line": ("struck", lambda value: "line-through" in _words(value)),
    "vertical-align": ("raised", _is_off_line),
    "mso-text-raise": ("raised", _is_off_line),
    "color": ("color", colour),
    "content": ("content", _says_something),
    "direction": ("rtl", lambda value: "rtl" in _words(value)),
    "unicode-bidi": (
        "override",
        lambda value: bool(_words(value) & {"bidi-override", "isolate-override"}),
    ),
}
UNSEEN = (
    "visibility", "opacity", "font-size", "left", "top", "text-indent", "margin-left", "clip"
)  # fmt: skip
GONE = ("display", "mso-hide")
