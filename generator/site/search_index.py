"""The full-text index: Pagefind over what of each page deserves to be searched.

Pagefind keeps its whole index in memory and downloads a word list in one piece, so a
large site gets one index for each year (for each province in a very large year). They
are listed in `pagefind/bundles.json`; the search page opens the first and merges the
others. Tables and charts stay out: the finder and the explorer look there.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from generator.errors import naming
from generator.pages.settings import SiteSettings
from generator.processes import run_program
from generator.site.facts import PageFacts
from generator.site.fingerprint import key_of
from generator.site.outfolder import OutFolder
from generator.site.staging import BuildError
from generator.site.steady_index import steady

FOLDER = "pagefind"
MAIN = "main"

_BODIES = ("//*[@data-pagefind-body]", "//main", "//body")
_LEFT_OUT = ("svg", "table", "script", "style", "nav", "form", "aside")
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def build_index(
    pages: Iterable[PageFacts],
    out: OutFolder,
    settings: SiteSettings,
    work: Path,
    advance: Callable[[int], None],
) -> None:
    """Writes the indexes of all pages that have filters; unchanged ones are taken over."""
    indexed = sorted((page for page in pages if page.filters), key=lambda page: page.save_as)
    if not indexed:
        return
    bundles = split(indexed, settings.search_pages_per_index)
    for name, members in bundles.items():
        key = key_of(*(_identity(page, out) for page in members))
        if not _keep(name, key, out):
            folder = work / "search" / name
            shutil.rmtree(folder, ignore_errors=True)
            _write_reduced(members, folder / "pages", out.new, settings.language)
            _run_pagefind(folder / "pages", folder / "bundle")
            _steady(folder / "bundle")
            _take(folder / "bundle", name, key, out)
            shutil.rmtree(folder)
        advance(len(members))
    listing = {"bundles": [{"path": f"{name}/", "pages": len(bundles[name])} for name in bundles]}
    out.write(f"{FOLDER}/bundles.json", json.dumps(listing, sort_keys=True).encode() + b"\n")


def split(pages: Sequence[PageFacts], limit: int) -> dict[str, list[PageFacts]]:
    """The pages of each index by its name; one index when they fit the limit.

    Above it, pages without a year come first, then one index a year, newest first; a
    year that does not fit alone is split by province (the first two digits of the code).
    """
    if len(pages) <= limit:
        return {MAIN: list(pages)}
    years: dict[str, list[PageFacts]] = defaultdict(list)
    for page in pages:
        years[_first(page, "year") or ""].append(page)
    found: dict[str, list[PageFacts]] = {}
    for year in sorted(years, key=lambda year: (year != "", year)):
        if len(years[year]) <= limit:
            found[year or MAIN] = years[year]
        else:
            found.update(_by_province(year or MAIN, years[year]))
    return {name: found[name] for name in sorted(found, key=_newest_first)}


def reduced(html: str, page: PageFacts, language: str) -> str:
    """The page as Pagefind reads it: its body without tables and charts, and filters.

    The body is what the theme marks as Pagefind's, else the main part.
    """
    from lxml import etree
    from lxml.html import document_fromstring, tostring

    document: Any = document_fromstring(html)
    bodies = (found for path in _BODIES for found in document.xpath(path))
    element = next(bodies, document)
    for title in element.xpath("(.//h1)[1]"):
        title.drop_tree()
    etree.strip_elements(element, etree.Comment, *_LEFT_OUT, with_tail=False)
    parts = [tostring(child, encoding="unicode") for child in element]
    body = escape(element.text or "") + "".join(parts)
    filters = "".join(
        f'<span data-pagefind-filter="{escape(name)}[data-v]" data-v="{escape(value)}"></span>'
        for name, values in sorted(page.filters.items())
        for value in values
    )
    title = escape(page.title)
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title}</title></head>'
        f"<body><main data-pagefind-body><h1>{title}</h1>{filters}{body}</main></body></html>"
    )


def _write_reduced(pages: list[PageFacts], folder: Path, site: Path, language: str) -> None:
    folder.mkdir(parents=True)
    for page in pages:
        html = (site / page.save_as).read_text(encoding="utf-8")
        target = folder / page.save_as
        target.parent.mkdir(parents=True, exist_ok=True)
        with naming(target):
            target.write_text(reduced(html, page, language), encoding="utf-8")


def _take(bundle: Path, name: str, key: str, out: OutFolder) -> None:
    for file in sorted(bundle.rglob("*")):
        if file.is_file() and not file.name.startswith(_UNUSED):
            address = f"{FOLDER}/{name}/{file.relative_to(bundle).as_posix()}"
            out.write(address, file.read_bytes(), key)


def _run_pagefind(source: Path, bundle: Path) -> None:
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise BuildError("site.search_failed", reason="pagefind")
    command = [str(program), "--site", str(source), "--output-path", str(bundle), "--silent"]
    done = run_program(command, output=subprocess.PIPE)
    if done.returncode or not (bundle / "pagefind-entry.json").exists():
        reason = done.stdout.strip().splitlines()
        raise BuildError("site.search_failed", reason=reason[-1] if reason else done.returncode)


def _steady(bundle: Path) -> None:
    try:
        steady(bundle)
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BuildError("site.search_damaged", file=str(bundle), reason=error) from error


def _keep(name: str, key: str, out: OutFolder) -> bool:
    prefix = f"{FOLDER}/{name}/"
    known = [address for address in out.before if address.startswith(prefix)]
    return bool(known) and all(out.keep(address, key) for address in known)


def _identity(page: PageFacts, out: OutFolder) -> bytes:
    return f"{page.save_as} {out.files[page.save_as].key} {sorted(page.filters.items())}".encode()


def _by_province(year: str, pages: list[PageFacts]) -> dict[str, list[PageFacts]]:
    found: dict[str, list[PageFacts]] = defaultdict(list)
    for page in pages:
        found[f"{year}-{page.province or 'cn'}"].append(page)
    return found


def _first(page: PageFacts, name: str) -> str | None:
    values = page.filters.get(name)
    return values[0] if values else None


def _newest_first(name: str) -> tuple[int, int, str]:
    year, _, province = name.partition("-")
    if year == MAIN:
        return (0, 0, province)
    return (1, -int(year) if year.isdigit() else 0, province)
