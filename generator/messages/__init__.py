"""Every sentence that the program says, in Chinese and English, as data.

One TOML file for each area; an entry is `["area.code"]` with `zh` and `en`, both
`str.format` templates over the same parameters. One that says the same as another names
that one: `same = "area.code"`.

What is said within `speaking("en")` is English: a page is written and laid out within it, so that
its words need not be told its language one by one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib import resources
from typing import ParamSpec, TypeVar

LANGUAGES = ("zh", "en")
"""All languages; the first is that of the reports, and of all pages without a language."""

P = ParamSpec("P")
T = TypeVar("T")
_present: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def language() -> str:
    """The language that is spoken at present."""
    return _present.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within it, that language is spoken."""
    token = _present.set(lang)
    try:
        yield
    finally:
        _present.reset(token)


def kept_in_each_language(most: int | None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps what a function of words gave: in each language the last `most` of them, or all."""

    def kept(make: Callable[P, T]) -> Callable[P, T]:
        made: dict[str, Callable[..., T]] = {lang: lru_cache(most)(make) for lang in LANGUAGES}

        @wraps(make)
        def give(*args: P.args, **named: P.kwargs) -> T:
            return made[_present.get()](*args, **named)

        return give

    return kept


def spoken(lang: str, make: Callable[[], Iterable[T]]) -> Iterator[T]:
    """The things made, each while that language is spoken; whoever takes them keeps its own.

    A generator would otherwise go on in the language of the one who asks it for the next thing.
    """
    with speaking(lang):
        each = iter(make())
    while True:
        with speaking(lang):
            try:
                one = next(each)
            except StopIteration:
                return
        yield one


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages of the package by code."""
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                if code in entries:
                    raise ValueError(f"message {code} is defined twice")
                entries[code] = entry
    return {code: entries[entry.get("same", code)] for code, entry in entries.items()}


def said_again(text: str, area: str, lang: str | None = None) -> str:
    """A kept sentence of an area in another language; the text itself where no message says it.

    Findings keep the words for what they compare, and a page in another language has to say
    the same.
    """
    for code, pattern in _patterns(area):
        if found := pattern.fullmatch(text):
            return message(code, found.groupdict(), lang)
    return text


@cache
def _patterns(area: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The messages of an area as patterns of what they say, the most particular first."""
    entries = {code: entry[LANGUAGES[0]] for code, entry in catalogue().items()}
    found = sorted(
        (code for code in entries if code.startswith(area)), key=lambda code: -len(entries[code])
    )
    return tuple((code, _pattern_of(entries[code])) for code in found)


def _pattern_of(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    seen: set[str] = set()
    pattern = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in seen else f"(?P<{part}>.+?)"
            seen.add(part)
    return re.compile(pattern, re.DOTALL)


def message_template(code: str, lang: str) -> str:
    """The sentence with its parameters in braces."""
    return catalogue()[code][lang]


def message(code: str, params: dict[str, str], lang: str | None = None) -> str:
    """The sentence for a code, in the language spoken unless one is named.

    An unknown code is a defect and raises KeyError.
    """
    return catalogue()[code][lang or language()].format_map(params)
