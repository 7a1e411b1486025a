"""`/agencies/<id>/badge.svg`: a small picture for pages that link an agency's page.

It says what the newest report prints, and of which site it is; it has nothing of an
official seal. One file an agency, its address stays, its content follows the reports; with
the name of a language behind it (`badge.svg#en`) it has the words of that language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape

from generator.dialect.links import in_language
from generator.dialect.strip import HEIGHT as STRIP_HEIGHT
from generator.dialect.strip import standing_alone, width_of
from generator.messages import LANGUAGES, language, speaking
from generator.pages.parts.facts import Facts
from generator.pages.parts.markup import block, link, site
from generator.pages.parts.words import say
from generator.site_settings import SiteSettings
from generator.theme_tokens import own_tokens

NAME = "badge.svg"
_HEIGHT, _PAD, _SMALL, _LARGE = 44, 10, 11, 14
_LATIN = 0.62  # of the type's size: digits and letters; Chinese is as wide as high
_COLOURS = {"granted": 0, "denied": 2, "other": 3, "received": 1}  # those of the stylesheet


def badge(fact: Facts, strip: str, settings: SiteSettings) -> str:
    """The picture; `strip` is the code of the agency's strip of years, or empty."""
    width, left = _size(fact, strip, settings)
    shades = _shades()
    words = badge_words(fact)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gongkai-badge" width="{width}" '
        f'height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" role="img">',
        f"<title>{escape(f'{_head(settings)}：{words}')}</title>",
        f'<rect x=".5" y=".5" width="{width - 1}" height="{_HEIGHT - 1}" '
        f'fill="{shades["paper"]}" stroke="{shades["edge"]}"/>',
        standing_alone(strip, shades, _PAD, (_HEIGHT - STRIP_HEIGHT) / 2) if strip else "",
        f'<g font-family="{escape(shades["font"])}">',
        *_texts(fact, settings, left, width - left - _PAD),
        "</g></svg>\n",
    ]
    return "".join(parts)


def _texts(fact: Facts, settings: SiteSettings, left: int, room: int) -> Iterator[str]:
    """The words in each language; another than the first is shown when the address asks for it.

    The picture is as wide as the words of the first need; longer ones are drawn closer.
    """
    first, *others = settings.languages
    for lang in others:
        yield f"<style>#{lang},#{lang}:target~#{first}{{display:none}}"
        yield f"#{lang}:target{{display:inline}}</style>"
        with speaking(lang):
            yield f'<g id="{lang}">{_lines(fact, settings.in_language(lang), left, room)}</g>'
    lines = _lines(fact, settings, left, room)
    yield f'<g id="{first}">{lines}</g>' if others else lines


def _lines(fact: Facts, settings: SiteSettings, left: int, room: int) -> str:
    """Whose figures they are, and the newest."""
    shades = _shades()
    head = _text(_head(settings), (left, 17), _SMALL, shades["muted"], room)
    return head + _text(badge_words(fact), (left, 35), _LARGE, shades["ink"], room)


def badge_section(agency: str, settings: SiteSettings) -> list[str]:
    """How to put it into a page, folded."""
    address = f"agencies/{agency}/"
    lang = language()
    picture = f"{address}{NAME}" + (f"#{lang}" if lang != LANGUAGES[0] else "")
    file = link(NAME, site(picture))
    if settings.url is None:
        return block(f"details {say('badge.title')}", [say("badge.how", file=file)])
    # Its words and its width follow the reports: what is copied names neither.
    words = escape(_head(settings))
    image = f'<img src="{settings.url}/{picture}" height="{_HEIGHT}" alt="{words}">'
    code = f'`<a href="{settings.url}/{in_language(address, lang)}">{image}</a>`'
    return block(f"details {say('badge.title')}", [say("badge.code", file=file), "", code])


def badge_words(fact: Facts) -> str:
    """What it says: the year and how many asked, or that the report prints no such number."""
    code = "badge.no_number" if fact.received is None else f"badge.{fact.scope}"
    return say(code, year=fact.year, value=fact.received)


def _head(settings: SiteSettings) -> str:
    return say("badge.head", site=settings.name)


def _size(fact: Facts, strip: str, settings: SiteSettings) -> tuple[int, int]:
    """The badge's width, and the x of its words, in pixels."""
    left = _PAD + (width_of(strip) + _PAD if strip else 0)
    lines = ((_head(settings), _SMALL), (badge_words(fact), _LARGE))
    return left + max(_width(text, size) for text, size in lines) + _PAD, left


def _width(text: str, size: int) -> int:
    return round(sum(size * (_LATIN if sign.isascii() else 1) for sign in text))


def _text(words: str, at: tuple[int, int], size: int, colour: str, room: int) -> str:
    """A text element with a fixed width, whatever the font, that fits the room."""
    x, y = at
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" '
        f'textLength="{min(room, _width(words, size))}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(words)}</text>"
    )


@cache
def _shades() -> dict[str, str]:
    """The colours by purpose and the font, from the light stylesheet."""
    tokens = own_tokens()
    colours, chart = tokens.light.colours, tokens.light.chart
    return {
        "font": tokens.font["sans"],
        **{name: colours[name] for name in ("paper", "ink", "muted", "edge")},
        **{part: chart[place] for part, place in _COLOURS.items()},
        "zero": colours["ink"],
        **dict.fromkeys(("no_number", "no_report"), colours["edge"]),
    }
