"""Terms of the glossary explained in the sentence, where a page first uses them.

The term becomes a button and its explanation a popover: both are plain HTML, so that it works
without scripts; a browser that knows no popovers shows the explanation behind the term. Only
sentences of the site itself are treated (`::: terms`), never the text of a report.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

from generator.forms import Explanation
from generator.forms.explanations import explanations
from generator.messages import LANGUAGES, language, message
from generator.pages.glossary.page import article_of, chapter_of, described, terms
from generator.toml_file import toml_file

_TOKEN = re.compile(r"(<[^>]+>)")
_SILENT = re.compile(r"<(/?)(a|button|h[1-6]|table|summary|svg|script|strong)\b")


def explain(html: str, glossary: str) -> str:
    """The HTML with its terms explained; `glossary` is the glossary's address from its page."""
    return _Explainer(glossary).run(html)


class _Explainer:
    def __init__(self, glossary: str) -> None:
        self._glossary = glossary
        self._seen: set[str] = set()

    def run(self, html: str) -> str:
        """The part with the first use of each term marked, but for links, headings, tables."""
        depth, parts = 0, []
        for token in _TOKEN.split(html):
            silent = _SILENT.match(token)
            if silent is not None:
                depth += -1 if silent[1] else 1
            is_text = depth == 0 and not token.startswith("<")
            parts.append(_pattern(language()).sub(self._mark, token) if is_text else token)
        return "".join(parts)

    def _mark(self, match: re.Match[str]) -> str:
        word = match[0]
        key = _words(language())[word.lower()]
        if key in self._seen:
            return word
        self._seen.add(key)
        entry = _entries()[key]
        label, words = described(entry)
        where = article_of(entry)
        article = message("pages.article", {"article": where}) if where else ""
        more = message("apps.glossary.title", {})
        name = f"t-{key}"
        return (
            f'<button type="button" class="term" popovertarget="{name}">{word}</button>'
            f'<span popover class="term-note" id="{name}">'
            f"<strong>{escape(label)}</strong> {escape(words + article)} "
            f'<a href="{escape(self._glossary)}#{chapter_of(key)}">{more}</a></span>'
        )


@cache
def _words(lang: str) -> dict[str, str]:
    """The words of a language, each with its entry; in English a term's own name."""
    found: dict[str, str] = toml_file("generator.pages.glossary", "inline_terms.toml")["words"]
    if lang == LANGUAGES[0]:
        return found
    every = _every()
    return {every[key].label_en.lower(): key for key in found.values()}


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    longest_first = sorted(_words(lang), key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return re.compile(words if lang == LANGUAGES[0] else rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _entries() -> dict[str, Explanation]:
    """The glossary's entries by id; KeyError when `inline_terms.toml` names none of them."""
    every = _every()
    return {key: every[key] for key in _words(LANGUAGES[0]).values()}


def _every() -> dict[str, Explanation]:
    return {**explanations(), **{entry.id: entry for entry in terms()}}
