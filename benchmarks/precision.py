"""How often a difference that a check names is one: `python -m benchmarks.precision`.

Makes made-up reports whose text says its numbers in many true ways, plants an error of every kind
in every other agency, reads the stated numbers from the printed text, checks all of them, and
prints for each check how many of its differences were planted (or follow from what was), how
many of the planted ones it found, and how the text about applications was judged against what is
expected. The exit status is 1 when a check is right in fewer than 99 of 100 differences, when a
planted error is not found, or when the text is judged otherwise than expected.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from itertools import groupby
from pathlib import Path
from random import Random

from generator.checks.dossier import Dossiers, load_dossiers
from generator.forms import form
from generator.parsing.metrics import find_metrics
from generator.parsing.running import Line
from generator.records import Place, Record, replace
from generator.store import DataFolder
from made_up import Options, made_up_records
from made_up.claims import STATED, contradicted, expected
from made_up.data import write_records, write_registry
from made_up.planting import KINDS, Planted, plant

# Which check must find which kind of error, and what an error truly breaks besides.
FOUND_BY = {
    "flow": "FLOW",
    "row": "ROW",
    "column": "COLUMN",
    "cases": "CASES",
    "stats": "STATS",
    "carry": "CARRY",
    "stock": "STOCK",
    "items": "ITEMS",
    "text": "TEXT",
    "unit_slip": "UNITS",
    "misfilled_decisions": "MISFILL",
    "regulations_by_bureau": "REGULATIONS",
    "all_blank": "BLANKS",
    "wrong_form": "FORM_YEAR",
    "period_vs_title": "PERIOD",
    "copied_text": "SIMILAR_LAST",
    "missing_section": "SECTIONS",
    "late": "LATE",
    "outlier": "JUMP",
}
ALSO = {
    "wrong_form": {"ITEMS"},
    "outlier": {"HIERARCHY", "PEERS"},
    "unit_slip": {"HIERARCHY", "PEERS"},
    "misfilled_decisions": {"HIERARCHY", "JUMP", "PEERS"},
}
LEAST_DECISIONS = 5  # fewer cannot be told from a coincidence
CONTRADICTED = 0.15  # share of the other reports of an agency with an error
LEAST_PRECISION = 0.99
Key = tuple[str, int, str]


def reread(record: Record) -> Record:
    """The record with the numbers that the parser finds in its printed text."""
    texts = [line for section in record.sections for line in (section.text or "").split("\n")]
    lines = [Line(text, Place(line=at), at) for at, text in enumerate(texts) if text]
    return replace(record, metrics=find_metrics(lines))


def is_an_error(planted: Planted, reports: list[Record]) -> bool:
    """Whether the law and the numbers make the planted change one."""
    record = next(report for report in reports if report.year == planted.year)
    if planted.kind == "late":  # until 2018 every agency had time to 31 March
        return planted.year >= 2019 or record.scope == "aggregate"
    if planted.kind == "misfilled_decisions":
        enough = (record.value(planted.fields[0]) or 0) >= LEAST_DECISIONS
        return enough and record.scope == "own"
    return True


def with_errors(groups: list[list[Record]], chance: Random) -> tuple[list[Record], list[Planted]]:
    """Every other agency gets one error, the kinds in turn."""
    records: list[Record] = []
    errors: list[Planted] = []
    kinds = [kind for kind in KINDS if kind in FOUND_BY]
    turn = 0
    for number, reports in enumerate(groups):
        changed = reports
        for _ in kinds if number % 2 else ():
            turn += 1
            result = plant(reports, kinds[turn % len(kinds)], chance)
            if result and is_an_error(result[1], result[0]):
                changed = result[0]
                errors.append(result[1])
                changed, more = _contradicted(changed, result[1].year, chance)
                errors += more
                break
        records += changed
    return records, errors


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
    options = Options(with_plans=False, with_claims=True, limit=count)
    registry, made = made_up_records(max(20, count // 6), (2016, 2025), seed, options)
    groups = [list(group) for _, group in groupby(made, key=lambda record: record.agency)]
    records, errors = with_errors(groups, Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        write_registry(data, registry)
        write_records(data, map(reread, records))
        dossiers = load_dossiers(DataFolder(data))
    is_right = _print_checks(dossiers, records, errors)
    return _print_text(dossiers, records) and is_right


def _print_checks(dossiers: Dossiers, records: list[Record], errors: list[Planted]) -> bool:
    must: set[Key] = {(e.agency, e.year, FOUND_BY[e.kind]) for e in errors}
    may = must | {
        (e.agency, e.year, check) for e in errors for check in {*e.also, *ALSO.get(e.kind, ())}
    }
    for record in records:  # some agencies print dashes for zero, by custom in a whole table
        if _has_table_without_number(record):
            may.add((record.agency or "", record.year or 0, "BLANKS"))
    found: set[Key] = {
        (finding.agency, finding.year, finding.check)
        for finding in dossiers.findings()
        if finding.result == "fails"
    }
    sys.stdout.write(f"{len(records)} reports, {len(errors)} planted errors\n")
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
    return is_right


def _has_table_without_number(record: Record) -> bool:
    tables = form(record.form).tables if record.form else ()
    return any(
        all(record.figure(field.id).state != "number" for field in table.fields) for table in tables
    )


def _print_text(dossiers: Dossiers, records: list[Record]) -> bool:
    """How the applications stated in the text were judged, against what is expected."""
    counted: Counter[tuple[str, str]] = Counter()
    for record in records:
        wanted = expected(record)
        if wanted is None or record.agency is None or record.year is None:
            continue
        outcome = dossiers.outcomes[record.agency, record.year]
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
