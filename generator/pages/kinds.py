"""Kinds of pages. A module below this room that makes one registers it, and nothing else does:

    PAGE_KINDS = (Kind("year", "years", ("years/{year}/",), "year", pages=_pages),)

Folder, address and template are held to: a page of another folder is an error. The build
publishes the folders of all kinds, removes from them what is made no more, and keeps git
and `make clean` informed by a mark in each. The data that a kind's scripts load are written
below `Material.extras` by the same writer; a kind without addresses has nothing but data.
"""

from __future__ import annotations

import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import generator.pages
from generator.case_file.report_view import ReportViews
from generator.change_log import Change, Key, histories
from generator.dialect.links import has_twins
from generator.errors import GongkaiError
from generator.extras import Extras
from generator.frames.build import Frames
from generator.frames.measures import told
from generator.frames.summaries import Peers, PlaceSummaries, measures_of, peers_of, place_summaries
from generator.messages import LANGUAGES, language, speaking, spoken
from generator.pages.marks import OBSERVED
from generator.pages.parts.content_file import Attachment, Extra, Page
from generator.pages.parts.facts import Facts, facts_of
from generator.pages.parts.script_data import LETTERS, AgencyOrder
from generator.processes import meanwhile
from generator.site_settings import SiteSettings

if TYPE_CHECKING:
    import pandas as pd

    from generator.pages.agency.page import AgencyFile
    from generator.pages.observations.corpus import Corpus
    from generator.pages.observations.kept import Observed
    from generator.pages.own import Own
    from generator.pages.parts.chart_sections import Drawing
    from generator.pages.parts.onward_links import Alike
    from generator.pages.parts.strips import Strips
    from generator.pages.report.page import PageContext


T = TypeVar("T")


@dataclass(frozen=True)
class Material:
    """What every kind may make its pages from.

    `extras` mirrors the site: what a kind writes to `data/` below it is published there.
    """

    report_views: ReportViews
    frames: Frames
    site: SiteSettings
    drawing: Drawing
    extras: Extras
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict)
    _begun: dict[Callable[..., Any], Callable[[], Any]] = field(default_factory=dict)

    def once(self, make: Callable[[Material], T]) -> T:
        """What the function makes of this, made once for the pages of all languages.

        What a kind writes to `extras` is written in it.
        """
        if make in self._begun:
            self._made[make], asked = self._begun.pop(make)()
            self.extras.asked |= asked
        elif make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @contextmanager
    def begun(self, make: Callable[[Material], Any], workers: int) -> Iterator[None]:
        """In the block `once` waits for what is made meanwhile, where a core is idle."""
        with meanwhile(partial(self._apart, make), workers) as made:
            self._begun[make] = made
            yield

    def _apart(self, make: Callable[[Material], T]) -> tuple[T, set[str]]:
        """What is made, with the further files that now stand."""
        with speaking(self.site.languages[0]):
            return make(self), self.extras.asked

    @property
    def settings(self) -> SiteSettings:
        """The site's settings, its name being in the language of the pages."""
        return self.site.in_language(language())

    @cached_property
    def facts(self) -> dict[str, list[Facts]]:
        """The facts of every report by agency, oldest year first."""
        return facts_of(self.frames, self.report_views.outcomes, self.report_views.first_seen)

    @cached_property
    def with_reports_once(self) -> frozenset[str]:
        """The agencies of which a report was published, be it withdrawn since."""
        changes = self.report_views.changes
        return frozenset(one.agency for one in changes if one.kind == "annual_report")

    @cached_property
    def order(self) -> AgencyOrder:
        """The agencies as the browser counts them."""
        return AgencyOrder(self.report_views.registry)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """The counts of every report as the browser gets them: a number, or a letter."""
        return told(self.frames.indicators, LETTERS)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The measures of every report, a row each."""
        return measures_of(self.frames.indicators)

    @cached_property
    def summaries(self) -> PlaceSummaries:
        """The sums of counts by region and year."""
        return place_summaries(
            self.measures, self.report_views.register, self.report_views.registry
        )

    @cached_property
    def strips(self) -> Strips:
        """The strip of years of each agency."""
        from generator.pages.parts.strips import Strips

        return Strips(self.facts, self.report_views.register, self.summaries.years)

    @cached_property
    def corpus(self) -> Corpus:
        """The reports by place and year, for the observations."""
        from generator.pages.observations.corpus import Corpus

        views = self.report_views
        return Corpus(self.frames, views.register, views.outcomes, views.registry, views.reviews)

    @cached_property
    def observed(self) -> Observed:
        """What is observed of places, kept from build to build."""
        from generator.pages.observations.kept import Observed

        return Observed(self.corpus, self.extras.folder.parent / OBSERVED, self.site.languages)

    @cached_property
    def alike(self) -> Alike:
        """Which agencies are compared with which."""
        from generator.pages.parts.onward_links import Alike

        return Alike(self.report_views.registry, self.facts)

    @cached_property
    def feeds(self) -> frozenset[str]:
        """The addresses of the feeds that a page can link."""
        from generator.pages.parts.onward_links import feeds_with_reports

        return feeds_with_reports(self.report_views.registry, self.facts, self.settings)

    @cached_property
    def histories_of(self) -> dict[str, dict[Key, tuple[Change, ...]]]:
        """The log of changes by record, by agency."""
        found: dict[str, dict[Key, tuple[Change, ...]]] = defaultdict(dict)
        for key, changes in self._histories.items():
            found[key[1]][key] = changes
        return found

    def counts_of(self, agency: str) -> list[dict[Any, Any]]:
        """The counts of an agency's reports, oldest year first."""
        names, rows = self._counts
        places = self.frames.places_of.get(agency, ())
        return [dict(zip(names, rows[place].tolist(), strict=True)) for place in places]

    @cached_property
    def _counts(self) -> tuple[list[Any], Any]:
        return list(self.counts), self.counts.to_numpy(dtype=object)

    @property
    def context(self) -> PageContext:
        """What pages of a single agency share."""
        from generator.pages.report.page import PageContext

        registry = self.report_views.registry
        return PageContext(
            registry, self.settings, self.drawing, self._peers, self._histories, self.strips
        )

    @cached_property
    def _peers(self) -> Peers:
        return peers_of(self.measures, self.report_views.registry)

    @cached_property
    def _histories(self) -> dict[Key, tuple[Change, ...]]:
        return histories(self.report_views.changes)


Made = Iterable[Page | Attachment | Extra]


@dataclass(frozen=True)
class Kind:
    """One kind of page: folder below content/, addresses from the root, template, writers.

    `of_agency` makes the pages of one agency, `pages` those of the whole site. `files` is what
    these ask `Material.once` for, where it is so much that it may be made meanwhile.
    """

    name: str
    folder: str = ""
    addresses: tuple[str, ...] = ()
    template: str = ""
    of_agency: Callable[[AgencyFile, Own], Made] | None = None
    pages: Callable[[Material], Made] | None = None
    files: Callable[[Material], Any] | None = None

    @cached_property
    def _address(self) -> re.Pattern[str]:
        patterns = (re.sub(r"\\{\w+\\}", "[^/]+", re.escape(one)) for one in self.addresses)
        return re.compile("|".join(patterns))

    def made_in(self, languages: Sequence[str], make: Callable[[], Made]) -> Made:
        """The pages in each of the languages; what is no page is made in the first alone.

        A kind without addresses has nothing but data, and is asked once.
        GongkaiError for a page that is not as the kind was registered.
        """
        for lang in languages if self.addresses else languages[:1]:
            for page in spoken(lang, make):
                if not self._is_as_registered(page):
                    raise GongkaiError("pages.not_as_registered", file=page.file, kind=self.name)
                if lang == languages[0] or (isinstance(page, Page) and has_twins(page.url)):
                    yield page

    def _is_as_registered(self, page: Page | Attachment | Extra) -> bool:
        if isinstance(page, Extra):
            return True
        if not page.file.startswith(f"{self.folder}/"):
            return False
        if isinstance(page, Attachment):
            return True
        return page.template == self.template and self._address.fullmatch(page.url) is not None


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind that a module below this room registers, by name."""
    found: list[Kind] = []
    for info in pkgutil.walk_packages(generator.pages.__path__, "generator.pages."):
        found += getattr(import_module(info.name), "PAGE_KINDS", ())
    return tuple(sorted(found, key=lambda kind: kind.name))


def folders() -> tuple[str, ...]:
    """The folders below content/ that are generated: of kinds, and of each further language."""
    return tuple(sorted({*(kind.folder for kind in kinds() if kind.addresses), *LANGUAGES[1:]}))
