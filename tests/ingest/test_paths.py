"""What is not there and links that lead nowhere are named; the others are read."""

from __future__ import annotations

from click.testing import CliRunner

from generator.cli import program
from generator.ingest.files import files_of


def test_links_in_a_circle_end_and_dead_links_are_named(tmp_path):
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder / "below" / "up").symlink_to(folder)
    (folder / "itself").symlink_to("itself")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    found = [path.name for path in files_of([folder, folder / "a.txt", tmp_path / "none.txt"])]
    assert found == ["a.txt", "itself", "nowhere.txt", "none.txt"]


def test_one_missing_path_does_not_hold_up_the_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    for command in ("ingest", "parse", "privacy"):
        run = CliRunner().invoke(program, [command, "none.txt", "loop", "empty.txt"])
        assert run.exit_code == 1, run.output
        lines = run.stderr.splitlines()
        for name in ("none.txt", "loop"):
            assert sum(line.startswith(f"{name}: ") for line in lines) == 1, (command, lines)


def test_what_lies_beside_made_up_documents_is_no_document(tmp_path):
    registry = tmp_path / "in" / "registry"
    registry.mkdir(parents=True)
    for name in ("agencies.csv", "regions.csv", "MADE-UP.txt"):
        (registry / name).write_text("x")
    for name in ("1.html", "1.truth.json", "manifest.truth.csv"):
        (tmp_path / "in" / name).write_text("x")
    assert [path.name for path in files_of([tmp_path / "in"])] == ["1.html"]
    assert len(list(files_of([registry]))) == 3  # named, so it is meant


def test_a_folder_that_holds_no_file_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("data", "none", "report.html", "in/b.pdf", "in/below"):
        (tmp_path / name).mkdir(parents=True)
    for command in ("ingest", "parse", "privacy"):
        run = CliRunner().invoke(program, [command, "none", "report.html", "in", "none"])
        assert run.exit_code == 1, run.output
        named = [line.partition(": ")[0].rpartition("/")[2] for line in run.stderr.splitlines()]
        assert [name for name in named if name in ("none", "report.html", "b.pdf", "below")] == [
            "none", "report.html", "b.pdf",
        ], command  # fmt: skip


def test_a_folder_with_the_name_of_a_document_is_read(tmp_path):
    (tmp_path / "report.html").mkdir()
    (tmp_path / "report.html" / "a.txt").write_text("a")
    assert [path.name for path in files_of([tmp_path])] == ["a.txt"]
