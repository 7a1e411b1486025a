"""The same charts for readers who want to touch them: specifications and Vega for the browser.

The page's script feeds them with the rows of the table under the picture. Everything is a
classic script, because `fetch` is refused for pages opened from a folder, and everything
comes from installed packages.
"""

from __future__ import annotations

import copy
import json
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import sealed
from generator.pages.charts import svg, vega
from generator.pages.charts.designs import CHOSEN, chart_kinds, designs, specifications
from generator.pages.charts.look import look
from generator.store import write_atomically

FOLDER = "static/charts"
SPECIFICATION = ".vl.json"
_ROWS = (
    "Put rows into datasets.rows, in order: k the item or year, v its number or null, t the number "
    "as printed, l the label at the axis; for lines s the name of the series and e the form."
)
_SEAL = "gongkai-vega"
_VEGA = "vega.js"
_NOTICE = (
    "/* Vega, Vega-Lite and Vega-Embed (BSD-3-Clause, https://vega.github.io) with D3 (ISC), "
    "as packed by vl-convert {version}. */\n"
)


def view_files(folder: Path) -> dict[str, bytes]:
    """The scripts by name, kept in a folder of their version.

    `vega.js` sets `window.vegaEmbed`; `<kind>.js` hands a specification to `gongkai.put`;
    `<kind>.vl.json` is a specification for other pages.
    """
    files = _kept(folder)
    if None in files.values():
        vega.apart(partial(keep_files, folder))
        files = _kept(folder)
    return {name: script for name, script in files.items() if script is not None}


def keep_files(folder: Path) -> None:
    """Makes the scripts that are not there, in this process."""
    for name, script in _kept(folder).items():
        if script is None:
            write_atomically(_place(folder) / name, sealed.seal(_content(name), _SEAL))


def _content(name: str) -> bytes:
    kind, _, ending = name.partition(".")
    if name == _VEGA:
        return _bundle()
    return _script(kind) if ending == "js" else _published(kind)


def _kept(folder: Path) -> dict[str, bytes | None]:
    names = [_VEGA, *(f"{kind}{end}" for kind in chart_kinds() for end in (".js", SPECIFICATION))]
    return {name: sealed.read(_place(folder) / name, _SEAL) for name in names}


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
