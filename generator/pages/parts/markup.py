"""Writing Markdown: escaping text from outside, links, cells, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MAP = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "\\`*_[]"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "{": "&#123;",
        "}": "&#125;",
        "|": "&#124;",
    }
)
_SPECIAL = re.compile(r"[\\`*_\[\]&<>\"{}|]")
# Control characters, and those that turn the direction of text or cannot be seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    "|[\ud800-\udfff]"
)
_SPACES = re.compile(r"[\s\u2028\u2029]+")
_LINE_START = re.compile(r"^([#+\-=~:])|^(\d+)([.)])")


def plain(text: str) -> str:
    """One line of text without anything that cannot be seen."""
    if text.isprintable() and "  " not in text:  # its only white space is the blank
        return text.strip()
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def escape(text: str) -> str:
    """Text from outside as inert inline Markdown, on one line."""
    text = plain(text)
    return text.translate(_MAP) if _SPECIAL.search(text) else text


def paragraph(text: str) -> str:
    """Text from outside as an inert paragraph of one line."""
    return _LINE_START.sub(_at_line_start, escape(text))


def _at_line_start(match: re.Match[str]) -> str:
    if match[1] is None:
        return f"{match[2]}\\{match[3]}"
    return f"\\{match[1]}" if match[1] in "#+-" else f"&#{ord(match[1])};"


def link(label: str, address: str) -> str:
    """A link; `label` is Markdown already, the address one of ours or checked."""
    return f"[{label}]({address})"


def site(address: str) -> str:
    """The address of a page of this site, from the root, for a link."""
    return f"site:{address}"


def original(address: str) -> str:
    """The address of that page in the language of the reports, for a link."""
    return f"original:{address}"


_HOST = re.compile(
    r"^(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(:\d{1,5})?(/[^\s()\\\"'<>`{}|]*)?$",
    re.IGNORECASE,
)


def web_address(text: str | None) -> str | None:
    """An http(s) address that may be linked; None for anything else."""
    match = _HOST.match(plain(text or ""))
    if match is None:
        return None
    scheme = "http" if plain(text or "").lower().startswith("http:") else "https"
    return f"{scheme}://{match[1].lower()}{match[2] or ''}{match[3] or ''}".replace("*", "%2A")


def heading(words: str, anchor: str = "", level: int = 2) -> tuple[str, str]:
    """A heading with its anchor, if any, and a blank line; `words` are Markdown already."""
    mark = f" {{#{anchor}}}" if anchor else ""
    return f"{'#' * level} {words}{mark}", ""


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], attributes: str = "", left: int = 1
) -> list[str]:
    """The lines of a pipe table; the first `left` columns hold words, the others numbers.

    A row of one cell spans the table. `attributes` stand in the braces after it.
    """
    rule = "|" + "---|" * left + "--:|" * (len(header) - left)
    lines = [row_line(header), rule]
    lines += [row_line(row) for row in rows]
    if attributes:
        lines.append(f"{{{attributes}}}")
    return lines


def row_line(cells: Sequence[str]) -> str:
    """A row of a Markdown table; the cells are written as they are."""
    return f"| {' | '.join(cells)} |"


def block(kind: str, lines: Iterable[str]) -> list[str]:
    """A `:::` block around lines."""
    return [f"::: {kind}", "", *lines, "", ":::", ""]
