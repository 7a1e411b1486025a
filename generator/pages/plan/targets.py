"""Which passages of a report speak of a task of the work plan.

A task and a passage share a term when the same run of four or more Chinese characters
stands in both. Terms that many tasks share (政府信息公开 …) say nothing and are left out;
the longer and rarer a shared term, the more it weighs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.records import Record, Task

_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LEAST = 4
_COMMON_SHARE = 0.15
_MINIMUM_WEIGHT = 6.0
_MOST_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the report with the terms that it shares with a task."""

    section: str
    text: str
    terms: tuple[str, ...]
    weight: float


def passages_for(tasks: Sequence[Task], report: Record) -> dict[int, tuple[Passage, ...]]:
    """The best passages for each task by its number; tasks without any are absent."""
    paragraphs = [
        (section.key, line.strip())
        for section in report.sections
        if section.text
        for line in section.text.split("\n")
        if len(line.strip()) >= 2 * _LEAST and not line.lstrip().startswith("|")
    ]
    grams = [_grams(_words(task)) for task in tasks]
    shared_by = Counter(gram for of_task in grams for gram in of_task)
    in_paragraphs = [_grams(text) for _, text in paragraphs]
    said_in = Counter(gram for of_text in in_paragraphs for gram in of_text)
    common = {
        gram
        for gram, count in (shared_by + said_in).items()
        if shared_by[gram] > max(2, _COMMON_SHARE * len(tasks))
        or said_in[gram] > max(3, _COMMON_SHARE * len(paragraphs))
    }
    found = {}
    for task, of_task in zip(tasks, grams, strict=True):
        telling = of_task - common
        hits = [
            _passage(key, text, telling & of_text)
            for (key, text), of_text in zip(paragraphs, in_paragraphs, strict=True)
            if telling & of_text
        ]
        best = sorted((hit for hit in hits if hit.weight >= _MINIMUM_WEIGHT), key=_order)
        if best:
            found[task.number] = tuple(best[:_MOST_PASSAGES])
    return found


def _order(passage: Passage) -> tuple[float, str]:
    return -passage.weight, passage.text


def _words(task: Task) -> str:
    quotes = [target.quote for target in task.targets if target.quote]
    return "\n".join([task.title, task.text or "", *quotes])


def _grams(text: str) -> set[str]:
    """Every run of `_LEAST` Chinese characters."""
    return {
        run[start : start + _LEAST]
        for run in _RUN.findall(text)
        for start in range(len(run) - _LEAST + 1)
    }


def _passage(section: str, text: str, shared: set[str]) -> Passage:
    terms = tuple(dict.fromkeys(_joined(text, shared)))
    weight = float(sum(len(term) for term in terms))
    return Passage(section, text, terms, weight)


def _joined(text: str, shared: set[str]) -> Iterable[str]:
    """The longest terms in the text that are made of shared runs, in order."""
    position = 0
    while position + _LEAST <= len(text):
        if text[position : position + _LEAST] not in shared:
            position += 1
            continue
        start = position
        while text[position : position + _LEAST] in shared:
            position += 1
        yield text[start : position + _LEAST - 1]
        position += _LEAST - 1
