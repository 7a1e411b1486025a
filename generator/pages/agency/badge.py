"""`/agencies/<id>/badge.svg`: a small picture for pages that link an agency's page.

It says what the newest report prints, and of which site it is; it has nothing of an
official seal. One file an agency, its address stays, its content follows the reports.
"""

from __future__ import annotations

from functools import cache
from html import escape

from generator.dialect.strip import HEIGHT as STRIP_HEIGHT
from generator.dialect.strip import standing_alone, width_of
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
        _text(_head(settings), left, 17, _SMALL, shades["muted"]),
        _text(words, left, 35, _LARGE, shades["ink"]),
        "</g></svg>\n",
    ]
    return "".join(parts)


def badge_section(agency: str, settings: SiteSettings) -> list[str]:
    """How to put it into a page, folded."""
    address = f"agencies/{agency}/"
    file = link(NAME, site(f"{address}{NAME}"))
    if settings.url is None:
        return block(f"details {say('badge.title')}", [say("badge.how", file=file)])
    # Its words and its width follow the reports: what is copied names neither.
    words = escape(_head(settings))
    picture = f'<img src="{settings.url}/{address}{NAME}" height="{_HEIGHT}" alt="{words}">'
    code = f'`<a href="{settings.url}/{address}">{picture}</a>`'
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


def _text(words: str, left: int, bottom: int, size: int, colour: str) -> str:
    """A text element with a fixed width, whatever the font."""
    return (
        f'<text x="{left}" y="{bottom}" font-size="{size}" fill="{colour}" '
        f'textLength="{_width(words, size)}" lengthAdjust="spacingAndGlyphs">{escape(words)}</text>'
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
