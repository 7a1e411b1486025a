"""What a file really is, told by its content; its name decides only where content cannot."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from generator.readers import charset
from generator.readers.formats import packages, signatures

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script|style|"
    rb"div|table|p|span|section|article|center|h[1-6]|link|frameset|font|br|ul)\b",
    re.I | re.S,
)
_WORD_XML = re.compile(
    rb"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\b|<pkg:package\b"
)
_HTML_TAG = re.compile(rb"</(?:p|td|tr|div|table|span|li|html|body)\s*>", re.I)
_MAIL_START = re.compile(
    rb"(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-[\w-]+)\s*:", re.I
)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,30}", re.I)
_HEAD = 65536
_NOT_IN_TEXT = bytes((*range(9), *range(14, 27), *range(28, 32)))


def sniff(name: str, content: bytes) -> tuple[str, str]:
    """The kind and, for a message, what it is called."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:1024]:
        return "pdf", "PDF"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(name, content)
    if content.startswith(_OLE):
        return _compound(name, content)
    if head.startswith(b"{\\rtf") or _WORD_XML.search(content[:4096]):
        return "office", "RTF" if head.startswith(b"{\\rtf") else "Word XML"
    return _by_magic(content) or _textual(name, content, head)


def _by_magic(content: bytes) -> tuple[str, str] | None:
    if b"\0" not in content[:2048]:
        return None  # short signatures are also how a text may begin
    marks = signatures()
    return next(((kind, label) for mark, kind, label in marks if content.startswith(mark)), None)


def _textual(name: str, content: bytes, head: bytes) -> tuple[str, str]:
    if is_binary(content):
        return "binary", "binary"
    ascii_head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _is_mail(ascii_head):
        return "mht", "MHT"
    is_text_name = name.lower().endswith((".txt", ".md", ".markdown"))
    if _HTML_START.match(ascii_head[:8192]) and not (is_text_name and _is_mostly_text(ascii_head)):
        return "html", "HTML"
    if not is_text_name and len(_HTML_TAG.findall(ascii_head)) * 400 > len(ascii_head):
        return "html", "HTML"
    return "text", "text"


def _is_mail(head: bytes) -> bool:
    match = _MAIL_HEADER.match(head[:8192]) if _MAIL_START.match(head) else None
    return match is not None and b"mime-version" in match[0].lower()


def _is_mostly_text(head: bytes) -> bool:
    """A Markdown file that begins with a tag or two, not a page under another name."""
    return len(re.findall(rb"</?[a-zA-Z]", head)) * 60 < len(head) and b"<html" not in head.lower()


def is_binary(content: bytes) -> bool:
    """Control characters that no text has; UTF-16 text is no binary."""
    head = content[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if b"\0" in head and charset.utf16_without_mark(content) is not None:
        return False
    strange = len(head) - len(head.translate(None, _NOT_IN_TEXT))
    return strange * 100 > len(head)


def _zipped(name: str, content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = "\n".join(["", *archive.namelist()]).lower().replace("\\", "/")
            has_type = "\nmimetype" in names and archive.getinfo("mimetype").file_size < 200
            mime = archive.read("mimetype").decode("latin-1") if has_type else ""
    except Exception:
        # A download that was cut off has lost the directory at the end of the archive.
        is_word = b"word/" in content or name.lower().endswith((".docx", ".docm", ".wps"))
        return "damaged", "DOCX" if is_word else "ZIP"
    for one in packages():
        is_part = one.part and f"\n{one.part}" in names
        if is_part or (one.media_word and one.media_word in mime):
            return one.kind, one.label
    return "unsupported", "ZIP"


def _compound(name: str, content: bytes) -> tuple[str, str]:
    """Old binary Office files: the streams are named in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return "encrypted", "DOCX"
    if has("WordDocument"):
        # The header of the Word stream, usually in the first sector: its flags tell encryption.
        if content[512:514] == b"\xec\xa5" and content[523:524] and content[523] & 1:
            return "encrypted", "DOC"
        return "office", "WPS" if name.lower().endswith(".wps") else "DOC"
    if has("Workbook") or has("Book"):
        return "spreadsheet", "XLS"
    if has("PowerPoint Document"):
        return "unsupported", "PPT"
    return "office", "WPS" if name.lower().endswith(".wps") else "DOC"
