"""The chapters of a report: the six of the statutory outline, or the report's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from generator.numerals import number_of
from generator.parsing.data import pattern
from generator.parsing.normalise import bare
from generator.parsing.prose.headings import section_key
from generator.parsing.prose.paragraphs import close_up, markdown
from generator.parsing.prose.running_lines import TextLine
from generator.records import SECTION_KEYS, Section

_LEAST_CHAPTERS = 3
_SURE_CHAPTERS = 5
_LEAST_CONTENTS = 4
_LONGEST = 46
_LONGEST_TITLE = 20
_LONGEST_REST = 16  # characters of an entry's second line
_MOST_HEADINGS = 400  # far more than any report has
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(slots=True)
class Outline:
    """The sections, the lines before the first, and the blocks that each section spans.

    `first` is the line that the first section begins with; None without sections.
    """

    sections: tuple[Section, ...]
    preamble: list[TextLine]
    bodies: list[list[TextLine]] = field(default_factory=list)
    first: int | None = None


@dataclass(slots=True)
class _Heading:
    at: int
    line: TextLine
    key: str | None
    number: int | None
    is_top: bool


def outline(lines: list[TextLine], filled: set[int]) -> Outline:
    """Cuts the running text into sections.

    `filled` are the blocks that held statutory tables: a heading with a table behind it is
    no mere entry of a list of contents.
    """
    found_headings = (
        found
        for n, line in enumerate(lines)
        if (found := _heading(n, line)) and not _is_wrapped_entry(lines, n)
    )
    headings = list(islice(found_headings, _MOST_HEADINGS))
    headings = _without_contents(headings, lines, filled)
    keyed = {heading.key for heading in headings if heading.key}
    is_statutory = len(keyed) >= _LEAST_CHAPTERS and _is_modern(headings)
    if is_statutory and len(keyed) < _SURE_CHAPTERS:
        is_statutory = not _has_own_between(_own(headings))
    chosen = _statutory(headings, lines, filled) if is_statutory else _own(headings)
    return _cut(chosen, lines, is_statutory)


def _without_contents(
    headings: list[_Heading], lines: list[TextLine], filled: set[int]
) -> list[_Heading]:
    """The headings without a list of contents: a run of chapter titles with nothing between."""
    headings = headings[_end_of_contents(headings, lines, filled) :]
    kept: list[_Heading] = []
    run: list[_Heading] = []
    for heading in headings:
        if run and (
            heading.at != run[-1].at + 1 or _filled_between(run[-1], heading, lines, filled)
        ):
            kept += _end_of_run(run)
            run = []
        run.append(heading)
    kept += _end_of_run(run)
    return kept if len(kept) > 1 else headings


def _end_of_contents(headings: list[_Heading], lines: list[TextLine], filled: set[int]) -> int:
    """How many headings are entries of a list that names all chapters before the first one.

    Between its entries stand no more than the ends of entries that go over two lines.
    """
    firsts = [n for n, h in enumerate(headings) if h.number == 1 or h.key == SECTION_KEYS[0]]
    for begin, end in pairwise(firsts):
        first, last = headings[begin], headings[end - 1]
        listed = lines[first.at : last.at + 1]
        numbered = sum(bool(pattern("outline", "top_numbered").match(n.plain)) for n in listed)
        is_list = numbered >= _LEAST_CONTENTS and all(map(_is_entry, listed))
        if is_list and not _filled_between(first, last, lines, filled):
            return end
    return 0


def _is_entry(line: TextLine) -> bool:
    return len(line.plain) <= _LONGEST and line.plain[-1:] not in "。;"


def _is_wrapped_entry(lines: list[TextLine], at: int) -> bool:
    """Whether a line is the first part of an entry of a list of contents that goes on below."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or len(after.plain) > _LONGEST:
        return False
    if pattern("outline", "top_numbered").match(after.plain):
        return False
    rest = pattern("outline", "page_behind").sub("", after.plain)
    if rest == after.plain or len(rest) > _LONGEST_REST:
        return False
    return section_key(lines[at].text + rest) is not None


def _has_own_between(run: list[_Heading]) -> bool:
    """Whether a report's own chapters stand between those that the statutory outline has too."""
    keyed = [n for n, heading in enumerate(run) if heading.key]
    between = run[keyed[0] : keyed[-1]] if keyed else []
    return any(heading.key is None for heading in between)


def _end_of_run(run: list[_Heading]) -> list[_Heading]:
    is_contents = len(run) >= _LEAST_CONTENTS and any(h.key == SECTION_KEYS[0] for h in run[:-1])
    return (
        run[-1:] if is_contents and run[-1].key == SECTION_KEYS[0] else [] if is_contents else run
    )


def _filled_between(
    first: _Heading, second: _Heading, lines: list[TextLine], filled: set[int]
) -> bool:
    return any(b in filled for b in range(lines[first.at].block, lines[second.at].block))


def _heading(at: int, line: TextLine) -> _Heading | None:
    plain = line.plain
    if line.table or len(plain) < 2 or len(plain) > _LONGEST:
        return None
    if pattern("outline", "dot_leader").search(plain):
        return None
    if (spaced := _spaced(at, line)) is not None:
        return spaced
    top = pattern("outline", "top_numbered").match(plain)
    is_numbered = bool(pattern("outline", "numbered").match(plain)) or line.level is not None
    key = section_key(line.text)
    is_title = key is not None and (is_numbered or _is_alone(plain))
    if not is_title and not (top and plain[-1] not in "。;:,"):
        return None
    number = _number(top.group(1) or top.group(2)) if top else None
    return _Heading(at, line, key, number, top is not None or plain[:1] == "、")


def _spaced(at: int, line: TextLine) -> _Heading | None:
    """A heading whose number is parted from its title by space alone, or by nothing."""
    spaced = pattern("outline", "spaced_number").match(line.text)
    found = spaced or pattern("outline", "glued_number").match(line.plain)
    if found is None or not _is_alone(line.plain):
        return None
    title = (line.text if spaced else line.plain)[found.end() :]
    key = section_key(title)
    is_short = len(bare(title)) <= _LONGEST_TITLE and "," not in line.plain
    is_title = key is not None or (spaced is not None and is_short)
    return _Heading(at, line, key, _number(found.group(1)), True) if is_title else None


def _is_alone(plain: str) -> bool:
    return plain[-1:] not in "。;,"


def _number(numeral: str) -> int:
    if numeral in _ROMAN:
        return _ROMAN.index(numeral) + 1
    return number_of(numeral)


def _is_modern(headings: list[_Heading]) -> bool:
    """Whether the outline is the statutory one: it has a chapter that no older report had."""
    found = {heading.key for heading in headings if heading.key and heading.is_top}
    loose = {heading.key for heading in headings if heading.key}
    return bool({"requests", "review"} & loose) and len(found or loose) >= _LEAST_CHAPTERS - 1


def _statutory(headings: list[_Heading], lines: list[TextLine], filled: set[int]) -> list[_Heading]:
    """One heading for each chapter, in order; extra numbered chapters behind the sixth stay."""
    known = [h for h in headings if h.key]
    chosen: dict[str, _Heading] = {}
    for is_top in (True, False):
        for heading in known:
            key = heading.key
            if key is None or heading.is_top is not is_top:
                continue
            if key in chosen and (not is_top or _has_body(chosen[key], known, lines, filled)):
                continue
            if is_top or _fits(heading, chosen):
                chosen[key] = heading
    found = _in_order(sorted(chosen.values(), key=lambda heading: heading.at))
    found = [*_first_chapter(found, headings), *found]
    last = found[-1].at if found else 0
    extra = [h for h in headings if h.key is None and (h.number or 0) > 6 and h.at > last]
    return found + extra


def _first_chapter(found: list[_Heading], headings: list[_Heading]) -> list[_Heading]:
    """The heading numbered one before all others, whatever its words: the overview."""
    if not found or found[0].key == SECTION_KEYS[0]:
        return []
    before = [h for h in headings if h.number == 1 and h.key is None and h.at < found[0].at]
    return [replace(before[-1], key=SECTION_KEYS[0])] if before else []


def _has_body(
    heading: _Heading, known: list[_Heading], lines: list[TextLine], filled: set[int]
) -> bool:
    """Whether anything stands between a heading and the next one."""
    after = next((h.at for h in known if h.at > heading.at), len(lines))
    if after > heading.at + 1:
        return True
    start = lines[heading.at].block
    end = lines[after].block if after < len(lines) else max(filled, default=0) + 1
    return after == len(lines) or any(start <= block < end for block in filled)


def _fits(heading: _Heading, chosen: dict[str, _Heading]) -> bool:
    """Whether a heading without a top number stands where its chapter belongs."""
    rank = SECTION_KEYS.index(heading.key or "")
    before = [h.at for key, h in chosen.items() if SECTION_KEYS.index(key) < rank]
    after = [h.at for key, h in chosen.items() if SECTION_KEYS.index(key) > rank]
    return all(at < heading.at for at in before) and all(at > heading.at for at in after)


def _in_order(found: list[_Heading]) -> list[_Heading]:
    """Headings that keep the order of the statutory chapters (the longest such run)."""
    best: list[list[_Heading]] = []
    for heading in found:
        rank = SECTION_KEYS.index(heading.key or "")
        runs = [r for r in best if SECTION_KEYS.index(r[-1].key or "") < rank]
        best.append([*max(runs, key=len, default=[]), heading])
    return max(best, key=len, default=[])


def _own(headings: list[_Heading]) -> list[_Heading]:
    """The numbered headings of a report's own outline, 一、二、三、 in order."""
    numbered = [h for h in headings if h.number is not None]
    best: list[_Heading] = []
    for start in [n for n, h in enumerate(numbered) if h.number == 1] or [0]:
        run: list[_Heading] = []
        for heading in numbered[start:]:
            if (heading.number or 0) == (run[-1].number or 0) + 1 if run else True:
                run.append(heading)
        if len(run) > len(best) or (len(run) == len(best) and best):
            best = run
    if len(best) >= 2:
        return best
    return [h for h in headings if h.key or h.line.level]


def _cut(chosen: list[_Heading], lines: list[TextLine], is_statutory: bool) -> Outline:
    ends = [*(heading.at for heading in chosen), len(lines)][1:]
    sections, bodies = [], []
    for n, (heading, end) in enumerate(zip(chosen, ends, strict=True), start=1):
        body = lines[heading.at + 1 : end]
        key = heading.key if is_statutory and heading.key else f"part-{n}"
        title = close_up(heading.line.text.replace("**", "").lstrip("#").strip())
        sections.append(Section(key=key, heading=title, text=markdown(body), at=heading.line.at))
        bodies.append(body)
    first = chosen[0].at if chosen else None
    preamble = lines[: min(len(lines), 12) if first is None else first]
    return Outline(tuple(sections), preamble, bodies, first)
