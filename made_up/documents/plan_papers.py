"""Made-up work plans on paper: a notice, groups, tasks in sentences or tables, closing words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from random import Random

import msgspec

from generator.records import Record, Task, replace
from made_up import chance as of
from made_up.documents.paper import Block, Box, Paper, PaperGrid, PaperLine
from made_up.prose import NUMERALS, mark, sentences

Row = tuple[str, ...]


def plan_paper(record: Record, chance: Random) -> Paper:
    """The paper of a work plan, in one of the ways in which offices set out their tasks."""
    title = record.title or ""
    has_notice = chance.random() < 0.7
    blocks: list[Block] = [PaperLine(mark())]
    if has_notice:
        blocks += _notice(record)
    blocks.append(
        PaperLine(f"{record.year}年政务公开工作，要聚焦群众关切，提高公开质量，现提出以下要点。")
    )
    tasks = [_clean(task) for task in record.tasks]
    if chance.random() < 0.3:
        blocks.append(of.pick(chance, _TABLES)(tasks, chance))
    else:
        state = of.pick(chance, _STATEMENTS)
        for group, members in groupby(tasks, key=lambda task: task.group):
            blocks.append(PaperLine(group, 1))
            blocks += [line for task in members for line in _paragraphs(task, state, chance)]
    if chance.random() < 0.6:
        blocks.append(PaperLine(of.pick(chance, sentences()["plan"]["closings"])))
    truth = replace(record, tasks=tuple(tasks))
    shown = (f"关于印发《{title}》的通知",) if has_notice else (title,)
    accept: dict[str, list[object]] = {"title": [*shown, title]}
    return Paper(shown, title, tuple(blocks), truth, accept=accept)


def _notice(record: Record) -> list[Block]:
    return [
        PaperLine("各科室、各下属单位："),
        PaperLine(f"现将《{record.title}》印发给你们，请结合实际认真贯彻落实。"),
        PaperLine(record.agency_name or ""),
        PaperLine(f"{record.year}年4月20日"),
        PaperLine(record.title or ""),
    ]


def _clean(task: Task) -> Task:
    """The task as a reader must find it."""
    text = (task.text or "").removeprefix(mark())
    return msgspec.structs.replace(task, text=text, at=None)


def _paragraphs(
    task: Task, state: Callable[[Task, str], Row], chance: Random
) -> Iterator[PaperLine]:
    """The lines of one task: what is to be done, and who answers for it."""
    deadline = of.pick(chance, sentences()["plan"]["deadlines"])
    behind, *lines = state(task, deadline)
    yield PaperLine(f"（{_numeral(task.number)}）{task.title}。{task.text}{behind}")
    yield from map(PaperLine, lines)


def _lead(task: Task) -> tuple[str, str]:
    """The first unit, and those that support it."""
    return task.responsible[0], "、".join(task.responsible[1:])


def _all(task: Task) -> str:
    return "、".join(task.responsible)


def _by_labels(task: Task, deadline: str) -> Row:
    lead, others = _lead(task)
    return (f"（牵头单位：{lead}{f'；配合单位：{others}' if others else ''}）",)


def _by_verbs(task: Task, deadline: str) -> Row:
    lead, others = _lead(task)
    return (f"（{lead}牵头，{others}配合）" if others else f"（{lead}负责）",)


def _in_lines(task: Task, deadline: str) -> Row:
    lead, others = _lead(task)
    support = (f"配合单位：{others}",) if others else ()
    return "", f"责任单位：{lead}", *support, f"完成时限：{deadline}"


# What stands behind the sentence of a task, and in lines below it.
_STATEMENTS: tuple[Callable[[Task, str], Row], ...] = (
    lambda task, deadline: (f"（{_all(task)}负责）",),
    lambda task, deadline: (f"（责任单位：{_all(task)}）",),
    lambda task, deadline: (f"（责任科室：{_all(task)}；完成时限：{deadline}）",),
    lambda task, deadline: (f"（完成时限：{deadline}；责任单位：{_all(task)}）",),
    lambda task, deadline: ("", f"（{_all(task)}负责）"),
    _by_labels,
    _by_verbs,
    _in_lines,
)


def _requirements(tasks: list[Task], chance: Random) -> PaperGrid:
    """工作任务 beside 具体要求: the task is the title, headings of groups between the rows."""
    rows: list[Row] = [("序号", "工作任务", "具体要求", "责任科室")]
    for group, members in groupby(tasks, key=lambda task: task.group):
        rows.append((group,))
        rows += [(f"{t.number}", t.title, t.text or "", _all(t)) for t in members]
    return _grid(rows)


def _grouped(tasks: list[Task], chance: Random) -> PaperGrid:
    """A kind of work over several rows: each requirement is a task."""
    deadlines = sentences()["plan"]["deadlines"]
    rows: list[Row] = [("重点工作", "具体要求", "责任单位", "完成时限")]
    last = ""
    for task in tasks:
        deadline = of.pick(chance, deadlines)
        shown = "" if task.group == last else task.group
        rows.append((shown, f"{task.title}。{task.text}", _all(task), deadline))
        last = task.group
    return _grid(rows, is_merged=True)


def _led(tasks: list[Task], chance: Random) -> PaperGrid:
    """牵头单位 and 配合单位 in columns of their own."""
    rows: list[Row] = [("序号", "重点任务", "牵头单位", "配合单位")]
    for group, members in groupby(tasks, key=lambda task: task.group):
        rows.append((group,))
        rows += [(f"{t.number}", f"{t.title}。{t.text}", *_lead(t)) for t in members]
    return _grid(rows)


_TABLES = (_requirements, _grouped, _led)


def _grid(rows: list[Row], *, is_merged: bool = False) -> PaperGrid:
    """A row of one text goes over all columns; an empty first cell belongs to the one above."""
    width = len(rows[0])
    boxes: list[Box] = []
    for at, row in enumerate(rows):
        if len(row) == 1:
            boxes.append(Box(row[0], at, 0, columns=width))
            continue
        for column, text in enumerate(row):
            if is_merged and not column and not text:
                continue
            below = rows[at + 1 :] if is_merged and not column else []
            tall = next((n for n, other in enumerate(below) if other[0]), len(below))
            boxes.append(Box(text, at, column, rows=1 + tall))
    return PaperGrid("tasks", tuple(boxes))


def _numeral(number: int) -> str:
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    head = "" if tens == 1 else NUMERALS[tens - 1]
    return f"{head}十{NUMERALS[ones - 1] if ones else ''}"
