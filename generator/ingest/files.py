"""Which files are meant by the paths on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

# What a file manager, an office program or a download leaves beside the documents.
_LITTER = (".", "~$", "Thumbs.db", "desktop.ini")
_LITTER_ENDINGS = (".part", ".crdownload", ".tmp")
# What `gongkai demo` puts beside its documents.
_TRUTH_ENDINGS = (".truth.json", ".truth.csv")
# A folder with these two is a data folder: records are kept there, not documents.
_REGISTRY = {"agencies.csv", "regions.csv"}
# What a document's name ends with; a folder of such a name was meant to be one.
_DOCUMENTS = (".html", ".htm", ".docx", ".doc", ".wps", ".pdf", ".txt", ".md", ".csv", ".xlsx")


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, each once, in a fixed order.

    A folder is entered once however many links lead to it, so that links in a circle
    end. A path that is not there and a link that leads nowhere are files too, and so is
    a folder that holds no file, where it was named or has a document's name: whoever reads
    them says what is wrong, and the others are not held up.
    """
    entered: set[tuple[int, int]] = set()
    seen: set[str] = set()
    for path in paths:
        found = _walk(path, entered, True) if os.path.isdir(path) else iter([path])  # noqa: PTH112
        for file in found:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def _walk(folder: Path, entered: set[tuple[int, int]], is_named: bool) -> Iterator[Path]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in entered:
        return
    entered.add((status.st_dev, status.st_ino))
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    if not is_named and set(names) >= _REGISTRY:
        return
    is_empty = True
    for name in names:
        path = folder / name
        if name.startswith(_LITTER) or name.endswith(_LITTER_ENDINGS + _TRUTH_ENDINGS):
            continue
        # os.path, because a link that leads to itself makes Path.is_dir raise.
        if os.path.isdir(path):  # noqa: PTH112
            for file in _walk(path, entered, False):
                is_empty = False
                yield file
        elif os.path.isfile(path) or path.is_symlink():  # noqa: PTH113
            is_empty = False
            yield path
    if is_empty and (is_named or folder.suffix.lower() in _DOCUMENTS):
        yield folder
