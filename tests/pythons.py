"""`make test-pythons`: reading and building give the same bytes on every supported Python.

Made-up documents, and the samples where they lie beside the checkout, are ingested and
built by each of VERSIONS that is installed, in an environment of its own below
build/pythons/, which is made again when the lock file changes. A process that does not
end, as builds on 3.13 once did, is a failure; a version that is not installed is said.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from tests.site.pages import tree

VERSIONS = ("3.11", "3.12", "3.13")
HOME = Path(__file__).resolve().parents[1]
LOCK = HOME / "requirements.lock"
SAMPLES = HOME.parent / "shared" / "reports"
ENVIRONMENTS = HOME / "build" / "pythons"
LONGEST_SECONDS = 600
URL = "https://example.org/nianbao"


def interpreter(version: str) -> Path | None:
    """An installed Python of that version: on the path, or of pyenv."""
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = shutil.which(f"python{version}")
    candidates = [*([on_path] if on_path else []), *home.glob(f"versions/{version}.*/bin/python")]
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    for candidate in candidates:
        done = subprocess.run([candidate, "-c", code], capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:
            return Path(candidate)
    return None


def environment(version: str, python: Path) -> Path:
    """The Python of an environment with the locked libraries; ours where it is of that version."""
    if version == "{}.{}".format(*sys.version_info):
        return Path(sys.executable)
    folder = ENVIRONMENTS / version
    stamp, wanted = folder / ".ready", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
        pip += ["--disable-pip-version-check", "--require-hashes", "-r", LOCK]
        subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
        stamp.write_text(wanted)
    return folder / "bin" / "python"


def gongkai(python: Path, *arguments: object, codes: tuple[int, ...] = (0,)) -> None:
    """Runs a command; what it says is shown only when it fails."""
    done = subprocess.run(
        [python, "-m", "generator", *map(str, arguments)], cwd=HOME, capture_output=True,
        text=True, encoding="utf-8", timeout=LONGEST_SECONDS, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    if done.returncode not in codes:
        raise click.ClickException(f"{done.args}: {done.returncode}\n{done.stdout}{done.stderr}")


def made(python: Path, sources: dict[str, Path], folder: Path) -> dict[str, bytes]:
    """Everything that is read and built from the sources: data, content and site."""
    for name, source in sources.items():
        root = folder / name
        registry = source / "registry"
        shutil.copytree(registry if registry.exists() else HOME / "data", root / "data")
        if not registry.exists():
            shutil.rmtree(root / "data" / "reports", ignore_errors=True)
        # 1: some of the made-up documents are meant to be unreadable
        gongkai(python, "ingest", source, "--data", root / "data", codes=(0, 1))
        folders = [f"--{kind}={root / kind}" for kind in ("data", "content", "work", "output")]
        gongkai(python, "build", *folders, *(["--site-url", URL] if name == "samples" else []))
        shutil.rmtree(root / "work")
    return tree(folder)


def main() -> None:
    """Compares the versions with the first of them; 1 when there is a difference."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gongkai(Path(sys.executable), "demo", "--reports", "20", "--out", folder / "made-up")
        sources = {"made-up": folder / "made-up"}
        if SAMPLES.is_dir():
            sources["samples"] = SAMPLES
        else:
            click.echo(f"no {SAMPLES}: made-up documents alone")
        first: dict[str, bytes] = {}
        failed = False
        for version in VERSIONS:
            python = interpreter(version)
            if python is None:
                click.echo(f"Python {version}: NOT INSTALLED, not tested")
                continue
            started = time.monotonic()
            found = made(environment(version, python), sources, folder / version)
            first = first or found
            names = sorted(found.keys() | first.keys())
            different = [one for one in names if found.get(one) != first.get(one)]
            seconds = time.monotonic() - started
            click.echo(f"Python {version}: {len(found)} files, {seconds:.0f} s")
            for one in different[:20]:
                click.echo(f"  differs: {one}")
            failed = failed or bool(different)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
