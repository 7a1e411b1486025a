"""A local server: the site on 127.0.0.1, built again whenever something changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from generator.errors import GongkaiError
from generator.messages import message
from generator.pages.settings import SiteSettings
from generator.site.build import FailedBuildError, build
from generator.site.paths import Paths
from generator.site.progress import shown
from generator.site.staging import BuildError

HOST = "127.0.0.1"


def serve(paths: Paths, settings: SiteSettings, *, port: int, watch: bool, lang: str) -> None:
    """Builds, serves and watches until interrupted. Links are relative, whatever the settings."""
    settings = replace(settings, url=None)
    _rebuild(paths, settings, lang)
    with _server(paths.output, port) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://{HOST}:{server.server_address[1]}/"
        click.echo(message("site.serving", {"address": address}, lang))
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
    """Serves the files of a folder that is replaced now and then, and says nothing."""

    def end_headers(self) -> None:
        """A browser asks again each time: the site may have been rebuilt."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged."""


def _server(folder: Path, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise BuildError("site.port_taken", port=port) from error


def _rebuild(paths: Paths, settings: SiteSettings, lang: str) -> None:
    """Builds; what is wrong is said, and the site that was there stays."""
    try:
        with shown(lang) as progress:
            build(paths, settings, progress=progress)
    except GongkaiError as error:
        if not paths.output.exists():
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
