"""Makes Pagefind's index the same, byte for byte, whenever the pages are the same.

Pagefind keeps filters in hash maps whose order differs from run to run; file names are
hashes of what is in them. So each filter's values and the list of filters are put in
order here, and the names follow. The format (gzip, twelve bytes of mark, one CBOR item)
is that of Pagefind 1.5: [version, pages, word lists, filters, sorts, meta names].
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

_MARK = b"pagefind_dcd"
_FILTERS = 3
_NO_SYSTEM = b"\xff"  # in byte 9, RFC 1952 2.3.1: Python's own choice differs by version
_HASH_LENGTH = {".pf_filter": 7, ".pf_meta": 13}


def steady(bundle: Path) -> None:
    """Rewrites the filter and meta files of an index, and its entry file, in a fixed order.

    ValueError, EOFError, zlib.error or gzip.BadGzipFile when a file is not whole: Pagefind
    says nothing of a disk that is full.
    """
    for packed in bundle.rglob("*.pf_*"):
        if not gzip.decompress(packed.read_bytes()):  # which holds it to length and checksum
            raise ValueError(f"{packed.name} is empty")
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        language["hash"] = _steady_meta(bundle, language["hash"])
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    entry_file.write_text(text, encoding="utf-8")


def _steady_meta(bundle: Path, name: str) -> str:
    """Rewrites one language's meta file; its new name."""
    path = bundle / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    meta[_FILTERS] = sorted([label, _steady_filter(bundle, old)] for label, old in meta[_FILTERS])
    return _write(path, "pagefind.", name, meta)


def _steady_filter(bundle: Path, name: str) -> str:
    path = bundle / "filter" / f"{name}.pf_filter"
    label, values = _read(path)
    return _write(path, "", name, [label, sorted(values)])


def _read(path: Path) -> Any:
    import cbor2

    content = gzip.decompress(path.read_bytes())
    if not content.startswith(_MARK):
        raise ValueError(f"{path.name} is not of the known format")
    return cbor2.loads(content[len(_MARK) :])


def _write(path: Path, prefix: str, name: str, value: Any) -> str:
    import cbor2

    content = _MARK + cbor2.dumps(value)
    language = name.rpartition("_")[0]
    new = f"{language}_{hashlib.sha256(content).hexdigest()[: _HASH_LENGTH[path.suffix]]}"
    path.unlink()
    target = path.with_name(f"{prefix}{new}{path.suffix}")
    packed = gzip.compress(content, 9, mtime=0)
    target.write_bytes(packed[:9] + _NO_SYSTEM + packed[10:])
    return new
