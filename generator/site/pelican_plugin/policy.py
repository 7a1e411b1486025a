"""The Content-Security-Policy that stands in every page's head.

It holds on a server and for files opened from a disk: Chromium takes `'self'` for all files
there. `frame-ancestors` is no part of it, because a page cannot say that of itself; the
server's header can (docs/hosting.md).
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from urllib.parse import urlsplit

from generator.site_settings import SiteSettings


@lru_cache
def policy(settings: SiteSettings, script: str = "") -> str:
    """What a page may load and run: files of the site, and the one script that stands in it.

    A page of a site with an address may be shown at another one (404 pages, a second host
    name), while its links lead to the first; so that address is the site's own as well.
    """
    parts = urlsplit(settings.url or "")
    host = parts.netloc.encode("idna").decode()  # a policy names hosts in ASCII
    own = f"'self' {parts.scheme}://{host}" if settings.url else "'self'"
    directives = {
        "default-src": "'none'",
        "script-src": f"{own} '{_hash(script)}'" if script else own,
        "style-src": own,
        "img-src": f"{own} data:",  # a chart becomes a PNG by way of a picture of its own
        "connect-src": own,  # /embed/chart/ reads a page; so may tools from within one
        "form-action": own,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash(script: str) -> str:
    """The hash of an inline script as the policy writes it."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
