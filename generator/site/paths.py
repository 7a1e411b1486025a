"""The folders that a build reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.pages.marks import AGENCIES, EXTRAS, OPEN_DATA, OWN_EXTRAS
from generator.site.pelican_plugin.configuration import theme
from generator.site_settings import PROJECT, THEME, WORKSPACE

SEARCH = "search"
CHECKED = "checked"
"""The folder below `work` that keeps what the checks found."""

ROWS = "rows"
"""The folder below `work` that keeps each agency's rows of the frames."""

HANDED = "handed"
"""The folder below `work` in which stages of a build hand records on, decoded and masked."""

CHANGED = "changed"
"""The file below `work` that keeps what the log of changes knows of each record."""

STAMPS = "stamps"
"""The file below `work` that keeps the hashes of files."""

PAGES = "pages"
"""The file below `work` that keeps what is known of the pages that were made."""

SPARE = "spare"
"""The folder below `work` in which the next site is put together."""

REMADE_WORK = (AGENCIES, CHECKED, EXTRAS, HANDED, OPEN_DATA, OWN_EXTRAS, ROWS, SEARCH, SPARE)
"""Folders of `work` in which a build removes what it does not need."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one build.

    `data` is read only. `content` receives the generated Markdown and `work` the charts
    and what the last build remembers; both can be deleted at any time. `prose` holds the
    hand-written pages. `output` is replaced whole when a build has succeeded.
    """

    data: Path
    content: Path
    output: Path
    work: Path
    prose: Path = PROJECT / "content" / "pages"
    theme: Path = THEME

    @property
    def charts(self) -> Path:
        """Drawn charts by the hash of what they show."""
        return self.work / "charts"

    @property
    def manifest(self) -> Path:
        """What the last successful build wrote."""
        return self.work / "site-manifest.json"


def project_paths(data: Path, output: Path, content: Path | None, work: Path | None) -> Paths:
    """The folders of a build; content/ and build/ of the checkout unless named.

    Hand-written pages are those of the content folder when it has any.
    """
    content = (content or WORKSPACE / "content").resolve()
    own = content / "pages"
    return Paths(
        data=data.resolve(),
        output=output.resolve(),
        content=content,
        work=(work or WORKSPACE / "build").resolve(),
        theme=theme(),
        prose=own if own.is_dir() else PROJECT / "content" / "pages",
    )
