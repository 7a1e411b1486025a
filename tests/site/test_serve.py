"""`gongkai serve`: the site and nothing else, to this machine and nobody else."""

from __future__ import annotations

import http.client
import threading

import pytest

from generator.site import serve as serve_module
from generator.site.paths import Paths
from generator.site.publishing.staging import BuildError
from generator.site.serve import serve
from generator.site_settings import SiteSettings


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A site with a folder without a page and with links out of it, served."""
    root = tmp_path_factory.mktemp("served")
    site, outside = root / "site", root / "outside"
    (site / "files").mkdir(parents=True)
    (site / "index.html").write_text("home")
    (site / "files" / "a.txt").write_text("a")
    (site / "404.html").write_text('<html><head><link href="style.css"></head>not here</html>')
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (outside / "index.html").write_text("secret")
    (site / "link.txt").symlink_to(outside / "secret.txt")
    (site / "folder").symlink_to(outside)
    (site / "inner.txt").symlink_to(site / "files" / "a.txt")
    with serve_module._server(site, 0, "en") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def ask(port: int, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"127.0.0.1:{port}" if host is None else host)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_the_site_is_served(port):
    assert ask(port, "/") == (200, "home")
    assert ask(port, "/files/a.txt") == (200, "a")
    assert ask(port, "/inner.txt") == (200, "a")


NOT_SERVED = [
    "/nope", "/files/", "/link.txt", "/folder/", "/folder/secret.txt", "/%00", "/a%00b",
    "/%ED%A0%80", "/../outside/secret.txt", "/%2e%2e/outside/secret.txt", "/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("path", NOT_SERVED)
def test_nothing_else_is(port, path, capfd):
    """The page for what is not there, whose links hold at any depth; no traceback."""
    status, text = ask(port, path)
    assert status == 404
    assert "not here" in text
    assert '<base href="/404.html">' in text
    assert ask(port, path, method="HEAD") == (404, "")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "["])
def test_a_foreign_name_for_this_machine_is_not_answered(port, host):
    status, text = ask(port, "/", host)
    assert status == 421
    assert "home" not in text
    assert "localhost" in text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000"])
def test_its_own_names_are(port, host):
    assert ask(port, "/", host) == (200, "home")


@pytest.mark.parametrize("watch", [True, False])
def test_it_promises_to_rebuild_only_when_it_does(tmp_path, monkeypatch, capsys, watch):
    paths = Paths(tmp_path / "data", tmp_path / "content", tmp_path / "output", tmp_path / "work")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve_module, "_rebuild", lambda *_: paths.output.mkdir())
    monkeypatch.setattr(serve_module, "_watch", interrupted)
    monkeypatch.setattr(threading.Thread, "join", interrupted)
    serve(paths, SiteSettings(), port=0, watch=watch, lang="en")
    assert ("rebuilt" in capsys.readouterr().out) is watch


def test_a_folder_that_could_not_become_the_site_is_not_served(tmp_path):
    """It holds other files: they are neither replaced nor shown to anybody."""
    paths = Paths(tmp_path / "data", tmp_path / "content", tmp_path / "output", tmp_path / "work")
    paths.data.mkdir()
    paths.output.mkdir()
    (paths.output / "thesis.txt").write_text("thesis")
    with pytest.raises(BuildError) as caught:
        serve(paths, SiteSettings(), port=0, watch=False, lang="zh")
    assert "thesis.txt" in caught.value.text()
