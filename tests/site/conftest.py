"""A small made-up site, built once for all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from made_up.data import write_data
from tests.shared import made_once

URL = "https://example.org/nianbao"


def folders(root: Path) -> Paths:
    return Paths(
        data=root / "data", content=root / "content", output=root / "output", work=root / "work"
    )


def _build_both(root: Path) -> None:
    plain = folders(root / "plain")
    write_data(plain.data, 8, (2019, 2023), seed=3)
    build(plain, SiteSettings(), jobs=1)
    shutil.copytree(plain.data, root / "addressed" / "data")
    settings = SiteSettings(url=URL, mistake_address="wrong@example.org")
    build(folders(root / "addressed"), settings, jobs=1)


@pytest.fixture(scope="session")
def _both(tmp_path_factory) -> Path:
    """A copy of both sites for this process, for some tests build into them again."""
    made = made_once(tmp_path_factory, "sites", _build_both)
    return shutil.copytree(made, tmp_path_factory.mktemp("sites"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def plain(_both) -> Paths:
    """A site without an address of its own."""
    return folders(_both / "plain")


@pytest.fixture(scope="session")
def addressed(_both) -> Paths:
    """The same data as a site that knows its address."""
    return folders(_both / "addressed")
