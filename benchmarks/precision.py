"""How often a difference that a check names is one: `python -m benchmarks.precision`.

Makes made-up reports whose text says its numbers in many true ways, plants an error of every kind
in every other agency, copies chapters, leaves corrections behind their file, reads the stated
numbers from the printed text, checks all of it, and prints for each check how many of its
differences were planted (or follow from what was), how many of the planted ones it found, and how
the text about applications was judged against what is expected. Counts that only other agencies
show (PEERS, HIERARCHY) are planted in a second corpus of a single year. The exit status is 1 when a
check is right in fewer than 99 of 100 differences, when a planted error is not found, or when the
text is judged otherwise than expected.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from random import Random

from generator.agencies import Registry
from generator.case_file.report_view import ReportViews, load_report_views
from generator.checks.facts import facts
from generator.forms import form
from generator.parsing.prose.metrics import find_metrics
from generator.parsing.prose.running_lines import TextLine
from generator.records import Place, Record, replace
from generator.store import DataFolder
from made_up import CorpusOptions, made_up_records
from made_up.claims import STATED, contradicted, expected
from made_up.data import write_records, write_registry
from made_up.errors import allowed_keys, expected_keys, with_copies, with_errors
from made_up.planting import Planted, plant

CONTRADICTED = 0.15  # share of the other reports of an agency with an error
LEAST_PRECISION = 0.99
COPIES = 12  # pairs of reports with the same chapters
OF_ONE_YEAR = 900  # reports in the corpus for comparisons with others
DEPARTMENTS = 12  # of them above their government
CORRECTED = 97  # of so many reports one has a correction
Key = tuple[str, int, str]


def reread(record: Record) -> Record:
    """The record with the numbers that the parser finds in its printed text."""
    texts = [line for section in record.sections for line in (section.text or "").split("\n")]
    lines = [TextLine(text, Place(line=at), at) for at, text in enumerate(texts) if text]
    return replace(record, metrics=find_metrics(lines))


def all_errors(groups: list[list[Record]], chance: Random) -> tuple[list[Record], list[Planted]]:
    """Errors of every kind that one agency can have, copies, and contradictions in the text."""
    changed, errors = with_errors(groups, chance)
    changed, copies = with_copies(changed, chance, COPIES)
    years = {error.agency: error.year for error in errors}
    records: list[Record] = []
    more: list[Planted] = []
    for reports in changed:
        name = reports[0].agency or ""
        if name in years:
            reports, found = _contradicted(reports, years[name], chance)
            more += found
        records += reports
    return records, [*errors, *copies, *more]


def _contradicted(
    reports: list[Record], year: int, chance: Random
) -> tuple[list[Record], list[Planted]]:
    """Some of the agency's other reports say another number of applications than their table."""
    changed, errors = [], []
    for report in reports:
        wrong = contradicted(report) if chance.random() < CONTRADICTED else None
        if wrong is None or report.year == year:
            changed.append(report)
        else:
            changed.append(wrong)
            errors.append(Planted("text", report.agency or "", report.year or 0))
    return changed, errors


def measure(count: int, seed: int) -> bool:
    """Prints the table; whether every check is precise and every planted error found."""
    options = CorpusOptions(with_plans=False, with_claims=True, limit=count)
    registry, made = made_up_records(max(20, count // 6), (2016, 2025), seed, options)
    groups = [list(group) for _, group in groupby(made, key=lambda record: record.agency)]
    records, errors = all_errors(groups, Random(seed))
    corrected = [record for record in records if record.form][::CORRECTED]
    with tempfile.TemporaryDirectory() as folder:
        write_registry(Path(folder), registry)
        write_records(Path(folder), map(reread, records))
        outdated = _outdated_corrections(Path(folder), corrected)
        report_views = load_report_views(DataFolder(Path(folder)))
    sys.stdout.write(f"{len(records)} reports, {len(errors) + len(outdated)} planted errors\n")
    is_right = _print_checks(report_views, records, errors, outdated)
    is_right &= _beside_others(seed)
    return _print_text(report_views, records) and is_right


def _outdated_corrections(data: Path, records: list[Record]) -> set[Key]:
    """A correction of each record; every second one is about another file than is there."""
    entries, keys = [], set[Key]()
    for number, record in enumerate(records):
        field = next(iter(record.figures))
        sha256 = record.source.sha256 if number % 2 else "0" * 64
        entries.append(
            f'[[correction]]\nagency = "{record.agency}"\nyear = {record.year}\n'
            f'figure = "{field}"\n'
            f"value = {record.value(field) or 0}\n"
            f'reason = "虚构"\nevidence = "虚构"\nwho = "虚构"\nwhen = 2024-02-01\n'
            f'source_sha256 = "{sha256}"\n'
        )
        if not number % 2:
            keys.add((record.agency or "", record.year or 0, "CORRECTION"))
    (data / "corrections").mkdir()
    (data / "corrections" / "made-up.toml").write_text("\n".join(entries), encoding="utf-8")
    return keys


def _beside_others(seed: int) -> bool:
    """Many agencies in one year: large groups of their like, and governments above them."""
    options = CorpusOptions(with_plans=False, with_claims=True, limit=OF_ONE_YEAR)
    registry, made = made_up_records(OF_ONE_YEAR, (2024, 2024), seed, options)
    records, errors = list(made), list[Planted]()
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        groups[_like(record, registry)].append(index)
    for members in groups.values():
        if len(members) >= facts().peers.least_group:
            _plant_in_one(records, members, "out_of_group", errors, seed)
    below = _with_a_government(records, registry)
    for start in range(0, len(below), len(below) // DEPARTMENTS or 1):
        _plant_in_one(records, below[start:], "above_government", errors, seed)
    with tempfile.TemporaryDirectory() as folder:
        write_registry(Path(folder), registry)
        write_records(Path(folder), map(reread, records))
        report_views = load_report_views(DataFolder(Path(folder)))
    sys.stdout.write(f"\n{len(records)} reports of one year, {len(errors)} far from others\n")
    return _print_checks(report_views, records, errors, set())


def _plant_in_one(
    records: list[Record], members: list[int], kind: str, errors: list[Planted], seed: int
) -> None:
    """Plants an error in the first of some records that has none and that it fits."""
    taken = {error.agency for error in errors}
    for index in members:
        fits = records[index].agency not in taken
        result = plant([records[index]], kind, Random(seed)) if fits else None
        if result:
            records[index] = result[0][0]
            errors.append(result[1])
            return


def _with_a_government(records: list[Record], registry: Registry) -> list[int]:
    """Reports of departments whose government of the same level reports on all of its region."""
    entries = [registry.agencies[record.agency or ""] for record in records]
    places = {
        (entry.region, entry.level)
        for entry, record in zip(entries, records, strict=True)
        if record.scope == "aggregate"
    }
    left_out = facts().hierarchy.not_summed
    return [
        index
        for index, entry in enumerate(entries)
        if records[index].scope == "own"
        and (entry.region, entry.level) in places
        and entry.function not in left_out
    ]


def _like(record: Record, registry: Registry) -> tuple[str, str, str]:
    entry = registry.agencies[record.agency or ""]
    return entry.function or "", entry.level, record.scope


def _print_checks(
    report_views: ReportViews, records: list[Record], errors: list[Planted], others: set[Key]
) -> bool:
    must = expected_keys(errors) | others
    may = allowed_keys(errors) | others
    for record in records:  # some agencies print dashes for zero, by custom in a whole table
        if _has_table_without_number(record):
            may.add((record.agency or "", record.year or 0, "BLANKS"))
    found: set[Key] = {
        (finding.agency, finding.year, finding.check)
        for finding in report_views.findings()
        if finding.result == "fails"
    }
    sys.stdout.write(f"{'check':16} {'named':>6} {'right':>6} {'planted':>8} {'found':>6}\n")
    is_right = True
    for check in sorted({key[2] for key in found | must}):
        named = {key for key in found if key[2] == check}
        planted = {key for key in must if key[2] == check}
        right = named & may
        sys.stdout.write(
            f"{check:16} {len(named):6} {len(right):6} {len(planted):8} {len(planted & found):6}\n"
        )
        is_right &= len(right) >= LEAST_PRECISION * len(named) and planted <= found
        for key in sorted(named - may | planted - found):
            sys.stdout.write(f"  {'not planted' if key in found else 'not found'}: {key}\n")
    return is_right


def _has_table_without_number(record: Record) -> bool:
    tables = form(record.form).tables if record.form else ()
    return any(
        all(record.figure(field.id).state != "number" for field in table.fields) for table in tables
    )


def _print_text(report_views: ReportViews, records: list[Record]) -> bool:
    """How the applications stated in the text were judged, against what is expected."""
    counted: Counter[tuple[str, str]] = Counter()
    for record in records:
        wanted = expected(record)
        if wanted is None or record.agency is None or record.year is None:
            continue
        outcome = report_views.outcomes[record.agency, record.year]
        kept = outcome.kept(with_open=True)
        said = [f.result for f in kept if (f.check, f.scope) == ("TEXT", STATED)]
        counted[wanted, said[0] if said else "holds"] += 1
    sys.stdout.write("\nTEXT, applications: expected, judged, reports\n")
    for (wanted, judged), number in sorted(counted.items()):
        sys.stdout.write(f"{wanted:12} {judged:12} {number:6}\n")
    return all(wanted == judged for wanted, judged in counted)


def main() -> int:
    """Reads the arguments and measures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    return int(not measure(given.reports, given.seed))


if __name__ == "__main__":
    sys.exit(main())
