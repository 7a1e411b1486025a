"""Documents in an object store, by their address (`s3://bucket/2024/a.pdf`), through fsspec.

An address is kept as a path, `s3:/bucket/2024/a.pdf`; whoever reads one fetches the object
into a file of its own first, so that reading knows of files alone.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.errors import GongkaiError

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/{1,3}(?=[^/])")


def is_object(path: Path) -> bool:
    """Whether a path is an address in an object store."""
    return _ADDRESS.match(str(path)) is not None


def paths_of(given: Iterable[Path]) -> list[Path]:
    """The paths, with the objects below an address that is a folder; in a fixed order."""
    found: list[Path] = []
    for path in given:
        found += _below(path) if is_object(path) and not path.exists() else [path]
    return found


@contextmanager
def fetched(path: Path) -> Iterator[Path]:
    """The file itself; of an object a copy of the same name that lasts for the block.

    OSError when the object cannot be had.
    """
    if not is_object(path) or path.exists():
        yield path
        return
    store, place = _store(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        store.get_file(place, str(copy))
        yield copy


def _below(path: Path) -> list[Path]:
    store, place = _store(path)
    scheme = str(path).partition(":")[0]
    try:
        if not store.isdir(place):
            return [path]
        names = sorted(
            name for name in store.find(place) if not name.rpartition("/")[2].startswith(".")
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise GongkaiError("ingest.no_objects", file=_address(path), reason=reason) from error
    return [Path(f"{scheme}:/{name.lstrip('/')}") for name in names]


def _store(path: Path) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise GongkaiError("general.no_dask") from error
    try:
        store, place = fsspec.core.url_to_fs(_address(path))
    except (ValueError, ImportError) as error:  # a kind of store that is not known or installed
        raise GongkaiError("ingest.no_objects", file=_address(path), reason=error) from error
    return store, place


def _address(path: Path) -> str:
    """`s3://bucket/a.pdf`; what lies on a disk has three strokes."""
    return _ADDRESS.sub(
        lambda m: f"{m[1]}://" + "/" * (m[1] in ("file", "local")), str(path), count=1
    )
