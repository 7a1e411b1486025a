"""A mistake can be reported from every page, and a site that cannot take it says so once."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from generator.cli import program
from tests.checks.factory import record, write_folder


def test_every_page_leads_to_a_way_of_reporting(plain, addressed):
    for paths, address in ((plain, "about/index.html#mistakes"), (addressed, "mailto:wrong@")):
        for path in paths.output.rglob("*.html"):
            text = path.read_text()
            if 'class="site-foot"' in text:
                assert f"{address}" in text, path
    assert "还没有公布接收更正的地址" in (plain.output / "about/index.html").read_text()
    assert "mailto:wrong@example.org" in (addressed.output / "about/index.html").read_text()


@pytest.mark.parametrize(("setting", "times"), [("", 1), ('mistake_address = "a@b.example"', 0)])
def test_a_build_without_an_address_says_so_once(tmp_path, setting, times):
    write_folder(tmp_path / "data", [record()])
    (tmp_path / "site.toml").write_text(setting)
    folders = {name: tmp_path / name for name in ("data", "output", "content", "work")}
    options = [word for name, folder in folders.items() for word in (f"--{name}", str(folder))]
    settings = ["--settings", str(tmp_path / "site.toml"), "--jobs", "1"]
    ran = CliRunner().invoke(program, ["build", *options, *settings])
    assert ran.exit_code == 0, ran.output
    assert ran.output.count("没有写 mistake_address") == times
