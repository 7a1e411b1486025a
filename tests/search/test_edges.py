"""The sizes by which the search index is cut, from either side."""

from __future__ import annotations

from base64 import b64decode
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from generator.pages.search import page
from generator.pages.search.postings import packed
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


def test_a_province_of_more_than_a_thousand_pages_is_cut_by_prefecture():
    pages = [
        Member(f"agencies/{region}{n}/2020/", 2020, region, f"{n}")
        for region in ("640105", "640201")
        for n in range(600)
    ]
    assert list(cut(pages)) == ["2020-6401", "2020-6402"]


@pytest.mark.parametrize(
    ("step", "content"),
    [
        ((1 << 7) - 1, b"\x7f"),
        (1 << 7, b"\x80\x01"),
        ((1 << 14) - 1, b"\xff\x7f"),
        (1 << 14, b"\x80\x80\x01"),
        ((1 << 21) - 1, b"\xff\xff\x7f"),
        (1 << 21, b"\x80\x80\x80\x01"),
    ],
)
def test_steps_have_seven_bits_in_a_byte(step, content):
    (found,) = packed(np.array([step]), np.array([0]))
    assert b64decode(found + "=" * (-len(found) % 4)) == content


@pytest.mark.parametrize(("count", "names"), [(4000, 1), (4001, 2)])
def test_four_thousand_numbers_are_one_script(monkeypatch, count, names):
    written = []
    monkeypatch.setattr(page, "write_script", lambda _, name, __: written.append(name))
    cells = {"kind": "phone", "label": [f"{n:06}00" for n in range(count)]}
    numbers = pd.DataFrame(cells | {"agency": "a", "year": 2022, "anchor": "x"})
    order = SimpleNamespace(position=lambda _: 0)
    page.write_numbers(SimpleNamespace(numbers=numbers), order, None)
    assert written == ["numbers", "numbers/00"][:names]
