"""The tasks of a work plan: who is to do what, and the numbers a task sets itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.parsing.data import pattern
from generator.parsing.plans.tables import tasks_in_tables
from generator.parsing.plans.units import (
    as_printed,
    starts_with_label,
    states_units,
    units_in_text,
    without_statements,
)
from generator.parsing.plans.words import targets_of, title_of
from generator.parsing.prose.paragraphs import close_up, markdown, paragraphs
from generator.parsing.prose.running_lines import TextLine
from generator.readers.document import Document
from generator.records import Note, Task

_LEAST_TASKS = 2
_FEWEST_CHILDREN = 2


@dataclass(slots=True)
class _Item:
    """A numbered paragraph with those that follow it; `level` 1 for （一）, 2 for 1., 0 for 一、"""

    lines: list[TextLine]
    level: int
    group: TextLine | None

    def text(self) -> str:
        """What is printed, a paragraph on each line."""
        return "\n".join(line.text for line in self.lines)

    def has_units(self) -> bool:
        """Whether any of the paragraphs says who answers."""
        return bool(units_in_text(self.text()))


@dataclass(slots=True)
class _Plan:
    """The numbered paragraphs of a plan, group by group."""

    groups: list[_Item] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)


def find_tasks(document: Document, lines: list[TextLine]) -> tuple[tuple[Task, ...], list[Note]]:
    """The tasks in reading order, numbered from 1; those of tables when the text has none.

    The notes name rows of tables that could not be read.
    """
    found = _in_text(paragraphs(lines))
    if len(found) >= _LEAST_TASKS and any(task.responsible for task in found):
        return found, []
    listed = tasks_in_tables(document)
    if len(found) >= _LEAST_TASKS and not listed.tasks:
        return found, []
    return tuple(listed.tasks) or found, listed.notes


def _in_text(lines: list[TextLine]) -> tuple[Task, ...]:
    plan = _items(lines, "task")
    if not plan.items:
        plan = _items(lines, "task_by_marks")
    chosen = _tasks_of(plan)
    return tuple(_task(number, item) for number, item in enumerate(chosen, 1))


def _items(lines: Iterable[TextLine], numbers: str) -> _Plan:
    """Each numbered paragraph with what follows it, up to the next number."""
    plan = _Plan()
    last: _Item | None = None
    for line in lines:
        plain = line.plain
        found = pattern("tasks", numbers).match(plain)
        if pattern("tasks", "top").match(plain):
            last = _Item([line], 0, line)
            plan.groups.append(last)
        elif found and not starts_with_label(found.group(3)):
            last = _Item([line], 1 if found.group(1) else 2, last.group if last else None)
            plan.items.append(last)
        elif last is not None:
            last.lines.append(line)
    return plan


def _tasks_of(plan: _Plan) -> list[_Item]:
    """The items that are tasks: the lowest that have units, or all of a group without any."""
    if not plan.groups:
        return list(_lowest([item for item in plan.items if item.has_units()]))
    found: list[_Item] = []
    items = defaultdict[int, list[_Item]](list)
    for item in plan.items:
        items[id(item.group)].append(item)
    for group in plan.groups:
        own = items[id(group.group)]
        if own:
            found += _lowest(own)
        elif group.has_units():
            found.append(_Item(group.lines, 0, None))
    return found


def _lowest(items: list[_Item]) -> Iterator[_Item]:
    """（一） with its 1. 2. 3. is one task, or only their heading, by where the units stand."""
    at = 0
    while at < len(items):
        item = items[at]
        end = at + 1
        while item.level == 1 and end < len(items) and items[end].level > 1:
            end += 1
        children = items[at + 1 : end]
        at = end
        if not children:
            yield item
        elif _is_one_task(item, children):
            item.lines += [line for child in children for line in child.lines]
            yield item
        else:
            if not _is_heading(item):
                yield item
            yield from children


def _is_one_task(item: _Item, children: list[_Item]) -> bool:
    """Whether the units stand at the heading, or in a paragraph behind the last number."""
    named = [child.has_units() for child in children]
    if item.has_units():
        return not any(named)
    ends_all = sum(named) == 1 and named[-1] and not states_units(children[-1].lines[0].plain)
    return ends_all and len(children) >= _FEWEST_CHILDREN


def _is_heading(item: _Item) -> bool:
    """Whether the paragraph only heads numbered ones: （一）… 1.…"""
    plain = item.lines[0].plain
    is_short = len(item.lines) == 1 and bool(pattern("tasks", "heading").match(plain))
    return not item.has_units() and (is_short or plain.endswith(":"))


def _task(number: int, item: _Item) -> Task:
    lines = _own_lines(item.lines)
    printed = "\n".join(line.text for line in lines)
    plain = "\n".join(line.plain for line in lines)
    body = pattern("tasks", "number").sub("", plain)
    heading = item.group.text if item.group else ""
    one_line = close_up(printed.replace("\n", ""))
    return Task(
        number=number,
        group=_group(heading),
        title=as_printed(title_of(body), one_line),
        text=markdown(lines),
        responsible=units_in_text(printed) or units_in_text(heading),
        targets=targets_of(plain.replace("\n", "")),
        at=lines[0].at,
    )


def _group(heading: str) -> str:
    group = close_up(heading).replace("**", "")
    plain = without_statements(group)
    return re.sub(r"[。:：]$", "", plain) if plain != group else group


def _own_lines(lines: list[TextLine]) -> list[TextLine]:
    """The paragraphs of the task without the closing words of the plan behind them.

    The units end a task, unless they stand at its bare heading: then its text follows.
    """
    stating = [at for at in range(len(lines)) if _states(lines, at)]
    last = stating[-1] if stating else 0
    if stating and (last or not _is_bare(lines[0])):
        return lines[: last + 1]
    closing = (
        at
        for at in range(last + 1, len(lines))
        if pattern("tasks", "closing").match(lines[at].plain)
    )
    return lines[: next(closing, len(lines))]


def _states(lines: list[TextLine], at: int) -> bool:
    """Whether a paragraph says who answers, by itself or as the end of what the one before says."""
    plain = lines[at].plain
    before = lines[at - 1].plain if at else ""
    is_open = any(before.count(left) > before.count(right) for left, right in ("()", "【】"))
    if states_units(plain) or is_open or before.endswith((":", "、")):
        return True
    return starts_with_label(plain) and not pattern("tasks", "closing").match(plain)


def _is_bare(line: TextLine) -> bool:
    """Whether a paragraph is a title and its units alone."""
    body = pattern("tasks", "number").sub("", line.plain)
    return "。" not in without_statements(body).rstrip("。")
