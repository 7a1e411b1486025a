"""axe-core on the page as it stands, and pictures of it."""

import os

from tests.browser.rig import NODE, SCREENSHOTS

AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that another colour scheme can break: all that look at colours."""

_RUN = "(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']})"


def findings(page, only=None):
    """Each rule that is broken, with where; axe must have been put into the page."""
    return {
        one["id"]: [" ".join(map(str, node["target"])) for node in one["nodes"][:3]]
        for one in page.evaluate(_RUN, only or TAGS)["violations"]
    }


def photograph(page, name):
    """A picture of the whole page under build/screenshots, with SCREENSHOTS=1 in the environment.

    Drawing them takes as long as axe; nobody looks at those of most runs.
    """
    if not os.environ.get("SCREENSHOTS"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
