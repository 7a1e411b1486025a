"""Prose in a language that the site does not have is left out on purpose."""

from generator.site.build import build
from generator.site_settings import SiteSettings
from tests.site.pages import hand_made, page


def test_prose_of_a_language_that_is_left_out_is_no_stray(tmp_path):
    paths = hand_made(tmp_path, {"guide.md": page("指南", "guide/")})
    twin = paths.content / "pages" / "en"
    twin.mkdir(parents=True)
    (twin / "guide.md").write_text(page("Guide", "en/guide/"))
    build(paths, SiteSettings(), jobs=1)
    assert (paths.output / "guide" / "index.html").exists()
    assert not (paths.output / "en").exists()
