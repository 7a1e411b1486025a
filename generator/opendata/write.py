"""Everything under /data/: tables, workbooks, descriptions, checksums, zips.

figures-<year>-<province>.csv.gz .parquet   a row for each figure
figures-<year>.csv.gz                       the same in one file, or the list of its parts
reports-<year>-form-<form>.csv              wide: a row for each report, a column a figure
comparable-<year>.csv                       wide: the figures that compare across forms
<table>.csv .parquet                        the other tables
workbook-<year>.xlsx                        wide and other tables of a year
datapackage.json schemas/*.json dcat.jsonld croissant.json sha256sums.txt gongkai-data.zip
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from generator.agencies import Registry
from generator.case_file.report_view import ReportViews
from generator.extras import Extras
from generator.forms import newest_form
from generator.frames.build import Frames
from generator.opendata import package
from generator.opendata.catalogues import croissant, dcat
from generator.opendata.citation import dataset_citation
from generator.opendata.figures import FullFigures
from generator.opendata.files import (
    Part,
    figures_parts,
    settled,
    table_parts,
    wide_parts,
)
from generator.opendata.kept import KeptFiles, Made, key_of
from generator.opendata.plain import plain_files
from generator.opendata.rows import comparable_table, wide_tables
from generator.opendata.small import SmallTables
from generator.opendata.workbook import OF_YEAR, sheets_of, write_workbook
from generator.site_settings import SiteSettings

FOLDER = "data"


class OpenData(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: the parts of tables, workbooks by year, zips; how many files anew.

    `plain` are the files at the addresses that tables had before they were divided.
    """

    parts: tuple[Part, ...]
    workbooks: dict[int, Made]
    archives: tuple[Made, ...]
    plain: tuple[Made, ...]
    written: int

    def of(self, table: str) -> tuple[Part, ...]:
        """The parts of a table, in the order in which they were written."""
        return tuple(part for part in self.parts if part.table == table)


def write_open_data(
    report_views: ReportViews, frames: Frames, extras: Extras, work: Path, settings: SiteSettings
) -> OpenData:
    """Writes all files below `extras`, linked from `work`, which keeps them between builds."""
    kept, folder = KeptFiles(work, extras, FOLDER), extras.folder / FOLDER
    run = _Run(kept, frames, settings)
    small = SmallTables(report_views, frames, work.with_name("tasks"))
    findings = partial(report_views.findings, with_open=True)
    full = cache(lambda: FullFigures(frames, report_views.registry, findings()))
    keys = _keys(frames, small, report_views.registry, settings)
    for year in frames.years:
        made = kept.group(keys[year], _OfYear, partial(run.year, year, small, full))
        run.parts += made.parts
        run.workbooks[year] = made.workbook
    for name in small.names:
        key = key_of(f"{name} {small.told(name)}")
        run.parts += kept.group(key, list[Part], partial(run.table, name, small))
    run.plain = tuple(plain_files(kept, folder, run.parts))
    archives = run.describe(folder)
    kept.close()
    return OpenData(
        parts=tuple(run.parts),
        workbooks=run.workbooks,
        archives=archives,
        plain=run.plain,
        written=kept.written,
    )


class _OfYear(msgspec.Struct, frozen=True):
    """The files of one year."""

    parts: list[Part]
    workbook: Made


def _keys(
    frames: Frames, small: SmallTables, registry: Registry, settings: SiteSettings
) -> dict[int, str]:
    """A hash of all that the files of each year are made from."""
    common = repr((settings, registry.told()))
    return {
        year: key_of(repr((common, year, frames.digest(year), small.told_of_year(year))))
        for year in frames.years
    }


class _Run:
    def __init__(self, kept: KeptFiles, frames: Frames, settings: SiteSettings) -> None:
        self.kept = kept
        self.frames = frames
        self.settings = settings
        self.parts: list[Part] = []
        self.workbooks: dict[int, Made] = {}
        self.plain: tuple[Made, ...] = ()

    def year(self, year: int, small: SmallTables, full: Callable[[], FullFigures]) -> _OfYear:
        """The figures of a year, its wide tables, and its workbook."""
        kept, wide = self.kept, wide_tables(self.frames, year)
        parts = [
            part
            for province, frame in full().of_year(year)
            for part in figures_parts(kept, year, province, frame)
        ]
        for form_id, frame in wide.items():
            stem = f"reports-{year}-form-{form_id}"
            parts += wide_parts(kept, "wide", stem, frame, year, form_id)
        comparable = comparable_table(wide)
        if comparable is not None:
            stem = f"comparable-{year}"
            newest = newest_form()
            parts += wide_parts(kept, "comparable", stem, comparable, year, newest)
        of_year = {name: settled(small.of_year(name, year)) for name in OF_YEAR}
        key = key_of(f"{year} {self.settings}", *wide.values(), *of_year.values())
        workbook = kept.put(
            f"workbook-{year}.xlsx",
            f"{key}.xlsx",
            lambda path: write_workbook(path, list(sheets_of(wide, of_year)), self.settings),
        )
        return _OfYear(parts, workbook)

    def table(self, name: str, small: SmallTables) -> list[Part]:
        """The files of a table of one frame."""
        return list(table_parts(self.kept, name, small.frame(name)))

    def describe(self, folder: Path) -> tuple[Made, ...]:
        """The descriptions, the zips, and the checksums of all; the zips."""
        settings, parts = self.settings, self.parts
        others = [self._json("datapackage.json", package.package(parts, settings))]
        schemas = {package.schema_name(part): part for part in parts}
        for name, part in sorted(schemas.items()):
            others.append(self._json(f"schemas/{name}.json", package.schema(part)))
        others.append(self._text("README.txt", package.readme(settings, self.parts)))
        others.append(self._text("CITATION.txt", dataset_citation(settings)))
        archives = []
        for name, files in package.bundles(parts, others).items():
            key = key_of(f"{name} {[(one.name, one.sha256) for one in files]}")
            writer = partial(package.write_zip, folder=folder, files=files)
            archives.append(self.kept.put(name, f"{key}.zip", writer))
        tables = [*self._files(), *archives]
        others.append(self._json("dcat.jsonld", dcat(parts, tables, settings)))
        others.append(self._json("croissant.json", croissant(parts, archives, settings)))
        self._text("sha256sums.txt", package.sums([*tables, *self.plain, *others]))
        return tuple(archives)

    def _files(self) -> Iterator[Made]:
        for part in self.parts:
            yield from part.files
        yield from self.workbooks.values()

    def _json(self, name: str, value: dict[str, Any]) -> Made:
        text = msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
        return self._text(name, f"{text}\n")

    def _text(self, name: str, text: str) -> Made:
        content = text.encode()
        ending = Path(name).suffix
        return self.kept.put(
            name, f"{key_of(text)}{ending}", lambda path: path.write_bytes(content)
        )
