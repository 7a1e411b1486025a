"""`make demo`: a portal of made-up agencies, built in a folder of its own and served.

The data are written once for a number of agencies and years; every page says that they
are made up.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from made_up.data import write_data
from tools.publish import run

SEED = 1


def made_up_data(folder: Path, agencies: int, years: int) -> None:
    """Writes the data folder, whole or not at all, unless it is there."""
    if folder.exists():
        return
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    write_data(new, agencies, years, SEED)
    new.rename(folder)


def main() -> int:
    """The exit code of `gongkai serve`, or of `gongkai build` with --no-serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--agencies", type=int, default=300)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--no-serve", action="store_true")
    options = parser.parse_args()
    # A folder for each size: fewer reports than before would be refused.
    folder = options.folder / f"{options.agencies}-{options.years}"
    made_up_data(folder / "data", options.agencies, options.years)
    names = {"data": "data", "output": "site", "content": "content", "work": "work"}
    folders = [
        word for option, name in names.items() for word in (f"--{option}", str(folder / name))
    ]
    if options.no_serve:
        return run("build", *folders)
    return run("serve", "--no-watch", "--port", options.port, *folders)


if __name__ == "__main__":
    sys.exit(main())
