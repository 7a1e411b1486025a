"""`/agencies/`: plain lists of all agencies by region, level and function.

A small corpus is one page. A large one is split: the first page lists provinces, levels
and functions, each with pages of its own under `/agencies/in-<code>/`,
`/agencies/level-<level>/` and `/agencies/function-<id>/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args

from generator.agencies import Agency, Level, Registry
from generator.departments import departments
from generator.pages.finder.agency_index import write_agency_index, write_names
from generator.pages.kinds import Kind, Material
from generator.pages.marks import READINGS
from generator.pages.parts.content_file import Page
from generator.pages.parts.english_names import with_agency, with_place
from generator.pages.parts.markup import block, escape, heading, link, site
from generator.pages.parts.onward_links import feed_line, function_feed, region_feed
from generator.pages.parts.script_data import AgencyOrder
from generator.pages.parts.strips import NO_STRIPS, Strips, strip_key
from generator.pages.parts.words import function_name, saying

ONE_PAGE = 300
PAGE_SIZE = 500
UNFOLDED = 40
"""A page with more agencies shows the names of groups, each with its list folded under it."""

_say, _level_name = saying("apps.finder"), saying("pages.level")


class FinderPages:
    """The finder's pages; `years` are the report years of each agency, `feeds` what feeds exist."""

    def __init__(
        self, registry: Registry, order: AgencyOrder, years: Mapping[str, tuple[int, ...]],
        feeds: frozenset[str] = frozenset(), strips: Strips = NO_STRIPS,
    ) -> None:  # fmt: skip
        self._registry = registry
        self._strips = strips
        self._feeds = feeds
        self._agencies = order.agencies
        self._years = years
        self._is_folded = len(order.agencies) > UNFOLDED

    def pages(self) -> Iterator[Page]:
        """The first page and, for a large corpus, its parts."""
        is_small = len(self._agencies) <= ONE_PAGE
        body = [*self._intro(), *(self._whole() if is_small else self._contents())]
        yield _page("index", _say("title"), "agencies/", _say("description"), body)
        if not is_small:
            yield from self._parts()

    def _intro(self) -> Iterator[str]:
        if not self._agencies:
            yield _say("none")
            return
        count = len(self._agencies)
        with_reports = sum(1 for agency in self._agencies if self._years.get(agency.id))
        code = "intro_all" if with_reports == count > 1 else "intro"
        yield from (_say(code, agencies=count, with_reports=with_reports), "")
        kinds = ("region", *(kind for kind, _, _ in self._groupings()))
        ways = " · ".join(link(_say(f"by_{kind}"), f"#{kind}") for kind in kinds)
        yield from (f"{ways} {{.others}}", "")

    def _whole(self) -> Iterator[str]:
        yield from heading(_say("by_region"), "region")
        yield from strip_key(self._strips)
        yield from self._by_region(self._agencies, 3)
        for kind, groups, label in self._groupings():
            yield from heading(_say(f"by_{kind}"), kind)
            for name, members in groups.items():
                feed = self._feed(kind, name)
                yield from self._group(3, label(name), f"{kind}-{name}", members, feed)

    def _feed(self, kind: str, name: str) -> str:
        """The address of the feed of a field of work or of a region; empty without one."""
        addresses = {"function": function_feed(name), "region": region_feed(name)}
        address = addresses.get(kind, "")
        return address if address in self._feeds else ""

    def _contents(self) -> Iterator[str]:
        yield from heading(_say("by_region"), "region")
        for code, members in self._provinces().items():
            yield self._entry(self._region_name(code), f"agencies/in-{code}/", members)
        yield ""
        for kind, groups, label in self._groupings():
            yield from heading(_say(f"by_{kind}"), kind)
            for name, members in groups.items():
                yield self._entry(label(name), f"agencies/{kind}-{name}/", members)
            yield ""

    def _entry(self, label: str, address: str, members: list[Agency]) -> str:
        return f"- {link(escape(label), site(address))} {_say('count', count=len(members))}"

    def _parts(self) -> Iterator[Page]:
        for code, members in self._provinces().items():
            yield from self._list_pages(
                f"in-{code}", self._region_name(code), members, self._feed("region", code)
            )
        for kind, groups, label in self._groupings():
            for name, members in groups.items():
                yield from self._list_pages(
                    f"{kind}-{name}", label(name), members, self._feed(kind, name)
                )

    def _list_pages(
        self, name: str, title: str, members: list[Agency], feed: str
    ) -> Iterator[Page]:
        pages = [members[at : at + PAGE_SIZE] for at in range(0, len(members), PAGE_SIZE)]
        for number, part in enumerate(pages, start=1):
            full = _say("page", title=title, page=number, pages=len(pages))
            yield _page(
                name if number == 1 else f"{name}-{number}",
                title if len(pages) == 1 else full,
                _part_address(name, number),
                _say("about", title=title, count=len(members)),
                [
                    *feed_line(feed),
                    *strip_key(self._strips),
                    *self._by_region(part, 2),
                    *_turn(name, number, len(pages)),
                ],
                feed,
            )

    def _by_region(self, members: Iterable[Agency], level: int) -> Iterator[str]:
        groups: dict[str, list[Agency]] = defaultdict(list)
        for agency in members:
            groups[agency.region].append(agency)
        for code, found in groups.items():
            name = self._registry.full_region_name(code) or _say("elsewhere")
            anchor = f"r-{code}" if code.isalnum() else ""
            yield from self._group(level, name, anchor, found, has_strips=True)

    def _group(
        self, level: int, name: str, anchor: str, members: list[Agency], feed: str = "",
        *, has_strips: bool = False,
    ) -> Iterator[str]:  # fmt: skip
        """A list of agencies; where a page has each several times, its strip stands at one."""
        strips = self._strips if has_strips else NO_STRIPS
        lines = [*feed_line(feed), *self._list(members, strips)]
        if self._is_folded:
            title = f"{escape(name)} {_say('count', count=len(members))}"
            mark = f" {{#{anchor}}}" if anchor else ""
            yield from block(f"details {title}{mark}", lines)
        else:
            yield from (*heading(escape(name), anchor, level), *lines)

    def _list(self, members: Iterable[Agency], strips: Strips) -> Iterator[str]:
        for agency in members:
            called = with_agency(self._registry, agency.id, agency.name)
            label = link(escape(called), site(f"agencies/{agency.id}/"))
            yield f"- {label} {self._remark(agency)} {strips.mark(agency.id)}".rstrip()
        yield ""

    def _remark(self, agency: Agency) -> str:
        years = self._years.get(agency.id, ())
        if not years:
            remark = _say("no_report")
        elif len(years) == 1:
            remark = _say("year", year=years[0])
        else:
            remark = _say("years", first=min(years), last=max(years), count=len(years))
        return _say("and_ended", remark=remark) if agency.valid_to else remark

    def _provinces(self) -> dict[str, list[Agency]]:
        groups: dict[str, list[Agency]] = defaultdict(list)
        for agency in self._agencies:
            path = self._registry.path(agency.region)
            groups[path[0].code if path else agency.region].append(agency)
        return dict(sorted(groups.items()))

    def _region_name(self, code: str) -> str:
        region = self._registry.regions.get(code)
        return with_place(region) if region else _say("elsewhere")

    def _groupings(self) -> list[tuple[str, dict[str, list[Agency]], Callable[[str], str]]]:
        levels: dict[str, list[Agency]] = {level: [] for level in get_args(Level)}
        functions: dict[str, list[Agency]] = {name: [] for name in departments()}
        for agency in self._agencies:
            levels[agency.level].append(agency)
            if agency.function:
                functions.setdefault(agency.function, []).append(agency)
        return [
            ("level", {name: found for name, found in levels.items() if found}, _level_name),
            (
                "function",
                {name: found for name, found in functions.items() if found},
                function_name,
            ),
        ]


def _page(
    file: str, title: str, url: str, description: str, lines: list[str], feed: str = ""
) -> Page:
    return Page(
        file=f"finder/{file}.md",
        url=url,
        title=title,
        template="finder",
        description=description,
        above=[] if url == "agencies/" else [(_say("title"), "agencies/")],
        lines=lines,
        head={"Feed": feed},
    )


def _part_address(name: str, number: int) -> str:
    return f"agencies/{name}/" if number == 1 else f"agencies/{name}/{number}/"


def _turn(name: str, number: int, pages: int) -> Iterator[str]:
    if number > 1:
        yield f"- {link(_say('previous'), site(_part_address(name, number - 1)))}"
    if number < pages:
        yield f"- {link(_say('next'), site(_part_address(name, number + 1)))}"


def _pages(material: Material) -> Iterator[Page]:
    material.once(_write_index)
    registry, years = material.report_views.registry, material.frames.years_of
    yield from FinderPages(registry, material.order, years, material.feeds, material.strips).pages()


def _write_index(material: Material) -> None:
    registry, years = material.report_views.registry, material.frames.years_of
    readings = material.extras.folder.parent / READINGS
    write_agency_index(registry, material.order, years, material.extras, material.strips, readings)
    for lang in material.settings.languages[1:]:
        write_names(lang, material.extras)


PAGE_KINDS = (
    Kind(
        "finder",
        "finder",
        ("agencies/", "agencies/{group}/", "agencies/{group}/{page}/"),
        "finder",
        pages=_pages,
    ),
)
