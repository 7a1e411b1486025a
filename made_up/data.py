"""Made-up records by the thousand, and a data folder full of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import msgspec

from generator.agencies import AGENCY_COLUMNS, REGION_COLUMNS, Agency, Registry
from generator.forms import form_in_force
from generator.records import Period, Record
from generator.spreadsheet import Writer
from generator.store import DataFolder
from made_up import chance as of
from made_up import places
from made_up.claims import with_claims
from made_up.contacts import contacts
from made_up.figures import Habit, figures, habit
from made_up.plans import plan
from made_up.prose import mark
from made_up.region_walk import walk
from made_up.sections import Story, metrics, sections, words
from made_up.sources import source

LAST_YEAR = 2025
Years = tuple[int, int] | int


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """What made-up records hold.

    `missing_share` leaves out that share of the reports; `limit` stops after so many
    records. Offices publish a work plan each year unless `with_plans` is false.
    `with_claims` states the applications in other true ways (`made_up.claims`).
    """

    with_text: bool = True
    with_plans: bool = True
    with_claims: bool = False
    missing_share: float = 0.0
    limit: int | None = None


DEFAULT = CorpusOptions()


def year_range(years: Years) -> range:
    """(first, last), both inclusive; a number means that many years up to 2025."""
    first, last = years if isinstance(years, tuple) else (LAST_YEAR - years + 1, LAST_YEAR)
    if not 2014 <= first <= last:
        raise ValueError(f"years must lie in order and not before 2014: {years}")
    return range(first, last + 1)


def made_up_records(
    agencies: int, years: Years, seed: int, options: CorpusOptions = DEFAULT
) -> tuple[Registry, Iterator[Record]]:
    """A registry of exactly `agencies` agencies, and their records.

    `years` is (first, last), both inclusive and not before 2014, or how many years up
    to 2025. Every identity of the forms holds within and across years, governments sum
    their regions, and nothing is out of the ordinary unless `made_up.planting`
    plants it. The records come agency by agency, oldest year first, smaller regions
    first.
    """
    span = year_range(years)
    registry = places.registry(agencies, span[0], span[-1])
    return registry, islice(_records(registry, span, seed, options), options.limit)


def _records(
    registry: Registry, span: range, seed: int, options: CorpusOptions
) -> Iterator[Record]:
    for agency, yearly in walk(registry, span, seed):
        chance = of.stream("agency", seed, agency.id)
        how: Habit = "zeros" if agency.kind == "government" else habit(chance)
        given = contacts(agency, chance)
        for year, numbers in yearly.items():
            lot = of.stream("report", seed, agency.id, year)
            if lot.random() < options.missing_share:
                continue
            story = Story(agency, year, form_in_force(year), numbers, given, seed)
            yield report(story, how, lot, options)
            if options.with_plans and agency.kind == "office":
                yield plan(story, lot, with_text=options.with_text)


def report(story: Story, how: Habit, lot: Random, options: CorpusOptions = DEFAULT) -> Record:
    """One annual report as it would be read from its page."""
    agency, year = story.agency, story.year
    stated = metrics(story, lot)
    if options.with_claims:
        stated = with_claims(stated, story.numbers, words(story), story.seed, agency.id, year)
    chapters = sections(story, stated, lot, with_text=options.with_text)
    if not options.with_text:
        stated = tuple(msgspec.structs.replace(metric, quote=None) for metric in stated)
    return Record(
        kind="annual_report",
        agency=agency.id,
        agency_name=agency.name,
        region=agency.region,
        year=year,
        form=story.form,
        scope="aggregate" if agency.kind == "government" else "own",
        title=f"{agency.name}{year}年政府信息公开工作年度报告",
        period=Period(start=f"{year}-01-01", end=f"{year}-12-31"),
        source=source(agency, year, "report", lot, story.seed),
        contacts=story.contacts,
        figures=figures(story.numbers, story.form, how),
        metrics=stated,
        sections=chapters,
    )


def write_data(
    folder: Path, agencies: int, years: Years, seed: int, options: CorpusOptions = DEFAULT
) -> int:
    """Writes a made-up data folder; how many records were written.

    The arguments are those of `made_up_records`. The folder says in MADE-UP.txt what
    it is.
    """
    registry, records = made_up_records(agencies, years, seed, options)
    write_registry(folder, registry)
    return write_records(folder, records)


def write_data_of(folder: Path, count: int, seed: int) -> int:
    """Writes a data folder of exactly `count` records over the last ten years.

    Its registry holds the agencies that have a record, and no others.
    """
    options = CorpusOptions(limit=count, with_claims=True)
    registry, records = made_up_records(count // 7 + 8, 10, seed, options)
    used: set[str] = set()
    written = write_records(folder, _noted(records, used))
    kept = [_only_known(agency, used) for agency in registry.agencies.values() if agency.id in used]
    write_registry(folder, Registry(kept, registry.regions.values()))
    return written


def _noted(records: Iterable[Record], used: set[str]) -> Iterator[Record]:
    for record in records:
        used.add(record.agency or "")
        yield record


def _only_known(agency: Agency, known: set[str]) -> Agency:
    """The agency without links to agencies that are not in the registry."""
    return msgspec.structs.replace(
        agency,
        predecessors=tuple(other for other in agency.predecessors if other in known),
        successors=tuple(other for other in agency.successors if other in known),
    )


def write_records(folder: Path, records: Iterable[Record]) -> int:
    """Puts records in their places; how many."""
    data = DataFolder(folder)
    count = 0
    for record in records:
        if record.agency is not None and record.year is not None:
            data.write(record, data.path(record.kind, record.agency, record.year))
            count += 1
    return count


def write_registry(folder: Path, registry: Registry) -> None:
    """Writes agencies.csv and regions.csv, and the note that all of it is made up."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "MADE-UP.txt").write_text(
        f"{mark()}\nEverything in this folder is made up.\n", encoding="utf-8"
    )
    _write_csv(folder / "agencies.csv", AGENCY_COLUMNS, registry.agencies.values())
    _write_csv(folder / "regions.csv", REGION_COLUMNS, registry.regions.values())


def _write_csv(path: Path, columns: tuple[str, ...], entries: Iterable[object]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = Writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for entry in entries:
            writer.writerow([_cell(getattr(entry, column)) for column in columns])


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)
