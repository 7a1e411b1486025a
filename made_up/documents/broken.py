"""Files that cannot be read as they are: each with what must be said of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

from made_up.prose import mark

Report = dict[str, bytes]


def empty(good: Report, chance: Random) -> tuple[str, bytes]:
    """No byte at all."""
    return "html", b""


def truncated_docx(good: Report, chance: Random) -> tuple[str, bytes]:
    """A Word file whose end was lost on the way."""
    return "docx", good["docx"][: len(good["docx"]) * 2 // 3]


def truncated_pdf(good: Report, chance: Random) -> tuple[str, bytes]:
    """The first bytes of a PDF."""
    return "pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendo"


def rubbish(good: Report, chance: Random) -> tuple[str, bytes]:
    """Random bytes under a known name."""
    return chance.choice(("pdf", "docx", "txt", "html")), chance.randbytes(4096)


def zip_bomb(good: Report, chance: Random) -> tuple[str, bytes]:
    """A Word file that expands to 300 MB of blanks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good["docx"])) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            if name != "word/document.xml":
                archive.writestr(info, content, zipfile.ZIP_DEFLATED)
                continue
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as part:
                for _ in range(300):
                    part.write(b" " * 1_000_000)
    return "docx", stream.getvalue()


def outside_entity(good: Report, chance: Random) -> tuple[str, bytes]:
    """A Word file whose XML asks for a file of the machine that reads it."""
    attack = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>{mark()}&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    stream = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(good["docx"]))
    with whole, zipfile.ZipFile(stream, "w") as archive:
        for name in whole.namelist():
            content = attack.encode() if name == "word/document.xml" else whole.read(name)
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return "docx", stream.getvalue()


def nested_tags(good: Report, chance: Random) -> tuple[str, bytes]:
    """A page of 200,000 tags, one inside the other."""
    depth = 200_000
    return "html", (f"<html><body>{mark()}" + "<div>" * depth + "x" + "</div>" * depth).encode()


KINDS: dict[str, Callable[[Report, Random], tuple[str, bytes]]] = {
    "empty": empty,
    "truncated-docx": truncated_docx,
    "truncated-pdf": truncated_pdf,
    "rubbish": rubbish,
    "zip-bomb": zip_bomb,
    "outside-entity": outside_entity,
    "nested-tags": nested_tags,
}
