"""The open data of a small made-up data folder, written once for the tests of this folder."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from generator.case_file.report_view import load_report_views
from generator.extras import Extras
from generator.frames.gather import frames_of
from generator.opendata.write import write_open_data
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up.data import write_data

URL = "https://example.org/nianbao"


def publish(root, name="site", work="work"):
    """Writes the open data of root/data; what was written and where."""
    report_views = load_report_views(DataFolder(root / "data"), jobs=1)
    frames = frames_of(report_views)
    extras, settings = Extras(root / name), SiteSettings(url=URL)
    made = write_open_data(report_views, frames, extras, root / work, settings)
    return SimpleNamespace(
        root=root, folder=root / name / "data", made=made, report_views=report_views
    )


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("opendata")
    write_data(root / "data", 8, (2019, 2023), seed=3)
    return publish(root)
