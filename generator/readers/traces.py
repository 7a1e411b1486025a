"""What a reader leaves out of the text on purpose: every piece of it is named with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.printed import with_parts
from generator.readers import clean
from generator.records import Note, Place

_NOTE_MARK = re.compile(with_parts(r"[\[(（【〔]?(?:[\d<note_signs>]{1,2}|注\d{0,2})[\])）】〕]?"))
_MONEY_UNIT = "元"
_MOST_NOTES = 300


@dataclass(slots=True)
class Traces:
    """What was left out of the text of a document, with its place."""

    notes: list[Note] = field(default_factory=list)

    def struck(self, text: str, at: Place) -> None:
        """Words with a line through them: withdrawn, so not read."""
        self._add("readers.struck_text", text, at)

    def mark(self, text: str, at: Place) -> None:
        """A raised number behind a figure: it calls a note and is no digit of the figure."""
        self._add("readers.note_mark", text, at)

    def unseen(self, text: str, at: Place) -> None:
        """A watermark, or type too small to be seen."""
        self._add("readers.unseen_text", text, at)

    def outside(self, text: str, at: Place) -> None:
        """Words in a table that stand in none of its cells: the cell's tag was lost."""
        self._add("readers.text_outside_cells", text, at)

    def page_number(self, text: str, at: Place) -> None:
        """A number at a page's edge that was taken for the page's, with figures next to it."""
        self._add("readers.page_number", text, at)

    def _add(self, code: str, text: str, at: Place) -> None:
        shown = clean.flow(text)[:40]
        if shown and len(self.notes) < _MOST_NOTES:
            self.notes.append(Note(code=code, params={"text": shown}, at=at))


def is_mark(text: str, before: str) -> bool:
    """Whether raised text is the mark of a note that stands right behind a figure."""
    last = before.rstrip()[-1:]
    is_after_figure = last.isdecimal() or last == _MONEY_UNIT
    return is_after_figure and _NOTE_MARK.fullmatch(clean.flow(text)) is not None
