"""How many files and bytes a site has, and which known hosts take so many (`hosts.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from generator.opendata.package import LARGEST_BYTES
from generator.site.publishing.manifest import Written
from generator.site.publishing.staging import BuildError
from generator.site_settings import SiteSettings
from generator.toml_file import toml_as


@dataclass(frozen=True, slots=True)
class Size:
    """Files and bytes of a site, and bytes of its largest file."""

    files: int
    total_bytes: int
    file_bytes: int


class Host(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a host takes: files and bytes of a site, bytes of one file; 0 is no known limit."""

    name: str
    files: int
    total_bytes: int
    file_bytes: int
    source: str
    checked: str

    def takes(self, size: Size) -> bool:
        """Whether a site of that size is below every limit."""
        pairs = (
            (self.files, size.files),
            (self.total_bytes, size.total_bytes),
            (self.file_bytes, size.file_bytes),
        )
        return all(not limit or found <= limit for limit, found in pairs)


@cache
def hosts() -> tuple[Host, ...]:
    """The hosts of `hosts.toml` with what they take."""
    return toml_as("generator.site.publishing", "hosts.toml", tuple[Host, ...], "host")


def too_much(files: Mapping[str, Written], settings: SiteSettings) -> Iterator[BuildError]:
    """Warnings: a file that is too large; more files or bytes than the settings allow."""
    for address, written in sorted(files.items()):
        if written.size > LARGEST_BYTES:
            megabytes = f"{written.size / 1_000_000:.1f}"
            yield BuildError("site.large_file", file=address, size=megabytes)
    each = [written.size for written in files.values()]
    size = Size(len(each), sum(each), max(each, default=0))
    yield from _over("site.too_many_files", size, size.files, settings.max_files)
    yield from _over("site.too_many_bytes", size, size.total_bytes, settings.max_bytes)


def _over(code: str, size: Size, count: int, limit: int) -> Iterator[BuildError]:
    if not limit or count <= limit:
        return
    yield BuildError(
        code,
        count=f"{count:,}",
        limit=f"{limit:,}",
        takes=_names(host for host in hosts() if host.takes(size)),
        refuses=_names(host for host in hosts() if not host.takes(size)),
    )


def _names(found: Iterator[Host]) -> str:
    return ", ".join(host.name for host in found) or "—"
