"""Fixtures of the browser tests. Without a browser they are skipped, in CI they fail."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.browser import looking, rig
from tests.running import lacking
from tests.shared import made_once

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    return made_once(tmp_path_factory, "site", rig.make_site) / "site"


@pytest.fixture(scope="session")
def site(site_folder):
    with rig.served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    chromium = rig.find_chromium()
    if chromium is None:
        lacking("no Chromium found: install it or set CHROME_PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(rig.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    if not looking.AXE.exists():
        lacking("axe-core is not installed: run `npm ci` in tests/node")
    return looking.AXE.read_text(encoding="utf-8")


@pytest.fixture
def html_faults(tmp_path):
    """What html-validate says of files below a folder."""
    program = rig.NODE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    node = rig.find_node()
    if not program.exists() or node is None:
        lacking("html-validate is not installed: run `npm ci` in tests/node")

    def faults(folder, names):
        report = tmp_path / "report.json"  # a pipe would be cut when the program exits
        command = [node, program, "--config", rig.NODE / "html-validate.json"]
        files = [str(folder / name) for name in names]
        subprocess.run([*command, "--formatter", f"json={report}", *files], check=False)
        return [
            f"{found['filePath'].removeprefix(str(folder))}:{one['line']}: {one['message']}"
            for found in json.loads(report.read_text(encoding="utf-8"))
            for one in found["messages"]
        ]

    return faults


@pytest.fixture
def show(axe):
    """Ends a story: a picture of the page, and nothing for axe to find (where scripts run)."""

    def show_(page, story, javascript=True):
        width = page.viewport_size["width"]
        looking.photograph(page, f"story-{story}-{width}{'' if javascript else '-plain'}")
        if javascript:
            page.evaluate(axe)
            assert looking.findings(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        words = set(re.findall(r"\w+", page.locator("main").inner_text()))
        assert not words & {"null", "undefined", "NaN", "object"}

    return show_


@pytest.fixture
def open_page(browser, site):
    """Opens pages in a fresh context; afterwards nothing may have failed or left the site."""
    contexts, troubles = [], []

    def open_(address="", *, size=DESKTOP, javascript=True, **options):
        context = browser.new_context(
            viewport=size, locale="zh-CN", java_script_enabled=javascript, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda said: _quiet(said, troubles))
        page.on("dialog", lambda dialog: _closed(dialog, troubles))
        page.on("request", lambda request: _inside(request.url, troubles))
        page.on("response", lambda answer: _answered(answer, troubles))
        page.goto(address if "://" in address else site + address)
        return page

    yield open_
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert troubles == []


def _quiet(said, troubles):
    if said.type == "error":
        troubles.append(f"console: {said.text}")


def _closed(dialog, troubles):
    troubles.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _inside(url, troubles):
    if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
        troubles.append(f"request to another site: {url}")


def _answered(answer, troubles):
    if answer.status >= 400 and not answer.url.endswith("favicon.ico"):
        troubles.append(f"{answer.status}: {answer.url}")


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request):
    return request.param
