"""Bad files, made up: broken, mislabelled, locked, and such as are made to bring a reader down."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

from tests.readers.samples import OVERVIEW, docx, drawn_text, simple_pdf

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = f'<w:document xmlns:w="{_W}"><w:body>'
_CLOSE = "</w:body></w:document>"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _word(xml: str | bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return stream.getvalue()


def _noise(size: int) -> bytes:
    return Random(size).randbytes(size)


def _entity() -> bytes:
    return _word(
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>{_OPEN}'
        f"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>{_CLOSE}"
    )


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return _word(f'<!DOCTYPE d [<!ENTITY a0 "ha">{entities}]>{_OPEN}&a9;{_CLOSE}')


def _bomb_pdf() -> bytes:
    stream = zlib.compress(b"0 0 m " * 30_000_000, 9)
    head = b"<</Length %d/Filter/FlateDecode>>stream\n%b" % (len(stream), stream)
    return simple_pdf(b"x").replace(b"<</Length 1>>stream\nx", head)


def _many_parts() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"x{number}", b"")
    return stream.getvalue()


_LOCKED = (
    b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>>>"
)  # fmt: skip
_CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"

# Name -> (content, code of the error). What holds nothing harmful but is no report has "".
SMALL: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.html": (lambda: b"", "readers.empty"),
    "empty.docx": (lambda: b"", "readers.empty"),
    "blank.txt": (lambda: b" \n\t ", "readers.empty"),
    "cut.docx": (lambda: docx()[:3000], "readers.damaged"),
    "cut.pdf": (
        lambda: simple_pdf(drawn_text([(100, 700, "x")]))[:200],
        "readers.damaged",
    ),
    "locked.docx": (
        lambda: _COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "readers.encrypted",
    ),
    "locked.pdf": (
        lambda: simple_pdf(drawn_text([(100, 700, "one")])).replace(b"/Root 1 0 R>>", _LOCKED),
        "readers.encrypted",
    ),
    "page.pdf": (
        f"<!DOCTYPE html><html><meta charset=utf-8><body><p>{OVERVIEW}".encode,
        "",
    ),
    "noise.html": (lambda: _noise(50_000), "readers.binary"),
    "noise.txt": (lambda: _noise(60_000), "readers.binary"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + _noise(200_000), "readers.damaged"),
    "noise.docx": (lambda: b"PK\x03\x04" + _noise(50_000), "readers.damaged"),
    "encoding.html": (
        lambda: b"<html><meta charset=utf-8><p>" + bytes(range(128, 256)) * 400,
        "readers.encoding",
    ),
    "entity.docx": (_entity, "readers.unsafe"),
    "laughs.docx": (_laughs, "readers.unsafe"),
    "picture.pdf": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 100, "readers.picture"),
    "quote\"s'.html": (lambda: b"\0\1\2", "readers.binary"),
    "two\nlines.html": (lambda: b"\0\1\2", "readers.binary"),
    "a..%2f..%2fb.html": (lambda: b"", "readers.empty"),
}
LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (lambda: _word(b" " * 300_000_000), "readers.too_large"),
    "bomb.pdf": (_bomb_pdf, "readers.too_large"),
    "parts.docx": (_many_parts, "readers.unsupported"),
    "deep.docx": (
        lambda: _word(
            _OPEN + "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000 + _CLOSE
        ),
        "readers.damaged",
    ),
    "paragraphs.docx": (
        lambda: _word(_OPEN + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 600_000 + _CLOSE),
        "readers.too_many_parts",
    ),
    "cells.docx": (
        lambda: _word(
            f"{_OPEN}<w:tbl>{('<w:tr>' + _CELL * 60 + '</w:tr>') * 1_100}</w:tbl>{_CLOSE}"
        ),
        "readers.too_many_cells",
    ),
    "tables.docx": (
        lambda: _word(
            f"{_OPEN}{f'<w:tbl><w:tr>{_CELL}{_CELL}</w:tr></w:tbl>' * 50_000}{_CLOSE}"
        ),
        "readers.too_many_parts",
    ),
    "div.html": (lambda: b"<html><body>" + b"<div>" * 200_000 + b"x", "readers.too_deep"),
    "table.html": (
        lambda: b"<html><body>" + b"<table><tr><td>" * 70_000 + b"x",
        "readers.too_deep",
    ),
    "list.html": (lambda: b"<ul><li>" * 100_000 + b"x", "readers.too_deep"),
    "bold.html": (lambda: b"<html><body>" + b"<b>" * 200_000 + b"x", ""),
    "link.html": (lambda: b"<html><body>" + b"<a href=x>" * 200_000 + b"x", ""),
    "hidden.html": (
        lambda: b"<html><body>" + b'<span style="display:none">' * 200_000,
        "readers.no_text",
    ),
    "quote.html": (lambda: b'<html><body><td a="' + b"x" * 8_000_000, "readers.no_text"),
    "marks.html": (lambda: b"<html>" + b"<" * 6_000_000, "readers.too_many_tags"),
    "comments.html": (lambda: b"<html><body>" + b"<!--" * 2_000_000, "readers.no_text"),
    "cells.html": (lambda: b"<table>" + b"<tr>" + b"<td>1" * 100_000, "readers.too_many_cells"),
    "tags.html": (lambda: b"<html><body>" + b"<p>text" * 2_000_000, "readers.too_many_tags"),
    "spans.html": (
        lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>1<td>2" * 20_000,
        "readers.too_many_cells",
    ),
    "paragraphs.html": (
        lambda: b"<html><body>" + b"<p>text" * 60_000,
        "readers.too_many_parts",
    ),
    "long.html": (
        lambda: b"<html><meta charset=utf-8><p>" + "政府信息公开，".encode() * 600_000,
        "readers.too_long",
    ),
    "cells.txt": (lambda: "规章\n1\n2\n3\n".encode() * 200_000, "readers.too_many_parts"),
    "pipes.txt": (lambda: b"| 1 | 2 |\n" * 400_000, "readers.too_many_cells"),
    "closed.txt": (lambda: "规章 |\n1 |\n||\n".encode() * 200_000, "readers.too_many_cells"),
    "turns.txt": (lambda: "规章\n|\n1\n|\n".encode() * 200_000, "readers.too_many_cells"),
    "bar.txt": (lambda: b"|" * 400_000, "readers.too_many_cells"),
    "spaces.txt": (lambda: "公开　".encode() * 1_400_000, "readers.too_long"),
    "digits.txt": (lambda: b"1" * 12_000_000, "readers.too_long"),
    "huge.txt": (lambda: b"x" * 120_000_000, "readers.too_large"),
    "pages.pdf": (
        lambda: simple_pdf(drawn_text([(100, 700, "x")]), pages=5000),
        "readers.too_many_pages",
    ),
    "letters.pdf": (
        lambda: simple_pdf(
            drawn_text([(10 + n % 580, 10 + n // 60 % 780, "12345 67") for n in range(150_000)])
        ),
        "readers.too_large",
    ),
    "lines.pdf": (
        lambda: simple_pdf(
            b"\n".join(b"%d 0 m %d 800 l S" % (n % 600, n % 600) for n in range(100_000))
            + b"\n" + drawn_text([(100, 700, "abc 12 13 14")])
        ),
        "",
    ),
}  # fmt: skip
