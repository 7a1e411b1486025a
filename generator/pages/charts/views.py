"""The same charts for readers who want to touch them: specifications and Vega for the browser.

The page's script feeds them with the rows of the table under the picture. Everything is a
classic script, because `fetch` is refused for pages opened from a folder, and everything
comes from installed packages.
"""

from __future__ import annotations

import copy
import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from generator import sealed
from generator.pages.charts import svg
from generator.pages.charts.designs import CHOSEN, chart_kinds, designs, specifications
from generator.pages.charts.look import look
from generator.processes import be_a_worker, starting_workers

FOLDER = "static/charts"
SPECIFICATION = ".vl.json"
_ROWS = (
    "Put rows into datasets.rows, in order: k the item or year, v its number or null, t the number "
    "as printed, l the label at the axis; for lines s the name of the series and e the form."
)
_SEAL = "gongkai-vega"
_VEGA = "vega.js"
_ALL = "specifications.json"
_NOTICE = (
    "/* Vega, Vega-Lite and Vega-Embed (BSD-3-Clause, https://vega.github.io) with D3 (ISC), "
    "as packed by vl-convert {version}. */\n"
)


def view_files(folder: Path) -> dict[str, bytes]:
    """The scripts by name, kept in a folder of their version.

    `vega.js` sets `window.vegaEmbed`; `<kind>.js` hands a specification to `gongkai.put`;
    `<kind>.vl.json` is a specification for other pages.
    """
    return {name: _file(folder, name) for name in _names()}


@cache
def kept_specifications(folder: Path) -> dict[str, dict[str, Any]]:
    """The specifications of all kinds, without Altair in this process."""
    found: dict[str, dict[str, Any]] = json.loads(_file(folder, _ALL))
    return found


def _file(folder: Path, name: str) -> bytes:
    path = _place(folder) / name
    content = sealed.read(path, _SEAL)
    if content is None:
        with _alone(folder):
            content = sealed.read(path, _SEAL)  # somebody was making it
    if content is None:
        with begun_apart(folder):
            pass
        content = sealed.kept(path, _SEAL, partial(_content, name))
    return content


@contextmanager
def begun_apart(folder: Path) -> Iterator[None]:
    """`keep_files` beside the block, in a process that ends with a JavaScript engine of 200 MB.

    Who needs a file waits for it, and makes it, or says why not, where that process could not.
    """
    process = get_context("spawn").Process(target=_keep_for_others, args=(folder,))
    with starting_workers():
        process.start()
    try:
        yield
    except BaseException:
        process.kill()
        raise
    finally:
        process.join()


@contextmanager
def begun_early(folder: Path) -> Iterator[None]:
    """`begun_apart`, where a file is missing."""
    if all((_place(folder) / name).exists() for name in (_ALL, *_names())):
        yield
    else:
        with begun_apart(folder):
            yield


def _keep_for_others(folder: Path) -> None:
    be_a_worker()
    with suppress(Exception):
        keep_files(folder)


def keep_files(folder: Path) -> None:
    """Makes the files that are not there, in this process."""
    with _alone(folder):
        for name in (_ALL, *_names()):
            sealed.kept(_place(folder) / name, _SEAL, partial(_content, name))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    _place(folder).mkdir(parents=True, exist_ok=True)
    with (_place(folder) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _names() -> list[str]:
    return [_VEGA, *(f"{kind}{end}" for kind in chart_kinds() for end in (".js", SPECIFICATION))]


def _content(name: str) -> bytes:
    kind, _, ending = name.partition(".")
    if name == _VEGA:
        return _bundle()
    if name == _ALL:
        return json.dumps(specifications()).encode()
    return _script(kind) if ending == "js" else _published(kind)


def _place(folder: Path) -> Path:
    return folder / f"views-{look()}"


def specification(kind: str) -> dict[str, Any]:
    """The Vega-Lite specification of a kind, marks pale but for the chosen row's."""
    found = copy.deepcopy(specifications()[kind])
    found["params"] = [{"name": CHOSEN, "value": ""}]
    designs()[kind].for_readers(found)
    coloured: dict[str, Any] = json.loads(svg.with_variables(json.dumps(found)))
    return coloured


def _script(kind: str) -> bytes:
    spec = json.dumps(specification(kind), ensure_ascii=False, separators=(",", ":"))
    return f'gongkai.put("charts/{kind}",{spec});\n'.encode()


def _published(kind: str) -> bytes:
    """The specification of a kind as Vega-Lite itself, for the reader's own rows."""
    from altair import SCHEMA_URL

    own = copy.deepcopy(specifications()[kind])
    designs()[kind].for_publication(own)
    found = {"$schema": SCHEMA_URL, "description": _ROWS, "datasets": {"rows": []}, **own}
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return f"{svg.with_colours(text)}\n".encode()


def _bundle() -> bytes:
    """Vega as one classic script that leaves nothing in the page but its own three names."""
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # the snippet is optional
    notice = _NOTICE.format(version=version("vl-convert-python"))
    return f"{notice}(function () {{\n{bundle}\n}})();\n".encode()
