"""Every sentence agrees with the records: number, n, direction; and nothing else is said."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import pytest

from generator.case_file.report_view import load_report_views
from generator.frames.gather import frames_of
from generator.frames.intervals import wilson
from generator.pages.observations.corpus import Corpus
from generator.pages.observations.differences import units
from generator.pages.observations.kept import Observed
from generator.pages.observations.observe import observe
from generator.pages.places.page import regions_with_agencies
from generator.records import Figure, replace
from generator.store import DataFolder
from made_up.data import CorpusOptions, write_data
from tests.observations import oracle

HOME = Path(__file__).resolve().parents[2]
SMALL = (40, (2018, 2021), 11)
DUE = {"published", "late", "missing", "not_collected"}


def spoil(data):
    """Blanks, dashes, lost tables and equal numbers, as reports have them."""
    for at, path in enumerate(data.paths("annual_report")):
        record = data.read(path)
        changes = {}
        if at % 7 == 3:
            changes["requests.received.total"] = Figure(state="blank", raw="")
        if at % 11 == 5:
            changes["outcomes.unable.not_held.total"] = Figure(state="dash", raw="/")
        if at % 13 == 1:
            changes["review.total"] = Figure(state="text", raw="见附件")
        known = {name: figure for name, figure in changes.items() if name in record.figures}
        if known:
            data.write(replace(record, figures=record.figures | known), path)
        elif at % 17 == 2:
            data.write(replace(record, form=None, figures={}), path)


def world(folder, agencies, years, seed):
    write_data(folder, agencies, years, seed, CorpusOptions(missing_share=0.1, with_text=False))
    data = DataFolder(folder)
    spoil(data)
    return load_report_views(data, jobs=1)


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    return world(tmp_path_factory.mktemp("data"), *SMALL)


def observations(corpus, code, year=None):
    """The section about a place, of which nothing was kept before."""
    return Observed(corpus, Path("nowhere")).of(code, year)


def corpus_of(views):
    return Corpus(frames_of(views), views.register, views.outcomes, views.registry, views.reviews)


def told(corpus, code, year):
    """What is said: {id: (number, n, direction)}; two of one id are told apart by direction."""
    here = corpus.look(code, year)
    found = {}
    for one in observe(here, units(corpus, here) if here.is_enough else []):
        if one.section in {"differ", "aggregate", "few"}:
            continue
        name = f"{one.id}.{one.direction}" if one.id == "changes.most" else one.id
        assert name not in found
        found[name] = (one.number, one.n, one.direction)
    return found


def within(views, agency, code):
    return not code or code in {step.code for step in views.registry.path_of(agency)}


def wanted(views, records, code, year):
    own = [
        {
            agency: record
            for (agency, when), record in records.items()
            if when == wished and record.scope == "own" and within(views, agency, code)
        }
        for wished in (year - 1, year)
    ]
    statuses = [
        status
        for (agency, when), status in views.register.items()
        if when == year and within(views, agency, code) and status in DUE
    ]
    failed = [
        outcome.failed
        for (agency, when), outcome in views.outcomes.items()
        if when == year and within(views, agency, code)
    ]
    return oracle.expected(*own, statuses, failed, views.reviews)


def agrees(views):
    """How many sentences of all places and years agree; an AssertionError for one that does not."""
    corpus = corpus_of(views)
    records = {key: view.record for key, view in views.reports.items()}
    count = 0
    for code in ("", *regions_with_agencies(views.registry)):
        for year in corpus.years:
            said, should = told(corpus, code, year), wanted(views, records, code, year)
            assert said.keys() == should.keys(), (code, year)
            for name, (number, n, direction) in should.items():
                assert said[name] == (pytest.approx(number), n, direction), (code, year, name)
                count += 1
    return count


def test_every_sentence_agrees_with_the_records(views):
    assert agrees(views) > 300


@pytest.mark.slow
def test_every_sentence_of_a_large_corpus_agrees_with_the_records(tmp_path):
    large = world(tmp_path / "data", 300, 10, 5)
    assert agrees(large) > 2000
    corpus = corpus_of(large)
    pages = [observations(corpus, "", year) for year in corpus.years]
    pages += [observations(corpus, code) for code in regions_with_agencies(large.registry)]
    sizes = [len(gzip.compress("\n".join(lines).encode())) for lines in pages]
    assert max(sizes) < 15_000  # of the 60 KB that a page may have


def test_every_sentence_of_the_published_data_agrees_with_the_records():
    agrees(load_report_views(DataFolder(HOME / "data"), jobs=1))


def test_every_kind_of_sentence_is_among_them(views):
    """The corpus is large enough to try every rule."""
    corpus = corpus_of(views)
    said = {name for year in corpus.years for name in told(corpus, "", year)}
    rules = {"who.published", "who.not_collected", "asked.total", "asked.unknown", "asked.zero",
             "asked.median", "asked.most", "asked.change", "why.total", "why.first",
             "why.second", "changes.count", "changes.most.up", "changes.most.down",
             "remedies.reviews", "remedies.reviews_corrected", "remedies.lawsuits",
             "remedies.reviews.change", "arithmetic.reports", "arithmetic.check",
             *oracle.SHARES}  # fmt: skip
    assert rules - said == set()


def test_places_are_told_apart_by_intervals_alone(views):
    """Of all pairs the one named has intervals that do not overlap, else there is none such."""
    corpus = corpus_of(views)
    tried = set()
    for code in ("", *regions_with_agencies(views.registry)):
        for year in corpus.years:
            here = corpus.look(code, year)
            found = units(corpus, here) if here.is_enough else []
            said = [one for one in observe(here, found) if one.section == "differ"]
            assert bool(said) == bool(found)
            if not found:
                continue
            assert len(found) >= 3
            spans = [wilson(unit.part, unit.whole) for unit in found]
            is_apart = any(low > other_high for low, _ in spans for _, other_high in spans)
            direction = said[0].direction
            assert (direction == "apart") == is_apart
            assert said[0].n == len(found)
            if is_apart:
                values = said[0].values
                high = wilson(values["part_high"], values["whole_high"])
                low = wilson(values["part_low"], values["whole_low"])
                assert high[0] > low[1]
            tried.add(direction)
    assert "close" in tried


def test_what_is_kept_rests_on_all_that_is_looked_at(tmp_path):
    """Of years before the last, trends alone are drawn: of the parts of shares."""
    write_data(tmp_path, 4, (2020, 2023), 3)
    data = DataFolder(tmp_path)
    granted, other = "outcomes.granted.total", "proactive.licences.decisions"

    def after(year, name):
        path = next(one for one in data.paths("annual_report") if one.stem == f"{year}")
        record = data.read(path)
        figure = Figure(value=(record.figures[name].value or 0) + 1, state="number", raw="1")
        data.write(replace(record, figures=record.figures | {name: figure}), path)
        return corpus_of(load_report_views(data, jobs=1)).made_from("", 2023)

    found = [corpus_of(load_report_views(data, jobs=1)).made_from("", 2023)]
    steps = ((2020, granted), (2020, other), (2022, other), (2023, other))
    found += [after(*step) for step in steps]
    is_same = [before == now for before, now in itertools.pairwise(found)]
    assert is_same == [False, True, False, False]
