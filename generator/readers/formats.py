"""The formats as data (`formats.toml`): their marks, and the function that reads each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from generator.readers.document import Document
from generator.readers.limits import Limits
from generator.toml_file import toml_file


@dataclass(frozen=True, slots=True)
class Source:
    """A file for a reader; `inner` reads the documents of other kinds that stand inside it."""

    name: str
    content: bytes
    label: str
    limits: Limits
    inner: Callable[[bytes, Limits], Document]


@dataclass(frozen=True, slots=True)
class Package:
    """A kind of ZIP file, told by a part whose name begins so or by a word of its media type."""

    kind: str
    label: str
    part: str = ""
    media_word: str = ""


def formats() -> dict[str, Any]:
    """The tables of `formats.toml`."""
    return toml_file("generator.readers", "formats.toml")


@cache
def kinds() -> frozenset[str]:
    """All kinds of files: those that are read and those that are refused."""
    return frozenset((*formats()["reader"], *formats()["refused"]))


@cache
def signatures() -> tuple[tuple[bytes, str, str], ...]:
    """First bytes, kind and label."""
    return tuple(
        (bytes.fromhex(mark), entry["kind"], entry["label"])
        for entry in formats()["signature"]
        for mark in entry["hex"]
    )


@cache
def packages() -> tuple[Package, ...]:
    """The kinds of ZIP files, in the order in which they are asked for."""
    return tuple(Package(**entry) for entry in formats()["package"])


@cache
def reader(kind: str) -> Callable[[Source], Document]:
    """The function that reads a kind; its module is loaded here, for some are heavy."""
    module, _, name = formats()["reader"][kind].partition(":")
    function: Callable[[Source], Document] = getattr(import_module(module), name)
    return function
