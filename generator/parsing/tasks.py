"""The tasks of a work plan: who is to do what, and the numbers a task sets itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.parsing.data import load, pattern
from generator.parsing.metrics import number_value
from generator.parsing.normalise import compact
from generator.parsing.running import Line, close_up, markdown, paragraphs
from generator.readers.document import Document, Table
from generator.records import Target, Task

_LONGEST_TITLE = 60
_LEAST_TASKS = 2


def find_tasks(document: Document, lines: list[Line]) -> tuple[Task, ...]:
    """The tasks in reading order, numbered from 1; those of a table when the text has none."""
    found = tuple(_in_text(paragraphs(lines)))
    return found if len(found) >= _LEAST_TASKS else tuple(_in_tables(document)) or found


def _in_text(lines: list[Line]) -> Iterator[Task]:
    group = ""
    number = 0
    pending: list[Line] = []
    for line in lines:
        plain = line.plain
        if _is_group(plain):
            number, done = _close(pending, group, number)
            yield from done
            pending, group = [], close_up(line.text).replace("**", "")
        elif pattern("tasks", "task").match(plain) and group:
            number, done = _close(pending, group, number)
            yield from done
            pending = [line]
        elif pending:
            pending.append(line)
    yield from _close(pending, group, number)[1]


def _is_group(plain: str) -> bool:
    return bool(pattern("tasks", "group").match(plain)) and plain[-1] not in "。;"


def _close(pending: list[Line], group: str, number: int) -> tuple[int, list[Task]]:
    """The task that the pending lines make, if any; the closing lines of the plan are none."""
    if not pending:
        return number, []
    plain = "".join(line.plain for line in pending)
    match = pattern("tasks", "task").match(pending[0].plain)
    printed_text = close_up("".join(line.text for line in pending))
    body = match.group(3) if match else plain
    task = Task(
        number=number + 1,
        group=group,
        title=as_printed(_title(body), printed_text),
        text=markdown(pending),
        responsible=_responsible(printed_text),
        targets=_targets(plain),
        at=pending[0].at,
    )
    return number + 1, [task]


def _title(body: str) -> str:
    """The first sentence; of a long one the first clause."""
    first = re.split(r"[。::]", body, maxsplit=1)[0]
    if len(first) > _LONGEST_TITLE:
        first = re.split(r"[,;]", first, maxsplit=1)[0]
    return re.sub(r"\([^()]*(?:负责|牵头)\)$", "", first)[:_LONGEST_TITLE]


def _responsible(text: str) -> tuple[str, ...]:
    """The units that answer for a task, as printed."""
    plain = compact(text)
    for found in pattern("tasks", "responsible").finditer(plain):
        inner = next((part for part in found.groups() if part), "")
        units = [pattern("tasks", "unit_tail").sub("", unit) for unit in _split(inner)]
        named = tuple(dict.fromkeys(unit for unit in units if len(unit) > 1))
        if named:
            return tuple(as_printed(unit, text) for unit in named)
    return ()


def as_printed(piece: str, text: str) -> str:
    """A piece of compact text as the source prints it: brackets and marks of its own width."""
    regex = r"\s*".join(_width(letter) for letter in piece)
    found = re.search(regex, text)
    return found.group() if found else piece


def _width(letter: str) -> str:
    """A letter, half or full width."""
    full = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
    return f"[{re.escape(letter)}{re.escape(full)}]"


def _split(text: str) -> list[str]:
    """Units parted by 、 outside of brackets."""
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += (letter in "(〈<") - (letter in ")〉>")
        if depth == 0 and pattern("tasks", "separator").match(letter):
            parts.append(current)
            current = ""
        else:
            current += letter
    return [part.strip() for part in [*parts, current] if part.strip()]


@cache
def _target_patterns() -> tuple[re.Pattern[str], ...]:
    data = load("tasks")
    return tuple(re.compile(text.replace("{n}", data["number"])) for text in data["target"])


def _targets(plain: str) -> tuple[Target, ...]:
    found: dict[int, Target] = {}
    for regex in _target_patterns():
        for match in regex.finditer(plain):
            value = number_value(match.group(1))
            if value is not None and match.start(1) not in found:
                unit = match.group(2)
                found[match.start(1)] = Target(quote=match.group(), value=value, unit=unit)
    return tuple(found[at] for at in sorted(found))


def _in_tables(document: Document) -> Iterator[Task]:
    """Tasks of a table with columns for the task and for who answers for it."""
    number = 0
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        columns = _columns(block)
        if "title" not in columns or "responsible" not in columns:
            continue
        group = ""
        for row in block.rows()[1:]:
            texts = {cell.column: cell.text for cell in row}
            title, units = texts.get(columns["title"], ""), texts.get(columns["responsible"], "")
            if not title.strip() or not units.strip():
                group = close_up(" ".join(texts.values())) or group
                continue
            number += 1
            plain = compact(title)
            yield Task(
                number=number,
                group=group,
                title=_title(re.sub(r"^\(?[一二三四五六七八九十\d]{1,3}\)?[、.]?", "", plain)),
                text=close_up(title),
                responsible=tuple(as_printed(u, units) for u in _split(compact(units))),
                targets=_targets(plain),
                at=row[0].at,
            )


def _columns(table: Table) -> dict[str, int]:
    names: dict[str, list[str]] = load("tasks")["columns"]
    found: dict[str, int] = {}
    for cell in (table.rows() or [[]])[0]:
        for name, labels in names.items():
            if compact(cell.text) in labels:
                found.setdefault(name, cell.column)
    return found
