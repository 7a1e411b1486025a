"""What a page says about its article: meta tags, title, breadcrumb, block of particulars."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

from generator.readers import clean
from generator.readers.document import Block, Image, Paragraph, Table
from generator.readers.html.regions import names
from generator.readers.html.soup import strings_of, tags_of
from generator.readers.html.words import words

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)", re.I)
_TITLE_PARTS = re.compile(r"\s*(?:_+|[|｜]|--+|\s[-–—]+\s|[—–]{2,}|-(?=[^-]*$))\s*")
_MIN_TITLE = 5
_LONG = 60
_TITLE_SEARCH_BLOCKS = 40
_MAX_PARTICULARS_LINE = 240
_HEAD_TAGS = frozenset(("meta", "title", "link"))
_TRAIL_TAGS = frozenset(("div", "p", "ul", "td", "nav", "span", "ol", "dl", "h2", "h3", "li"))


def head_meta(soup: BeautifulSoup, text: str) -> dict[str, str]:
    """The members of Document.meta that the page's head and breadcrumb give."""
    found: dict[str, tuple[int, str]] = {}
    known = words()
    tags: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags_of(soup, _HEAD_TAGS | _TRAIL_TAGS):
        tags[tag.name if tag.name in _HEAD_TAGS else "trail"].append(tag)
    for tag in tags["meta"]:
        name = str(tag.attrs.get("name") or tag.attrs.get("property") or "").strip().lower()
        value = clean.flow(str(tag.attrs.get("content") or ""))
        if value and name in known.meta_keys:
            key, rank = known.meta_keys[name]
            if key not in found or rank < found[key][0]:
                found[key] = (rank, value)
    meta = {key: value for key, (_, value) in found.items()}
    if tags["title"] and (shown := clean.flow(tags["title"][0].get_text())):
        meta["title"] = shown
    _set_url(tags["link"], text, meta)
    breadcrumb = _breadcrumb(soup, tags["trail"])
    if breadcrumb:
        meta["breadcrumb"] = breadcrumb
    return meta


def _set_url(links: list[Tag], text: str, meta: dict[str, str]) -> None:
    canonical = [tag for tag in links if tag.attrs.get("rel") == "canonical"]
    saved = _SAVED_FROM.search(text[:2000])
    addresses = [
        *(str(link.attrs.get("href", "")) for link in canonical[:1]),
        meta.get("url", ""),
        saved[1] if saved else "",
    ]
    meta.pop("url", None)
    for address in addresses:
        if urlsplit_safe(address):
            meta["url"] = address
            return


def urlsplit_safe(address: str) -> bool:
    """Whether the address is a whole web address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _breadcrumb(soup: BeautifulSoup, tags: list[Tag]) -> str:
    known = words()
    for tag in tags:
        if known.breadcrumb(names(tag)):
            shown = clean.flow(tag.get_text(" "))
            if 3 < len(shown) < 300:
                return shown
    starts = re.compile("|".join(known.breadcrumb_starts))
    for text in islice(strings_of(soup, starts), 3):
        parent = text.parent
        for _ in range(3):
            if parent is None:
                break
            shown = clean.flow(parent.get_text(" "))
            if len(shown) > len(clean.flow(str(text))) + 2 and len(shown) < 300:
                return shown
            parent = parent.parent
    return ""


def particulars_of(table: Table) -> list[str] | None:
    """The rows of a block of particulars as "label：value" lines; None for other tables."""
    if table.row_count > 14 or table.column_count > 8:
        return None
    labels = 0
    lines: list[str] = []
    for row in table.rows():
        cells = [cell.text.replace("\n", " ") for cell in row]
        line, count = _pair_up(cells)
        labels += count
        lines.append(line)
    filled = sum(1 for cell in table.cells if cell.text)
    return lines if labels >= 2 and labels * 2.6 >= filled else None


def _pair_up(cells: list[str]) -> tuple[str, int]:
    known = words()
    parts: list[str] = []
    labels = 0
    for cell in cells:
        bare = clean.compact(cell).rstrip(":").strip("[]【】")
        if bare in known.particulars:
            labels += 1
            parts.append(f"  {bare}：")
        else:
            labels += known.particular_pattern.match(cell) is not None
            parts.append(cell + " ")
    return "".join(parts).strip(), labels


def finish(blocks: list[Block], meta: dict[str, str]) -> list[Block]:
    """Reads the particulars into `meta` (meta tags win) and marks the title."""
    blocks = _read_particulars(blocks, meta)
    return _mark_title(blocks, meta)


def _read_particulars(blocks: list[Block], meta: dict[str, str]) -> list[Block]:
    done: list[Block] = []
    waiting: str | None = None  # a label whose value stands in the next block
    sentences = 0
    for block in blocks:
        if not isinstance(block, Paragraph) or sentences > 3:
            done.append(block)
            continue
        sentences += len(block.text) > _LONG and block.role == "body"
        if waiting is not None and len(block.text) < _LONG and not _pairs(block.text):
            _keep(meta, waiting, block.text)
            block = replace(block, role="header", level=None)
            waiting = None
        else:
            waiting = None
            pairs = _pairs(block.text) if block.role in ("body", "header") else []
            if pairs:
                for label, value in pairs:
                    _keep(meta, label, value)
                waiting = pairs[-1][0] if not pairs[-1][1] else None
                block = replace(block, role="header", level=None)
        done.append(block)
    return done


def _pairs(text: str) -> list[tuple[str, str]]:
    """Label and value of each particular; empty when the line is something else."""
    if len(text) > _MAX_PARTICULARS_LINE or "。" in text:
        return []
    matches = list(words().particular_pattern.finditer(text))
    if not matches or matches[0].start() > 0:
        return []
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [
        (clean.compact(match[1]), text[match.end() : end].strip(" \u3000|[]【】"))
        for match, end in zip(matches, ends, strict=True)
    ]


def _keep(meta: dict[str, str], label: str, value: str) -> None:
    key = words().particulars.get(label)
    if key and value:
        meta.setdefault(key, value)


def main_title(meta: dict[str, str]) -> str:
    """The title without the name of the site after it."""
    if "article_title" in meta:
        return meta["article_title"]
    parts = [part for part in _TITLE_PARTS.split(meta.get("title", "")) if part]
    return max(parts[:2], key=len, default="")


def _mark_title(blocks: list[Block], meta: dict[str, str]) -> list[Block]:
    title = clean.compact(main_title(meta))
    has_h1 = False
    done = list(blocks)
    for index, block in enumerate(blocks[: 4 * _TITLE_SEARCH_BLOCKS]):
        if isinstance(block, Image):
            continue
        if isinstance(block, Table) or (block.role == "body" and len(block.text) > _LONG):
            break
        if block.role in ("navigation", "footer"):
            continue
        compact = clean.compact(block.text)
        is_first_h1 = block.level == 1 and not has_h1
        has_h1 = has_h1 or block.level == 1
        if is_first_h1 or (len(compact) >= _MIN_TITLE and compact in title):
            done[index] = replace(block, role="title")
    return done
