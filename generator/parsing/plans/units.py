"""The units that answer for a task: behind labels, in brackets, in a cell of a table."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache, lru_cache

from generator.parsing.data import load, pattern
from generator.parsing.normalise import compact

_LABELLED = re.compile("[:】]")
_LONGEST_END = 160  # characters of a name's last word and of what may follow it
_BRACKET = re.compile(r"[()【】\[\]〔〕]")
_BRACKETS = {"(": ")", "【": "】", "[": "]", "〔": "〕"}


def units_in_text(text: str) -> tuple[str, ...]:
    """The units named by the statements of a task's paragraphs, a paragraph on each line."""
    plain = _closed_lines(_compact_lines(text))
    named = [unit for start, end in _statements(plain) for unit in _units(plain[start:end])]
    return _printed(named, text)


def units_in_cell(text: str) -> tuple[str, ...]:
    """The units of a cell: without labels and verbs, parted by marks or by lines of their own."""
    return _printed(list(_units(_compact_lines(text, r"\s|<br\s*/?>"))), text)


def states_units(plain: str) -> bool:
    """Whether some words say who answers for something."""
    return bool(_statements(plain))


def starts_with_label(plain: str) -> bool:
    """Whether a paragraph begins with 责任单位: or another label."""
    return bool(_any_label().match(plain.lstrip("(【[〔")))


def without_statements(plain: str) -> str:
    """The words without those that say who answers for them, and by when."""
    kept, last = "", 0
    for start, end in _statements(plain):
        kept, last = kept + plain[last:start], end
    return kept + plain[last:]


def as_printed(piece: str, text: str) -> str:
    """A piece of compact text as the source prints it: brackets and marks of its own width."""
    if piece in text:
        return piece
    regex = r"\s*".join(_width(letter) for letter in piece)
    found = re.search(regex, text)
    return re.sub(r"\s*\n\s*", "", found.group()) if found else piece


def _printed(named: list[str], text: str) -> tuple[str, ...]:
    return tuple(as_printed(unit, text) for unit in dict.fromkeys(named))


def _width(letter: str) -> str:
    """A letter, half or full width."""
    full = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
    return f"[{re.escape(letter)}{re.escape(full)}]"


def _compact_lines(text: str, ends: str = "\n") -> str:
    parted = pattern("tasks", "spaced_units").sub("、", text)
    return "\n".join(filter(None, map(compact, re.split(ends, parted))))


def _closed_lines(plain: str) -> str:
    """The text with its brackets on one line: units within are parted by marks, not by lines."""
    for start, end in reversed(list(_brackets(plain))):
        plain = plain[:start] + plain[start:end].replace("\n", "") + plain[end:]
    return plain


@lru_cache(maxsize=256)
def _statements(plain: str) -> tuple[tuple[int, int], ...]:
    """Where the text says who answers: brackets whole, else from a label to the end of its line."""
    brackets = [
        (start, end)
        for start, end in _brackets(plain)
        if _says_who(plain[start + 1 : end - 1], plain[end : end + 1])
    ]
    found, until = list(brackets), 0
    for label in pattern("tasks", "unit_label").finditer(plain) if _LABELLED.search(plain) else ():
        at = bisect(brackets, (label.start(), len(plain)))
        if label.start() >= max(until, brackets[at - 1][1] if at else 0):
            until = _end(plain, label.end())
            found.append((_first_label(plain, label.start()), until))
    if not found and (sentence := pattern("tasks", "unit_sentence").search(plain)):
        found.append(sentence.span(1))
    return tuple(sorted(found))


def _first_label(plain: str, at: int) -> int:
    """The start of a label with the bracket before it that nobody closed."""
    return at - 1 if at and plain[at - 1] in _BRACKETS else at


def _brackets(plain: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets that are closed."""
    stack: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(plain):
        if found.group() in _BRACKETS:
            stack.append((_BRACKETS[found.group()], found.start()))
        elif stack and found.group() == stack[-1][0]:
            _, start = stack.pop()
            if not stack:
                yield start, found.end()


def _says_who(inner: str, after: str) -> bool:
    if ":" in inner and pattern("tasks", "unit_label").search(inner):
        return True
    is_last = after in ("", "\n", *"。;.(【")
    names = ("answers", "bare_units")
    return is_last and any(pattern("tasks", name).search(inner) for name in names)


def _end(plain: str, start: int) -> int:
    """Where the units behind a label end: at a full stop, or where a line holds something else."""
    stop = pattern("tasks", "units_end").search(plain, start)
    end = stop.start() if stop else len(plain)
    first, *rest = plain[start:end].split("\n")
    at = start + len(first)
    for line in rest:
        if _ends_a_unit(plain[max(start, at - _LONGEST_END) : at]) and not _is_more(line):
            return at
        at += 1 + len(line)
    return end


def _is_more(line: str) -> bool:
    """Whether a line goes on with units: it begins with a mark or a label, or names one."""
    return bool(starts_with_label(line) or line[:1] in "、," or _ends_a_unit(line))


def _units(statement: str) -> Iterator[str]:
    """The units of a statement: what stands behind labels of units, or all when there is none."""
    inner = statement.strip("\n")
    first, last = 0, len(inner)
    while first < last and inner[first] in _BRACKETS:
        last -= inner[last - 1] == _BRACKETS[inner[first]]
        first += 1
    inner = inner[first:last]
    labels = list(_any_label().finditer(inner)) if _LABELLED.search(inner) else []
    starts = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(inner)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        label = labels[number - 1].group() if number else ""
        if not number or pattern("tasks", "unit_label").fullmatch(label):
            yield from _split(inner[start:end].rstrip("".join(_BRACKETS)))


def _split(piece: str) -> Iterator[str]:
    for part in units_of(_joined_lines(piece)):
        unit = part
        for name in ("unit_role", "unit_tail", "unit_head"):
            unit = pattern("tasks", name).sub("", unit)
        if len(unit) > 1 and not pattern("tasks", "no_unit").match(unit):
            yield unit


@cache
def _any_label() -> re.Pattern[str]:
    data = load("tasks")
    return re.compile(f"{data['unit_label']}|{data['other_label']}")


def _joined_lines(piece: str) -> str:
    """One line: units on lines of their own are parted, a name that a line's end broke is whole."""
    first, *rest = piece.split("\n")
    joined = first
    for line in rest:
        parts = _ends_a_unit(joined) and len(line) > 1 and _ends_a_unit(line)
        is_broken = pattern("tasks", "unit_goes_on").match(joined[-1:] + line)
        joined += ("、" if parts and not is_broken else "") + line
    return joined


def _ends_a_unit(text: str) -> bool:
    return bool(pattern("tasks", "unit_end").search(text[-_LONGEST_END:]))


def units_of(text: str) -> list[str]:
    """Units parted by 、 outside of brackets."""
    parts, depth, last = [], 0, 0
    for found in _separators().finditer(text):
        depth += (found.group() in "(〈<") - (found.group() in ")〉>")
        if depth == 0 and found.group() not in "()〈〉<>":
            parts.append(text[last : found.start()])
            last = found.end()
    return [part.strip() for part in [*parts, text[last:]] if part.strip()]


@cache
def _separators() -> re.Pattern[str]:
    marks: str = load("tasks")["separator"]
    return re.compile(f"[()〈〉<>]|{marks}")
