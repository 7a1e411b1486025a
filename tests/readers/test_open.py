"""The one way in: types by content, and one clear line for what cannot be read."""

from __future__ import annotations

import email.message
import os
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from generator.errors import UnreadableDocumentError
from generator.messages import LANGUAGES, catalogue
from generator.processes import worker_pool
from generator.readers.limits import Limits
from generator.readers.open import read_bytes, read_document
from tests.readers.samples import (
    OVERVIEW,
    PREAMBLE,
    docx,
    drawn_text,
    expected_figures,
    figures_of,
    office,
    simple_pdf,
    tables_of,
    texts,
)
from tests.running import peak_kilobytes

PAGE = (
    f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>{OVERVIEW}</p></body></html>"
)
XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def zipped(name: str, content: bytes | str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def refused(name: str, content: bytes, limits: Limits | None = None) -> str:
    """The code of the error, which must be one line in both languages and name the file."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_bytes(name, content, limits=limits or Limits())
    for lang in LANGUAGES:
        line = caught.value.text(lang)
        assert "\n" not in line
        assert line.startswith(caught.value.file or "?")
    return caught.value.code


def refused_alone(name: str, content: bytes, limits: Limits) -> str:
    """The same in a new process: the free room in the heap of this one depends on earlier tests."""
    with worker_pool(1, "spawn") as pool:
        return pool.submit(refused, name, content, limits).result()


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.docx", "a", "a.txt", "a.xls"])
def test_a_page_is_a_page_whatever_its_name(name: str) -> None:
    document = read_bytes(name, PAGE.encode())
    assert document.media_type == "text/html"
    assert texts(document) == [OVERVIEW]


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.doc"])
def test_a_word_file_is_a_word_file_whatever_its_name(name: str) -> None:
    assert read_bytes(name, docx()).media_type.endswith("wordprocessingml.document")


def test_a_pdf_is_a_pdf_even_after_rubbish() -> None:
    content = b"\r\n\r\n" + simple_pdf(drawn_text([(100, 700, "one")]))
    assert read_bytes("a.html", content).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.txt", "text/plain"), ("a.md", "text/markdown"), ("a", "text/plain")],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_in_any_encoding(name: str, media_type: str, encoding: str) -> None:
    document = read_bytes(name, f"一、概述\n{PREAMBLE}\n".encode(encoding))
    assert document.media_type == media_type
    assert texts(document) == ["一、概述", PREAMBLE]


def test_a_text_that_mentions_tags_stays_text() -> None:
    text = f"{PREAMBLE}\n网页中的 <table> 标签\n{OVERVIEW}\n"
    assert read_bytes("a.txt", text.encode()).media_type == "text/plain"


def test_a_web_archive() -> None:
    message = email.message.EmailMessage()
    message["MIME-Version"] = "1.0"
    message["Subject"] = "saved"
    message.set_content("plain")
    message.add_alternative(f"<html><body><p>{OVERVIEW}</p></body></html>", subtype="html")
    document = read_bytes("a.mht", message.as_bytes())
    assert document.media_type == "multipart/related"
    assert texts(document) == [OVERVIEW]


@pytest.mark.slow
def test_an_old_word_file_through_libreoffice() -> None:
    content = office(docx(), ".docx", "doc")
    document = read_bytes("old.doc", content)
    assert document.media_type == "application/msword"
    assert figures_of(tables_of(document)[0]) == expected_figures()


@pytest.mark.slow
@pytest.mark.parametrize("target", ["rtf", "odt"])
def test_other_office_files_through_libreoffice(target: str) -> None:
    document = read_bytes("report", office(docx(), ".docx", target))
    assert figures_of(tables_of(document)[0]) == expected_figures()


def test_without_libreoffice_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.readers.docx.office.office_program", lambda: None)
    assert refused("old.rtf", b"{\\rtf1 text}") == "readers.needs_office"


def test_a_picture_a_sheet_and_an_archive_are_named() -> None:
    assert refused("a.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 100) == "readers.picture"
    assert refused("a.docx", zipped("xl/workbook.xml", "<x/>")) == "readers.spreadsheet"
    assert refused("a.docx", zipped("OFD.xml", "<x/>")) == "readers.unsupported"
    assert refused("a.docx", zipped("any.txt", "text")) == "readers.unsupported"


def test_nothing_in_the_file() -> None:
    assert refused("a.html", b"") == "readers.empty"
    assert refused("a.txt", b" \n\t\r\n ") == "readers.empty"
    assert refused("a.html", b"<html><body><script>x</script></body></html>") == "readers.no_text"
    assert refused("a.pdf", simple_pdf(b"")) == "readers.no_text"
    assert refused("a.docx", zipped("word/document.xml", f"{XML}</w:body></w:document>")) == (
        "readers.no_text"
    )


def test_rubbish() -> None:
    assert refused("a.txt", bytes(range(256)) * 40) == "readers.binary"
    assert refused("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40) == "readers.damaged"
    assert refused("a.html", b"<html><p>" + bytes(range(128, 256)) * 40) == "readers.encoding"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_truncated_word_files_are_damaged(share: float) -> None:
    content = docx()
    assert refused("a.docx", content[: int(share * len(content))]) == "readers.damaged"


def test_encrypted_files() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refused("a.docx", compound + "EncryptedPackage".encode("utf-16-le")) == (
        "readers.encrypted"
    )
    locked = simple_pdf(drawn_text([(100, 700, "one")])).replace(
        b"/Root 1 0 R>>",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>>>",
    )  # fmt: skip
    assert refused("a.pdf", locked) == "readers.encrypted"


def test_entities_are_refused_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    xml = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{XML}<w:p><w:r><w:t>&e;</w:t></w:r></w:p>'
    for encoding in ("utf-8", "utf-16"):
        content = zipped("word/document.xml", f"{xml}</w:body></w:document>".encode(encoding))
        assert refused("a.docx", content) == "readers.unsafe"


def test_a_word_file_that_expands_to_hundreds_of_megabytes() -> None:
    xml = XML.encode() + b"<w:p><w:r><w:t>aaaa</w:t></w:r></w:p>" * 8_000_000
    assert refused("bomb.docx", zipped("word/document.xml", xml)) == "readers.too_large"


def test_a_pdf_page_that_expands_to_hundreds_of_megabytes() -> None:
    stream = zlib.compress(b"0 0 m " * 30_000_000, 9)
    content = simple_pdf(b"x").replace(
        b"<</Length 1>>stream\nx",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b" % (len(stream), stream),
    )
    assert refused("bomb.pdf", content) == "readers.too_large"


def read_and_measured(page: bytes) -> tuple[str | list[str], int]:
    """The code of the error or the texts, and the most memory that this process ever held."""
    try:
        outcome: str | list[str] = texts(read_bytes("deep.html", page))
    except UnreadableDocumentError as error:
        outcome = error.code
    return outcome, peak_kilobytes()


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_two_hundred_thousand_nested_tags(tag: str) -> None:
    count = 200_000 // (tag.count("<") + 1)
    page = f"<html><body>{f'<{tag}>' * count}text".encode()
    with worker_pool(1, "spawn") as pool:
        outcome, kilobytes = pool.submit(read_and_measured, page).result()
    assert outcome in ("readers.too_deep", ["text"])
    assert kilobytes < 1_500_000


@pytest.mark.slow
def test_spans_that_would_explode() -> None:
    page = "<table>" + "<tr><td rowspan=65534 colspan=1000>1<td>2" * 20_000
    assert refused("wide.html", page.encode()) == "readers.too_many_cells"


def test_time_is_bounded() -> None:
    page = f"<html><body>{'<p>text' * 400_000}".encode()
    assert refused_alone("slow.html", page, Limits(seconds=0.5, tags=10**7)) == "readers.too_slow"


def test_memory_is_bounded() -> None:
    page = f"<html><body>{'<p>text' * 400_000}".encode()
    limits = Limits(memory_bytes=40 * 2**20, tags=10**7, blocks=10**7)
    assert refused_alone("large.html", page, limits) == "readers.too_much_memory"


def test_too_many_pages() -> None:
    content = simple_pdf(drawn_text([(100, 700, "one")]), pages=3)
    assert refused("a.pdf", content, Limits(pages=2)) == "readers.too_many_pages"


@pytest.mark.parametrize(
    "name", ['a"b.html', "a\nb.html", "../../a.html", "a\udcffb.html", "\x1b[2J"]
)
def test_odd_names_stay_on_one_line(name: str) -> None:
    assert refused(name, b"\0\1\2\3" * 100) == "readers.binary"


def test_what_is_no_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop.html"
    loop.symlink_to(tmp_path / "other.html")
    (tmp_path / "other.html").symlink_to(loop)
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    expected = {
        tmp_path / "none.html": "readers.missing",
        tmp_path: "readers.not_a_file",
        loop: "readers.not_a_file",
        pipe: "readers.not_a_file",
        tmp_path / ("x" * 400): "readers.no_access",
    }
    for path, code in expected.items():
        with pytest.raises(UnreadableDocumentError) as caught:
            read_document(path)
        assert caught.value.code == code
        assert "\n" not in caught.value.text()


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    assert texts(read_document(path)) == [OVERVIEW]


def test_an_unexpected_exception_of_a_library_names_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.readers.html.page.read_html", broken)
    assert refused("a.html", PAGE.encode()) == "readers.failed"


def test_every_code_used_has_a_sentence() -> None:
    folder = Path(__file__).parents[2] / "generator" / "readers"
    import re

    used = {
        code
        for file in folder.rglob("*.*")
        if file.suffix in (".py", ".toml")
        for code in re.findall(r'"(readers\.[a-z_]+)"', file.read_text(encoding="utf-8"))
    }
    said = {code for code in catalogue() if code.startswith("readers.")}
    assert used == said


@pytest.mark.parametrize("name", ["报告.docx", "报告.wps", "download"])
def test_a_word_file_cut_off_anywhere_is_damaged(name: str) -> None:
    """Its first parts say nothing of Word: then its name does."""
    whole = docx()
    has_word_part = whole.index(b"word/") + len(b"word/")
    for end in (40, has_word_part - 1, has_word_part, len(whole) // 2, len(whole) - 30):
        kind = "ZIP" if name == "download" and end < has_word_part else "DOCX"
        with pytest.raises(UnreadableDocumentError) as caught:
            read_bytes(name, whole[:end])
        assert (caught.value.code, caught.value.params["kind"]) == ("readers.damaged", kind)
