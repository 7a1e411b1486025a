"""Chinese words on a page in another language: each says that it is Chinese.

A screen reader then speaks them as Chinese, a browser takes a Chinese font, and a translator
knows what to translate. An element that holds nothing else is marked itself; otherwise the run
of Chinese gets an element of its own.

Only where there is Chinese is the markup around it looked at: most of a page has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

LANG = "zh-CN"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN = f"{_HAN}\u3001-\u303f\uff01-\uffee\u201c\u201d\u2018\u2019\u2014\u2026\u00b7"
# Between Chinese words stand numbers, capital letters, marks; other words are another language.
RUN = re.compile(f"[0-9]*[{_HAN}](?:[^<>a-z]*[{_SIGN}])?")
_CHINESE = re.compile(f"[{_HAN}]")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_WHOLE = re.compile(r"[^a-z]*")
_NO_SPAN = frozenset({"option", "title", "text", "tspan", "desc", "textarea"})
"""Elements that hold text alone."""
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_KNOWN = ' lang="zh'


def marked(html: str) -> str:
    """The HTML with all Chinese in it marked; what stands in an element marked already is left."""
    skipped = sorted([*_scripts(html), *_known(html)], reverse=True)
    parts: list[str] = []
    done = at = 0
    while found := _CHINESE.search(html, at):
        begin = found.start()
        while skipped and skipped[-1][1] <= begin:
            skipped.pop()
        if skipped and skipped[-1][0] <= begin:
            at = skipped.pop()[1]
            continue
        start = html.rfind(">", 0, begin) + 1
        if html.rfind("<", start, begin) >= 0:  # in a tag
            at = _place(html, ">", begin)
            continue
        at = _place(html, "<", begin)
        tag = html.rfind("<", 0, start) if start else 0
        parts += [html[done:tag], *_with_mark(html[tag:start], html[start:at], html, at)]
        done = at
    return "".join([*parts, html[done:]])


def _place(html: str, sign: str, start: int) -> int:
    """Where the sign comes next; the end when it does not."""
    at = html.find(sign, start)
    return at if at >= 0 else len(html)


def _scripts(html: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _SCRIPT.finditer(html))


def _known(html: str) -> Iterator[tuple[int, int]]:
    """Where elements begin and end that say already that they are Chinese."""
    at = html.find(_KNOWN)
    while at >= 0:
        start = html.rfind("<", 0, at)
        end = _end(html, start) if html.find(">", start) > at else at + 1
        yield start, end
        at = html.find(_KNOWN, end)


def _end(html: str, start: int) -> int:
    """Where the element ends whose tag begins there."""
    named = _NAME.match(html, start)
    if named is None or named[1] in _VOID:
        return _place(html, ">", start)
    depth = 0
    for tag in _tags(named[1]).finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b[^>]*>")


def _with_mark(tag: str, text: str, html: str, at: int) -> tuple[str, str]:
    """The tag before a text, and the text that ends at that place, one of them marked."""
    before, after = _NAME.match(tag), _NAME.match(html, at)
    is_closed = after is not None and html.startswith("</", at)
    name = after[1] if after and is_closed else ""
    holds_all = name and before and before[1] == name and not tag.startswith("</")
    if holds_all and (_WHOLE.fullmatch(text) or name in _NO_SPAN):
        return f'{tag[:-1]} lang="{LANG}">', text
    if name in _NO_SPAN:
        return tag, text
    return tag, RUN.sub(lambda run: f'<span lang="{LANG}">{run[0]}</span>', text)
