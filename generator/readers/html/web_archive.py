"""Web archives (.mht, .mhtml): the page is a part of a mail message."""

from __future__ import annotations

import email
import email.policy

from generator.errors import UnreadableDocumentError
from generator.readers.document import Document
from generator.readers.formats import Source
from generator.readers.html.page import read_html
from generator.readers.limits import check_size

MEDIA_TYPE = "multipart/related"


def read(source: Source) -> Document:
    """The document of the first page in the archive; raises UnreadableDocumentError."""
    limits = source.limits
    check_size(len(source.content), 2 * limits.markup_bytes)
    message = email.message_from_bytes(source.content, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                charset = part.get_content_charset()
                document = read_html(page, declared_charset=charset, limits=limits)
                return _with_address(document, part.get("Content-Location"))
    raise UnreadableDocumentError("readers.no_text")


def _with_address(document: Document, address: object) -> Document:
    url = str(address or "")
    meta = dict(document.meta)
    if url.startswith(("http://", "https://")):
        meta.setdefault("url", url)
    return Document(document.blocks, MEDIA_TYPE, meta, warnings=document.warnings)
