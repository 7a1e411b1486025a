"""Which files are meant by the paths on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import GongkaiError

# What a file manager, an office program or a download leaves beside the documents.
_LITTER = (".", "~$", "Thumbs.db", "desktop.ini")
_LITTER_ENDINGS = (".part", ".crdownload", ".tmp")


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, each once, in a fixed order.

    A folder is entered once however many links lead to it, so that links in a circle
    end. GongkaiError for a path that is not there.
    """
    entered: set[tuple[int, int]] = set()
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise GongkaiError("ingest.no_such_path", file=str(path))
        found = _walk(path, entered) if path.is_dir() else iter([path])
        for file in found:
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in entered:
        return
    entered.add((status.st_dev, status.st_ino))
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    for name in names:
        path = folder / name
        if name.startswith(_LITTER) or name.endswith(_LITTER_ENDINGS):
            continue
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except OSError:  # a link that leads to itself
            continue
        if is_folder:
            yield from _walk(path, entered)
        elif is_file:
            yield path
