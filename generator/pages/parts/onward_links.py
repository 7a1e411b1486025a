"""Ways on from a page: the source, the comparison, the data, a citation, charts to embed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.agencies import Registry
from generator.dialect.charts import chart_line
from generator.dialect.links import twin_of
from generator.messages import LANGUAGES, language
from generator.opendata.citation import Cited, citations
from generator.pages.parts.facts import Facts
from generator.pages.parts.markup import block, escape, heading, link, plain, site, web_address
from generator.pages.parts.words import document_title, function_name, say
from generator.records import Record
from generator.site_settings import SiteSettings
from generator.spreadsheet import csv_text

FEED_OF_ALL = "feeds/all.atom.xml"
EMBED_HEIGHT = 420
_COMPARED = 4
_STYLES = {"gbt7714": "GB/T 7714", "apa": "APA", "bibtex": "BibTeX"}


class Alike:
    """Agencies of the same level and field of work that have reports, in order of region."""

    def __init__(self, registry: Registry, with_reports: Iterable[str]) -> None:
        self._registry = registry
        self._groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for name in with_reports:
            agency = registry.agencies.get(name)
            if agency is not None and agency.function:
                key = agency.level, agency.function
                self._groups[key].append((agency.region, agency.id))
        for group in self._groups.values():
            group.sort()

    def near(self, agency: str) -> tuple[str, ...]:
        """The agency and up to four like it, those nearest by region code."""
        entry = self._registry.agencies.get(agency)
        if entry is None or not entry.function:
            return (agency,)
        group = self._groups.get((entry.level, entry.function), [])
        at = bisect_left(group, (entry.region, agency))
        start = max(0, min(at - _COMPARED // 2, len(group) - _COMPARED - 1))
        others = [name for _, name in group[start : start + _COMPARED + 1] if name != agency]
        return (agency, *others[:_COMPARED])


def source_line(record: Record, registry: Registry) -> str:
    """Where the agency's own document is, or that no address is registered."""
    published = record.source.published
    when = say("ways.published", date=escape(published)) if published else ""
    address = web_address(record.source.url)
    if address is not None:
        return say("ways.source", source=link(say("text.original"), address), when=when)
    entry = registry.agencies.get(record.agency or "")
    website = web_address(entry.website if entry else None)
    if website is None:
        return say("ways.no_source", when=when)
    return say("ways.ask_site", website=link(say("ways.website"), website), when=when)


def ways_of_agency(
    agency: str,
    name: str,
    facts: Sequence[Facts],
    near: Sequence[str],
    registry: Registry,
    settings: SiteSettings,
) -> list[str]:
    """What can be done with an agency's numbers, as a list of links."""
    items = list(_ways(agency, facts, near, registry)) if facts else []
    if has_feed(facts, settings):
        items.append(link(say("ways.feed"), site(agency_feed(agency))))
    if not items:
        return []
    lines = [f"- {item}" for item in items]
    cited = cite(name, f"agencies/{agency}/", settings)
    return [*heading(say("heading.ways"), "ways"), *lines, "", *cited]


def _ways(
    agency: str, facts: Sequence[Facts], near: Sequence[str], registry: Registry
) -> Iterator[str]:
    """What leads on from an agency with reports: comparisons first, then its files."""
    entry, newest = registry.agencies.get(agency), facts[-1]
    code = "ways.compare" if len(near) > 1 else "ways.compare_any"
    yield link(say(code), site(f"compare/?a={','.join(near)}&year={newest.year}"))
    if entry is not None and entry.region in registry.regions:
        query = explore_query(newest.year, region=entry.region, scope=newest.scope)
        place = escape(registry.regions[entry.region].name)
        yield link(say("ways.explore", place=place), site(f"explore/?{query}"))
    if entry is not None and entry.function:
        query = f"year={newest.year}&scope=o&function={entry.function}"
        field = escape(function_name(entry.function))
        yield link(say("ways.reasons", field=field), site(f"reasons/?{query}"))
    yield link(say("ways.csv"), site(f"agencies/{agency}/years.csv"))
    yield link(say("ways.figures"), site(f"agencies/{agency}/figures.csv"))
    yield link(say("ways.json"), site(f"api/agencies/{agency}.json"))
    yield link(say("ways.for_agency"), site(f"for-agencies/{agency}/"))


def region_feed(code: str) -> str:
    """The address of a region's feed, which has the reports of those below it, too."""
    return f"feeds/regions/{code}.atom.xml"


def function_feed(function: str) -> str:
    """The address of the feed of all agencies of a field of work."""
    return f"feeds/functions/{function}.atom.xml"


def agency_feed(agency: str) -> str:
    """The address of an agency's feed."""
    return f"feeds/agencies/{agency}.atom.xml"


def feeds_of(registry: Registry, agency: str) -> dict[str, str]:
    """The feeds that an agency's reports are in, with titles: its own, regions, field of work."""
    entry = registry.agencies[agency]
    names = {agency_feed(agency): entry.name}
    names |= {
        region_feed(step.code): registry.full_region_name(step.code)
        for step in registry.path(entry.region)
    }
    if entry.function:
        names[function_feed(entry.function)] = function_name(entry.function)
    return names


def has_feed(facts: Sequence[Facts], settings: SiteSettings) -> bool:
    """Whether there is a feed: it holds reports with a day, of publication or first reading."""
    return settings.is_absolute and any(fact.dated for fact in facts)


def feeds_with_reports(
    registry: Registry, facts: Mapping[str, Sequence[Facts]], settings: SiteSettings
) -> frozenset[str]:
    """The addresses of the feeds that hold a report, and so are written."""
    with_feed = (agency for agency, own in facts.items() if has_feed(own, settings))
    return frozenset(address for agency in with_feed for address in feeds_of(registry, agency))


def feed_line(address: str) -> list[str]:
    """A link to a feed; nothing for no address."""
    return [link(say("ways.feed"), site(address)), ""] if address else []


def explore_query(
    year: int,
    *,
    region: str = "",
    scope: str = "own",
    indicator: str = "received",
    first: int | None = None,
    **narrowed: str,
) -> str:
    """An address of the explorer that holds every choice, so that it stays what it is.

    `first` is the earliest year shown; `narrowed` are its further filters: `level`,
    `function`, and `only`, which keeps the agencies whose every cell is a number ("n"), is
    zero ("z"), or is no number ("s").
    """
    chosen = {
        "i": indicator,
        "from": first or year,
        "to": year,
        "scope": "a" if scope == "aggregate" else "o",
        "region": region,
        **narrowed,
    }
    return "&".join(f"{key}={value}" for key, value in chosen.items() if value != "")


def cite(title: str, address: str, settings: SiteSettings) -> list[str]:
    """How to cite a page: its title, the site, and where it is."""
    where = f"{settings.url}/{address}" if settings.url else ""
    words = say("ways.citation", title=escape(plain(title)), site=escape(settings.name))
    place = f" `{where}`" if where else ""
    return block(f"details {say('ways.cite')}", [f"{words}{place}"])


def cite_report(record: Record, name: str, settings: SiteSettings) -> list[str]:
    """How to cite a report: the agency's document first, then its page here, in three styles."""
    address = f"agencies/{record.agency}/{record.year}/"
    cited = Cited(
        agency=record.agency or "",
        agency_name=plain(name),
        year=record.year or 0,
        title=document_title(record, plain(name)),
        published=record.source.published,
        source_url=web_address(record.source.url),
        page_url=f"{settings.url}/{address}" if settings.url else None,
    )
    items = [
        f"- {say('contact.line', label=_STYLES[style], value=_code(words))}"
        for style, words in citations(cited, settings).items()
    ]
    return block(f"details {say('ways.cite')}", items)


def _code(text: str) -> str:
    """Words to copy, on one line."""
    return f"`{' '.join(text.split()).replace('`', chr(39))}`"


def embeds(lines: Sequence[str], agency: str, settings: SiteSettings) -> Iterator[str]:
    """The lines of a page with the code to embed behind each chart and the table under it."""
    kind = None
    for line in lines:
        yield line
        chart = chart_line(line)
        kind = chart.kind if chart else kind
        if kind is not None and (line == ":::" or line.startswith("{.years")):
            yield from ["", *_embed(_alone(agency, kind), settings)]
            kind = None


def shown_alone(report: str, kind: str) -> str:
    """The page that takes a chart out of the page of a report or agency, in each language."""
    return f"embed/chart/?report={report}&chart={kind}"


def _alone(agency: str, kind: str) -> str:
    """A chart of an agency has a file of its own in the first language."""
    if language() == LANGUAGES[0]:
        return f"embed/agencies/{agency}/{kind}/"
    return shown_alone(agency, kind)


def embed_code(address: str, settings: SiteSettings) -> str:
    """The iframe of a chart of this site, in the language of the page."""
    return iframe(f"{settings.url}/{twin_of(address, language())}")


def iframe(src: str) -> str:
    """The code that puts the page of a chart into another page."""
    return f'<iframe src="{src}" width="100%" height="{EMBED_HEIGHT}" loading="lazy"></iframe>'


def _embed(address: str, settings: SiteSettings) -> list[str]:
    page = link(say("ways.chart_alone"), site(address))
    words = [say("ways.embed_how", page=page)]
    if settings.url:
        code = embed_code(address, settings)
        words = [say("ways.embed_code", page=page), "", f"`{code}`"]
    return block(f"details {say('ways.embed')} {{.no-js}}", words)


def years_csv(name: str, facts: Sequence[Facts], settings: SiteSettings) -> str:
    """The years of an agency as CSV; an empty cell is no number."""
    columns = (
        "received", "closed", "granted", "carried_over", "review", "litigation", "failed"
    )  # fmt: skip
    head = ["agency", "agency_name", "year", "form", "scope", *columns, "page", "licence"]
    rows = [
        [
            fact.agency,
            plain(name),
            fact.year,
            fact.form or "",
            fact.scope,
            *("" if getattr(fact, one) is None else getattr(fact, one) for one in columns),
            f"{settings.url or ''}/agencies/{fact.agency}/{fact.year}/".lstrip("/"),
            settings.licence_name,
        ]
        for fact in facts
    ]
    return csv_text([head, *rows])
