"""Plain addresses of tables in parts: `figures-2023.csv.gz`, `metrics.csv`.

They were published before the tables were divided and stay for ever. The figures of a year
lie there as one file while that is small enough; else a list of the parts does, so that
whoever reads the old address is told where the rows are now.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from generator.frames.export import export
from generator.messages import LANGUAGES, message
from generator.opendata.files import Part
from generator.opendata.kept import KeptFiles, Made, key_of
from generator.opendata.package import LARGEST_BYTES

_LEVEL = 6


def plain_files(kept: KeptFiles, folder: Path, parts: Iterable[Part]) -> Iterator[Made]:
    """A file at the plain address of each table that is in parts; `folder` holds the parts."""
    divided: dict[str, list[Part]] = {}
    for part in parts:
        if part.part_of:
            divided.setdefault(part.part_of, []).append(part)
        elif part.parquet is not None and part.year is not None:
            of_figures = part.table == "figures"
            stem = part.table.replace("_", "-")
            name = f"{stem}-{part.year}.csv.gz" if of_figures else f"{stem}.csv"
            divided.setdefault(name, []).append(part)
    for name, found in divided.items():
        if name.endswith(".gz") and sum(part.csv.size for part in found) <= LARGEST_BYTES:
            key = key_of(f"{name} {[part.csv.sha256 for part in found]}")
            yield kept.put(name, f"{key}.csv.gz", _joiner(folder, found))
        else:
            yield _list(kept, name, found)
            if found[0].parquet is not None and not name.endswith(".gz"):
                yield _list(kept, f"{Path(name).stem}.parquet", found)


def _joiner(folder: Path, parts: Sequence[Part]) -> Callable[[Path], None]:
    """Writes the rows of all parts below one header; the parts are packed CSV files."""

    def write(path: Path) -> None:
        with path.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as whole:
            for number, part in enumerate(parts):
                with gzip.open(folder / part.csv.name) as rows:
                    if number:
                        rows.readline()  # its header, which no line break divides
                    shutil.copyfileobj(rows, whole)

    return write


def _list(kept: KeptFiles, name: str, parts: Sequence[Part]) -> Made:
    notice = " ".join(message("opendata.in_parts", {}, lang) for lang in LANGUAGES)
    frame = pd.DataFrame(
        {
            "notice": [notice] * len(parts),
            "csv": [part.csv.name for part in parts],
            "parquet": [part.parquet.name if part.parquet else "" for part in parts],
            "rows": [part.rows for part in parts],
            "sha256": [part.csv.sha256 for part in parts],
        }
    )
    ending = "".join(Path(name).suffixes)
    return kept.put(name, f"{key_of('list', frame)}{ending}", lambda path: _export(frame, path))


def _export(frame: pd.DataFrame, path: Path) -> None:
    export([frame], path)
