"""A format more is a reader and an entry in formats.toml, as a stranger would add OFD."""

from __future__ import annotations

import sys
import tomllib
import zipfile
from io import BytesIO

import pytest

import generator.readers
from generator.errors import UnreadableDocumentError
from generator.readers import formats
from generator.readers.open import read_bytes

ENTRY = """
[reader]
ofd = "generator.readers.ofd:read"

[[package]]
kind = "ofd"
label = "OFD"
part = "ofd.xml"
"""
READER = """
import zipfile
from io import BytesIO

from generator.readers.document import Document, Paragraph
from generator.records import Place

def read(source):
    with zipfile.ZipFile(BytesIO(source.content)) as archive:
        lines = archive.read("Doc_0/text").decode("utf-8").splitlines()
    blocks = tuple(Paragraph(line, Place(line=at)) for at, line in enumerate(lines, 1))
    return Document(blocks, "application/ofd")
"""


def forget():
    for kept in (formats.kinds, formats.signatures, formats.packages, formats.reader):
        kept.cache_clear()
    sys.modules.pop("generator.readers.ofd", None)


@pytest.fixture
def one_more(tmp_path, monkeypatch):
    (tmp_path / "ofd.py").write_text(READER)
    monkeypatch.setattr(generator.readers, "__path__", [*generator.readers.__path__, str(tmp_path)])
    known, more = formats.formats(), tomllib.loads(ENTRY)
    joined = known | {
        "reader": known["reader"] | more["reader"],
        "package": more["package"] + known["package"],
    }
    monkeypatch.setattr(formats, "formats", lambda: joined)
    forget()
    yield
    forget()


def ofd() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
        archive.writestr("Doc_0/text", "甲县司法局2023年政府信息公开工作年度报告\n一、总体情况")
    return file.getvalue()


def test_one_entry_and_one_module_are_a_format(one_more):
    document = read_bytes("甲.ofd", ofd())
    assert document.media_type == "application/ofd"
    assert [block.text for block in document.blocks][1] == "一、总体情况"
    assert "ofd" in formats.kinds()


def test_without_them_it_is_refused_by_name():
    with pytest.raises(UnreadableDocumentError) as raised:
        read_bytes("甲.ofd", ofd())
    assert (raised.value.code, raised.value.params["kind"]) == ("readers.unsupported", "OFD")


def test_every_kind_has_a_reader_that_is_there_or_a_reason():
    for kind in formats.formats()["reader"]:
        assert callable(formats.reader(kind))
    marked = {kind for _, kind, _ in formats.signatures()}
    marked |= {package.kind for package in formats.packages()}
    assert marked <= formats.kinds()
