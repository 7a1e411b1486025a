"""Writes made-up reports on the forms in force, each with what is true of it: `… OUT`.

Run it with GONGKAI_FORMS naming the folder `made_up`: then the reports for 2026 use a form
that only that folder knows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from msgspec.structs import replace

from generator.agencies import Agency
from generator.records import Figure, Record
from made_up.data import CorpusOptions, made_up_records, write_registry
from made_up.documents.compose import compose
from made_up.documents.compose_tables import Wish
from made_up.documents.paper import Paper
from made_up.documents.recipes import REPORTS

LAYOUTS = ("trs", "official", "tabs")
AGENCIES, YEARS, SEED = 5, (2025, 2026), 7
MOVED = (
    (
        ".natural_person",
        ".news_media",
        ("requests.received", "outcomes.granted", "outcomes.total"),
    ),
    ("review.upheld", "review.withdrawn", ("",)),
)
"""From which column figures go to which new one, and in which rows: all sums stay right."""


def _in_numbers(record: Record, agency: Agency, wish: Wish) -> tuple[Paper, Random]:
    """A paper on which nothing is blank: a table of blanks is a finding by itself."""
    for seed in range(1000):
        chance = Random(seed)
        paper = compose(record, agency, chance, wish)
        if all(figure.state == "number" for figure in paper.truth.figures.values()):
            return paper, chance
    raise AssertionError(record.agency)


def _with_new_columns(record: Record) -> Record:
    """The record with some of its figures in the columns that only the made-up form has."""
    values = {name: figure.value or 0 for name, figure in record.figures.items()}
    for from_column, to_column, rows in MOVED:
        if f"{rows[0]}{to_column}" in values:
            number = min(2, *(values[f"{row}{from_column}"] for row in rows))
            for row in rows:
                values[f"{row}{from_column}"] -= number
                values[f"{row}{to_column}"] = number
    numbers = {
        name: Figure(value=value, state="number", raw=str(value)) for name, value in values.items()
    }
    return replace(record, figures=numbers)


def main(out: Path) -> None:
    """An HTML page, a Word file and a text of every report."""
    registry, records = made_up_records(AGENCIES, YEARS, SEED, CorpusOptions(with_plans=False))
    write_registry(out / "data", registry)
    recipes = [recipe for recipe in REPORTS if recipe.layout in LAYOUTS]
    truths = {}
    for record in map(_with_new_columns, records):
        agency = registry.agencies[record.agency or ""]
        for recipe in recipes:
            paper, chance = _in_numbers(record, agency, recipe.wish)
            name = f"{recipe.layout}/{record.agency}-{record.year}.{recipe.format}"
            (out / recipe.layout).mkdir(exist_ok=True)
            (out / name).write_bytes(recipe.render(paper, chance))
            figures = {key: one.value for key, one in paper.truth.figures.items()}
            truths[name] = {"form": record.form, "year": record.year, "figures": figures}
    (out / "truth.json").write_text(json.dumps(truths), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
