"""Prints Word files and web pages as PDF, many in one call of each program.

LibreOffice and Chromium are used where they are installed; where one is not, the
formats that need it are left out and `missing_tools` says so.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_DATES = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}[^)]*\)")
_IDS = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]+)(>\s*<)([0-9A-Fa-f]+)(>)")
_CHECKSUM = re.compile(rb"(/DocChecksum /)([0-9A-F]+)")


def office() -> str | None:
    """LibreOffice's program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def chromium() -> str | None:
    """Chromium's program, or None; also when the driver for it is not installed."""
    try:
        import playwright.sync_api  # noqa: F401 # only asked for
    except ImportError:
        return None
    return next((path for name in _CHROMIUM if (path := shutil.which(name))), None)


def missing_tools() -> list[str]:
    """The programs that would be needed for every format and are not there."""
    tools = {"LibreOffice": office(), "Chromium": chromium()}
    return [name for name, path in tools.items() if path is None]


def by_office(files: dict[str, bytes], password: str | None = None) -> dict[str, bytes]:
    """PDF for each Word file, by name; one run of LibreOffice for all of them."""
    program = office()
    if not files or program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sources = []
        for name, content in files.items():
            sources.append(root / f"{name}.docx")
            sources[-1].write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation=file://{root}/profile",
            "--headless",
            "--convert-to",
            _filter(password),
            "--outdir",
            str(root / "out"),
        ]
        subprocess.run(
            [*command, *map(str, sources)], check=True, capture_output=True, timeout=1800
        )
        return {
            path.stem: steady(path.read_bytes()) for path in sorted((root / "out").glob("*.pdf"))
        }


def _filter(password: str | None) -> str:
    if password is None:
        return "pdf:writer_pdf_Export"
    options = (
        '{"EncryptFile":{"type":"boolean","value":"true"},'
        f'"DocumentOpenPassword":{{"type":"string","value":"{password}"}}}}'
    )
    return f"pdf:writer_pdf_Export:{options}"


def by_chromium(pages: dict[str, str]) -> dict[str, bytes]:
    """PDF for each web page, by name; one session of Chromium for all of them.

    It has a thread of its own: Playwright allows one session in each, and the caller may have one.
    """
    program = chromium()
    if not pages or program is None:
        return {}
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_printed, program, pages).result()


def _printed(program: str, pages: dict[str, str]) -> dict[str, bytes]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    printed = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=arguments)
        page = browser.new_page()
        for name, html in pages.items():
            page.set_content(html, wait_until="load")
            printed[name] = steady(page.pdf(format="A4", print_background=False))
        browser.close()
    return printed


def steady(content: bytes) -> bytes:
    """The PDF with its dates and identifiers replaced by constants of the same length."""
    content = _DATES.sub(lambda m: m[1] + b"20200101000000" + _rest(m[0], len(m[1])), content)
    content = _IDS.sub(lambda m: m[1] + b"0" * len(m[2]) + m[3] + b"0" * len(m[4]) + m[5], content)
    return _CHECKSUM.sub(lambda m: m[1] + b"0" * len(m[2]), content)


def _rest(match: bytes, start: int) -> bytes:
    """What follows the fourteen digits of a date, its zone made constant."""
    tail = match[start + 14 :]
    return b"+00'00')" if len(tail) == 8 else tail


def pictures(files: dict[str, bytes]) -> dict[str, bytes]:
    """A PDF with one grey picture for each name, whatever the files hold."""
    from PIL import Image

    printed = {}
    for name in files:
        stream = io.BytesIO()
        Image.new("L", (600, 800), 200).save(stream, "PDF")
        printed[name] = steady(stream.getvalue())
    return printed
