"""The written Markdown, file by file, as it was last read by a person.

`python -m tests.pages.regenerate` writes the golden files anew; read the diff.
"""

from pathlib import Path

from tests.pages.golden_data import GOLDEN, write_golden


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(folder.rglob("*.*"))
        if path.is_file()
    }


def test_the_pages_are_as_they_were(tmp_path):
    written, golden = contents(write_golden(tmp_path)), contents(GOLDEN)
    assert sorted(written) == sorted(golden)
    for name, text in golden.items():
        assert written[name] == text, name
