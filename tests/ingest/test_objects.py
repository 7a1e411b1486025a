"""Documents by the address of an object store: fetched, listed, and refused in one line."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from generator.errors import GongkaiError
from generator.ingest.objects import fetched, is_object, paths_of


@pytest.fixture
def store():
    made = fsspec.filesystem("memory")
    for name, content in (("2023/b.html", b"b"), ("2023/a.html", b"a"), ("2023/.x.html", b"")):
        made.pipe(f"/reports/{name}", content)
    yield made
    made.rm("/reports", recursive=True)


def test_an_address_is_told_from_a_path():
    assert is_object(Path("s3://bucket/a.pdf"))
    assert is_object(Path("memory://reports/2023"))
    assert is_object(Path("file:///srv/a.pdf"))
    for path in ("a.pdf", "/srv/a.pdf", "年报:2023.pdf", "C:\\a.pdf", "a:b.txt"):
        assert not is_object(Path(path))


def test_a_folder_of_objects_is_its_objects_in_order(store):
    found = paths_of([Path("memory://reports"), Path("x.html")])
    assert [path.name for path in found] == ["a.html", "b.html", "x.html"]
    with fetched(found[0]) as copy:
        assert copy.name == "a.html"
        assert copy.read_bytes() == b"a"
    assert not copy.exists()


def test_a_file_is_read_where_it_stands(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"a")
    with fetched(path) as file:
        assert file == path
    with fetched(Path(f"file://{path}")) as copy:
        assert (copy.name, copy.read_bytes()) == ("a.html", b"a")


def test_what_is_not_there_and_a_store_that_is_not_known_are_said(store):
    with pytest.raises(OSError), fetched(Path("memory://reports/none.html")):
        raise AssertionError("there is no such object")
    with pytest.raises(GongkaiError) as caught:
        paths_of([Path("nowhere://bucket/a.html")])
    assert caught.value.code == "ingest.no_objects"
    assert "nowhere://bucket/a.html" in caught.value.text("en")
