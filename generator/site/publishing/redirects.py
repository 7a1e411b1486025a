"""Addresses that have moved: each leaves a small page that leads on.

`data/redirects.csv` has the columns `from` and `to`: addresses from the site's root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import jinja2

from generator.hand_csv import rows_of
from generator.messages import LANGUAGES
from generator.record_rules import is_web_address
from generator.site.pelican_plugin import links
from generator.site.pelican_plugin.policy import policy
from generator.site.pelican_plugin.view import say
from generator.site.publishing.outfolder import OutFolder
from generator.site_settings import SiteSettings

_PART = re.compile(r"(?!\.+$)[^\\:*?\"<>|#%&\s]+")  # a name in an address and in any file system
_LONGEST_NAME_BYTES = 200  # file systems take 255; a file is written under a longer name first
_LONGEST_ADDRESS_BYTES = 1000  # browsers and search engines take 2,000 with the site before it


def write_redirects(
    data: Path, out: OutFolder, settings: SiteSettings, template: jinja2.Template | None
) -> None:
    """Writes a page at every address that has moved; BadDataError for a row that leads nowhere.

    An address must be free and in the site; its target a page of the site or of the web.
    """
    folders = None
    for row in rows_of(data / "redirects.csv", ("from", "to")):
        save_as = links.file_of(row["from"])
        folders = folders or {folder for address in out.files for folder in _above(address)}
        if save_as in folders or not _is_free(save_as, out):
            raise row.bad("site.bad_redirect", address=row["from"])
        if not _is_there(row["to"], out):
            raise row.bad("site.bad_target", address=row["to"])
        if template is None:
            raise row.bad("site.no_redirect")
        out.write(save_as, _page(save_as, row["to"], settings, template))
        folders.update(_above(save_as))


def _is_free(save_as: str, out: OutFolder) -> bool:
    """Whether a file may be put there: inside the site, over and under no other file."""
    parts = save_as.split("/")
    if not all(map(_PART.fullmatch, parts)) or _is_long(parts) or save_as in out.files:
        return False
    return not set(_above(save_as)) & out.files.keys() and not (out.new / save_as).is_dir()


def _is_long(parts: list[str]) -> bool:
    """Whether an address or a name in it is longer than file systems and browsers take."""
    sizes = [len(part.encode()) for part in parts]
    return max(sizes) > _LONGEST_NAME_BYTES or sum(sizes) + len(sizes) > _LONGEST_ADDRESS_BYTES


def _above(address: str) -> Iterator[str]:
    """The folders in which a file lies."""
    parts = address.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


def _is_there(target: str, out: OutFolder) -> bool:
    """Whether the target is a page of the site, or an address elsewhere on the web."""
    if is_web_address(target):
        return True
    address = re.sub(r"[?#].*", "", target)
    return bool(target) and links.file_of(address) in out.files


def _page(save_as: str, target: str, settings: SiteSettings, template: jinja2.Template) -> bytes:
    return template.render(
        GONGKAI=settings,
        SITENAME=settings.name,
        policy=policy(settings),
        say=partial(say, LANGUAGES[0]),
        title=settings.name,
        href=links.link(target, save_as, is_absolute=settings.is_absolute),
        canonical=links.absolute(settings.url, target) if settings.url else None,
    ).encode()
