"""Facts that stand in a TOML file beside the code that uses them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec

from generator.errors import BadDataError

T = TypeVar("T")


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
