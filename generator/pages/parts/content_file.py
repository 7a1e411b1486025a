"""One content file: its head of `Key: value` lines and its Markdown body."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.dialect.links import in_language
from generator.messages import LANGUAGES, language, speaking
from generator.pages.parts.markup import plain
from generator.pages.parts.words import say

TEXT_KEYS = frozenset({"title", "slug", "url", "save_as", "template", "description", "page_kind"})
"""Keys of the head whose value is text whatever it looks like; others may hold JSON."""

JSON_SIGNS = ("[", "{", '"')
"""How a value of JSON begins; a text that begins like one is written as a JSON string."""

_OF_THE_FIRST = frozenset({"Card", "Corrected", "Feed_date", "Feeds", "News"})
"""Keys of pictures and feeds, which name a page once, in the first language."""

Above = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where its file lies below content/, where it is published, what it says.

    `url` is the address from the root, ending in a slash (empty for the home page). `above`
    names the pages between the home page and this one, `short` this one in their row.
    `head` holds further keys; text is written as it is, anything else as one line of JSON.

    `lang` is the language in which it was made. A page in another language than the first
    says the same as its twin in the first: its file and its address are those of the twin
    below the language's name, and the twin alone is in feeds and has a picture.
    """

    file: str
    url: str
    title: str
    template: str
    lines: Sequence[str]
    description: str = ""
    above: Above = ()
    short: str = ""
    head: dict[str, Any] = field(default_factory=dict)
    lang: str = field(default_factory=language)

    @property
    def path(self) -> str:
        """The file below content/."""
        return in_language(self.file, self.lang)

    @property
    def save_as(self) -> str:
        """The output file."""
        return f"{in_language(self.url, self.lang)}index.html"

    def text(self) -> str:
        """The whole file, one trailing newline."""
        here = (self.short or self.title, self.url)
        with speaking(self.lang):
            trail = [(say("home"), ""), *self.above, here] if self.url else []
        url = in_language(self.url, self.lang)
        head = {
            "Title": plain(self.title),
            "Slug": url.strip("/").replace("/", "-") or "home",
            "Url": url,
            "Save_as": self.save_as,
            "Template": self.template,
            "Page_kind": self.template,
            "Description": plain(self.description),
            "Breadcrumbs": [list(step) for step in trail],
            **self.head,
        }
        if self.lang != LANGUAGES[0]:
            head = {key: value for key, value in head.items() if key not in _OF_THE_FIRST}
        lines = [head_line(key, value) for key, value in head.items() if value or key == "Url"]
        return "\n".join([*lines, "", *_tidy(self.lines)]) + "\n"


def area_page(
    say: Callable[..., str], url: str, lines: Iterable[str], template: str = "page", **more: Any
) -> Page:
    """The page of a whole area, whose messages `title` and `description` name it.

    Its file is `<url>index.md`; `more` are further members of the page.
    """
    words = {"title": say("title"), "description": say("description"), "file": f"{url}index.md"}
    return Page(url=url, lines=list(lines), template=template, **words | more)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A further file beside the pages, published at the same address."""

    file: str
    content: str

    @property
    def path(self) -> str:
        """The file below content/."""
        return self.file

    def text(self) -> str:
        """The whole file."""
        return self.content


@dataclass(frozen=True, slots=True)
class Extra:
    """A file that is published as it is at its address, beside no page."""

    file: str
    content: bytes


def head_line(key: str, value: Any) -> str:
    """One line of a content file's head."""
    return f"{key}: {_value(key, value)}".rstrip()


def _value(key: str, value: Any) -> str:
    if isinstance(value, str):
        text = plain(value)
        if key.lower() in TEXT_KEYS or not text.startswith(JSON_SIGNS):
            return text
        value = text
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _tidy(lines: Sequence[str]) -> list[str]:
    """No two blank lines together, none at the end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
