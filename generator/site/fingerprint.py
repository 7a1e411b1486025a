"""One short name for everything besides the data that decides how a page looks."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.code_version import code_version, files_below
from generator.site.files import fonts
from generator.site.pelican_plugin.configuration import own_files
from generator.site_settings import SiteSettings

# All that decides how a page looks.
ROOMS = (
    "case_file",
    "checks",
    "corrections",
    "dialect",
    "forms",
    "frames",
    "messages",
    "opendata",
    "pages",
    "privacy",
    "site",
)


def fingerprint(settings: SiteSettings, theme: Path) -> str:
    """32 hex digits: others when the code, the theme, a library, a plugin or a setting changes.

    `theme` is the theme's folder.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(code_version(ROOMS).encode())
    digest.update(repr(settings.seen()).encode())
    for path in files_below(theme):
        _add(digest, path, theme)
    if settings.is_absolute:  # without a font pages name no picture
        digest.update(repr([face.version for face in fonts.faces() or ()]).encode())
    for path in own_files():
        _add(digest, path, path.parent)
    return digest.hexdigest()


def key_of(*parts: bytes) -> str:
    """32 hex digits for what a file is made from; parts that are cut elsewhere have others."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, path: Path, base: Path) -> None:
    digest.update(path.relative_to(base).as_posix().encode())
    digest.update(path.read_bytes())
