"""Old Word, WPS, RTF and OpenDocument files, by way of LibreOffice if it is installed.

LibreOffice runs without a window, in a process group of its own, with a profile folder
of its own (two of them on one profile wait for each other) and a time limit. It would
fetch what a document names, and so tell its author who reads it: its settings
(office.xcu) refuse that, and where the system can give it a network of its own, that
network is empty.
"""

from __future__ import annotations

import atexit
import dataclasses
import os
import shutil
import subprocess
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from msgspec.structs import replace

from generator.errors import UnreadableDocumentError
from generator.processes import run_program
from generator.readers.document import Document
from generator.readers.docx import file
from generator.readers.formats import Source, formats
from generator.readers.limits import Limits, OverdueError

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_APART = (("unshare", "--net"), ("unshare", "--user", "--map-current-user", "--net"))
_MARGIN_SECONDS = 3.0


@cache
def office_program() -> str | None:
    """The path of LibreOffice; None when it is not installed."""
    found = [shutil.which(name) for name in _PROGRAMS]
    found += [place for place in _PLACES if Path(place).exists()]
    return next((path for path in found if path), None)


def read(source: Source) -> Document:
    """The document that LibreOffice made of a file; raises UnreadableDocumentError."""
    as_docx = to_docx(source.content, source.label, source.limits)
    document = file.read(dataclasses.replace(source, content=as_docx))
    return replace(document, media_type=formats()["office"][source.label]["media_type"])


def to_docx(content: bytes, kind: str, limits: Limits) -> bytes:
    """The same document as .docx bytes; raises UnreadableDocumentError."""
    program = office_program()
    if program is None:
        raise UnreadableDocumentError("readers.needs_office", kind=kind)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        source = Path(folder) / f"source{formats()['office'][kind]['suffix']}"
        source.write_bytes(content)
        _run(_command(program, source, Path(folder) / "out"), limits.seconds - _MARGIN_SECONDS)
        made = Path(folder) / "out" / "source.docx"
        if not made.is_file():
            raise UnreadableDocumentError("readers.office_failed", kind=kind)
        return made.read_bytes()


def _command(program: str, source: Path, out: Path) -> list[str]:
    return [
        *_without_network(),
        program,
        f"-env:UserInstallation={_profile(os.getpid()).as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx",
        "--outdir",
        str(out),
        str(source),
    ]


@cache
def _profile(_process: int) -> Path:
    """A profile folder for this process, removed when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = resources.files(__package__).joinpath("office.xcu").read_bytes()
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_bytes(settings)
    return folder


@cache
def _without_network() -> tuple[str, ...]:
    """The start of a command that runs the rest without a network; empty where none can."""
    for start in _APART:
        if shutil.which(start[0]) and run_program([*start, "true"]) == 0:
            return start
    return ()


def _run(command: list[str], seconds: float) -> None:
    try:
        run_program(command, seconds=max(seconds, 1.0))
    except subprocess.TimeoutExpired:
        raise OverdueError from None
