"""The mark in each generated folder of content/: for git, for `make clean`, and for Pelican."""

from __future__ import annotations

from pathlib import Path

EXTRAS = "extras"
"""The folder below `work` for files that are published as they are."""

OWN_EXTRAS = "extras-of-agencies"
"""The same for those of a single agency, which are kept from build to build."""

AGENCIES = "agencies"
"""The folder below `work` that keeps what was made of each agency."""

OBSERVED = "observations"
"""The file below `work` that keeps what was observed of places."""

READINGS = "readings"
"""The file below `work` that keeps how agencies' names are read."""

OPEN_DATA = "opendata"
"""The folder below `work` that keeps the files of /data/ between builds."""

MARK = ".gitignore"
MARK_TEXT = "# gongkai makes this folder; `make clean` removes it.\n*\n"


def marked(content: Path) -> list[str]:
    """The generated folders below a content folder."""
    return sorted(
        mark.parent.name for mark in content.glob(f"*/{MARK}") if mark.read_text() == MARK_TEXT
    )
