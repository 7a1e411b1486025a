"""The form files as plain data: found, read, and laid over the forms that they extend."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import msgspec

from generator.errors import BadFormError
from generator.toml_file import hand_toml

Data = dict[str, Any]
_T = TypeVar("_T")
_NAMED = re.compile(r"field `(\w+)`|\.(\w+)(?:\[[^`]*\])*`$")
_ID = re.compile(r"[a-z0-9-]+")
FOLDERS = "GONGKAI_FORMS"
"""The environment variable that names further folders of forms."""

_OWN = frozenset({
    "extends", "first_year", "letter", "title", "basis", "basis_en", "name", "name_en",
    "marks", "mark_rows", "compares", "explanations",
})  # fmt: skip
"""What a form never takes over from the one it extends."""


class _Part(msgspec.Struct):
    id: str
    after: str | None = None


class _TableShape(msgspec.Struct):
    id: str
    rows: list[_Part] = []
    columns: list[_Part] = []
    drop_rows: list[str] = []
    drop_columns: list[str] = []


class _Shape(msgspec.Struct):
    """As much of a form's file as must be right before it is laid over another."""

    extends: str | None = None
    tables: list[_TableShape] = []
    drop_tables: list[str] = []
    shown: Data = {}
    explanations: dict[str, Data] = {}


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file; errors are raised from here, so that they have their line."""

    id: str
    path: Path
    text: str
    data: Data

    def fail(self, code: str, near: str = "", nth: int = 1, **params: object) -> NoReturn:
        """Raises BadFormError at the `nth` line that names `near`."""
        line = self.line(near, nth)
        raise BadFormError(f"forms.{code}", file=str(self.path), line=line, **params)

    def convert(self, data: Data, kind: type[_T], near: str = "") -> _T:
        """The data as an object; BadFormError names what is wrong with it."""
        try:
            return msgspec.convert(data, kind)
        except msgspec.ValidationError as error:
            named = _NAMED.search(str(error))
            key = (named[1] or named[2]) if named else ""
            self.fail("bad_entry", near or key, reason=error)

    def line(self, near: str, nth: int = 1) -> int:
        """The `nth` line with that value or key, else that of the figure's row, else 1."""
        named = re.compile(rf"""["']{re.escape(near)}["']|^[ {{[]*{re.escape(near)}[] .=]""")
        lines = enumerate(self.text.splitlines(), start=1)
        found = [number for number, line in lines if named.search(line)]
        if not found and "." in near:
            return self.line(near.rpartition(".")[0])
        return found[min(nth, len(found)) - 1] if found and near else 1


def folders() -> tuple[Path, ...]:
    """Our own folder, then those of the environment."""
    named = os.environ.get(FOLDERS, "").split(os.pathsep)
    return (Path(__file__).parent, *(Path(name) for name in named if name))


def read_files(places: Iterable[Path]) -> dict[str, FormFile]:
    """Every `form-<id>.toml` by id; BadFormError when one cannot be read or an id stands twice."""
    found: dict[str, FormFile] = {}
    for place in places:
        paths = sorted(place.glob("form-*.toml"))
        if not paths:
            raise BadFormError("forms.no_forms", file=str(place))
        for path in paths:
            file = _read(path)
            if file.id in found:
                file.fail("two_files", id=file.id, other=found[file.id].path)
            found[file.id] = file
    return found


def _read(path: Path) -> FormFile:
    text, data = hand_toml(path, "forms.unreadable", BadFormError)
    file = FormFile(path.stem.removeprefix("form-"), path, text, data)
    if not _ID.fullmatch(file.id):
        file.fail("bad_name", id=file.id)
    file.convert(data, _Shape)
    return file


def whole(file: FormFile, files: Mapping[str, FormFile], above: tuple[str, ...] = ()) -> Data:
    """A form's data with all that it takes over; BadFormError for an unknown or circular parent."""
    parent = file.data.get("extends")
    if parent is None:
        if "tables" not in file.data:
            file.fail("no_tables")
        return file.data
    if parent not in files or parent in (*above, file.id):
        file.fail("unknown_parent", "extends", parent=parent)
    base = whole(files[parent], files, (*above, file.id))
    kept = {key: value for key, value in base.items() if key not in _OWN}
    own = {key: value for key, value in file.data.items() if key not in ("tables", "drop_tables")}
    own["shown"] = base["shown"] | file.data.get("shown", {})
    return kept | own | {"tables": _tables(file, base["tables"])}


def _tables(file: FormFile, base: list[Data]) -> list[Data]:
    """The parent's tables, changed: one with a label stands in its place, one without mends it."""
    own = {table.get("id"): table for table in file.data.get("tables", ())}
    dropped = file.data.get("drop_tables", [])
    for name in dropped:
        if all(table["id"] != name for table in base):
            file.fail("unknown_part", name, id=name)
    found = []
    for table in base:
        change = own.pop(table["id"], None)
        if table["id"] not in dropped:
            found.append(table if change is None else _changed(file, table, change))
    return found + list(own.values())


def _changed(file: FormFile, table: Data, change: Data) -> Data:
    if "label" in change:
        return change
    changed = table | {key: value for key, value in change.items() if not key.startswith("drop_")}
    for kind in ("rows", "columns"):
        changed[kind] = _merged(
            file, table[kind], change.get(kind, []), change.get(f"drop_{kind}", [])
        )
    return changed


def _merged(file: FormFile, base: list[Data], own: list[Data], dropped: list[str]) -> list[Data]:
    """Rows or columns without the dropped ones; known ids are changed, new ones put `after`."""
    known = [entry["id"] for entry in base]
    for name in dropped:
        if name not in known:
            file.fail("unknown_part", name, id=name)
    found = [entry for entry in base if entry["id"] not in dropped]
    for entry in own:
        ids = [other["id"] for other in found]
        name, after = entry.get("id", ""), entry.get("after")
        if name in ids and after is None:
            found[ids.index(name)] = _renamed(found[ids.index(name)], entry)
            continue
        if name in ids:
            file.fail("double_id", name, 2, id=name)
        if after not in ids and after != "":
            file.fail("no_place", name, id=name, after=after)
        at = ids.index(after) + 1 if after else 0
        found.insert(at, {key: value for key, value in entry.items() if key != "after"})
    return found


def _renamed(old: Data, new: Data) -> Data:
    """The old label stays known as a variant: agencies print it for years to come."""
    before = old["label"] if "label" in old else old["header"][-1]
    variants = [*new.get("variants", ()), before, *old.get("variants", ())]
    label = new.get("label") or (new.get("header") or [before])[-1]
    kept = [name for name in dict.fromkeys(variants) if name != label]
    return old | new | {"variants": kept}
