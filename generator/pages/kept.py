"""The pages of agencies between builds: what was made of what, and what became of its files.

An agency's pages are made again when its key is another one, when a day on which a document
was first read is, or when a file that was made of it (a content file, a file of the interface,
a chart, its texts for the search index) is not as it was written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.case_file.report_view import ReportViews
from generator.kept import Kept
from generator.pages.own import Own
from generator.pages.search.slices import Member
from generator.sealed import digest_of
from generator.site_settings import SiteSettings
from generator.stamps import Stamps

_SEAL = "gongkai-agency 1"


class MadeOf(msgspec.Struct, frozen=True):
    """What was made of an agency: files with their hashes, entries of the search index.

    `pages` lie below content/, `extras` below their own folder, `others` are charts and texts.
    `asked` are the days on which its documents were first read.
    """

    asked: dict[str, str | None]
    pages: dict[str, str]
    extras: dict[str, str]
    others: dict[str, str]
    members: list[Member]


class KeptPages:
    """What was made of each agency, in a folder.

    `places` are the folders in which pages, extras and others lie.
    """

    def __init__(
        self,
        folder: Path,
        report_views: ReportViews,
        settings: SiteSettings,
        stamps: Stamps,
        places: Mapping[str, Path],
    ) -> None:
        self._places = places
        self._kept = Kept(folder, _SEAL, MadeOf)
        self._views = report_views
        self._common = repr(settings)
        self._stamps = stamps
        self._by_agency = _answers(report_views)

    def key(self, agency: str, own: Own, facts: object) -> str:
        """The hash of all that an agency's pages are made from; `facts` are those it shows."""
        views = self._views
        years = views.reports.years_of(agency)
        told = msgspec.msgpack.encode(
            (
                facts,
                [views.outcomes[agency, year] for year in years],
                self._by_agency.get(agency, ()),
            ),
            enc_hook=repr,
        )
        made_from = views.keys.of(agency)
        return digest_of(b"\n".join((self._common.encode(), made_from.encode(), own.told(), told)))

    def find(self, agency: str, key: str, own: Own) -> MadeOf | None:
        """What was made of the same, when it all stands as it was written."""
        made = self._kept.find(agency, key)
        if made is None:
            return None
        for sha256, day in made.asked.items():
            if own.first_seen.get(sha256) != day:
                return None
        if any(self._stamps.find(path) != digest for path, digest in self._files(made)):
            return None
        return made

    def put(self, agency: str, key: str, made: MadeOf) -> None:
        """Keeps it, unless the agency's records changed since they were read.

        Its files have been written since `find` looked at some of them.
        """
        for path, _ in self._files(made):
            self._stamps.forget(path)
        if self._views.keys.is_as_before(agency):
            self._kept.put(agency, key, made)

    def _files(self, made: MadeOf) -> Iterator[tuple[str, str]]:
        """The paths of all files that were made, each with the hash of its content."""
        for name, folder in self._places.items():
            files: dict[str, str] = getattr(made, name)
            for file, digest in files.items():
                yield f"{folder}/{file}", digest

    def close(self, agencies: Collection[str]) -> None:
        """Removes what is kept of agencies that there are no more."""
        self._kept.remove_others(agencies)


def _answers(report_views: ReportViews) -> dict[str, list[str]]:
    """The answers to findings in each agency's reports, as text."""
    found: dict[str, list[str]] = {}
    for name, review in report_views.reviews.items():
        found.setdefault(name.partition("/")[0], []).append(f"{name} {review!r}")
    return found
