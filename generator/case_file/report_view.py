"""Everything the site says about a report: the record, its checks, corrections, revisions.

100,000 records do not fit in memory, so `ReportViews` keeps the outcomes and reads records
when asked: `ReportViews.reports` is a mapping that reads an agency at a time and remembers
the last few; walk it in its own order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from generator.agencies import Registry
from generator.case_file.masking import cover_corrections, cover_registry, cover_reviews
from generator.case_file.register import Register, complete_register, load_register
from generator.case_file.reviews import Review, load_reviews
from generator.case_file.revisions import Revision, revisions
from generator.change_log import Change, load_changes
from generator.checks.finding import CheckOutcome, Finding
from generator.checks.kept import AgencyKeys, Beside, Keeping
from generator.checks.report_source import (
    Key,
    ReportSource,
    by_agency,
    keys_of,
    require_place,
    require_registered,
)
from generator.checks.run import Outcomes, Progress, check_all
from generator.corrections.apply import AppliedCorrection, load_corrections
from generator.first_seen import load_first_seen
from generator.privacy import NONE, Exceptions, cover, load_exceptions
from generator.records import Record
from generator.stamps import Stamps
from generator.store import DataFolder

_AGENCIES_KEPT = 16
_PLANS_KEPT = 64
_FEW_PLANS = 4000  # so many stay in memory: two stages of a build read them


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report with all that is known about it.

    `record` has the corrections applied, `as_read` has not. `reviews` holds the answers to
    this report's findings by finding id.
    """

    record: Record
    as_read: Record
    corrections: tuple[AppliedCorrection, ...]
    revisions: tuple[Revision, ...]
    outcome: CheckOutcome
    reviews: dict[str, Review]


class ReportMapping(Mapping[Key, ReportView]):
    """The views by agency and year, read when asked for."""

    def __init__(
        self, source: ReportSource, outcomes: Outcomes, reviews: dict[Key, dict[str, Review]]
    ) -> None:
        self._source = source
        self._outcomes = outcomes
        self._reviews = reviews
        # A method of this object would keep it for good: there is no search for cycles.
        read = partial(_views_of, source, outcomes, reviews)
        self._recent = lru_cache(maxsize=_AGENCIES_KEPT)(read)

    def __getitem__(self, key: Key) -> ReportView:
        if key not in self._outcomes:
            raise KeyError(key)
        return self._recent(key[0])[key[1]]

    def __contains__(self, key: object) -> bool:
        return key in self._outcomes

    def __iter__(self) -> Iterator[Key]:
        return iter(self._outcomes)

    def __len__(self) -> int:
        return len(self._outcomes)

    def of_agency(self, agency: str) -> dict[int, ReportView]:
        """The views of one agency by year; empty for an agency without a report."""
        return dict(self._recent(agency)) if agency in self._source.years else {}

    def part(self, agency: str) -> ReportMapping:
        """The views of one agency, and of no other."""
        keys = [(agency, year) for year in self.years_of(agency)]
        outcomes = {key: self._outcomes[key] for key in keys}
        reviews = {key: self._reviews[key] for key in keys if key in self._reviews}
        return ReportMapping(self._source, outcomes, reviews)

    @property
    def source(self) -> ReportSource:
        """Where the records are read."""
        return self._source

    def agencies(self) -> Iterator[str]:
        """The agencies that have a report, in order."""
        return iter(self._source.years)

    def years_of(self, agency: str) -> list[int]:
        """The years of an agency's reports, in order."""
        return sorted(self._source.years.get(agency, ()))

    @property
    def corrected(self) -> tuple[Key, ...]:
        """The reports about which there are corrections, in order."""
        return tuple(sorted(self._source.corrections))

    def __getstate__(self) -> tuple[ReportSource, Outcomes, dict[Key, dict[str, Review]]]:
        return self._source, self._outcomes, self._reviews

    def __setstate__(
        self, state: tuple[ReportSource, Outcomes, dict[Key, dict[str, Review]]]
    ) -> None:
        ReportMapping.__init__(self, *state)


def _views_of(
    source: ReportSource, outcomes: Outcomes, reviews: dict[Key, dict[str, Review]], agency: str
) -> dict[int, ReportView]:
    found = {}
    for year, read in source.read_agency(agency).items():
        others = source.versions(agency, year) if read.has_versions else []
        found[year] = ReportView(
            record=read.record,
            as_read=read.as_read,
            corrections=read.corrections,
            revisions=revisions(read.record, others),
            outcome=outcomes[agency, year],
            reviews=reviews.get((agency, year), {}),
        )
    return found


class PlanMapping(Mapping[Key, Record]):
    """The work plans by agency and year, read when asked for."""

    def __init__(
        self, data: DataFolder, exceptions: Exceptions = NONE, keys: Iterable[Key] | None = None
    ) -> None:
        self._data = data
        self._exceptions = exceptions
        known = keys_of(data.paths("work_plan")) if keys is None else keys
        self._keys = dict.fromkeys(known)
        kept = None if len(self._keys) <= _FEW_PLANS else _PLANS_KEPT
        self._recent = lru_cache(maxsize=kept)(partial(_plan, data, exceptions))

    def __getitem__(self, key: Key) -> Record:
        if key not in self._keys:
            raise KeyError(key)
        return self._recent(key)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[object, ...]:
        return PlanMapping, (self._data, self._exceptions, list(self._keys))


def _plan(data: DataFolder, exceptions: Exceptions, key: Key) -> Record:
    path = data.path("work_plan", *key)
    record = data.read(path)
    require_place(record, path, "work_plan", key)
    return cover(record, exceptions)


@dataclass(frozen=True)
class ReportViews:
    """A checked data folder. `stale_reviews` answer findings that no longer exist.

    `first_seen` gives the day on which a document was first read, by its checksum.
    `changes` is the log of what publications changed, `keys` tell when an agency has changed.
    """

    registry: Registry
    reports: ReportMapping
    plans: Mapping[Key, Record]
    register: Register
    outcomes: Outcomes
    reviews: dict[str, Review]
    keys: AgencyKeys
    stale_reviews: tuple[Review, ...]
    first_seen: dict[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def findings(self, *, with_open: bool = False) -> Iterator[Finding]:
        """The findings that do not hold, report by report; with open ones if asked.

        A difference that another printed sum explains is among it, as its `result` says.
        """
        for outcome in self.outcomes.values():
            yield from outcome.kept(with_open=with_open)

    def is_settled(self, finding: Finding) -> bool:
        """Whether a maintainer's answer settles the finding."""
        review = self.reviews.get(finding.id)
        return review is not None and review.is_settled


def load_report_views(  # noqa: PLR0913 - the last four are what a build keeps
    data: DataFolder,
    *,
    progress: Progress | None = None,
    jobs: int | None = None,
    kept: Path | None = None,
    stamps: Stamps | None = None,
    beside: Beside | None = None,
    handed: Path | None = None,
) -> ReportViews:
    """Reads and checks a data folder.

    `progress(done, total)` is called as reports are checked; `jobs` is the number of
    processes (all cores by default); in the folder `kept` lies what checks found before and
    need not look for again, with the hashes of files that `stamps` knows. `beside` is called
    for each agency that is checked anew; in the folder `handed` lie the records that were read,
    for whoever asks for them later. Personal data written in data/ by hand is covered.
    BadDataError for a correction, review or register row that is wrong: nothing is applied then.
    """
    exceptions = load_exceptions(data.root)
    registry = cover_registry(data.registry(), exceptions)
    paths = data.paths("annual_report")
    require_registered((*paths, *data.paths("work_plan")), registry)
    stored = keys_of(paths)
    present = set(stored)
    reviews = cover_reviews(load_reviews(data.root, registry, present), exceptions)
    corrections = cover_corrections(load_corrections(data, registry, present), exceptions)
    source = ReportSource(data, registry, by_agency(stored), corrections, exceptions, handed)
    register_rows = load_register(data.root, registry, present)
    keys = AgencyKeys(source, stamps or Stamps())
    keeping = Keeping(kept, keys, beside) if kept is not None else None
    outcomes = check_all(source, progress=progress, jobs=jobs, keeping=keeping)
    register = complete_register(registry, register_rows, outcomes)
    told = (outcome.kept(with_open=True) for outcome in outcomes.values())
    live = {found.id for findings in told for found in findings}
    return ReportViews(
        registry=registry,
        reports=ReportMapping(source, outcomes, _reviews_by_report(reviews)),
        plans=PlanMapping(data, exceptions),
        register=register,
        outcomes=outcomes,
        reviews=reviews,
        keys=keys,
        stale_reviews=tuple(review for name, review in reviews.items() if name not in live),
        first_seen=load_first_seen(data.root),
        changes=load_changes(data.root),
    )


def _reviews_by_report(reviews: dict[str, Review]) -> dict[Key, dict[str, Review]]:
    found: dict[Key, dict[str, Review]] = {}
    for name, review in reviews.items():
        agency, year, *_ = name.split("/")
        found.setdefault((agency, int(year)), {})[name] = review
    return found
