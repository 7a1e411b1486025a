"""`make bench`: runs every benchmark of this folder, one process after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """The first failure's exit code, else 0."""
    modules = sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
    )
    worst = 0
    for module in modules:
        print(f"\n== {module}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"benchmarks.{module}"], check=False)
        worst = worst or run.returncode
    return worst


if __name__ == "__main__":
    sys.exit(main())
