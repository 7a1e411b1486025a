"""Chinese words on a page in another language: each says that it is Chinese.

A screen reader then speaks them as Chinese, a browser takes a Chinese font, and a translator
knows what to translate. An element that holds nothing else is marked itself; otherwise the run
of Chinese gets an element of its own.
"""

from __future__ import annotations

import re

LANG = "zh-CN"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN = f"{_HAN}\u3001-\u303f\uff01-\uffee\u201c\u201d\u2018\u2019\u2014\u2026\u00b7"
# Between Chinese words stand numbers, capital letters, marks; other words are another language.
RUN = re.compile(f"[0-9]*[{_HAN}](?:[^<>a-z]*[{_SIGN}])?")
_TOKEN = re.compile(r"(?:<(script|style)\b.*?</\1>|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"<([a-z][a-z0-9]*)")
_WHOLE = re.compile(r"[^a-z]*")
_NO_SPAN = frozenset({"option", "title", "text", "tspan", "desc", "textarea"})
"""Elements that hold text alone."""
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


def has_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return RUN.search(text) is not None


def marked(html: str) -> str:
    """The HTML with all Chinese in it marked; what stands in an element marked already is left."""
    parts = _parts(html)
    stack: list[tuple[str, bool]] = []
    for at, part in enumerate(parts):
        if at % 2:
            _step(part, stack)
        elif has_chinese(part) and not (stack and stack[-1][1]):
            parts[at - 1 if at else 0], parts[at] = _with_mark(parts, at, stack)
    return "".join(parts)


def _parts(html: str) -> list[str]:
    """Text and tags in turn; a script is one tag."""
    parts, end = [], 0
    for match in _TOKEN.finditer(html):
        parts += [html[end : match.start()], match[0]]
        end = match.end()
    return [*parts, html[end:]]


def _step(tag: str, stack: list[tuple[str, bool]]) -> None:
    """Opens or closes an element; each knows whether it, or one around it, is Chinese."""
    if tag.startswith("</"):
        if stack:
            stack.pop()
        return
    found = _NAME.match(tag)
    if found is None or found[1] in _VOID or tag.endswith(("/>", "</script>", "</style>")):
        return
    is_known = bool(stack) and stack[-1][1]
    stack.append((found[1], is_known or ' lang="zh' in tag))


def _with_mark(parts: list[str], at: int, stack: list[tuple[str, bool]]) -> tuple[str, str]:
    """The tag before a text and the text, one of them marked."""
    before, text = (parts[at - 1] if at else ""), parts[at]
    name = stack[-1][0] if stack else ""
    is_alone = (
        name
        and before.startswith(f"<{name}")
        and parts[at + 1 : at + 2] == [f"</{name}>"]
        and (_WHOLE.fullmatch(text) or name in _NO_SPAN)
    )
    if is_alone:
        return f'{before[:-1]} lang="{LANG}">', text
    if name in _NO_SPAN:
        return before, text
    return before, RUN.sub(lambda run: f'<span lang="{LANG}">{run[0]}</span>', text)
