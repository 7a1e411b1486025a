"""What a stage of a build knows is let go of when the stage is over."""

from __future__ import annotations

import shutil
import weakref

import pytest

from generator.checks.run import without_gc
from generator.frames import gather
from generator.processes import same_workers
from generator.site.content import make_content
from generator.site.progress import Silent
from generator.site_settings import SiteSettings
from generator.stamps import Stamps
from tests.site.conftest import folders


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_markdown_is_made_from_is_let_go_of_without_a_search_for_cycles(
    plain, tmp_path, monkeypatch, jobs
):
    paths, held = folders(tmp_path), []
    shutil.copytree(plain.data, paths.data)
    paths.work.mkdir()
    real = gather.frames_of

    def noted(views, **options):
        frames = real(views, **options)
        held.extend(map(weakref.ref, (views.reports, views.plans, frames)))
        return frames

    monkeypatch.setattr(gather, "frames_of", noted)
    with without_gc(), same_workers(paths.work):
        make_content(paths, SiteSettings(), jobs, Silent(), Stamps())
        assert [one() for one in held] == [None, None, None]
