"""The reports by place and year, as the observations look at them.

Own reports and aggregates are never in one frame. A place holds the own reports of its
whole subtree, but only its own aggregate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from generator.agencies import Registry
from generator.case_file.register import Register
from generator.checks.run import Outcomes
from generator.forms import form_in_force
from generator.frames.build import Frames
from generator.frames.counts import catalogue
from generator.frames.others import coverage_frame
from generator.frames.reasons import reasons_on
from generator.frames.summaries import EXPECTED, holders
from generator.pages.observations.minimums import at_least, full_year
from generator.sealed import digest_of


@dataclass(frozen=True)
class PlaceYear:
    """What there is of one place ("" is the country) in one year, cut when it is asked for.

    All frames are indexed by agency.
    """

    corpus: Corpus
    code: str
    year: int

    @cached_property
    def own(self) -> pd.DataFrame:
        """The own reports of the year."""
        return self.corpus.own_in(self.code, self.year).set_index("agency")

    @cached_property
    def before(self) -> pd.DataFrame:
        """The own reports of the year before."""
        return self.corpus.own_in(self.code, self.year - 1).set_index("agency")

    @cached_property
    def aggregate(self) -> pd.DataFrame:
        """The place's own aggregates."""
        return self.corpus.aggregate_in(self.code, self.year).set_index("agency")

    @cached_property
    def reasons(self) -> pd.DataFrame:
        """The rows of `own` that state every reason of the year's form."""
        return self.corpus.reasons_of(self.code, self.year)[0]

    @cached_property
    def expected(self) -> pd.Series[Any]:
        """The status of each agency that should have reported."""
        return self.corpus.expected_in(self.code, self.year)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """A row for each question of the checks about `checked` reports."""
        return self.corpus.findings_in(self.code, self.year)

    @cached_property
    def checked(self) -> int:
        """How many reports were checked."""
        return self.corpus.checked_in(self.code, self.year)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough own reports to sum up."""
        return len(self.own) >= at_least("reports")

    def both(self, *counts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Last year's rows and this year's of the agencies that can be compared.

        They print those counts in both years, on forms where they mean the same.
        """
        last, now = (stated(one, *counts, "form") for one in self._shared)
        is_alike = last.index.isin(now.index)
        last, now = last[is_alike], now[now.index.isin(last.index)]
        forms = zip(last.pop("form"), now.pop("form"), strict=True)
        alike = np.array([_compares(*pair, counts) for pair in forms], "bool")
        return last[alike], now[alike]

    @cached_property
    def _shared(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Last year's rows and this year's of the agencies of both years, in one order."""
        shared = self.own.index.intersection(self.before.index)
        return self.before.loc[shared], self.own.loc[shared]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with its columns' names as Python's texts, which are found much faster."""
    return frame.set_axis(frame.columns.astype(object), axis=1)


def stated(reports: pd.DataFrame, *counts: str) -> pd.DataFrame:
    """Those counts of the reports that print all of them."""
    columns = {name: reports[name].to_numpy() for name in counts}
    is_stated = ~np.logical_or.reduce([pd.isna(column) for column in columns.values()])
    found = {name: column[is_stated] for name, column in columns.items()}
    return pd.DataFrame(found, index=reports.index[is_stated], copy=False)


@cache
def _compares(earlier: str, later: str, counts: tuple[str, ...]) -> bool:
    return all(catalogue().count(name).compares(earlier, later) for name in counts)


class Corpus:
    """All reports, cut by place and year when asked for."""

    def __init__(
        self,
        frames: Frames,
        register: Register,
        outcomes: Outcomes,
        registry: Registry,
        answered: Mapping[str, object],
    ) -> None:
        self.registry = registry
        self._frames = frames
        self._register = register
        self._outcomes = outcomes
        self._answered = answered
        self._region = {name: one.region for name, one in registry.agencies.items()}

    @cached_property
    def years(self) -> list[int]:
        """The years with a report, in order."""
        return self._frames.years

    def full_year(self, code: str) -> int | None:
        """The newest full year of a place, of those with enough own reports to sum up."""
        sizes = {year: len(self._own.get((code, year), ())) for year in self.years}
        return full_year({year: n for year, n in sizes.items() if n >= at_least("reports")})

    def shown_year(self, code: str) -> int | None:
        """The year that speaks for a place: the newest full one, or else the newest."""
        return self.full_year(code) or self.newest_year(code)

    def newest_year(self, code: str) -> int | None:
        """The newest year in which a place has a report of any kind."""
        found = (y for y in self.years if (code, y) in self._own or (code, y) in self._aggregate)
        return max(found, default=None)

    def look(self, code: str, year: int) -> PlaceYear:
        """A place in a year; its frames are empty where there is nothing."""
        return PlaceYear(self, code, year)

    def own_until(self, code: str, year: int) -> pd.DataFrame:
        """The own reports of a place in a year and all years before."""
        places = [
            self._own[code, one] for one in self.years if one <= year and (code, one) in self._own
        ]
        return self._indicators.take(np.concatenate(places) if places else [])

    def own_in(self, code: str, year: int) -> pd.DataFrame:
        """The own reports of a place in a year."""
        return self._indicators.take(self._own.get((code, year), []))

    def aggregate_in(self, code: str, year: int) -> pd.DataFrame:
        """The place's own aggregates of a year."""
        return self._indicators.take(self._aggregate.get((code, year), []))

    def findings_in(self, code: str, year: int) -> pd.DataFrame:
        """agency, year, check and is_answered of each question about reports of a year."""
        found: pd.DataFrame = self._found.iloc[self._by_finding.get((code, year), [])]
        return found

    def checked_in(self, code: str, year: int) -> int:
        """How many reports of a place and year were checked."""
        return len(self._by_check.get((code, year), ()))

    def expected_in(self, code: str, year: int) -> pd.Series[Any]:
        """The status of each agency that should have reported, by agency."""
        here = self._expected.take(self._by_status.get((code, year), []))
        return here.set_index("agency")["status"]

    def places(self, year: int) -> list[str]:
        """The provinces and cities with an own report of a year, in order of code."""
        found = (code for code, one in self._own if one == year and code)
        high = {"province", "prefecture"}
        return sorted(code for code in found if self.registry.regions[code].level in high)

    def made_from(self, code: str, year: int) -> str:
        """All that is looked at for a place and its parts in a year, the registry apart: the
        rows of reports of that year and of the one before, the parts of shares in those
        before, findings and whether they were answered, who should have reported.
        """
        here = (code, year)
        rows = [self._frames.row_digest(at) for one in ((code, year - 1), here)
                for at in self._all.get(one, ())]  # fmt: skip
        earlier = [(one, self._own.get((code, one))) for one in self.years if one < year - 1]
        shares = [(one, digest_of(self._parts[at].tobytes()))
                  for one, at in earlier if at is not None]  # fmt: skip
        found = self.findings_in(code, year)
        status = self._expected.take(self._by_status.get(here, []))
        told = (shares, found.to_numpy().tolist(), status.to_numpy(dtype=object).tolist())
        return "\n".join((repr(told), f"{self.checked_in(code, year)}", *rows))

    def reasons_of(self, code: str, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
        """How often each reason of the year's form was given, by agency: a column a reason.

        First the own reports on such a form that state every reason as a number, then those
        that leave one out (NaN).
        """
        asked = reasons_on(form_in_force(year))
        here = self._frames.reasons.take(self._own.get((code, year), []))
        alike = [isinstance(form, str) and reasons_on(form) == asked for form in here["form"]]
        found = here[np.array(alike, "bool")].set_index("agency")[[reason.id for reason in asked]]
        is_stated = found.notna().all(axis=1)
        return found[is_stated], found[~is_stated]

    @cached_property
    def _indicators(self) -> pd.DataFrame:
        found = self._frames.indicators
        numbers = found[[name for name in found.columns if not name.endswith("_state")]]
        return _plain(numbers.assign(agency=found["agency"].astype(object)))

    @cached_property
    def _parts(self) -> np.ndarray[Any, Any]:
        """The counts of which shares are made, a row for each report."""
        rates = catalogue().rates
        names = dict.fromkeys(name for one in rates for name in (one.numerator, one.denominator))
        return self._indicators[list(names)].to_numpy("float64")

    @cached_property
    def _expected(self) -> pd.DataFrame:
        found = coverage_frame(self._register)
        found = found[found["status"].isin(EXPECTED)].reset_index(drop=True)
        return found.assign(agency=found["agency"].astype(object))

    @cached_property
    def _found(self) -> pd.DataFrame:
        rows = [
            (agency, year, one.check, one.id in self._answered)
            for (agency, year), outcome in self._outcomes.items()
            for one in outcome.failed
        ]
        return pd.DataFrame(rows, columns=["agency", "year", "check", "is_answered"])

    @cached_property
    def _all(self) -> dict[tuple[str, int], Any]:
        return self._places(self._indicators)

    @cached_property
    def _own(self) -> dict[tuple[str, int], Any]:
        return self._places(self._indicators, self._indicators["scope"] == "own")

    @cached_property
    def _aggregate(self) -> dict[tuple[str, int], Any]:
        found = self._indicators[self._indicators["scope"] == "aggregate"]
        groups: dict[tuple[str, int], list[int]] = {}
        for at, agency, year in zip(found.index, found["agency"], found["year"], strict=True):
            groups.setdefault((self._region.get(agency, ""), int(year)), []).append(at)
        return groups

    @cached_property
    def _by_status(self) -> dict[tuple[str, int], Any]:
        return self._places(self._expected)

    @cached_property
    def _by_finding(self) -> dict[tuple[str, int], Any]:
        return self._places(self._found)

    @cached_property
    def _by_check(self) -> dict[tuple[str, int], Any]:
        keys = pd.DataFrame(list(self._outcomes), columns=["agency", "year"])
        return self._places(keys)

    def _places(self, rows: pd.DataFrame, chosen: Any = None) -> dict[tuple[str, int], Any]:
        """The positions of rows by every place that holds their agency, and by year."""
        found = pd.DataFrame({"at": range(len(rows)), "year": rows["year"].astype("int64")})
        found["region"] = rows["agency"].astype("str").map(self._region).fillna("").to_numpy()
        found = (found if chosen is None else found[chosen]).merge(self._holders, on="region")
        groups: dict[Any, Any] = found.groupby(["place", "year"])["at"].indices
        at = found["at"].to_numpy()
        return {key: at[here] for key, here in groups.items()}

    @cached_property
    def _holders(self) -> pd.DataFrame:
        return holders(self.registry)
