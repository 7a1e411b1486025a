"""The files below a folder, each looked at once by the system's own list of the folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

Found = tuple[str, os.DirEntry[str]]
"""A path below the folder, with slashes, and what the system's list says of it."""


def below(folder: Path, without: Collection[str] = ()) -> Iterator[Found]:
    """All that is no folder below a folder, links included, in no order.

    Nothing is there of a folder that cannot be listed, nor of those `without`.
    """
    above, waiting = f"{folder}/", [""]
    while waiting:
        prefix = waiting.pop()
        try:
            entries = os.scandir(above + prefix)
        except OSError:
            continue
        with entries:
            for entry in entries:
                path = prefix + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    yield path, entry
                elif path not in without:
                    waiting.append(f"{path}/")
