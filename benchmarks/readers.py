"""How fast each format is read and parsed on one core: medians, a table of targets.

    python -m benchmarks.readers [--times 9]

A document is a whole made-up report of the form of 2021. Text and Word files are timed
whole; a web page is filled up to 100 KB; a PDF is timed by page. The exit status says
whether every target is met.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from generator.agencies import Registry, load_registry
from generator.parsing.report import parse_document
from generator.readers.open import read_bytes
from generator.records import Source
from made_up.documents.generate import generate

PAGE_BYTES = 100_000
TARGETS_MS = {
    "text": 3.0,
    "html of 100 KB": 15.0,
    "docx": 80.0,
    "pdf of an office, a page": 60.0,
    "pdf of a browser, a page": 30.0,
}
_LAYOUTS = {
    "text": ("txt", ("tabs", "pipes", "pages")),
    "html of 100 KB": ("html", ("trs", "modern", "word-export")),
    "docx": ("docx", ("official", "header-footer")),
    "pdf of an office, a page": ("pdf", ("office", "office-upright")),
    "pdf of a browser, a page": ("pdf", ("chromium", "chromium-word")),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds for one document, or one page of it: reading, and parsing after it."""

    read: float
    parse: float


def timed(name: str, content: bytes, registry: Registry) -> Timing:
    """The processor time of one document, divided by its pages where it has pages."""
    started = time.process_time()
    document = read_bytes(name, content)
    read = time.process_time()
    source = Source(file=name, sha256="0" * 64, media_type=document.media_type)
    parse_document(document, source, registry)
    ended = time.process_time()
    pages = document.page_count if name.endswith(".pdf") else None
    scale = 1000 / (pages or 1)
    return Timing((read - started) * scale, (ended - read) * scale)


def filled(content: bytes, chance: Random) -> bytes:
    """A web page with a menu, scripts and styles as sites carry them, 100 KB in all."""
    links = "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(120))
    script = f"<script>var t='{chance.randbytes(2000).hex()}';</script>\n"
    room = max(0, PAGE_BYTES - len(content) - len(links.encode()))
    noise = script.encode() * (room // len(script))
    return content.replace(b"<body>", b"<body><ul class='nav'>" + links.encode() + b"</ul>" + noise)


def measure(corpus: Path, times: int) -> dict[str, list[Timing]]:
    """For each format the timings of its documents, each the best of `times`."""
    registry = load_registry(corpus / "registry")
    found: dict[str, list[Timing]] = {}
    for kind, (suffix, layouts) in _LAYOUTS.items():
        files = [f for layout in layouts for f in sorted(corpus.glob(f"*-{layout}.{suffix}"))]
        for file in files:
            content = file.read_bytes()
            if suffix == "html":
                content = filled(content, Random(1))
            runs = [timed(file.name, content, registry) for _ in range(times)]
            best = min(runs, key=lambda timing: timing.read + timing.parse)
            found.setdefault(kind, []).append(best)
    return found


def main() -> int:
    """Prints the table; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--corpus", type=Path, help="a corpus that was made before")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        corpus = arguments.corpus or Path(folder)
        if arguments.corpus is None:
            generate(arguments.reports, corpus, 1)
        found = measure(corpus, arguments.times)
    return _print(found)


def _print(found: dict[str, list[Timing]]) -> int:
    sys.stdout.write(
        f"{'format':24} {'docs':>5} {'read ms':>8} {'parse ms':>8} {'all ms':>8} {'target':>7}\n"
    )
    is_slow = False
    for kind, timings in found.items():
        whole = median(t.read + t.parse for t in timings)
        is_slow |= whole > TARGETS_MS[kind]
        sys.stdout.write(
            f"{kind:24} {len(timings):5} {median(t.read for t in timings):8.1f} "
            f"{median(t.parse for t in timings):8.1f} {whole:8.1f} {TARGETS_MS[kind]:7.1f}\n"
        )
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())
