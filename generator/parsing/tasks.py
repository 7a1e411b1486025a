"""The tasks of a work plan: who is to do what, and the numbers a task sets itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.parsing.data import pattern
from generator.parsing.running import Line, close_up, markdown, paragraphs
from generator.parsing.task_tables import tasks_in_tables
from generator.parsing.task_words import as_printed, responsible, targets_of, title_of
from generator.readers.document import Document
from generator.records import Note, Task

_LEAST_TASKS = 2


def find_tasks(document: Document, lines: list[Line]) -> tuple[tuple[Task, ...], list[Note]]:
    """The tasks in reading order, numbered from 1; those of tables when the text has none.

    The notes name rows of tables that could not be read.
    """
    found = tuple(_in_text(paragraphs(lines)))
    if len(found) >= _LEAST_TASKS:
        return found, []
    listed = tasks_in_tables(document)
    return tuple(listed.tasks) or found, listed.notes


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
            if not _heads(pending, plain):
                number, done = _close(pending, group, number)
                yield from done
            pending = [line]
        elif pending:
            pending.append(line)
    yield from _close(pending, group, number)[1]


def _is_group(plain: str) -> bool:
    return bool(pattern("tasks", "group").match(plain)) and plain[-1] not in "。;"


def _heads(pending: list[Line], plain: str) -> bool:
    """Whether the pending line is no task but the heading of numbered ones: （一）… 1.…"""
    if len(pending) != 1:
        return False
    above, below = (pattern("tasks", "task").match(text) for text in (pending[0].plain, plain))
    is_lower = bool(above and below and above.group(1) and below.group(2))
    return is_lower and bool(pattern("tasks", "heading").match(pending[0].plain))


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
        title=as_printed(title_of(body), printed_text),
        text=markdown(pending),
        responsible=responsible(printed_text),
        targets=targets_of(plain),
        at=pending[0].at,
    )
    return number + 1, [task]
