"""`/glossary/`: every term and every row of the forms in one plain sentence, in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from generator.forms import Explanation, forms
from generator.forms.explanations import explanations
from generator.messages import message
from generator.pages.kinds import Kind, Material
from generator.pages.parts.content_file import Page
from generator.pages.parts.safe_text import row, text
from generator.toml_file import toml_file

_CHINESE = ("zh", "glossary/index.md", "glossary/")
_ENGLISH = ("en", "glossary/en.md", "glossary/en/")
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
    """The terms that are no row of a form (`terms.toml`)."""
    data = toml_file("generator.pages.glossary", "terms.toml")
    return tuple(Explanation(id=key, **entry) for key, entry in data.items())


def _pages(_: Material) -> Iterator[Page]:
    """The Chinese page and the English one; every chapter has its name as anchor."""
    above: list[tuple[str, str]] = []
    for lang, file, url in (_CHINESE, _ENGLISH):
        yield Page(
            file=file,
            url=url,
            title=_say("title", lang),
            template="page",
            description=_say("description", lang),
            above=above,
            head={"Page_kind": "glossary"},
            lines=list(_body(lang)),
        )
        above = [(_say("title", lang), url)]


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


def _body(lang: str) -> Iterator[str]:
    yield from (_say("intro", lang), "")
    yield from _chapter("terms", terms(), lang)
    for name, entries in groups().items():
        yield from _chapter(name, entries, lang)


def _chapter(name: str, entries: Iterable[Explanation], lang: str) -> Iterator[str]:
    yield from (f"## {_say(name, lang)} {{#{name}}}", "")
    yield row(_say(head, lang) for head in ("term", "meaning", "article"))
    yield "| --- | --- | --- |"
    for entry in entries:
        label, words = (entry.label_zh, entry.zh) if lang == "zh" else (entry.label_en, entry.en)
        beside = "" if lang == "zh" else f" {text(entry.label_zh)}"
        yield row([f"{text(label)}{beside} {{.term}}", text(words), text(entry.article)])
    yield from (f'{{.glossary caption="{text(_say(name, lang))}"}}', "")


def _say(code: str, lang: str) -> str:
    return message(f"apps.glossary.{code}", {}, lang)


PAGE_KINDS = (Kind("glossary", "glossary", ("glossary/", "glossary/en/"), "page", pages=_pages),)
