"""When two pieces of HTML are the same document."""

from bs4 import BeautifulSoup


def same(html: str) -> str:
    """The document behind the HTML: the order of attributes says nothing."""
    page = BeautifulSoup(html, "html.parser")
    for tag in page.find_all():
        tag.attrs = dict(sorted(tag.attrs.items()))
    return str(page)
