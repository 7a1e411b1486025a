"""`/data/`: every figure as CSV, long and wide, a zip with its description, and the page.

reports-<year>-form-<form>.csv   wide: a row for each report, a column for each figure
figures-<year>.csv.gz            long: a row for each figure, with state, raw text and place
indicators.csv contacts.csv metrics.csv findings.csv agencies.csv regions.csv fields.csv
gongkai-data.zip                 all of them with README.md and datapackage.json

Where a cell of a wide table is no number it says so with a word (`blank`, `missing` …);
the package's description lists these words as missing values.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.agencies import AGENCY_COLUMNS, REGION_COLUMNS, Registry
from generator.checks.dossier import Dossier
from generator.checks.finding import Finding
from generator.forms import form, forms
from generator.forms.explanations import explanations
from generator.pages.apps.downloads_page import write_data_page
from generator.pages.apps.package import write_package
from generator.pages.apps.tables import Table
from generator.pages.counts import INCOMPLETE, NOT_ASKED, WHY_NOT, all_values, catalogue
from generator.pages.settings import SiteSettings
from generator.records import Contacts, Record

_WORDS = {letter: word for word, letter in WHY_NOT.items()}
_WORDS |= {INCOMPLETE: "incomplete", NOT_ASKED: "not_asked"}

_REPORT = ("agency", "agency_name", "region", "year", "scope", "form", "title")
_SOURCE = ("source_file", "source_sha256", "source_url", "published")
_FIGURE = ("agency", "year", "scope", "form", "field", "state", "value", "raw", "page", "line")
_FINDING = ("agency", "year", "check", "scope", "kind", "severity", "result")
_SIDES = ("left", "right", "difference")
_CONTACTS = tuple(field.name for field in msgspec.structs.fields(Contacts))
_METRIC = ("id", "value", "unit", "approximate", "is_cumulative", "is_partial")
_DICTIONARY = ("form", "table", "field", "label", "unit", "type", "zh", "en", "article")


class Downloads:
    """Collects the rows of all tables and writes them with the package and the page."""

    def __init__(
        self, registry: Registry, content: Path, target: Path, settings: SiteSettings
    ) -> None:
        self._registry = registry
        self._content = content
        self._folder = target / "data"
        self._settings = settings
        self._tables: dict[str, Table] = {}

    def add(self, agency: str, reports: dict[int, Dossier]) -> None:
        """Adds the reports of one agency to the tables."""
        del agency  # every report names its own
        for year, dossier in sorted(reports.items()):
            record = dossier.record
            if record.form is not None:
                self._wide(record, record.form, year)
                self._long(dossier, record.form, year)
            self._others(dossier, year)

    def finish(self) -> None:
        """Adds the registry and the dictionary, closes the tables, writes zip and page."""
        self._registry_tables()
        self._dictionary()
        for table in self._tables.values():
            table.close()
        tables = [self._tables[name] for name in sorted(self._tables)]
        archive = write_package(tables, self._folder, self._settings)
        write_data_page(tables, archive, self._content, self._settings)

    def _table(self, name: str, columns: tuple[str, ...]) -> Table:
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = Table(self._folder / name, columns)
        return table

    def _wide(self, record: Record, form_id: str, year: int) -> None:
        fields = tuple(form(form_id).fields)
        table = self._table(f"reports-{year}-form-{form_id}.csv", _REPORT + _SOURCE + fields)
        cells = []
        for name in fields:
            figure = record.figure(name)
            cells.append(figure.value if figure.state == "number" else figure.state)
        table.add((*_identity(record), *_origin(record), *cells))

    def _long(self, dossier: Dossier, form_id: str, year: int) -> None:
        table = self._table(f"figures-{year}.csv.gz", (*_FIGURE, "cell", "is_corrected"))
        record = dossier.record
        corrected = {
            one.correction.figure for one in dossier.corrections if one.standing == "applied"
        }
        head = (record.agency, year, record.scope, form_id)
        rows = []
        for name in form(form_id).fields:
            figure, at = record.figure(name), record.figure(name).at
            place = (at.page, at.line, at.cell) if at else (None, None, None)
            flag = "true" if name in corrected else "false"
            rows.append((*head, name, figure.state, figure.value, figure.raw, *place, flag))
        table.add_all(rows, len(rows))

    def _others(self, dossier: Dossier, year: int) -> None:
        record = dossier.record
        names = tuple(count.id for count in catalogue().counts)
        values = [
            _WORDS.get(v, v) if isinstance(v, str) else v for v in all_values(record).values()
        ]
        self._table("indicators.csv", _REPORT + names).add((*_identity(record), *values))
        contacts = [_joined(getattr(record.contacts, name)) for name in _CONTACTS]
        self._table("contacts.csv", ("agency", "year", *_CONTACTS)).add(
            (record.agency, year, *contacts)
        )
        metrics = self._table("metrics.csv", ("agency", "year", *_METRIC))
        for metric in record.metrics:
            metrics.add((record.agency, year, *(_plain(getattr(metric, n)) for n in _METRIC)))
        findings = self._table("findings.csv", _FINDING + _SIDES)
        for finding in (*dossier.outcome.failed, *dossier.outcome.not_judged):
            findings.add(_finding(finding))

    def _registry_tables(self) -> None:
        agencies = self._table("agencies.csv", AGENCY_COLUMNS)
        for agency in self._registry.agencies.values():
            agencies.add(_joined(getattr(agency, name)) for name in AGENCY_COLUMNS)
        regions = self._table("regions.csv", REGION_COLUMNS)
        for region in self._registry.regions.values():
            regions.add(_joined(getattr(region, name)) for name in REGION_COLUMNS)

    def _dictionary(self) -> None:
        table = self._table("fields.csv", _DICTIONARY)
        for row in dictionary_rows():
            table.add(row)


def dictionary_rows() -> Iterator[tuple[str, ...]]:
    """Every figure of every form with its label, unit and what it means."""
    known = explanations()
    for one in forms():
        for field in one.fields.values():
            entry = known.get(field.row.id) or known.get(f"column.{field.column.id}")
            words = (entry.zh, entry.en, entry.article) if entry else ("", "", "")
            yield (one.id, field.table, field.id, field.label, field.unit, field.type, *words)


def _identity(record: Record) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in _REPORT)


def _origin(record: Record) -> tuple[object, ...]:
    source = record.source
    return source.file, source.sha256, source.url, source.published


def _finding(finding: Finding) -> tuple[object, ...]:
    sides = [side.value if side else None for side in (finding.left, finding.right)]
    return (*(getattr(finding, name) for name in _FINDING), *sides, finding.difference)


def _joined(value: object) -> object:
    return ";".join(value) if isinstance(value, tuple) else value


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
