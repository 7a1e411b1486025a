"""axe-core finds nothing on any kind of page, at three widths, light and dark; nothing overflows."""

import pytest

from tests.browser.kinds import KINDS, look
from tests.browser.looking import COLOURS, TAGS, findings, photograph

WIDTHS = (360, 768, 1280)
PICTURED = {360, 1280}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, axe, kind):
    page = open_page(KINDS[kind], size={"width": WIDTHS[0], "height": 800})
    look(page, kind)
    page.evaluate(axe)
    found = {}
    for scheme, rules in (("light", TAGS), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found |= {f"{width} {scheme}: {rule}": at for rule, at in findings(page, rules).items()}
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width in PICTURED:
                photograph(page, f"{kind}-{width}-{scheme}")
    assert found == {}


def test_axe_sees_what_is_wrong(open_page, axe):
    page = open_page("index.html")
    page.evaluate(axe)
    page.evaluate(
        "document.querySelector('h1').innerHTML = '<img src=\"theme/icon.svg\"> <a href=\"#\"></a>'"
    )
    assert {"image-alt", "link-name"} <= findings(page).keys()
