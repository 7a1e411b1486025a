"""The index's files are the same bytes whichever Python packed them."""

from __future__ import annotations

import gzip

import pytest
from generator.site.steady_index import _read, _write

SYSTEMS = (0x03, 0x13, 0xFF)


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_operating_system_in_the_head_is_always_unknown(tmp_path, monkeypatch, system):
    """RFC 1952: byte 9 names the system; Python 3.11 writes 3 there, 3.13 writes 255."""

    def packed_by_another_python(content: bytes, level: int, *, mtime: float) -> bytes:
        packed = real(content, level, mtime=mtime)
        return packed[:9] + bytes([system]) + packed[10:]

    real = gzip.compress
    monkeypatch.setattr("generator.site.steady_index.gzip.compress", packed_by_another_python)
    old = tmp_path / "zh-cn_0.pf_filter"
    old.write_bytes(b"")
    name = _write(old, "", "zh-cn_0", ["year", [["2023", [1]]]])
    written = tmp_path / f"{name}.pf_filter"
    assert written.read_bytes()[9] == 0xFF
    assert _read(written) == ["year", [["2023", [1]]]]
