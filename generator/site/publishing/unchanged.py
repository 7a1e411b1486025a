"""Whether anything changed since the last build: where nothing did, there is nothing to do.

A build remembers what it was made from: code, theme and settings by content; the files of
data/, of the prose and of content/ by what the system says of them (size, times, inode).
A file that was written while it was looked at, or less than two seconds before, might be
written again without a trace: then nothing is remembered, and the next build does its work.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

import msgspec

from generator.code_version import all_rooms, code_version
from generator.errors import GongkaiError
from generator.kept import load, save
from generator.pages.kinds import folders
from generator.sealed import digest_of
from generator.site.fingerprint import fingerprint
from generator.site.paths import Paths
from generator.site.publishing import marker
from generator.site.publishing.manifest import Survey
from generator.site.publishing.walk import below
from generator.site_settings import SiteSettings

_SEAL = "gongkai-built 3"
_TOO_NEW_NS = 2_000_000_000  # some file systems count in steps of two seconds


class Said(msgspec.Struct, frozen=True):
    """A warning of the last build, which is true of its site as long as that stands."""

    code: str
    file: str | None
    line: int | None
    params: dict[str, str]

    def error(self) -> GongkaiError:
        """The warning as an error, to be shown again."""
        return GongkaiError(self.code, file=self.file, line=self.line, **self.params)


class Built(msgspec.Struct, frozen=True):
    """A finished build: what it was made from, and what became of it.

    `manifest` is the hash of the manifest that it wrote: with another one it says nothing.
    """

    sources: str
    content: str
    manifest: str
    pages: int
    files: int
    warnings: list[Said]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build is made from, looked at before it reads anything; empty where too new."""

    paths: Paths
    key: str

    def standing(self, found: Survey) -> Built | None:
        """The last build, when it was made from the same and all of it stands untouched."""
        if not (self.key and found.is_as_left):
            return None
        built = load(_place(self.paths), _SEAL, Built)
        if built is None:
            return None
        is_same = built.sources == self.key and built.manifest == found.manifest
        return built if is_same and built.content == _generated(self.paths) else None

    def remember(
        self, manifest: bytes, pages: int, files: int, warnings: Sequence[GongkaiError]
    ) -> None:
        """Notes a build that is published, unless something was too new to be sure of."""
        content = _generated(self.paths)
        if not (self.key and content):
            self.forget()
            return
        said = [Said(one.code, one.file, one.line, one.params) for one in warnings]
        built = Built(self.key, content, digest_of(manifest), pages, files, said)
        save(_place(self.paths), _SEAL, built)

    def forget(self) -> None:
        """The next build does its work: this one let something pass that it must look at again."""
        _place(self.paths).unlink(missing_ok=True)


def sources_of(paths: Paths, settings: SiteSettings) -> Sources:
    """Looks at everything that a build reads."""
    looked_at = [_look(paths.data), _look(paths.content, folders())]
    if not paths.prose.is_relative_to(paths.content):
        looked_at.append(_look(paths.prose))
    if not all(looked_at):
        return Sources(paths, "")
    made_by = [
        code_version(all_rooms()),
        fingerprint(settings, paths.theme),
        repr(settings),
        str(paths.output),
    ]
    return Sources(paths, digest_of("\n".join([*made_by, *looked_at]).encode()))


def _place(paths: Paths) -> Path:
    return paths.work / "built"


def _generated(paths: Paths) -> str:
    """The generated content as it stands; empty where it lost its mark or is too new."""
    if marker.read(paths.content) is None:
        return ""
    found = [_look(paths.content / name) for name in folders()]
    return digest_of("\n".join(found).encode()) if all(found) else ""


def _look(folder: Path, without: Collection[str] = ()) -> str:
    """A hash over the names, sizes, times and inodes below a folder; empty when unsure.

    That is where something is too new, or a link, which may lead anywhere. `without` are
    folders below it.
    """
    lines, newest = [], 0
    for path, entry in below(folder, without):
        if entry.name == marker.NAME:  # each build writes it anew
            continue
        if entry.is_symlink():
            return ""
        found = entry.stat(follow_symlinks=False)
        mtime, ctime = found.st_mtime_ns, found.st_ctime_ns
        newest = max(newest, mtime, ctime)
        lines.append(f"{path} {found.st_mode} {found.st_size} {found.st_ino} {mtime} {ctime}")
    told = "\0".join([str(folder), *sorted(lines)])
    return digest_of(told.encode()) if newest + _TOO_NEW_NS < time_ns() else ""
