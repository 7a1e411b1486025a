"""The campaign of docs/reliability.md: 72 kills and everything else that goes wrong."""

from __future__ import annotations

import random

import pytest

from tests.reliability.campaign import MISHAPS, Import, Site
from tests.reliability.family import ENDED_WITHIN_SECONDS, may_mount

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=[Import, Site], ids=["ingest", "build"])
def work(request, tmp_path_factory):
    return request.param(tmp_path_factory.mktemp("campaign") / request.param.command)


ON_SMALL_DISKS = ("full_disks", "read_only_places")


@pytest.mark.parametrize(
    "mishap",
    [one for one in MISHAPS if one.__name__ not in ON_SMALL_DISKS],
    ids=lambda one: one.__name__,
)
def test_nothing_is_lost_and_the_next_run_mends_it(work, mishap):
    try_out(work, mishap)


@pytest.mark.parametrize("name", ON_SMALL_DISKS)
@may_mount
def test_nothing_is_lost_on_a_small_disk(work, name):
    try_out(work, next(one for one in MISHAPS if one.__name__ == name))


def try_out(work, mishap) -> None:
    rows = list(mishap(work, 4, random.Random()))
    assert rows
    assert [fault for row in rows for fault in row.faults] == []
    assert max(row.longest_seconds for row in rows) <= ENDED_WITHIN_SECONDS
