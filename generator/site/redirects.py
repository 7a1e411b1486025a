"""Addresses that have moved: each leaves a small page that leads on.

`data/redirects.csv` has the columns `from` and `to`: addresses from the site's root.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

from generator.errors import BadDataError
from generator.hand_csv import rows_of
from generator.pages.settings import SiteSettings
from generator.site import links
from generator.site.outfolder import OutFolder


def write_redirects(
    data: Path, out: OutFolder, settings: SiteSettings, template: jinja2.Template | None
) -> None:
    """Writes a page at every address that has moved; an address in use is an error."""
    path = data / "redirects.csv"
    for line, row in rows_of(path, ("from", "to")):
        save_as = links.file_of(row["from"])
        if not row["from"] or not row["to"] or save_as in out.files:
            raise BadDataError("site.bad_redirect", file=str(path), line=line)
        if template is None:
            raise BadDataError("site.no_redirect", file=str(path), line=line)
        out.write(save_as, _page(save_as, row["to"], settings, template))


def _page(save_as: str, target: str, settings: SiteSettings, template: jinja2.Template) -> bytes:
    return template.render(
        GONGKAI=settings,
        SITENAME=settings.name,
        title=settings.name,
        href=links.link(target, save_as, is_absolute=settings.is_absolute),
        canonical=links.absolute(settings.url, target) if settings.url else None,
    ).encode()
