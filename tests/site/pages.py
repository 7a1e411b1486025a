"""A prose folder and content files made by hand, for tests of the build alone."""

from __future__ import annotations

from pathlib import Path

from generator.site import build as build_module
from generator.site.build import BuildOptions, Result, build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings

BODY = "## 怎样申请 {#how}\n\n任何人都可以申请。见[首页](site:)。\n"


def page(title: str, url: str, body: str = BODY, **more: str) -> str:
    head = {
        "Title": title,
        "Url": url,
        "Save_as": f"{url}index.html",
        "Template": "page",
        "Page_kind": "page",
        **{key.capitalize(): value for key, value in more.items()},
    }
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + "\n" + body


def hand_made(root: Path, files: dict[str, str]) -> Paths:
    for name in ("data", "prose", "content"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / "prose" / name).write_text(text, encoding="utf-8")
    return Paths(root / "data", root / "content", root / "output", root / "work", root / "prose")


def build_by_hand(
    monkeypatch,
    paths: Paths,
    settings: SiteSettings | None = None,
    options: BuildOptions | None = None,
) -> Result:
    """Builds from the prose folder alone: the stage that writes Markdown is left out."""
    monkeypatch.setattr(build_module, "make_content", lambda *_: ((), []))
    return build(paths, settings or SiteSettings(), jobs=1, options=options)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
