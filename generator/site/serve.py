"""A local server: the site on 127.0.0.1, built again whenever something changes."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import click

from generator.errors import GongkaiError
from generator.messages import message
from generator.site.build import BuildOptions, build
from generator.site.paths import Paths
from generator.site.pelican_plugin.whole import FailedBuildError
from generator.site.progress import shown
from generator.site.publishing import marker
from generator.site.publishing.staging import BuildError
from generator.site_settings import SiteSettings

HOST = "127.0.0.1"
_HOSTS = (HOST, "localhost", "::1")


def serve(paths: Paths, settings: SiteSettings, *, port: int, watch: bool, lang: str) -> None:
    """Builds, serves and watches until interrupted. Links are relative, whatever the settings."""
    settings = replace(settings, url=None)
    _rebuild(paths, settings, lang)
    with _server(paths.output, port, lang) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://{HOST}:{server.server_address[1]}/"
        code = "site.serving" if watch else "site.serving_only"
        click.echo(message(code, {"address": address}, lang))
        try:
            if watch:
                _watch(paths, lambda: _rebuild(paths, settings, lang))
            else:
                thread.join()
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of a folder that is replaced now and then, and says nothing.

    Nothing outside the folder is served, no folder is listed, and only a browser that
    asks this machine by its own name is answered: a foreign page that points its name at
    127.0.0.1 reads nothing.
    """

    def __init__(self, *args: Any, lang: str, **more: Any) -> None:
        self.lang = lang
        super().__init__(*args, **more)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The file asked for, or an error; called for GET and HEAD."""
        if not _is_ours(self.headers.get("Host", HOST)):
            explain = message("site.host_refused", {"hosts": ", ".join(_HOSTS)}, self.lang)
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=explain)
            return None
        if not self._is_inside():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, _: str | os.PathLike[str]) -> None:
        """No list of files is shown for a folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """A browser asks again each time: the site may have been rebuilt."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there; its links hold at any depth."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes().replace(b"<head>", b'<head><base href="/404.html">', 1)
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged."""

    def _is_inside(self) -> bool:
        root = os.path.realpath(self.directory)
        try:
            asked = os.path.realpath(self.translate_path(self.path))
        except (OSError, ValueError):  # a name that no file can have
            return False
        return Path(asked).is_relative_to(root)


def _is_ours(host: str) -> bool:
    """Whether a Host header names this machine, whatever the port."""
    try:
        return urlsplit(f"//{host}").hostname in _HOSTS
    except ValueError:
        return False


def _server(folder: Path, port: int, lang: str) -> ThreadingHTTPServer:
    handler = partial(_Handler, directory=str(folder), lang=lang)
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise BuildError("site.port_taken", port=port) from error


def _rebuild(paths: Paths, settings: SiteSettings, lang: str) -> None:
    """Builds; what is wrong is said, and the site that was there stays."""
    try:
        with shown(lang) as progress:
            options = BuildOptions(notice=lambda said: click.echo(said.text(lang), err=True))
            build(paths, settings, progress=progress, options=options)
    except GongkaiError as error:
        if marker.read(paths.output) is None:  # no site of ours: nothing to be served
            raise
        failures = error.failures if isinstance(error, FailedBuildError) else []
        for failure in failures:
            click.echo(failure.error.text(lang), err=True)
        click.echo(message("site.rebuild_failed", {"reason": error.text(lang)}, lang), err=True)


def _watch(paths: Paths, rebuild: Callable[[], None]) -> None:
    from watchfiles import watch

    watched = [folder for folder in (paths.data, paths.theme, paths.prose) if folder.exists()]
    for _ in watch(*watched, raise_interrupt=True):
        rebuild()
