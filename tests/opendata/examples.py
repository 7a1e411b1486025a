"""A web server for the examples: ranges are answered, and the bytes that went out are counted."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

import duckdb
from fsspec import AbstractFileSystem
from fsspec.spec import AbstractBufferedFile


class Http(AbstractFileSystem):
    """Files over HTTP, read in pieces; whatever is asked about one is answered by a HEAD."""

    protocol = "http"
    cachable = False

    def __init__(self, block_size):
        super().__init__()
        self.block_size = block_size

    @classmethod
    def _strip_protocol(cls, path):
        return path

    def info(self, path, **_):
        if "*" in path:
            raise FileNotFoundError(path)
        with urlopen(Request(path, method="HEAD")) as answer:
            return {"name": path, "size": int(answer.headers["Content-Length"]), "type": "file"}

    def glob(self, path, **_):
        return [] if "*" in path else [path]

    def modified(self, path):
        del path
        return datetime(2024, 1, 1, tzinfo=UTC)

    def _open(self, path, **_):
        return _Pieces(self, path, block_size=self.block_size)


class _Pieces(AbstractBufferedFile):
    def _fetch_range(self, start, end):
        with urlopen(Request(self.path, headers={"Range": f"bytes={start}-{end - 1}"})) as answer:
            return answer.read()


def duckdb_over_http(block_size):
    """A DuckDB that reads addresses, in pieces of so many bytes at least."""
    connection = duckdb.connect()
    connection.register_filesystem(Http(block_size))
    return connection


@contextmanager
def served(folder):
    """The folder on a port of this machine: its address, and a list of the bytes of each answer."""
    sent = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self):
            self._answer(is_head=True)

        def do_GET(self):
            self._answer(is_head=False)

        def _answer(self, *, is_head):
            path = folder / self.path.lstrip("/").partition("?")[0]
            if not path.is_file():
                self.send_error(404)
                return
            content = path.read_bytes()
            span = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            whole = len(content)
            if span:
                start = int(span[1])
                content = content[start : int(span[2]) + 1 if span[2] else None]
                self.send_response(206)
                end = start + len(content) - 1
                self.send_header("Content-Range", f"bytes {start}-{end}/{whole}")
            else:
                self.send_response(200)
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if not is_head:
                sent.append(len(content))
                self.wfile.write(content)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_):
            """A reader that goes away is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()
