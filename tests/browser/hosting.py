"""`python -m tests.browser.hosting`: docs/hosting/nginx.conf behind a real nginx, in Chromium.

Prints what was seen, and stops at the first thing that is not as docs/hosting.md says.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser import rig
from tests.browser.kinds import KINDS, look

CONF = rig.HOME / "docs" / "hosting" / "nginx.conf"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def nginx(program: str, site: Path, folder: Path, moved: str) -> Iterator[str]:
    """The site's address behind nginx; nothing is written outside the folder."""
    port = free_port()
    (folder / "gongkai-redirects.map").write_text(moved, encoding="utf-8")
    text = CONF.read_text(encoding="utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "example.org", "localhost"
    )
    text = text.replace("/srv/gongkai/output", str(site)).replace("/etc/nginx/", f"{folder}/")
    text = text.replace("include mime.types", "include /etc/nginx/mime.types")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}{text}\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True)
    process = subprocess.Popen(command)
    try:
        for _ in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Redirects are looked at, not followed."""


def ask(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer, names in lower case."""
    request = urllib.request.Request(address, headers=headers)
    try:
        answer = urllib.request.build_opener(_Stay).open(request)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, {name.lower(): value for name, value in answer.headers.items()}


def check_headers(address: str) -> None:
    """What docs/hosting.md promises of statuses and headers."""
    for path, wanted in {
        "": {"content-type": "text/html; charset=utf-8", "cache-control": "max-age=600",
             "content-security-policy": "frame-ancestors 'self'",
             "x-content-type-options": "nosniff", "content-encoding": "gzip"},
        KINDS["embed"]: {"content-security-policy": None, "content-encoding": "gzip"},
        KINDS["en-chart"]: {"content-security-policy": None, "content-encoding": "gzip"},
        "data/agencies.csv": {"content-type": "text/csv; charset=utf-8",
                              "access-control-allow-origin": "*"},
        "api/agencies.json": {"content-type": "application/json; charset=utf-8",
                              "access-control-allow-origin": "*"},
        "theme/style.css": {"content-type": "text/css; charset=utf-8",
                            "access-control-allow-origin": None, "content-encoding": "gzip"},
    }.items():  # fmt: skip
        status, found = ask(address + path, **{"Accept-Encoding": "gzip"})
        assert status == 200, (path, status)
        for name, value in wanted.items():
            assert found.get(name) == value, (path, name, found.get(name))
        again, _ = ask(address + path, **{"If-Modified-Since": found["last-modified"]})
        assert again == 304, (path, again)
    for path, status, target in (
        ("years/2023", 301, "/years/2023/"), ("old/", 301, "/years/2023/"),
        ("nothing/at/all/", 404, None), ("nothing", 404, None), (".gongkai", 404, None),
    ):  # fmt: skip
        found_status, found = ask(address + path)
        assert (found_status, found.get("location")) == (status, target), (
            path,
            found_status,
            found,
        )


def check_pages(address: str) -> None:
    """Every kind of page in Chromium: no error in the console, what it is opened for is there."""
    from playwright.sync_api import sync_playwright

    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=rig.find_chromium(), args=list(rig.FLAGS)
        )
        page = browser.new_page()
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        for kind, path in KINDS.items():
            page.goto(address + path)
            look(page, kind)
        assert said == [], said
        page.goto(f"{address}nothing/at/all/")
        assert page.locator(".app-finder, [data-app=finder]").count(), "the site's own 404 page"
        browser.close()


def main() -> int:
    """0 when nginx does all that docs/hosting.md says; 2 where it is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        sys.stderr.write("nginx is not installed (Debian: nginx-light)\n")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        site = Path(sys.argv[1]).resolve() if sys.argv[1:] else rig.make_site(folder / "made")
        (folder / "nginx").mkdir()
        with nginx(program, site, folder / "nginx", '/old/ "/years/2023/";\n') as address:
            check_headers(address)
            check_pages(address)
    sys.stdout.write(f"{len(KINDS)} kinds of pages, headers, redirects and the 404 page: as said\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
