"""Addresses inside the site, written relative to the page that links.

`site:agencies/640500-minzheng/2023/#f-x` names a place by its address from the root.
Without a site address the pages must also work from a folder, so a link to a page ends
in index.html; with one it ends in a slash.
"""

from __future__ import annotations

from urllib.parse import quote

SCHEME = "site:"


def root_of(save_as: str) -> str:
    """The way from a page up to the root: "" or "../../"."""
    return "../" * save_as.count("/")


def file_of(address: str) -> str:
    """The output file behind an address: `guide/` is `guide/index.html`."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def link(address: str, save_as: str, *, is_absolute: bool) -> str:
    """The href from the page at `save_as` to an address from the root.

    An address may carry a query and a fragment; other schemes are returned as they are.
    """
    address = address.removeprefix(SCHEME)
    if address.startswith(("http:", "https:", "mailto:", "tel:", "#")):
        return address
    path, mark, rest = _cut(address)
    if not is_absolute:
        path = file_of(path)
    return (root_of(save_as) + quote(path, safe="/-._~%")) + mark + rest or "./"


def absolute(url: str, address: str) -> str:
    """The address with the site's own in front."""
    return f"{url}/{quote(address.removeprefix(SCHEME), safe='/-._~%#?=&')}"


def _cut(address: str) -> tuple[str, str, str]:
    for position, character in enumerate(address):
        if character in "?#":
            return address[:position], character, address[position + 1 :]
    return address, "", ""
