"""Made-up work plans on paper: a notice, groups, numbered tasks, responsible units."""

from __future__ import annotations

from itertools import groupby
from random import Random

import msgspec

from generator.demo.documents.paper import Block, Line, Paper
from generator.demo.prose import NUMERALS, mark
from generator.records import Record, Task, replace


def plan_paper(record: Record, chance: Random) -> Paper:
    """The paper of a work plan."""
    title = record.title or ""
    has_notice = chance.random() < 0.7
    blocks: list[Block] = [Line(mark())]
    if has_notice:
        blocks += _notice(record)
    blocks.append(
        Line(f"{record.year}年政务公开工作，要聚焦群众关切，提高公开质量，现提出以下要点。")
    )
    is_bracketed = chance.random() < 0.6
    tasks = []
    for group, members in groupby(record.tasks, key=lambda task: task.group):
        blocks.append(Line(group, 1))
        for task in members:
            text, clean = _task(task, is_bracketed)
            blocks.append(Line(text))
            tasks.append(clean)
    truth = replace(record, tasks=tuple(tasks))
    shown = (f"关于印发《{title}》的通知",) if has_notice else (title,)
    accept: dict[str, list[object]] = {"title": [*shown, title]}
    return Paper(shown, title, tuple(blocks), truth, accept=accept)


def _notice(record: Record) -> list[Block]:
    return [
        Line("各科室、各下属单位："),
        Line(f"现将《{record.title}》印发给你们，请结合实际认真贯彻落实。"),
        Line(record.agency_name or ""),
        Line(f"{record.year}年4月20日"),
        Line(record.title or ""),
    ]


def _task(task: Task, is_bracketed: bool) -> tuple[str, Task]:
    """One paragraph, and the task that a reader must find in it."""
    text = (task.text or "").removeprefix(mark())
    units = "、".join(task.responsible)
    end = f"（{units}负责）" if is_bracketed else f"（责任单位：{units}）"
    number = _numeral(task.number)
    return f"（{number}）{task.title}。{text}{end}", msgspec.structs.replace(
        task, text=text, at=None
    )


def _numeral(number: int) -> str:
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    head = "" if tens == 1 else NUMERALS[tens - 1]
    return f"{head}十{NUMERALS[ones - 1] if ones else ''}"
