"""`make pictures`: what the README shows of the portal of made-up agencies, kept small."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from tests.browser import rig

PICTURES = rig.HOME / "docs" / "pictures"
SIZE = {"width": 1100, "height": 1300}
SHOWN = (770, 910)
MOST = 60_000  # bytes: the repository keeps each version for ever
SHOTS = {
    "agency": "agencies/640100-minzheng/index.html",
    "report": "agencies/640100-minzheng/2023/index.html",
    "explore": "explore/index.html?i=share_denied&level=d",
    "search": "search/index.html?q=养老",
}
WAIT = {"explore": ".app-explorer .app-table tbody tr", "search": ".app-results > li"}


def take(site: Path, folder: Path) -> None:
    """Writes a picture of each page; ValueError for one that is too large."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with rig.served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=rig.find_chromium(), args=list(rig.FLAGS)
        )
        page = browser.new_page(viewport=SIZE, locale="zh-CN")
        for name, where in SHOTS.items():
            page.goto(address + where)
            if name in WAIT:
                page.wait_for_selector(WAIT[name])
            page.wait_for_timeout(500)
            picture = small(page.screenshot())
            if len(picture) > MOST:
                raise ValueError(f"{name}: {len(picture)} bytes")
            (folder / f"{name}.png").write_bytes(picture)
        browser.close()


def small(png: bytes) -> bytes:
    """The picture with few colours, which is what pages of text have."""
    stream = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)
    image = image.quantize(32, dither=Image.Dither.NONE)
    image.save(stream, "png", optimize=True)
    return stream.getvalue()


if __name__ == "__main__":
    take(Path(sys.argv[1]), PICTURES)
