"""What a build may replace: folders that are apart, and in them only what is ours.

A build replaces `output` whole, the generated folders of `content`, and a few folders of
`work`. Anything else found there stops it, unless it was told to go on.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from generator.errors import GongkaiError
from generator.pages.kinds import folders
from generator.pages.marks import MARK, MARK_TEXT, marked
from generator.site.paths import REMADE_WORK, Paths
from generator.site.publishing import marker
from generator.site.publishing.staging import BuildError
from generator.site.publishing.walk import below

Notice = Callable[[GongkaiError], None]
_NAMED = 10
_REPORT = re.compile(r"agencies/[^/]+/\d{4}/index\.html")
_HEADS = {
    ".md": (b"\nSave_as: ",),
    ".vcf": (b"BEGIN:VCARD",),
    ".csv": (b"\xef\xbb\xbfagency,", b"\xef\xbb\xbfregion,region_name,year,scope,reports,"),
    ".svg": (b' class="gongkai-badge" ',),
}
_HEAD_SIZE = 4096


def check_apart(paths: Paths) -> None:
    """BuildError when a folder that a build writes lies in another one, or holds it."""
    written = {"--output": paths.output, "--content": paths.content, "--work": paths.work}
    read = {"--data": paths.data, "theme": paths.theme, "prose": paths.prose}
    for (name, folder), (other, its) in combinations((written | read).items(), 2):
        if name in written and _overlap(folder, its) and not _is_allowed(paths, folder, its):
            raise BuildError("site.overlap", file=str(folder), option=name, other=other, its=its)
    here = Path.cwd()
    for name, folder in written.items():
        if folder in (here, *here.parents):
            raise BuildError("site.overlap_here", file=str(folder), option=name)
    if paths.output.is_mount():
        raise BuildError("site.output_is_mount", file=str(paths.output))
    for folder in written.values():
        if folder.exists() and not folder.is_dir():
            raise BuildError("site.output_not_folder", file=str(folder))


def refuse_foreign(folder: Path, foreign: list[str], notice: Notice, *, force: bool) -> None:
    """BuildError when there is anything foreign; told to go on, it says what will go."""
    if not foreign:
        return
    code = "site.replaced" if force else "site.not_ours"
    error = BuildError(code, file=str(folder), names=_some(foreign), count=len(foreign))
    if not force:
        raise error
    notice(error)


def altered(output: Path, addresses: list[str]) -> BuildError:
    """Says which published files another hand changed or removed; they are made again."""
    return BuildError(
        "site.altered", file=str(output), names=_some(addresses), count=len(addresses)
    )


def is_report(address: str) -> bool:
    """Whether a report's page has that address."""
    return _REPORT.fullmatch(address) is not None


def claim_content(content: Path, notice: Notice, *, force: bool) -> None:
    """Makes sure that all files of the generated folders are ours, and removes others.

    What stood there when the folder was marked last was looked at then; what is newer, or
    everything where there is no mark yet, is ours when it begins like our files.
    """
    try:
        looked_at_ns = (content / marker.NAME).lstat().st_ctime_ns
    except OSError:
        looked_at_ns = 0
    ours = dict.fromkeys((*folders(), *marked(content)))  # some may be of an earlier version
    foreign = sorted(path for name in ours for path in _foreign(content / name, looked_at_ns))
    names = [path.relative_to(content).as_posix() for path in foreign]
    refuse_foreign(content, names, notice, force=force)
    for path in foreign:
        path.unlink()


def claim_work(work: Path, manifest: Path, notice: Notice, *, force: bool) -> None:
    """Makes sure that what a build removes below `work` is ours, and marks the folder."""
    if marker.read(work) is None:
        there = [name for name in REMADE_WORK if _has_entries(work / name)]
        if not manifest.exists():
            refuse_foreign(work, there, notice, force=force)
        for name in there:
            if (work / name).is_symlink():
                (work / name).unlink()
            else:
                shutil.rmtree(work / name)
        marker.put(work, "work")


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def _is_allowed(paths: Paths, folder: Path, its: Path) -> bool:
    """The prose lies in content/, and data may lie in work/, where a build leaves it alone."""
    ours = {paths.content: folders(), paths.work: REMADE_WORK}.get(folder, ())
    if (folder, its) not in ((paths.content, paths.prose), (paths.work, paths.data)):
        return False
    return folder in its.parents and not any(_overlap(folder / name, its) for name in ours)


def _foreign(folder: Path, looked_at_ns: int) -> Iterator[Path]:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        yield folder
        return
    for name, entry in below(folder):
        is_new = entry.stat(follow_symlinks=False).st_ctime_ns > looked_at_ns
        if entry.is_symlink() or (is_new and not _is_generated(folder / name)):
            yield folder / name


def _is_generated(path: Path) -> bool:
    """Whether a file begins like one of ours, or is one that a stopped build was writing."""
    if path.name.startswith(".") and path.name.endswith(".partial"):
        return True
    if path.name == MARK:
        return path.read_text(encoding="utf-8", errors="replace") == MARK_TEXT
    heads = _HEADS.get(path.suffix)
    if heads is None or not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(_HEAD_SIZE)
    return any(head in beginning for head in heads)


def _has_entries(folder: Path) -> bool:
    return folder.is_symlink() or (folder.exists() and any(folder.iterdir()))
