"""The parts of a .docx file, opened with care.

The parts are taken from the archive directly: opening a whole package with python-docx
reads every picture into memory and fails on files that WPS writes (relations that lead
nowhere, template types). The XML itself is parsed by python-docx's hardened parser.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from generator.errors import UnreadableDocumentError
from generator.readers.limits import Limits, check_size

_STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{name}".encode(), f"{name.replace('/', '/2006/')}")
    for name in ("wordprocessingml/main", "officeDocument/relationships", "drawingml/main")
)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_UTF16 = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_MAIN = "word/document.xml"
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""\b(Id|Type|Target|TargetMode)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Package:
    """An archive with its main part; raises UnreadableDocumentError for a bad one."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise UnreadableDocumentError("readers.damaged", kind="DOCX") from error
        infos = self._archive.infolist()
        self._names = {info.filename.replace("\\", "/"): info for info in infos}
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableDocumentError("readers.encrypted")
        check_size(sum(info.file_size for info in infos), limits.expanded_bytes)
        self.main = self._find_main()

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._names)

    def bytes_of(self, name: str) -> bytes | None:
        """A part as stored; None when there is none of that name."""
        info = self._names.get(name)
        if info is None:
            return None
        check_size(info.file_size, self._limits.part_bytes)
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableDocumentError("readers.damaged", kind="DOCX") from error

    def xml(self, name: str) -> Any | None:
        """A part as an element tree (python-docx's parser); None when there is no such part."""
        from docx.oxml.parser import parse_xml
        from lxml.etree import XMLSyntaxError

        content = self.bytes_of(name)
        if content is None:
            return None
        if _declares(content):
            raise UnreadableDocumentError("readers.unsafe")
        for strict, transitional in _STRICT:
            if strict in content:
                address = f"http://schemas.openxmlformats.org/{transitional}"
                content = content.replace(strict, address.encode("ascii"))
        try:
            return parse_xml(content)
        except (XMLSyntaxError, ValueError) as error:
            raise UnreadableDocumentError("readers.damaged", kind="DOCX") from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Of a part: relation id -> (last word of its type, name of the part it leads to)."""
        folder, base = posixpath.split(name)
        content = self.bytes_of(posixpath.join(folder, "_rels", f"{base}.rels")) or b""
        found: dict[str, tuple[str, str]] = {}
        for element in _RELATION.findall(content):
            pairs = {
                key.decode(): (double or single).decode("utf-8", "replace")
                for key, double, single in _ATTRIBUTE.findall(element)
            }
            if pairs.get("TargetMode", "").lower() == "external":
                continue
            target = pairs.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = pairs.get("Type", "").rsplit("/", 1)[-1]
            found[pairs.get("Id", "")] = (kind, posixpath.normpath(path))
        return found

    def _find_main(self) -> str:
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self._names:
                return target
        if _MAIN in self._names:
            return _MAIN
        raise UnreadableDocumentError("readers.damaged", kind="DOCX")


def _declares(content: bytes) -> bool:
    """Whether the XML declares a document type or entities, in any encoding it may use."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:200]:
        return _UTF16.search(content.replace(b"\0", b"").decode("latin-1")) is not None
    return _DECLARATION.search(content) is not None
