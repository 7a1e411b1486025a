"""The site that a run of Pelican works on: what its parts share, what it met, what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from traceback import walk_tb
from typing import Any

import jinja2

from generator.dialect.charts import ChartLine
from generator.errors import GongkaiError
from generator.sealed import digest_of
from generator.site.fingerprint import key_of
from generator.site.pelican_plugin.embeds import Embed, embeds_of
from generator.site.pelican_plugin.facts import PageFacts, facts_of
from generator.site.pelican_plugin.known import Known
from generator.site.progress import Progress, Silent
from generator.site.publishing.outfolder import OutFolder
from generator.site.publishing.staging import BuildError
from generator.site_settings import SiteSettings
from generator.stamps import Stamps

_LIBRARIES = frozenset({"blinker", "jinja2", "markdown", "pelican"})

SETTING = "GONGKAI_SITE"
"""The name under which Pelican's settings hold the site of a run."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be made: the content file and the reason."""

    source: str
    error: GongkaiError


class FailedBuildError(BuildError):
    """Pages that could not be made; the published site is as it was."""

    def __init__(self, failures: list[Failure]) -> None:
        self.failures = failures
        super().__init__("site.failed", count=len(failures))

    def __reduce__(self) -> tuple[object, ...]:
        """Made again from its failures in another process."""
        return FailedBuildError, (self.failures,)


@dataclass
class Site:
    """What one run of Pelican shares.

    `extras` are folders of further files of the site, `stamps` knows their hashes, `folders`
    are those of content/ that are generated. A run that `is_whole` sees to all
    that is no page as well; otherwise it makes some pages of many, and notes in `met` what
    the next build must know of them. One that `is_alone` was started by the `pelican`
    command. `made_from` holds the key of what a page is made from, by its address;
    `present` is the page that is being written.
    """

    settings: SiteSettings
    out: OutFolder
    theme: Path
    work: Path
    data: Path = Path("data")
    extras: tuple[Path, ...] = ()
    stamps: Stamps = field(default_factory=Stamps)
    folders: tuple[str, ...] = ()
    fingerprint: str = ""
    is_whole: bool = True
    is_alone: bool = False
    workers: int = 1
    progress: Progress = field(default_factory=Silent)
    pages: list[PageFacts] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[GongkaiError] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    get_template: Callable[[str], Any] = str
    met: list[Known] = field(default_factory=list)
    made_from: dict[str, str] = field(default_factory=dict)
    present: str = ""

    def has_page(self, address: str) -> bool:
        """Whether a page stands at an address; a run of some pages makes such as have twins."""
        return not self.is_whole or address in self._addresses

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """The addresses of all pages, once they are known."""
        return frozenset(page.url for page in self.pages)

    @property
    def charts(self) -> Path:
        """The store of drawn charts."""
        return self.work / "charts"

    @cached_property
    def svg(self) -> Callable[[str], str]:
        """A chart's picture by its key."""
        from generator.pages.charts import svg_in

        return svg_in(self.charts)

    def meet(
        self, head: dict[str, Any], charts: list[ChartLine], content: bytes, source: str
    ) -> None:
        """Registers a page that is being written."""
        facts = facts_of(head, source)
        self.pages.append(facts)
        digest = digest_of(content)
        key = key_of(self.fingerprint.encode(), digest.encode())
        made = [head["save_as"]]
        for embed in self.embeds(head, charts):
            made += (
                [embed.save_as, embed.described] if self.settings.is_absolute else [embed.save_as]
            )
        self.met.append(Known(digest, key, facts, tuple(made)))
        self.made_from[head["save_as"]] = key

    def embeds(self, head: dict[str, Any], charts: Iterable[ChartLine]) -> list[Embed]:
        """The charts of a page that can be embedded elsewhere."""
        return list(embeds_of(head, charts))

    def fail(self, source: str, error: BaseException) -> None:
        """Notes a page that could not be made."""
        self.failures.append(Failure(source, error_of(source, error)))

    def refuse_failures(self) -> None:
        """FailedBuildError when anything failed, or two pages want one address."""
        failures = self.failures + same_addresses(self.pages)
        if failures:
            raise FailedBuildError(failures)


def error_of(source: str, error: BaseException) -> GongkaiError:
    """An error as one line that names the page, and the place in the code when it is not ours."""
    if isinstance(error, GongkaiError):
        return error
    reason = f"{type(error).__name__}: {error}{_place(error)}"
    return BuildError("site.page_failed", file=source or None, reason=" ".join(reason.split()))


def _place(error: BaseException) -> str:
    """The last line that is no library's: of a template, of a plugin, of ours."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f" ({error.filename or error.name}:{error.lineno})"
    places = [
        f" ({frame.f_code.co_filename}:{line})"
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_globals.get("__name__", "").partition(".")[0] not in _LIBRARIES
        or frame.f_globals["__name__"].startswith("pelican.plugins.")
    ]
    return places[-1] if places else ""


def same_addresses(pages: Iterable[PageFacts]) -> list[Failure]:
    """A failure for each page whose address another page has already."""
    seen: dict[str, str] = {}
    found = []
    for page in pages:
        other = seen.setdefault(page.save_as, page.source)
        if other != page.source:
            error = BuildError(
                "site.same_address", file=page.source, address=page.save_as, other=other
            )
            found.append(Failure(page.source, error))
    return found
