"""The stages of a build as a line on the terminal; nothing where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Display

from generator.messages import message


class Progress(Protocol):
    """Told about the stages of a build: each begins with its name and its length."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; `name` is a message code without "site.stage_"."""

    def advance(self, steps: int = 1) -> None:
        """Some steps of the stage are done."""


class Silent:
    """A Progress that says nothing."""

    def stage(self, name: str, total: int | None) -> None:
        """Nothing is shown."""

    def advance(self, steps: int = 1) -> None:
        """Nothing is shown."""


class ShownProgress:
    """Tells a rich progress display about the stages of a build."""

    def __init__(self, display: Display, lang: str) -> None:
        self._display = display
        self._lang = lang
        self._task = display.add_task("", total=None, visible=False)

    def stage(self, name: str, total: int | None) -> None:
        """Ends the stage before and begins one."""
        self._finish()
        self._task = self._display.add_task(
            message(f"site.stage_{name}", {}, self._lang), total=total
        )

    def advance(self, steps: int = 1) -> None:
        """Some steps are done."""
        self._display.advance(self._task, steps)

    def _finish(self) -> None:
        task = self._display.tasks[self._task]
        done = task.completed or 1
        self._display.update(self._task, total=task.total or done, completed=task.total or done)


@contextmanager
def shown(lang: str) -> Iterator[ShownProgress]:
    """A progress display on standard error while the block runs."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Display(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as display:
        yield ShownProgress(display, lang)
