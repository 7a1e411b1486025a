"""The sizes by which the search index is cut, from either side."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from generator.pages.search.slices import Member, Slice, _packs, cut
from generator.pages.search.top import top_files


def members(count: int) -> list[Member]:
    return [Member(f"agencies/a{n:05}/2020/", 2020, "640105", f"{n}") for n in range(count)]


@pytest.mark.parametrize(
    ("pages", "slices"), [(1000, ["2020"]), (1001, ["2020-640105-0", "2020-640105-1"])]
)
def test_a_slice_has_up_to_a_thousand_pages(pages, slices):
    """A page less than 2,048 can be counted in the eleven bits of the table on top."""
    found = cut(members(pages))
    assert list(found) == slices
    assert sum(map(len, found.values())) == pages


@pytest.mark.parametrize(("regions", "named"), [(400, 400), (401, 1)])
def test_more_than_four_hundred_regions_leave_provinces_in_the_filter(regions, named):
    names = [f"区{n}" for n in range(regions)]
    one = Slice(1, 1, 2020, {"region": names}, [], [])
    *_, (_, head) = top_files([("2020", one)], frozenset(["区7"]))
    text = head if isinstance(head, str) else head.decode()
    assert sum(f'"{name}"' in text for name in names) == named


@pytest.mark.parametrize(("characters", "packs"), [(1000, 2), (999, 1)])
def test_texts_of_six_kilobytes_are_fetched_alone(characters, packs):
    """Two pages of so many Chinese characters, of three bytes each."""
    pages = [SimpleNamespace(blocks=[SimpleNamespace(text="字" * 2 * characters)])] * 2
    assert len(list(_packs(pages))) == packs
