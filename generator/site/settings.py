"""The site's settings: `site.toml`, then the environment, then the command line."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.errors import BadDataError
from generator.messages import LANGUAGES
from generator.site_settings import SiteSettings
from generator.toml_file import hand_toml

_NAMES = {field.name: field for field in fields(SiteSettings)}
_PREFIX = "GONGKAI_"


def load_settings(file: Path | None = None, **overrides: str | int | None) -> SiteSettings:
    """The settings from site.toml (optional), GONGKAI_<NAME>, SITE_URL, and the options given.

    An unknown key, a value of the wrong type, an unknown language is a BadDataError.
    """
    values: dict[str, Any] = _from_file(file) if file else {}
    values |= _from_environment()
    values |= {name: value for name, value in overrides.items() if value is not None}
    if values.get("url"):
        values["url"] = _checked_url(str(values["url"]), file)
    else:
        values.pop("url", None)
    for name in ("name", "tagline"):  # what is not put into English is better than another's
        if name in values:
            values.setdefault(f"{name}_en", values[name])
    values["languages"] = _languages(str(values.get("languages", ",".join(LANGUAGES))))
    return SiteSettings(**values)


def _from_file(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    _, values = hand_toml(file, "site.bad_settings")
    for name, value in values.items():
        wanted = int if name in _NAMES and isinstance(_NAMES[name].default, int) else str
        if name not in _NAMES or not isinstance(value, wanted):
            raise BadDataError("site.bad_settings", file=str(file), reason=f"{name} = {value!r}")
    return values


def _from_environment() -> dict[str, Any]:
    values: dict[str, Any] = {}
    if os.environ.get("SITE_URL"):
        values["url"] = os.environ["SITE_URL"]
    for name, field in _NAMES.items():
        text = os.environ.get(_PREFIX + name.upper())
        if text:
            values[name] = _number(name, text) if isinstance(field.default, int) else text
    return values


def _number(name: str, text: str) -> int:
    if not text.isdigit():
        raise BadDataError("site.bad_settings", reason=f"{_PREFIX}{name.upper()}={text}")
    return int(text)


def _languages(text: str) -> tuple[str, ...]:
    """The languages in the order of all of them; the first is never left out."""
    asked = {name.strip() for name in text.split(",")}
    known = ",".join(LANGUAGES)
    if not asked <= set(LANGUAGES):
        unknown = ", ".join(sorted(asked - set(LANGUAGES)))
        raise BadDataError("site.unknown_language", languages=unknown, known=known)
    if LANGUAGES[0] not in asked:
        raise BadDataError("site.first_language", languages=text, first=LANGUAGES[0])
    return tuple(name for name in LANGUAGES if name in asked)


def _checked_url(url: str, file: Path | None) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise BadDataError("site.bad_settings", file=str(file) if file else None, reason=url)
    return url.rstrip("/")
