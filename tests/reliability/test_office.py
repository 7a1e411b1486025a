"""LibreOffice fetches nothing, ends with us and leaves nothing behind."""

from __future__ import annotations

import http.server
import io
import os
import signal
import threading
import time
import zipfile
from pathlib import Path

import docx
import pytest

from generator.processes import run_program
from generator.readers.document import Paragraph
from generator.readers.docx import office
from generator.readers.limits import Limits
from generator.readers.open import read_document
from tests.reliability import family

pytestmark = pytest.mark.skipif(
    office.office_program() is None and os.environ.get("CI") != "true",
    reason="LibreOffice is not installed; in CI these tests fail without it",
)

TEXT = "虚构的年度报告，全年主动公开信息十条。"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cf"
    "c0f01f0005000201a5f645400000000049454e44ae426082"
)


@pytest.fixture
def listener():
    """A server of this machine: its address, and the requests that it got."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(PICTURE)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(PICTURE)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def odt(address: str) -> bytes:
    file = io.BytesIO()
    names = " ".join(
        f'xmlns:{short}="{long}"'
        for short, long in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
            "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
            "xlink": "http://www.w3.org/1999/xlink",
        }.items()
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text><text:p>{TEXT}"
            '<draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="as-char">'
            f'<draw:image xlink:href="{address}/odt.png" xlink:type="simple" xlink:show="embed" '
            'xlink:actuate="onLoad"/></draw:frame></text:p>'
            f'<text:section text:name="a"><text:section-source xlink:href="{address}/part.odt"/>'
            "<text:p/></text:section></office:text></office:body></office:document-content>",
        )
    return file.getvalue()


def rtf(address: str) -> bytes:
    text = "".join(f"\\u{ord(letter)}?" for letter in TEXT)
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {word} "{address}/{name}" \\\\d}}{{\\fldrslt }}}}'
        for word, name in (("INCLUDEPICTURE", "rtf.png"), ("INCLUDETEXT", "rtf.txt"))
    )
    return f"{{\\rtf1\\ansi{{\\*\\template {address}/t.dot}} {text}\\par {fields}\\par}}".encode()


def html(address: str) -> bytes:
    return (
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{address}/a.css">'
        f'<title>{TEXT}</title><body background="{address}/b.png"><p>{TEXT}</p>'
        f'<img src="{address}/c.png"><iframe src="{address}/d.html"></iframe>'
        f'<script src="{address}/e.js"></script>'
    ).encode()


def word(address: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT)
    for kind in ("image", "attachedTemplate", "hyperlink", "frame"):
        document.part.relate_to(f"{address}/{kind}", f"{RELATIONS}/{kind}", is_external=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(address: str) -> bytes:
    """A page whose picture and whose action lie at an address."""
    page = "BT /F 20 Tf 50 400 Td (Report of a made-up agency) Tj ET /X Do"
    parts = [
        f"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({address}/open)>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources"
        "<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        f"/F<</FS/URL/F({address}/picture)>>/Length 0>>stream\n\nendstream",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF".encode()


def old_word(address: str) -> bytes:
    """The page of `html` as LibreOffice writes it in the old format, its picture a link."""
    folder = Path(os.environ["PYTEST_FOLDER"])
    (folder / "a.html").write_bytes(html(address))
    run_program(
        [str(office.office_program()), f"-env:UserInstallation={folder.as_uri()}/own", "--headless",
         "--convert-to", "doc:MS Word 97", "--infilter=HTML (StarWriter)", "--outdir", str(folder),
         str(folder / "a.html")]
    )  # fmt: skip
    return (folder / "a.doc").read_bytes()


MAKERS = {"odt": odt, "rtf": rtf, "doc": old_word, "docx": word, "html": html, "pdf": pdf}


@pytest.fixture(params=["a network of its own", "settings alone"])
def way(request, monkeypatch):
    """LibreOffice as it runs where the system can take its network away, and where not."""
    if request.param == "settings alone":
        monkeypatch.setattr(office, "_without_network", lambda: ())
    elif not office._without_network():
        pytest.skip("this system gives no network of its own")
    return request.param


@pytest.mark.parametrize("kind", MAKERS)
def test_no_reader_asks_anybody(kind, way, listener, tmp_path, monkeypatch):
    address, asked = listener
    monkeypatch.setenv("PYTEST_FOLDER", str(tmp_path))
    content = MAKERS[kind](address)
    asked.clear()
    path = tmp_path / f"report.{kind}"
    path.write_bytes(content)
    document = read_document(path)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert any("虚构" in text or "made-up" in text for text in texts)
    assert asked == []


def converting(tmp_path: Path, *command: str):
    """A run of the program that has come to where LibreOffice works; its temporary files."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.rtf").write_bytes(rtf("http://127.0.0.1:9"))
    temporary = tmp_path / "t"
    temporary.mkdir(exist_ok=True)
    return family.start(
        "-m", "generator", *command, "a.rtf", "b.rtf", cwd=tmp_path, TMPDIR=str(temporary)
    )  # fmt: skip


@pytest.mark.parametrize("command", [("parse",), ("ingest", "--jobs", "2")])
def test_nothing_is_left_of_a_conversion(tmp_path, command):
    (tmp_path / "data").symlink_to(family.REPOSITORY / "data")
    run = converting(tmp_path, *command)
    run.communicate(timeout=120)
    assert list((tmp_path / "t").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_conversion_ends_with_the_run(tmp_path, number):
    (tmp_path / "data").symlink_to(family.REPOSITORY / "data")
    run = converting(tmp_path, "parse")
    deadline = time.monotonic() + 30
    while not any("soffice" in family.words(pid) for pid in family.below(run.pid)):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    started = family.below(run.pid)
    os.kill(run.pid, number)
    assert family.left_after(family.ENDED_WITHIN_SECONDS, started | {run.pid}) == set()
    assert list((tmp_path / "t").glob("gongkai-*")) == []
    run.communicate(timeout=10)


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path, monkeypatch):
    from generator.ingest import scratch

    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "gongkai-run-killed" / "gongkai-office-x"
    left.mkdir(parents=True)
    held = scratch.Scratch()
    assert not left.exists()
    scratch.sweep()
    assert held.path.exists()
    held.remove()
    assert not held.path.exists()


def test_limits_of_a_conversion_hold(monkeypatch):
    monkeypatch.setattr(office, "_command", lambda *_: ["sleep", "60"])
    started = time.monotonic()
    with pytest.raises(office.OverdueError):
        office.to_docx(rtf("http://127.0.0.1:9"), "RTF", Limits(seconds=4.0))
    assert time.monotonic() - started < 30  # of the 60 that it would take
