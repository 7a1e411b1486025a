"""`python -m tests.pages.regenerate`: writes tests/pages/golden anew.

Read the diff; never in CI.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.pages.golden_data import GOLDEN, write_golden


def main() -> None:
    if os.environ.get("CI"):
        sys.exit("golden files are not made again in CI")
    with tempfile.TemporaryDirectory() as folder:
        content = write_golden(Path(folder))
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(content, GOLDEN)


if __name__ == "__main__":
    main()
