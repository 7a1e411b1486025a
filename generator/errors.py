"""The errors a person can act on; one root, each rendered as one line."""

from __future__ import annotations

from generator.messages import message


class GongkaiError(Exception):
    """Something a user can mend: a message code, its parameters, the file and line.

    `code` names an entry of `generator/messages/*.toml`; `file` is shown as the user
    gave it; `line` counts from 1.
    """

    def __init__(
        self, code: str, *, file: str | None = None, line: int | None = None, **params: object
    ) -> None:
        self.code = code
        self.file = file
        self.line = line
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.text())

    def text(self, lang: str = "zh") -> str:
        """One line: place, what is wrong, what to do."""
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        what = message(self.code, self.params, lang)
        return f"{where}: {what}" if where else what


class UnreadableDocumentError(GongkaiError):
    """A file from which no document could be read at all."""


class BadDataError(GongkaiError):
    """A file under data/ that does not say what it must say."""
