"""The title of a document, and what it says: agency and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.departments import department_of
from generator.parsing.data import pattern, word, words
from generator.parsing.normalise import arabic_years, compact
from generator.parsing.prose.paragraphs import close_up
from generator.parsing.prose.running_lines import TextLine
from generator.readers.document import Document
from generator.records import Place

# A text that may be a title, where it was found and its place.
Candidate = tuple[str, str, Place | None]
_LONGEST = 80
_FIRST_LINES = 40
_META = ("article_title", "title", "breadcrumb", "column_name")
_MOST_PIECES = 4
_LEAST_NAME = 4
_SECOND_NAME = re.compile(r"(?<=.)\([^()]+\)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: what is printed, the agency and the year it names, and where it stands."""

    text: str
    agency: str | None
    year: int | None
    source: str
    at: Place | None = None

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """How much the title says, whether the body itself prints it, as no notice's own, whole."""
        says = 2 * (self.agency is not None and is_agency(self.agency)) + (self.year is not None)
        is_notice = bool(pattern("identity", "notice").search(compact(self.text)))
        return says, int(self.source == "title"), int(not is_notice), int(self.is_whole)

    @property
    def is_whole(self) -> bool:
        """Whether the title names an agency together with its place."""
        return self.agency is not None and is_whole(self.agency)


def is_agency(name: str) -> bool:
    """Whether a name ends as those of agencies do and is not a page's word for itself.

    A second name in brackets may follow it: 某市水务局(某市河长制办公室).
    """
    name = _SECOND_NAME.sub("", name)
    if pattern("identity", "nobody").search(name):
        return False
    ends = ("agency_end", "title_agency_end")
    return any(pattern("identity", end).search(name) for end in ends)


def is_whole(name: str) -> bool:
    """Whether the name of an agency begins with its place and ends as one."""
    if not pattern("identity", "whole_name").search(name) or not is_agency(name):
        return False
    department = department_of(name)  # 住房和城乡建设局 has a letter of a region, and no region
    return department is None or department[1] != name


def find_title(texts: Iterable[Candidate]) -> Title | None:
    """The title that says most, the body's before the page's; None when none is printed."""
    best: Title | None = None
    for found in _titles(texts):
        if best is None or found.rank > best.rank:
            best = found
    return best


def plan_title(texts: Iterable[Candidate]) -> Title | None:
    """The title of a work plan: its own before that of the notice that sends it out."""
    found: list[Title] = []
    letters = words("identity", "plan_letters")
    for text, source, at in texts:
        if not any(letter in text for letter in letters):
            continue
        plain = _without_menu(arabic_years(compact(text)))
        match = pattern("identity", "plan_title").search(plain)
        if match and len(plain) <= _LONGEST and not re.search(r"[。;,]", plain):
            agency = _plan_agency(plain[: match.start()])
            found.append(Title(close_up(text), agency, _year(plain), source, at))
    if not found:
        return None
    notice = pattern("identity", "notice")
    own = [t for t in found if not (notice.search(compact(t.text)) or _is_cut(t.text))]
    title = min(own or found, key=_plan_order)
    # A run of lines may hold words of the notice before the name.
    around = pattern("identity", "notice_words")
    agencies = [t.agency for t in found if t.agency and not around.search(t.agency)]
    agency = title.agency if title.is_whole else max(agencies, key=len, default=None)
    return Title(title.text, agency, title.year or found[0].year, title.source, title.at)


def _plan_agency(head: str) -> str | None:
    """The agency before the words of a plan's title, in the book marks of a notice or before."""
    parts = (head.rpartition("《")[2], head)
    names = [_agency(_head_of(part)) for part in parts]
    return next((name for name in names if name and is_whole(name)), names[1] or names[0])


def _head_of(head: str) -> str:
    """What stands before a mark, or between the year and a plan's words."""
    return pattern("identity", "head_end").split(head)[0] or re.split(r"20\d{2}年度?", head)[-1]


def _is_cut(text: str) -> bool:
    return text.count("《") != text.count("》")


def _plan_order(title: Title) -> tuple[bool, bool, bool, bool, int]:
    """The body's own title first, no piece of one: all that a title says, in the fewest words."""
    is_named = title.is_whole or title.agency is None
    return (
        _is_cut(title.text),
        title.source != "title",
        title.year is None,
        not is_named,
        len(title.text),
    )


def _titles(texts: Iterable[Candidate]) -> Iterator[Title]:
    letters = words("identity", "report_letters")
    for text, source, at in texts:
        if not any(letter in text for letter in letters):
            continue
        found = parse_title(text, source, at)
        if found and (source in ("title", "announced") or found.agency or found.year):
            yield found


def candidates(document: Document, lines: list[TextLine]) -> list[Candidate]:
    """The texts that may be titles: those that hold the letter which no title lacks."""
    letter = word("identity", "title_letter")
    return [found for found in _texts(document, lines, letter) if letter in found[0]]


def _texts(document: Document, lines: list[TextLine], letter: str) -> Iterator[Candidate]:
    """Lines and runs of lines that may be titles, then what the format says of itself.

    Those that lack the letter of every title are not looked for, where that saves time.
    """
    yield from _runs(lines, letter)
    for line in lines[:_FIRST_LINES]:
        has_letter = letter in line.plain
        announced = has_letter and pattern("identity", "announced_title").search(line.plain)
        if announced:
            yield announced.group(1), "announced", line.at
        if letter in line.text and _is_trail(line.text):
            yield from ((part, "breadcrumb", line.at) for part in re.split(r"[>»]", line.text))
    for name in _META:
        for part in re.split(
            r"[_|>»\n]|\s[-–—]\s|--+|-(?=[\u4e00-\u9fff])", document.meta.get(name, "")
        ):
            if part.strip():
                yield part.strip(), f"meta.{name}", None


def _runs(lines: list[TextLine], letter: str) -> Iterator[Candidate]:
    """Lines and runs of lines of the head, as titles are printed over several.

    Short runs come first, but a name's place on a line of its own belongs to it.
    """
    first = [line for line in lines[: _FIRST_LINES + 1] if line.text]
    three = zip([None, *first], first, [*first[1:], None], strict=False)
    head = [
        line
        for before, line, after in three
        if not _is_aside(line) or _is_middle(line, after) or _is_end(before, line)
    ]
    for end in range(len(head)):
        text, below, runs = "", list[str](), list[Candidate]()
        run = head[max(0, end - _MOST_PIECES + 1) : end + 1]
        if not any(letter in piece.text for piece in run):
            continue
        for piece in reversed(run):
            plain = piece.plain
            if len(plain) > _LONGEST or len(text) > _LONGEST * 2 or _is_apart(plain, below):
                break
            text = piece.text + text
            has_place = bool(below) and bool(pattern("identity", "place_only").search(plain))
            below.insert(0, plain)
            runs.insert(0 if has_place else len(runs), (text, "title", piece.at))
        yield from runs


def _is_apart(above: str, below: list[str]) -> bool:
    """Whether a line above a title is another name and no beginning of the title's."""
    if not below:
        return False
    if len(above) >= _LEAST_NAME and any(line.startswith(above) for line in below):
        return True
    joined = "".join(below)
    head = _head(arabic_years(joined)) if word("identity", "title_letter") in joined else None
    name = _agency(head) if head else None
    if name is None or not is_agency(name):
        return False
    if pattern("identity", "place_only").search(above) and not name.startswith(above[:2]):
        return False  # 中卫市 over 沙坡头区民政局: a name over two lines
    if is_whole(name):
        return True
    is_other = is_whole(above) and not pattern("identity", "place_only").search(above)
    return is_other and not pattern("identity", "part_of_agency").search(name)


def _head(plain: str) -> str | None:
    """What stands before the words of a title; None where there are none."""
    found = pattern("identity", "title_suffix").search(plain)
    return plain[: found.start()] if found else None


def _is_aside(line: TextLine) -> bool:
    """Whether a line belongs to the page: its breadcrumb, an entry of a menu, a particular."""
    if len(line.text) > 4 * _LONGEST:
        return False
    if _is_trail(line.text) or line.plain.endswith(":"):
        return True
    if not pattern("identity", "in_chinese").search(line.plain):
        return not pattern("identity", "year_alone").search(line.plain)
    if pattern("identity", "menu").search(line.plain):
        return True
    is_particular = bool(pattern("identity", "particular").search(line.plain))
    return is_particular and not pattern("identity", "title_suffix").search(line.plain)


def _is_middle(line: TextLine, after: TextLine | None) -> bool:
    """Whether a line that might be a menu's entry is a title's own middle."""
    rest = pattern("identity", "title_rest")
    return after is not None and line.plain.endswith("公开") and bool(rest.match(after.plain))


def _is_end(before: TextLine | None, line: TextLine) -> bool:
    """Whether a line that might be a menu's entry is the end of a title that breaks at its year."""
    if before is None or not pattern("identity", "year_at_end").search(before.plain):
        return False
    return bool(pattern("identity", "title_suffix").fullmatch(line.plain))


def _is_trail(text: str) -> bool:
    """Whether a line is a page's breadcrumb: it names the place of the page, not the report."""
    is_likely = ">" in text or "»" in text or "位置" in text or "首页" in text
    return is_likely and bool(pattern("identity", "trail").search(text))


def parse_title(text: str, source: str, at: Place | None = None) -> Title | None:
    """What a title says; None for a text that is no title of a report."""
    plain = arabic_years(compact(text)).strip("《》\"“”'")
    if len(plain) > _LONGEST:
        return None
    plain = _without_menu(without_number(plain))
    found = list(pattern("identity", "title_suffix").finditer(plain)) or list(
        pattern("identity", "title_alternatives").finditer(plain)
    )
    if not found or pattern("identity", "sentence").search(plain):
        return None
    head, tail = plain[: found[0].start()], plain[found[-1].end() :]
    tail = pattern("identity", "decoration").sub("", tail)
    behind = pattern("identity", "name_behind").fullmatch(tail)
    if (len(tail) > 12 and not behind) or pattern("identity", "spoken_of").search(tail):
        return None
    suffix = plain[found[0].start() :]
    government, people = word("identity", "any_government"), word("identity", "people")
    if head.endswith(people) and suffix.startswith(government):
        head += government
    shown = pattern("identity", "title_label").sub("", close_up(text)).strip("《》")
    agency = _agency(head) or (behind.group(1) if behind else None)
    return Title(shown, agency, _year(plain), source, at)


def without_number(plain: str) -> str:
    """A compact text without the numbers of documents: 某政发〔2023〕5号."""
    return pattern("identity", "document_number").sub("", plain) if "号" in plain else plain


def _without_menu(plain: str) -> str:
    """The words of a title without those of a page's menu right before them."""
    return pattern("identity", "menu_before").sub("", plain)


def _year(plain: str) -> int | None:
    years = [int(year) for year in re.findall(r"(?<!\d)20[012]\d(?!\d)", plain)]
    return years[0] if years else None


def _agency(head: str) -> str | None:
    """The agency's name in what stands before the suffix."""
    text = pattern("identity", "decoration").sub("", head)
    text = pattern("identity", "not_agency").sub("", text)
    text = pattern("identity", "year_words").sub("", text)
    text = re.sub(r"[^\u3400-\u9fffA-Za-z()·〇]", "", text)
    text = re.sub(r"^[()]+|\(\)|\($", "", text)
    text = re.sub(r"^[A-Za-z()]{3,}(?=[\u3400-\u9fff]{4})", "", text)
    text = pattern("identity", "named_again").sub("", text)
    text = pattern("identity", "agency_edges").sub("", text)
    if text.endswith(word("identity", "people")):
        text += word("identity", "any_government")
    text = pattern("identity", "agency_edges").sub("", text)
    return text if len(text) >= 2 else None
