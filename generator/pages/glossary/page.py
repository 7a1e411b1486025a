"""`/glossary/`: every term and every row of the forms in one plain sentence, in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from generator.forms import Explanation, forms
from generator.forms.english import article_in_english
from generator.forms.explanations import explanations
from generator.messages import LANGUAGES, catalogue, language, speaking
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page, area_page
from generator.pages.parts.markup import escape, heading, table
from generator.pages.parts.words import saying
from generator.toml_file import toml_file

_say = saying("apps.glossary")
_GROUPS = (
    ("requests", ("requests.",)),
    ("outcomes", ("outcomes.",)),
    ("applicants", ()),
    ("cases", ("review", "litigation.", "column.review.", "column.litigation.")),
    ("proactive", ("proactive.", "column.")),
    ("stats", ("stats.",)),
)


@cache
def terms() -> tuple[Explanation, ...]:
    """The terms that are no row of a form (`terms.toml`).

    A term that the pages have a message for names it as its `label`.
    """
    found = []
    for key, entry in toml_file("generator.pages.glossary", "terms.toml").items():
        said = catalogue()[entry["label"]] if "label" in entry else {}
        labels = {f"label_{lang}": f"{word[:1].upper()}{word[1:]}" for lang, word in said.items()}
        own = {name: word for name, word in entry.items() if name != "label"}
        found.append(Explanation(id=key, **labels | own))
    return tuple(found)


def _pages(_: Material) -> Iterator[Page]:
    """The page; beside the Chinese one the English text, at the address that it always had."""
    own = _say("title")
    if language() != LANGUAGES[0]:
        yield _page("glossary/index.md", "glossary/", [])
        return
    yield _page("glossary/index.md", "glossary/", [], _say("other"))
    with speaking("en"):
        above = [(own, "glossary/")]
        english = _page("glossary/en.md", "glossary/en/", above, _say("other"))
    yield replace(english, lang=LANGUAGES[0])


def _page(file: str, url: str, above: list[tuple[str, str]], other: str = "") -> Page:
    """The glossary in the language spoken; every chapter has its name as anchor."""
    head = {"Page_kind": "glossary"}
    return area_page(_say, url, _body(other), file=file, above=above, head=head)


def groups() -> dict[str, list[Explanation]]:
    """The explanations of rows and columns by chapter, each exactly once, in the forms' order."""
    found: dict[str, list[Explanation]] = {name: [] for name, _ in _GROUPS}
    for entry in explanations().values():
        found[_group(entry.id)].append(entry)
    return found


def chapter_of(key: str) -> str:
    """The anchor of the glossary's chapter in which an entry stands."""
    return "terms" if any(entry.id == key for entry in terms()) else _group(key)


def _group(key: str) -> str:
    if key in _applicants():
        return "applicants"
    return next((n for n, starts in _GROUPS if starts and key.startswith(starts)), "proactive")


@cache
def _applicants() -> frozenset[str]:
    """The columns of the tables that say who applied."""
    return frozenset(
        f"column.{column.id}"
        for of in forms()
        for table in of.tables
        if of.shown.applicants_row in table.by_row
        for column in table.columns
    )


def _body(other: str) -> Iterator[str]:
    yield from (_say("intro") + other, "")
    yield from _chapter("terms", terms())
    for name, entries in groups().items():
        yield from _chapter(name, entries)


def _chapter(name: str, entries: Iterable[Explanation]) -> Iterator[str]:
    header = [_say(head) for head in ("term", "meaning", "article")]
    rows = []
    for entry in entries:
        label, words = described(entry)
        beside = "" if language() == LANGUAGES[0] else f" {escape(entry.label_zh)}"
        rows.append(
            [f"{escape(label)}{beside} {{.term}}", escape(words), escape(article_of(entry))]
        )
    attributes = f'.glossary caption="{escape(_say(name))}"'
    yield from (*heading(_say(name), name), *table(header, rows, attributes, left=3), "")


def described(entry: Explanation) -> tuple[str, str]:
    """The name of a term and its sentence."""
    if language() == LANGUAGES[0]:
        return entry.label_zh, entry.zh
    return entry.label_en, entry.en


def article_of(entry: Explanation) -> str:
    """The article that a term stands in."""
    if language() == LANGUAGES[0]:
        return entry.article
    return article_in_english(entry.article)


PAGE_KINDS = (Kind("glossary", "glossary", ("glossary/", "glossary/en/"), "page", pages=_pages),)
