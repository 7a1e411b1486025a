"""Pagefind says nothing of a disk that is full: an index that is not whole is not published."""

import pytest

from generator.site import search_index
from generator.site.staging import BuildError


@pytest.mark.parametrize("suffix", [".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".json"])
@pytest.mark.parametrize("how", ["empty", "cut"])
def test_an_index_that_is_not_whole_is_refused(tmp_path, suffix, how):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text(
        '<!doctype html><html lang="zh"><body><main data-pagefind-body><h1>虚构的年报</h1>'
        '<span data-pagefind-filter="year[data-v]" data-v="2023"></span>公开政府信息</main>'
    )
    bundle = tmp_path / "bundle"
    search_index._run_pagefind(pages, bundle)
    paths = list(bundle.rglob(f"*{suffix}"))
    assert paths
    for path in paths:
        content = path.read_bytes()
        path.write_bytes(b"" if how == "empty" else content[: len(content) // 2])
    with pytest.raises(BuildError) as caught:
        search_index._steady(bundle)
    assert caught.value.code == "site.search_damaged"
