"""Text files of a site once more as gzip and Brotli, for servers that send what lies there.

A packed copy stands beside its file (`index.html.gz`, `index.html.br`) where it is smaller.
It is remembered by the hash of what it was made from: only changed files are packed again.
Both libraries give up the interpreter's lock, so threads keep every core busy.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from generator.site.publishing.outfolder import OutFolder

_TEXTS = frozenset(
    {".atom", ".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".md"}
    | {".svg", ".txt", ".vcf", ".xml"}
)
_LEAST_BYTES = 1000  # below, a packet on its way is no shorter
_BROTLI_QUALITY = 8  # 9 takes nine times as long for 0.2 % less, 11 thirty times for 7 %
_AT_ONCE = 64  # files that are held in memory


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _brotli(content: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(content, quality=_BROTLI_QUALITY))


_WAYS: dict[str, Callable[[bytes], bytes]] = {".gz": _gzip, ".br": _brotli}


def is_packed(address: str, files: Collection[str]) -> bool:
    """Whether an address is that of a packed copy of another file."""
    stem, dot, ending = address.rpartition(".")
    return dot + ending in _WAYS and stem in files


def pack(out: OutFolder, workers: int) -> None:
    """Puts the packed copies of all text files beside them."""
    with ThreadPoolExecutor(workers) as pool:
        waiting = _changed(out)
        while some := list(islice(waiting, _AT_ONCE)):
            made = [(address, key, _start(pool, out, address)) for address, key in some]
            for address, key, packed in made:
                for ending, one in packed.items():
                    out.write(address + ending, one.result(), key)


def _start(pool: ThreadPoolExecutor, out: OutFolder, address: str) -> dict[str, Future[bytes]]:
    content = out.path(address).read_bytes()
    return {ending: pool.submit(way, content) for ending, way in _WAYS.items()}


def _changed(out: OutFolder) -> Iterator[tuple[str, str]]:
    """Address and key of the files whose copies are not those of the published site."""
    for address, written in sorted(out.files.items()):
        ending = address[address.rfind(".") :]
        if written.size < _LEAST_BYTES or ending not in _TEXTS:
            continue
        key = f"packed {_BROTLI_QUALITY} {written.digest}"
        if not all(out.keep(address + ending, key) for ending in _WAYS):
            yield address, key
