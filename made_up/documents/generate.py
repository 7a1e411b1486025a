"""A corpus of made-up documents, each with its true record beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Literal

import msgspec

from generator import record_json
from generator.agencies import Registry
from generator.forms import asks, form
from generator.records import Record, Source
from generator.spreadsheet import Writer
from made_up import chance as of
from made_up.claims import STATED, expected
from made_up.data import CorpusOptions, made_up_records, write_registry
from made_up.documents import broken, docx_files, lookalikes, printing
from made_up.documents.compose import compose, with_another
from made_up.documents.paper import Paper
from made_up.documents.plan_papers import plan_paper
from made_up.documents.recipes import LOOKALIKES, PLANS, REPORTS, SEVERAL, Recipe
from made_up.planting import plant

Expectation = Literal["report", "plan", "unrecognised", "unreadable"]
YEARS = (2014, 2024)
_CONTRADICTED = 0.08  # share of the reports
_MODERN_ONLY = ("cut-tables", "tabs-cut", "pages", "pictures", "split-items", "broken-off")
FORMATS = ("html", "docx", "pdf", "txt", "md")
_MEDIA = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "md": "text/markdown",
}
_COLUMNS = ("file", "format", "layout", "expect", "agency", "year", "form")


@dataclass(frozen=True, slots=True)
class TruthSheet:
    """A document before it is written: its bytes, unless a press has still to make them."""

    name: str
    layout: str
    format: str
    expect: Expectation
    content: bytes
    press: str = ""
    paper: Paper | None = None
    is_lossy: bool = False


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was written: rows of the manifest, and programs that were not there."""

    rows: tuple[dict[str, str], ...]
    missing_tools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """The records that papers are written from."""

    registry: Registry
    reports: tuple[Record, ...]
    plans: tuple[Record, ...]


def generate(
    count: int,
    out: Path,
    seed: int,
    formats: Sequence[str] = FORMATS,
    progress: Callable[[int], None] = lambda _: None,
) -> Corpus:
    """Writes `count` documents to a folder; the same arguments write the same bytes.

    Beside each document lies `<name>.truth.json`; `manifest.truth.csv` lists all of them and
    `registry/` holds their agencies and regions. Documents that need a program which
    is not installed are left out, and the program is named in the result. `progress`
    is called with the number of documents done so far. Only an encrypted PDF differs
    from run to run: LibreOffice draws its keys.
    """
    out.mkdir(parents=True, exist_ok=True)
    stock = _stock(count, seed)
    write_registry(out / "registry", stock.registry)
    sheets = [sheet for sheet in _sheets(count, seed, stock) if sheet.format in formats]
    rows = []
    for done, sheet in enumerate(_pressed(sheets), 1):
        rows.append(_write(sheet, out))
        progress(done)
    _write_manifest(out / "manifest.truth.csv", rows)
    needed = any(sheet.press for sheet in sheets)
    return Corpus(tuple(rows), tuple(printing.missing_tools()) if needed else ())


def _stock(count: int, seed: int) -> Stock:
    options = CorpusOptions(with_claims=True)
    registry, records = made_up_records(max(40, count // 4), YEARS, seed, options)
    found = [_contradicted(record, seed) for record in records if _is_telling(record, seed)]
    of.stream("stock", seed).shuffle(found)
    return Stock(
        registry,
        tuple(record for record in found if record.kind == "annual_report"),
        tuple(record for record in found if record.kind == "work_plan"),
    )


def _contradicted(record: Record, seed: int) -> Record:
    """Now and then a report whose text contradicts its table."""
    lot = of.stream("contradicted", seed, record.agency, record.year)
    if record.kind != "annual_report" or lot.random() >= _CONTRADICTED:
        return record
    changed = plant([record], "text", lot)
    return changed[0][0] if changed else record


def _is_telling(record: Record, seed: int) -> bool:
    """Keeps few of the reports that hold hardly anything but zeros."""
    counts = sum(bool(figure.value) for figure in record.figures.values())
    is_kept = of.stream("kept", seed, record.agency, record.year).random() < 0.2
    return record.kind == "work_plan" or counts > 25 or is_kept


def _sheets(count: int, seed: int, stock: Stock) -> Iterator[TruthSheet]:
    """The documents in a fixed order that spreads every layout evenly."""
    makers = _schedule()
    for number in range(count):
        chance = of.stream("document", seed, number)
        yield makers[number % len(makers)](number, chance, stock)


Maker = Callable[[int, Random, Stock], TruthSheet]


def _schedule() -> list[Maker]:
    weighted: list[Maker] = [_maker(recipe) for recipe in REPORTS for _ in range(recipe.weight)]
    weighted += [_several_maker(recipe) for recipe in SEVERAL for _ in range(recipe.weight)]
    weighted += [_plan_maker(recipe) for recipe in PLANS for _ in range(recipe.weight)]
    others = [recipe for recipe in LOOKALIKES for _ in range(recipe.weight)]
    kinds = list(lookalikes.KINDS)
    weighted += [
        _lookalike_maker(recipe, kinds[at % len(kinds)]) for at, recipe in enumerate(others)
    ]
    weighted += [_broken_maker(kind) for kind in broken.KINDS]
    weighted += [_encrypted, _picture]
    of.stream("schedule").shuffle(weighted)
    return weighted


def _maker(recipe: Recipe) -> Maker:
    def make(number: int, chance: Random, stock: Stock) -> TruthSheet:
        record = _suitable(recipe, number, stock)
        agency = stock.registry.agencies[record.agency or ""]
        paper = compose(record, agency, chance, recipe.wish)
        return _sheet(recipe, number, "report", paper, chance)

    return make


def _suitable(recipe: Recipe, number: int, stock: Stock) -> Record:
    """A report whose form the layout can show."""
    record = stock.reports[number % len(stock.reports)]
    if recipe.layout == "free-text":
        early = [r for r in stock.reports if asks(r.form, "stats.requests.received")]
        record = early[number % len(early)]
        return msgspec.structs.replace(record, form=None, figures={})
    if recipe.layout == "old-form":
        new = [r for r in stock.reports if r.form and form(r.form).extends]
        old = plant([new[number % len(new)]], "wrong_form", of.stream(number))
        return old[0][0] if old else record
    if recipe.layout in _MODERN_ONLY:
        modern = [r for r in stock.reports if not asks(r.form, "stats.requests.received")]
        record = modern[number % len(modern)]
    return record


def _several_maker(recipe: Recipe) -> Maker:
    """The report of one agency with that of another behind it."""

    def make(number: int, chance: Random, stock: Stock) -> TruthSheet:
        found = [stock.reports[number % len(stock.reports)]]
        found.append(next(r for r in stock.reports if r.agency != found[0].agency))
        first, second = (
            compose(record, stock.registry.agencies[record.agency or ""], chance, recipe.wish)
            for record in found
        )
        return _sheet(recipe, number, "unrecognised", with_another(first, second), chance)

    return make


def _plan_maker(recipe: Recipe) -> Maker:
    def make(number: int, chance: Random, stock: Stock) -> TruthSheet:
        record = stock.plans[number % len(stock.plans)]
        return _sheet(recipe, number, "plan", plan_paper(record, chance), chance)

    return make


def _lookalike_maker(recipe: Recipe, kind: str) -> Maker:
    def make(number: int, chance: Random, stock: Stock) -> TruthSheet:
        agency = of.pick(chance, list(stock.registry.agencies.values()))
        paper = lookalikes.lookalike(kind, agency, 2015 + number % 9, chance)
        named = replace(recipe, layout=f"look-alike-{kind}")
        return _sheet(named, number, "unrecognised", paper, chance)

    return make


def _broken_maker(kind: str) -> Maker:
    def make(number: int, chance: Random, stock: Stock) -> TruthSheet:
        good = {"docx": _some_docx(number, chance, stock)}
        suffix, content = broken.KINDS[kind](good, chance)
        name = f"{number:05d}-broken-{kind}"
        return TruthSheet(name, f"broken-{kind}", suffix, "unreadable", content)

    return make


def _some_docx(number: int, chance: Random, stock: Stock) -> bytes:
    recipe = next(recipe for recipe in REPORTS if recipe.layout == "official")
    return _maker(recipe)(number, chance, stock).content


def _encrypted(number: int, chance: Random, stock: Stock) -> TruthSheet:
    content = _some_docx(number, chance, stock)
    name = f"{number:05d}-broken-encrypted"
    return TruthSheet(name, "broken-encrypted", "pdf", "unreadable", content, "office-locked")


def _picture(number: int, chance: Random, stock: Stock) -> TruthSheet:
    """A PDF that holds a picture of a page and no text."""
    content = docx_files.lines([""])
    name = f"{number:05d}-broken-picture"
    return TruthSheet(name, "broken-picture", "pdf", "unreadable", content, "picture")


def _sheet(
    recipe: Recipe, number: int, expect: Expectation, paper: Paper, chance: Random
) -> TruthSheet:
    return TruthSheet(
        name=f"{number:05d}-{recipe.layout}",
        layout=recipe.layout,
        format=recipe.format,
        expect=expect,
        content=recipe.render(paper, chance),
        press=recipe.press,
        paper=paper,
        is_lossy=recipe.is_lossy,
    )


def _pressed(sheets: list[TruthSheet]) -> Iterator[TruthSheet]:
    """The sheets with their final bytes; those whose press is not there are left out."""
    yield from (sheet for sheet in sheets if not sheet.press)
    presses: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
        "office": printing.by_office,
        "office-locked": lambda files: printing.by_office(files, password="made-up"),
        "chromium": lambda files: printing.by_chromium(
            {name: content.decode() for name, content in files.items()}
        ),
        "picture": printing.pictures,
    }
    for press, run in presses.items():
        waiting = {sheet.name: sheet for sheet in sheets if sheet.press == press}
        printed = run({name: sheet.content for name, sheet in waiting.items()})
        for name in sorted(printed):
            yield replace(waiting[name], content=printed[name])


def _write(sheet: TruthSheet, out: Path) -> dict[str, str]:
    path = out / f"{sheet.name}.{sheet.format}"
    path.write_bytes(sheet.content)
    record = sheet.paper and _placed(sheet.paper.truth, path.name, sheet)
    truth = {
        "layout": sheet.layout,
        "format": sheet.format,
        "expect": sheet.expect,
        "record": record and record_json.to_object(record),
        "accept": sheet.paper.accept if sheet.paper else {},
        "figures_may_be_missing": sheet.is_lossy,
        "judged": {f"TEXT/{STATED}": record and expected(record)},
        "warns": list(sheet.paper.warns) if sheet.paper else [],
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (out / f"{sheet.name}.truth.json").write_text(text, encoding="utf-8")
    facts = (record and record.agency, record and record.year, record and record.form)
    values = (path.name, sheet.format, sheet.layout, sheet.expect, *facts)
    return {name: str(value or "") for name, value in zip(_COLUMNS, values, strict=True)}


def _placed(record: Record, name: str, sheet: TruthSheet) -> Record:
    """The truth with the particulars of the file that prints it; no place is claimed."""
    source = Source(
        file=name,
        sha256=sha256(sheet.content).hexdigest(),
        media_type="text/html" if sheet.layout == "mislabelled" else _MEDIA[sheet.format],
    )
    figures = {
        field_id: msgspec.structs.replace(figure, at=None)
        for field_id, figure in record.figures.items()
    }
    return msgspec.structs.replace(record, source=source, figures=figures)


def _write_manifest(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = Writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        rows = sorted(rows, key=lambda row: row["file"])
        writer.writerows([row[name] for name in _COLUMNS] for row in rows)
