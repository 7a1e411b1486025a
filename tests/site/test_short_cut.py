"""What the short cut of the Markdown extension writes is what Python-Markdown's way gives."""

from generator.dialect import DialectPage, convert
from tests.pages.same import same


def test_both_ways_give_the_same_on_every_generated_page(plain):
    files = [*plain.content.rglob("*.md"), *plain.prose.glob("*.md")]
    assert len(files) > 60
    page = DialectPage(
        "a/b/index.html", svg=lambda key: f'<svg id="{key}"></svg>', explain=str.upper
    )
    for file in files:
        body = file.read_text(encoding="utf-8").partition("\n\n")[2]
        assert same(convert(body, page)) == same(convert(body, page, fast=False)), file
