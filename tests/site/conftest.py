"""A small made-up site, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from made_up.data import write_data

URL = "https://example.org/nianbao"


def folders(root: Path) -> Paths:
    return Paths(
        data=root / "data", content=root / "content", output=root / "output", work=root / "work"
    )


@pytest.fixture(scope="session")
def plain(tmp_path_factory) -> Paths:
    """A site without an address of its own."""
    paths = folders(tmp_path_factory.mktemp("plain"))
    write_data(paths.data, 8, (2019, 2023), seed=3)
    build(paths, SiteSettings(), jobs=1)
    return paths


@pytest.fixture(scope="session")
def addressed(plain, tmp_path_factory) -> Paths:
    """The same data as a site that knows its address."""
    root = tmp_path_factory.mktemp("addressed")
    paths = Paths(plain.data, root / "content", root / "output", root / "work")
    build(paths, SiteSettings(url=URL, mistake_address="wrong@example.org"), jobs=1)
    return paths
