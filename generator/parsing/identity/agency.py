"""Whose report it is: the agency by its names, the region by names and other evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.agencies import Agency, Region, Registry
from generator.agency_names import agency_key, without_level
from generator.parsing.data import pattern, word, words
from generator.parsing.identity.imprint import read_imprint
from generator.parsing.identity.regions import RegionIndex, choose, region_index, short_name
from generator.parsing.identity.title import Title, is_agency, is_whole
from generator.parsing.normalise import compact
from generator.parsing.prose.running_lines import TextLine
from generator.readers.document import Document
from generator.records import Contacts, Evidence, Note, Place, Scope

_FIRST_LINES, _LAST_LINES = 12, 12
_HEAD_LINES = 30  # that say who made the report
_SCOPE_LINES = 20  # that say whether it sums its region
_LEAST_NAME, _LONGEST_NAME = 3, 24
_META = ("publisher", "content_source", "site_name")


@dataclass(slots=True)
class ReportIdentity:
    """The agency (None when the registry does not hold it), its printed name and its region."""

    agency: str | None = None
    name: str | None = None
    region: str | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    source: str
    at: Place | None = None


def identify(
    document: Document,
    lines: list[TextLine],
    title: Title | None,
    contacts: Contacts,
    registry: Registry,
) -> ReportIdentity:
    """The agency and region of a document, with the evidence that decided."""
    index = region_index(registry)
    text = "".join(line.plain for line in lines)
    sites = [s for s in (document.meta.get("url"), contacts.website) if s]
    names = list(_names(document, lines, title, contacts))
    found = ReportIdentity()
    for name in names:
        full = _with_place(_named_longer(name, names), text, index)
        candidates, rest = index.leading(full.text)
        if _is_another(found.name, rest, index):
            continue
        regions = choose(candidates, index, text, contacts.phones + contacts.faxes, sites)
        agencies = _registered(full.text, rest, regions, registry, index)
        is_one_place = len(regions) < 2 or not registry.is_growing
        if len(agencies) == 1 and is_one_place:
            return _known(found, agencies[0], full)
        if found.name is None and (rest != full.text or _is_better(full, names)):
            _unknown(found, full, rest, regions, agencies)
    if found.name is None and names:
        _unknown(found, names[0], names[0].text, [], ())
    if found.region is None:
        _region_of_numbers(found, contacts, index, text)
        _agency_of_region(found, registry, index)
    if found.name is None:
        found.notes.append(Note(code="parsing.agency_unknown"))
    elif found.agency is None and not is_agency(found.name):
        note = Note(code="parsing.agency_doubtful", params={"agency": found.name})
        found.notes.append(note)
    elif found.agency is None and not found.notes:
        found.notes.append(
            Note(code="parsing.agency_not_registered", params={"agency": found.name})
        )
    return found


def _is_better(name: _Name, names: list[_Name]) -> bool:
    """Whether a name without a place is the best there is: it comes first."""
    return names[0].text in name.text or len(names) == 1


def _is_another(first: str | None, rest: str, index: RegionIndex) -> bool:
    """Whether a better name was of another body: then a lesser one says nothing.

    Else whose report it is would depend on which agencies happen to be registered.
    """
    if first is None or not is_agency(first):
        return False
    return agency_key(index.leading(first)[1]) != agency_key(rest)


def _names(
    document: Document, lines: list[TextLine], title: Title | None, contacts: Contacts
) -> Iterator[_Name]:
    """Names of the agency, the most trusted first."""
    named = _Name(title.agency, "title", title.at) if title and title.agency else None
    if named and is_agency(named.text):
        yield named
    below = _names_below(document, lines, contacts)
    yield from (name for name in below if is_agency(name.text))
    if named and not pattern("identity", "nobody").search(named.text):
        yield named


def _names_below(document: Document, lines: list[TextLine], contacts: Contacts) -> Iterator[_Name]:
    """Names that the text, the signature, the imprint, the contact line and the page give."""
    speaks_as_office = _speaks_as_office(lines)
    for line in lines[:_HEAD_LINES]:
        found = pattern("identity", "made_by").search(line.plain)
        name = next((part for part in found.groups() if part), None) if found else None
        if name and pattern("identity", "agency_end").search(name) and not _is_self(name):
            yield _Name(_without_office(name, speaks_as_office), "body", line.at)
    for signed in _signatures(lines):
        yield _Name(_without_office(signed.text, speaks_as_office), signed.source, signed.at)
    for line in lines[:_FIRST_LINES]:
        plain = line.plain
        plain = plain.strip("()") if plain.startswith("(") else plain.rstrip("(")
        if len(plain) <= _LONGEST_NAME and is_whole(plain):
            yield _Name(plain, "body", line.at)
    imprint = read_imprint(lines)
    if imprint.publisher and pattern("identity", "agency_end").search(imprint.publisher):
        yield _Name(compact(imprint.publisher), "imprint", imprint.at)
    if contacts.office:
        yield _Name(_without_office(compact(contacts.office), speaks_as_office), "contacts")
    for key in _META:
        name = compact(document.meta.get(key, ""))
        if name and pattern("identity", "agency_end").search(name):
            yield _Name(name, f"meta.{key}")


def _speaks_as_office(lines: list[TextLine]) -> bool:
    """Whether the text speaks of itself as an office (本办) rather than as a place (我县)."""
    text = "".join(line.plain for line in lines)
    office = len(pattern("identity", "self_office").findall(text))
    return office > len(pattern("identity", "self_place").findall(text))


def _signatures(lines: list[TextLine]) -> Iterator[_Name]:
    """Short lines at the end that are an agency's name and nothing else."""
    for line in reversed(lines[-_LAST_LINES:]):
        plain = pattern("identity", "date_at_end").sub("", line.plain)
        is_name = _LEAST_NAME < len(plain) <= _LONGEST_NAME and re.fullmatch(
            r"[\u3400-\u9fff()]+", plain
        )
        if is_name and pattern("identity", "agency_end").search(plain) and not _is_self(plain):
            yield _Name(plain, "signature", line.at)


def _is_self(name: str) -> bool:
    return bool(pattern("identity", "local_self").search(name)) or name.startswith(
        words("identity", "self_words")
    )


def _without_office(name: str, speaks_as_office: bool) -> str:
    """中卫市民政局办公室 -> 中卫市民政局; an office that stands for itself stays."""
    if speaks_as_office and pattern("identity", "government_office").search(name):
        return name
    head = pattern("identity", "office_end").sub("", name)
    if head != name and name[len(head) :].startswith(word("identity", "government")):
        head += word("identity", "government")
    least = 3 if pattern("identity", "place_only").search(head) else 4
    is_agency = len(head) >= least and pattern("identity", "agency_end").search(head)
    return head if is_agency else name


def _named_longer(name: _Name, names: list[_Name]) -> _Name:
    """水务局 -> 虚构县水务局 where another place of the document names it whole."""
    if is_whole(name.text) or len(name.text) < _LEAST_NAME:
        return name
    longer = (other.text for other in names if other.text.endswith(name.text))
    whole = next((text for text in longer if is_whole(text)), None)
    return _Name(whole, name.source, name.at) if whole else name


def _with_place(name: _Name, text: str, index: RegionIndex) -> _Name:
    """公安局 -> 白水县公安局 when the text names it so; 市民政局 -> 中卫市民政局."""
    if index.leading(name.text)[0] or len(name.text) < _LEAST_NAME:
        return name
    for found in re.finditer(rf"([\u3400-\u9fff]{{2,15}}?){re.escape(name.text)}", text):
        before = found.group(1)
        for start in range(len(before) - 1):
            regions, rest = index.leading(before[start:] + name.text)
            if regions and len(rest) <= len(name.text):
                return _Name(before[start:] + name.text, name.source, name.at)
    return name


def _registered(
    name: str, rest: str, regions: list[Region], registry: Registry, index: RegionIndex
) -> tuple[Agency, ...]:
    """The agencies of the registry that a name means, the region agreeing."""
    names = dict.fromkeys([name, *_longer(name)])
    found = [agency for n in names for agency in registry.by_name.get(n, ())]
    codes = {region.code for region in regions}
    if not found:
        for code in codes:
            found += [a for a in registry.by_region.get(code, ()) if _same_rest(a, rest, index)]
    unique = list({agency.id: agency for agency in found}.values())
    if codes:
        return tuple(agency for agency in unique if agency.region in codes)
    return tuple(agency for agency in unique if not _bears_place(agency, registry))


def _bears_place(agency: Agency, registry: Registry) -> bool:
    """Whether a name without a region was proposed for one that it bears inside.

    国家统计局虚构调查队, once proposed, is no reason to place a document that names no region.
    """
    return registry.is_growing and short_name(registry.regions[agency.region].name) in agency.name


def _longer(name: str) -> Iterable[str]:
    """A place named alone means its government."""
    if pattern("identity", "place_only").search(name):
        yield f"{name}{word('identity', 'government')}"
    elif name.endswith(word("identity", "any_government")) and not name.endswith(
        word("identity", "government")
    ):
        yield name.removesuffix(word("identity", "any_government")) + word("identity", "government")


def _same_rest(agency: Agency, rest: str, index: RegionIndex) -> bool:
    """Whether an agency of the region is the same department, the place put aside."""
    region = index.registry.regions[agency.region].name
    key = agency_key(without_level(rest, region))
    return any(agency_key(index.leading(name)[1]) == key for name in agency.names)


def _known(found: ReportIdentity, agency: Agency, name: _Name) -> ReportIdentity:
    found.agency, found.name, found.region = agency.id, agency.name, agency.region
    found.notes = []
    found.evidence["agency"] = Evidence(source=name.source, raw=name.text, at=name.at)
    return found


def _unknown(
    found: ReportIdentity,
    name: _Name,
    rest: str,
    regions: list[Region],
    agencies: tuple[Agency, ...],
) -> None:
    """An agency that the registry does not hold, or holds twice."""
    found.name = name.text
    is_place = not rest or bool(pattern("identity", "governed").search(name.text))
    if is_place and not name.text.endswith(word("identity", "any_government")):
        found.name += word("identity", "government")
    found.evidence["agency"] = Evidence(source=name.source, raw=name.text, at=name.at)
    if len(regions) == 1:
        found.region = regions[0].code
        found.evidence["region"] = Evidence(source=name.source, raw=regions[0].name, at=name.at)
    elif regions:
        codes = ", ".join(sorted(region.code for region in regions))
        params = {"region": regions[0].name, "codes": codes}
        found.notes.append(Note(code="parsing.region_ambiguous", params=params, at=name.at))
    if len(agencies) > 1:
        ids = ", ".join(agency.id for agency in agencies)
        params = {"agency": name.text, "ids": ids}
        found.notes.append(Note(code="parsing.agency_ambiguous", params=params, at=name.at))


def _region_of_numbers(
    found: ReportIdentity, contacts: Contacts, index: RegionIndex, text: str
) -> None:
    """The region by the address, where the name holds none."""
    regions, _ = index.leading(compact(contacts.address or ""))
    chosen = choose(regions, index, text, contacts.phones + contacts.faxes, [])
    if len(chosen) == 1 and not any(n.code == "parsing.region_ambiguous" for n in found.notes):
        found.region = chosen[0].code
        found.evidence["region"] = Evidence(source="address", raw=chosen[0].name)


def _agency_of_region(found: ReportIdentity, registry: Registry, index: RegionIndex) -> None:
    """The registered agency that a name without a place means in the region of the address."""
    if found.name is None or found.region is None or found.notes:
        return
    agencies = registry.by_region.get(found.region, ())
    same = [agency for agency in agencies if _same_rest(agency, found.name, index)]
    if len(same) == 1:
        found.agency, found.name = same[0].id, same[0].name


def find_scope(name: str | None, lines: list[TextLine]) -> tuple[Scope, Evidence]:
    """Whether a report sums its region: a county's, city's or province's government does."""
    plain = name or ""
    is_government = bool(pattern("identity", "government_end").search(plain))
    is_place = bool(pattern("identity", "place_only").search(plain))
    is_township = bool(pattern("identity", "township_end").search(plain))
    if (is_government or is_place) and not is_township:
        return "aggregate", Evidence(source="agency", raw=plain)
    if not is_township and pattern("identity", "government_office").search(plain):
        for line in lines[:_SCOPE_LINES]:
            found = pattern("identity", "aggregate").search(line.plain)
            if found:
                return "aggregate", Evidence(source="body", raw=found.group(), at=line.at)
    return "own", Evidence(source="agency", raw=plain)
