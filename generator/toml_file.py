"""TOML files: facts beside the code that uses them, and what people write by hand."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.errors import BadDataError, GongkaiError
from generator.hand_text import hand_text

T = TypeVar("T")
_LINE = re.compile(r"at line (\d+)")


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of such a file: a member that it does not know is an error."""


@cache
def toml_file(package: str, name: str) -> dict[str, Any]:
    """What the file of a package holds; read once."""
    return tomllib.loads((resources.files(package) / name).read_text(encoding="utf-8"))


def toml_as(package: str, name: str, kind: type[T], key: str = "") -> T:
    """The file, or what it holds under `key`, checked and converted to a type.

    BadDataError names the file and the member that is wrong.
    """
    found = toml_file(package, name)
    try:
        return msgspec.convert(found[key] if key else found, kind)
    except msgspec.ValidationError as error:
        file = f"{package.replace('.', '/')}/{name}"
        raise BadDataError("data.wrong_facts", file=file, reason=error) from error


def hand_toml(
    path: Path, code: str, kind: type[GongkaiError] = BadDataError
) -> tuple[str, dict[str, Any]]:
    """A hand-written file as text and as data; what is no TOML is an error with its line."""
    try:
        text = hand_text(path.read_bytes(), path, kind)
        return text, tomllib.loads(text)
    except OSError as error:
        raise kind(code, file=str(path), reason=error.strerror) from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise kind(code, file=str(path), line=line, reason=error) from error
