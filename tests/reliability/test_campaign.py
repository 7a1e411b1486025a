"""The campaign of docs/reliability.md: 72 kills and everything else that goes wrong."""

from __future__ import annotations

import os
import random

import pytest

from tests.reliability.campaign import MISHAPS, Import, Site
from tests.reliability.family import ENDED_WITHIN_SECONDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=[Import, Site], ids=["ingest", "build"])
def work(request, tmp_path_factory):
    return request.param(tmp_path_factory.mktemp("campaign") / request.param.command)


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
def test_nothing_is_lost_and_the_next_run_mends_it(work, mishap):
    if mishap.__name__ in ("full_disks", "read_only_places") and os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    rows = list(mishap(work, 4, random.Random()))
    assert rows
    assert [fault for row in rows for fault in row.faults] == []
    assert max(row.longest_seconds for row in rows) <= ENDED_WITHIN_SECONDS
