"""Made-up work plans (政务公开工作要点)."""

from __future__ import annotations

from random import Random
from typing import Any

from generator.records import Place, Record, Target, Task
from made_up import chance as of
from made_up.prose import NUMERALS, mark, say, sentences
from made_up.sections import Story, words
from made_up.sources import source


def plan(story: Story, lot: Random, *, with_text: bool) -> Record:
    """One work plan of an agency for the year of the story."""
    fill = words(story)
    return Record(
        kind="work_plan",
        agency=story.agency.id,
        agency_name=story.agency.name,
        region=story.agency.region,
        year=story.year,
        title=sentences()["plan"]["title"].format_map(fill),
        source=source(story.agency, story.year, "plan", lot, story.seed),
        tasks=_tasks(lot, fill, with_text),
    )


def _tasks(lot: Random, fill: dict[str, str], with_text: bool) -> tuple[Task, ...]:
    parts = sentences()["plan"]
    groups = [f"{NUMERALS[n]}、{say(lot, group, fill)}" for n, group in enumerate(parts["groups"])]
    count = 5 + int(lot.random() * 8)
    return tuple(
        _task(lot, number, groups[(number - 1) * len(groups) // count], fill, with_text)
        for number in range(1, count + 1)
    )


def _task(lot: Random, number: int, group: str, fill: dict[str, str], with_text: bool) -> Task:
    parts = sentences()["plan"]
    entry: dict[str, Any] = of.pick(lot, parts["tasks"])
    value = of.pick(lot, entry["value"]) if "value" in entry else None
    slots = {**fill, "n": str(value)}
    text = say(lot, entry["text"], slots)
    return Task(
        number=number,
        group=group,
        title=say(lot, entry["title"], slots),
        text=(mark() + text if number == 1 else text) if with_text else None,
        responsible=tuple(lot.sample(parts["units"], 1 + (lot.random() < 0.3))),
        targets=() if value is None else (_target(entry, value, with_text),),
        at=Place(line=8 + 2 * number),
    )


def _target(entry: dict[str, Any], value: int, with_text: bool) -> Target:
    quote = entry["quote"].format(n=value) if with_text else None
    return Target(quote=quote, value=value, unit=entry["unit"])
