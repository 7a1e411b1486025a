"""Pipe tables, written as HTML at once: most of a page's length is in its cells."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import NamedTuple

from generator.dialect.attributes import Attributes, split
from generator.dialect.inline import Inline
from generator.dialect.inline import inline as inline_html
from generator.forms.explanations import explanations
from generator.messages import LANGUAGES, kept_in_each_language, language, message

STATES = frozenset({"blank", "dash", "none", "text", "missing"})
_GROUPED = 5  # digits from which a number is hard to read in one piece
_FLAG = "\x02flag\x03"
_RULE = re.compile(r"^\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?$")
_LINKED = re.compile(r"(?<=>)\d{5,}(?=<)")
_PIPE = re.compile(r"(?<!\\)\|")


def table(
    lines: list[str],
    attributes: Attributes,
    inline: Inline,
    heading: str = "",
    mark: str = "",
    *,
    is_whole: bool = False,
) -> str:
    """The table in those lines (header, rule, rows) as HTML.

    A caption that only repeats the `heading` above is kept for screen readers, unseen.
    `mark` stands where a check fails (a flag unless given). `is_whole` says that `inline`
    gives HTML, the same on every page where there is no link: such rows are written once.
    """
    look = _look(lines[0], lines[1])
    explained = "statutory" in attributes.classes and language() == LANGUAGES[0]
    parts = [_opening(attributes, inline, heading, look.is_all_numbers), "<thead><tr>"]
    parts += [_header(*one, inline) for one in look.head]
    parts.append("</tr></thead><tbody>")
    for line in lines[2:]:
        if is_whole and "](" not in line:
            parts.append(_row_without_links(line, lines[0], lines[1], explained))
        else:
            parts.append(_row(line, look, explained, inline))
    parts.append("</tbody></table></div>")
    return "".join(parts).replace("<tbody></tbody>", "").replace(_FLAG, mark or flag())


class _Look(NamedTuple):
    """What the header and the rule say: of each column its header's text with its attributes and
    its class, the end of its cells' ids, whether it holds numbers; a class for cells of numbers.
    """

    head: tuple[tuple[str, Attributes, str], ...]
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    style: str
    is_all_numbers: bool


@lru_cache(maxsize=256)
def _look(header: str, rule: str) -> _Look:
    head = [split(cell) for cell in cells_of(header)]
    numeric = [cell.strip().endswith(":") for cell in cells_of(rule)]
    numeric += [False] * (len(head) - len(numeric))
    is_all_numbers = numeric[1:] == [True] * max(1, len(head) - 1) and not numeric[0]
    style = "" if is_all_numbers else "n"  # said once for the table, or by each cell
    styled = [(*cell, style if is_n else "") for cell, is_n in zip(head, numeric, strict=False)]
    columns = tuple(found.id for _, found in head)
    return _Look(tuple(styled), columns, tuple(numeric), style, is_all_numbers)


def is_rule(line: str) -> bool:
    """Whether a line is the rule under a table's header."""
    return "-" in line and _RULE.match(line) is not None


def cells_of(line: str) -> list[str]:
    """The cells of one table line."""
    line = line.strip().removeprefix("|")
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    parts = _PIPE.split(line) if "\\|" in line else line.split("|")
    return [part.strip() for part in parts]


def _opening(attributes: Attributes, inline: Inline, heading: str, is_all_numbers: bool) -> str:
    caption = attributes.get("caption")
    label = caption or message("pages.table", {})
    mark = f' id="{attributes.id}"' if attributes.id else ""
    style = Attributes(classes=attributes.classes).html("nums" if is_all_numbers else "")
    unseen = ' class="unseen"' if caption == heading else ""
    title = f"<caption{unseen}>{inline(caption)}</caption>" if caption else ""
    region = f'<div class="table-wrap" role="region" tabindex="0" aria-label="{label}">'
    return f"{region}<table{mark}{style}>{title}"


def _header(text: str, found: Attributes, style: str, inline: Inline) -> str:
    style = Attributes(classes=found.classes).html(style)
    if not text:
        return f"<td{style}></td>"
    return f'<th scope="col"{style}>{inline(text)}</th>'


@kept_in_each_language(8192)
def _row_without_links(line: str, header: str, rule: str, explained: bool) -> str:
    """A row that is the same on every page of a language."""
    return _row(line, _look(header, rule), explained, partial(inline_html, resolve=str))


def _row(line: str, look: _Look, explained: bool, inline: Inline) -> str:
    cells, (_, columns, numeric, style, _) = cells_of(line), look
    label, found = split(cells[0])
    if len(cells) == 1 and len(columns) > 1:
        return _spanning(label, found, len(columns), inline)
    is_zeros = not style and len(cells) > 2 and set(cells[1:]) == {"0"}  # said once for the row
    row = '<tr class="zeros">' if is_zeros else "<tr>"
    parts = [row, _row_header(label, found, explained, inline)]
    for text, column, is_n in zip(cells[1:], columns[1:], numeric[1:], strict=False):
        name = _cell_id(found.id, column) if found.id or column else ""
        if text.isdigit():
            is_plain = is_zeros or not is_n
            parts.append(f"<td{name}>{text}</td>" if is_plain else _number(name, text, style))
        else:
            parts.append(_cell(name, text, style if is_n else None, inline))
    parts.append("</tr>")
    return "".join(parts)


def _number(name: str, text: str, style: str) -> str:
    classes = style if text != "0" else f"{style} zero".strip()
    look = f' class="{classes}"' if classes else ""
    return f"<td{name}{look}>{grouped(text)}</td>"


def grouped(digits: str) -> str:
    """A large number in groups of three, set apart by style: what is copied is the plain number."""
    if len(digits) < _GROUPED:
        return digits
    first = len(digits) % 3 or 3
    groups = (digits[at : at + 3] for at in range(first, len(digits), 3))
    return digits[:first] + "".join(f'<span class="group-3">{group}</span>' for group in groups)


@lru_cache(maxsize=8192)
def _cell_id(row: str, column: str) -> str:
    if row == "-" or column == "-":
        return ""
    return f' id="f-{".".join(part for part in (row, column) if part)}"'


def _spanning(text: str, found: Attributes, width: int, inline: Inline) -> str:
    mark = f' id="{found.id}"' if found.id else ""
    row = f'<tr{mark} class="{found.classes or "group"}">'
    head = f'<th colspan="{width}" scope="rowgroup">{inline(text)}</th>'
    return f"</tbody><tbody>{row}{head}</tr>"


def _row_header(label: str, found: Attributes, explained: bool, inline: Inline) -> str:
    text = inline(label)
    if explained and found.id:
        text = _explained(text, found.id)
    style = f' class="{found.classes}"' if found.classes else ""
    return f'<th scope="row"{style}>{text}</th>'


def _cell(name: str, text: str, style: str | None, inline: Inline) -> str:
    """A cell; with no `style`, not even an empty one, it is not in a column of numbers."""
    text, found = split(text)
    classes = found.classes
    if classes in STATES:
        return f'<td{name} class="state {classes}">{inline(text)}</td>'
    body = inline(text)
    if style is not None:
        body = _LINKED.sub(lambda match: grouped(match[0]), body)
    if "fails" in classes:
        end = next((end for end in ("</a>", "](") if end in body), None)
        body = body.replace(end, f"{_FLAG}{end}") if end else body + _FLAG
    look = Attributes(classes=classes).html(("" if "state" in classes else style) or "")
    return f"<td{name}{look}>{body}</td>"


def flag() -> str:
    """The mark of a figure that a check does not agree with."""
    words = message("pages.flag", {})
    return f'<span class="flag" role="img" aria-label="{words}">⚑</span>'


@lru_cache(maxsize=1024)
def _explained(label: str, row: str) -> str:
    """The row's label; opened, one sentence on what the row means, with its article.

    Pages in other languages lead to the glossary instead: with these sentences they would be
    half as long again.
    """
    entry = explanations().get(row)
    if entry is None:
        return label
    article = message("pages.article", {"article": entry.article}) if entry.article else ""
    return f'<details class="why"><summary>{label}</summary><p>{entry.zh}{article}</p></details>'
