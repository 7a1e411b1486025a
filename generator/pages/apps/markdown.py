"""Content files of the applications: front matter, and text that is safe in Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.pages.page import head_line
from generator.store import write_atomically

# Everything that Markdown, the dialect or Pelican could read as markup becomes an entity.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'*_`[](){}|\\#!~^$=+"}


def text(value: object) -> str:
    """The value as plain text for a paragraph, cell, item or link label, on one line."""
    return " ".join(str(value).split()).translate(_ENTITIES)


def link(label: object, address: str) -> str:
    """A link inside the site; the address starts at the root."""
    return f"[{text(label)}](site:{address})"


def row(cells: Iterable[str]) -> str:
    """One table line."""
    return "| " + " | ".join(cells) + " |"


def page(head: dict[str, Any], body: Iterable[str]) -> str:
    """A content file; values that are no strings become one line of JSON."""
    lines = [head_line(key, value) for key, value in head.items()]
    return "\n".join([*lines, "", *body]) + "\n"


def write_page(content: Path, name: str, head: dict[str, Any], body: Iterable[str]) -> Path:
    """Writes `content/generated/<name>.md`; untouched when it already says that."""
    path = content / "generated" / f"{name}.md"
    write_atomically(path, page(head, body).encode())
    return path


def head_of(
    title: str, url: str, template: str, description: str, trail: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """The front matter that every page has; `trail` lists the pages above it."""
    crumbs = [["首页", ""], *[list(part) for part in trail], [title, url]]
    return {
        "Title": title,
        "Slug": url.strip("/").replace("/", "-"),
        "Url": url,
        "Save_as": f"{url}index.html",
        "Template": template,
        "Page_kind": template,
        "Description": description,
        "Breadcrumbs": crumbs,
    }
