"""The errors a person can act on; one root, each rendered as one line."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from worker processes; the default would give the text as the code."""
        return _again, (type(self), self.code, self.file, self.line, self.params)

    def text(self, lang: str = "zh") -> str:
        """One line: place, what is wrong, what to do."""
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        what = message(self.code, self.params, lang)
        return f"{where}: {what}" if where else what


def _again(
    kind: type[GongkaiError], code: str, file: str | None, line: int | None, params: dict[str, str]
) -> GongkaiError:
    return kind(code, file=file, line=line, **params)


class UnreadableDocumentError(GongkaiError):
    """A file from which no document could be read at all."""


class BadDataError(GongkaiError):
    """A file under data/ that does not say what it must say."""


class BadFormError(GongkaiError):
    """A file of a statutory form that cannot be true, or a form that nobody described."""


_MACHINE = {
    errno.ENOSPC: "machine.full",
    errno.EDQUOT: "machine.full",
    errno.EFBIG: "machine.too_large",
    errno.EROFS: "machine.read_only",
    errno.EACCES: "machine.denied",
    errno.EPERM: "machine.denied",
    errno.EMFILE: "machine.too_many_files",
    errno.ENFILE: "machine.too_many_files",
    errno.ENOENT: "machine.missing",
    errno.ENOTDIR: "machine.missing",
    errno.ENOMEM: "machine.no_memory",
}


def of_machine(error: OSError | MemoryError) -> GongkaiError:
    """What the system refused, as a line that names the file and what to do."""
    if isinstance(error, MemoryError):
        return GongkaiError("machine.no_memory")
    name = error.filename2 or error.filename
    code = _MACHINE.get(error.errno or 0, "machine.failed")
    file = None if name is None or isinstance(name, int) else str(name)
    return GongkaiError(code, file=file, reason=error.strerror or error)


def stops_all(error: BaseException) -> bool:
    """Whether the machine itself refuses: the next file would meet the same."""
    codes = {"machine.missing", "machine.denied", "machine.failed"}
    return isinstance(error, MemoryError) or (
        isinstance(error, OSError) and of_machine(error).code not in codes
    )


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Names the file in an error of the system that names none, or none that has a place.

    Those are writing to a file that is open, and removing what lies in an open folder.
    """
    try:
        yield
    except OSError as error:
        name = error.filename
        if name is None or (isinstance(name, str) and not Path(name).parent.parts):
            error.filename = str(path / name) if name else str(path)
        raise
