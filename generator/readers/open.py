"""The one way in: a file or its bytes -> a neutral document, or one clear error.

No exception of a library gets past this module: whatever a broken file makes a library
raise becomes an UnreadableDocumentError that names the file.
"""

from __future__ import annotations

import stat
from pathlib import Path

from generator.errors import GongkaiError, UnreadableDocumentError
from generator.readers.clean import printable
from generator.readers.direction import settle
from generator.readers.document import Document, Paragraph, Table
from generator.readers.formats import Source, formats, reader
from generator.readers.limits import DEFAULT, Limits, check_size, guarded
from generator.readers.sniff import sniff


def read_document(path: Path) -> Document:
    """The document in a file; raises UnreadableDocumentError with the file's name."""
    return read_bytes(path.name, _content(path))


def read_bytes(name: str, content: bytes, *, limits: Limits = DEFAULT) -> Document:
    """The document in some bytes; `name` serves messages and tells Markdown from text."""
    shown = printable(name)
    try:
        with guarded(limits):
            return settle(_bounded(read_inner(content, limits, name), limits))
    except UnreadableDocumentError as error:
        raise _named(error, shown) from None
    except GongkaiError:
        raise
    except Exception as error:
        # Anything else is a defect of a library or of ours; the rest of a run must go on.
        kind = type(error).__name__
        failed = UnreadableDocumentError("readers.failed", kind=_label(name, content), reason=kind)
        raise _named(failed, shown) from error


def read_inner(content: bytes, limits: Limits, name: str = "") -> Document:
    """The same without guard and name, for documents inside documents."""
    check_size(len(content), limits.file_bytes)
    if not content.strip():
        raise UnreadableDocumentError("readers.empty")
    kind, label = sniff(name, content)
    if (refused := formats()["refused"].get(kind)) is not None:
        raise UnreadableDocumentError(refused, kind=label)
    return reader(kind)(Source(name, content, label, limits, read_inner))


def _bounded(document: Document, limits: Limits) -> Document:
    """The document, when it is not so long that no report can be: parsing takes longer still."""
    if len(document.blocks) > limits.blocks:
        raise UnreadableDocumentError("readers.too_many_parts", limit=limits.blocks)
    cells = characters = 0
    for block in document.blocks:
        if isinstance(block, Table):
            cells += len(block.cells)
            characters += sum(map(len, [cell.text for cell in block.cells]))
        elif isinstance(block, Paragraph):
            characters += len(block.text)
    if cells > limits.cells:
        raise UnreadableDocumentError("readers.too_many_cells", limit=limits.cells)
    if characters > limits.characters:
        raise UnreadableDocumentError("readers.too_long", limit=limits.characters)
    return document


def _content(path: Path) -> bytes:
    shown = printable(path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocumentError("readers.not_a_file", file=shown)
        check_size(status.st_size, DEFAULT.file_bytes)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocumentError("readers.missing", file=shown) from None
    except UnreadableDocumentError as error:
        raise _named(error, shown) from None
    except (OSError, ValueError) as error:
        # Links in a circle arrive here, and names that the system does not take.
        is_loop = getattr(error, "errno", None) == 40 or "loop" in str(error).lower()
        code = "readers.not_a_file" if is_loop else "readers.no_access"
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise UnreadableDocumentError(code, file=shown, reason=reason) from None


def _label(name: str, content: bytes) -> str:
    try:
        return sniff(name, content)[1]
    except Exception:
        return "?"


def _named(error: UnreadableDocumentError, shown: str) -> UnreadableDocumentError:
    """The error with the file's name, which readers further down do not know."""
    if error.file is not None:
        return error
    return UnreadableDocumentError(error.code, file=shown, line=error.line, **error.params)
