"""A figure stored as a number was understood by printed words: of its row, and of its column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rapidfuzz import fuzz

from generator.forms import Field, form
from generator.parsing.normalise import key
from generator.parsing.tables.find import find_statutory_rows
from generator.parsing.tables.statutory import Tables, read_tables
from generator.readers.document import Cell
from generator.readers.open import read_bytes, read_document
from made_up.documents.generate import generate
from tests.parsing.golden import REPORTS, SAMPLES
from tests.parsing.test_difficult_tables import CASES, FORMATS, blocks_of, paper_of

# A printed word resembles a word of the form at least so much, or is a piece of it.
_LEAST = 75.0
_GROUPS = {
    "review": ("复议",),
    "litigation.direct": ("未经", "直接"),
    "litigation.after_review": ("复议后",),
}


def says(cells: tuple[Cell, ...], words: tuple[str, ...]) -> bool:
    """Whether printed cells, alone or together, say one of the form's words."""
    texts = [key(cell.text) for cell in cells]
    texts += ["".join(texts[n:]) for n in range(len(texts))]
    return any(
        text and (text in word or word in text or fuzz.ratio(text, word) >= _LEAST)
        for text in texts
        for word in map(key, words)
    )


def unwitnessed(read: Tables) -> Iterator[str]:
    """The numbers that printed words do not account for."""
    by_order = {note.params["row"] for note in read.notes if note.code == "parsing.row_by_order"}
    by_sums = {
        note.params["table"] for note in read.notes if note.code == "parsing.columns_by_form"
    }
    labels = {t.id: t.label for t in form(read.form).tables} if read.form else {}
    for name, figure in read.figures.items():
        if figure.state != "number":
            continue
        of = form(read.form or "").fields[name]
        witness = read.witnesses.get(name)
        if witness is None:
            yield f"{name}: no witness"
        elif of.table == "cases":
            yield from _of_a_case(of, (*witness.row, *witness.column))
        else:
            row = (of.row.label, *of.row.variants)
            if of.row.label not in by_order and not says(witness.row, row):
                yield f"{name}: row {[c.text for c in witness.row]}"
            column = (of.column.label, *of.column.variants, "本年累计", "数量")
            if labels[of.table] not in by_sums and not says(witness.column, column):
                yield f"{name}: column {[c.text for c in witness.column]}"


def _of_a_case(of: Field, cells: tuple[Cell, ...]) -> Iterator[str]:
    group = next(words for start, words in _GROUPS.items() if of.id.startswith(start))
    texts = "".join(cell.text for cell in cells)
    if not any(word in texts for word in group) or not says(
        cells, (of.column.label, *of.column.variants)
    ):
        yield f"{of.id}: {texts}"


PRINTED = [*sorted(SAMPLES.parent.rglob("*.txt")), *sorted(REPORTS.glob("*.txt"))]


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    assert list(unwitnessed(read_tables(find_statutory_rows(read_document(path))))) == []


@pytest.mark.parametrize("layout", FORMATS)
def test_difficult_tables(layout: str) -> None:
    name, render = FORMATS[layout]
    for kind, form_id in CASES:
        content = render(paper_of(form_id, blocks_of(form_id, kind, Random(kind))), Random(1))
        document = read_bytes(name, content.encode() if isinstance(content, str) else content)
        assert list(unwitnessed(read_tables(find_statutory_rows(document)))) == [], kind


def test_the_made_up_corpus(tmp_path: Path) -> None:
    made = generate(110, tmp_path, 21, ("html", "docx", "txt", "md"))
    numbers = 0
    for row in made.rows:
        if row["expect"] == "report":
            read = read_tables(find_statutory_rows(read_document(tmp_path / row["file"])))
            numbers += sum(figure.state == "number" for figure in read.figures.values())
            assert list(unwitnessed(read)) == [], row["file"]
    assert numbers > 2000
