"""A Vega view for each kind of chart, made once and fed with new rows each time.

Vega runs in a JavaScript engine in this process (mini-racer), from the bundle that
vl-convert carries. Its `vega` global is null there, so the module is taken by its name
in the bundle; should another version of the bundle look different, vl-convert itself
draws, ten times slower.
"""

from __future__ import annotations

import atexit
import json
import re
from functools import cache
from typing import Any

from generator.pages.charts.specs import specifications

_MODULE = re.compile(r"const (\w+)=function\(\)\{return\{[^{}]*?\bDataflow:[^{}]*?\bView:")
_MISSING_IN_ENGINE = """
var window = globalThis, self = globalThis;
globalThis.setTimeout = function (f) { if (f) { f(); } return 0; };
globalThis.clearTimeout = globalThis.clearInterval = function () {};
globalThis.setInterval = function () { return 0; };
globalThis.structuredClone = function (x) { return JSON.parse(JSON.stringify(x)); };
(function () {
  var quiet = function () {};
  globalThis.console = { log: quiet, warn: quiet, error: quiet, info: quiet, debug: quiet };
})();
"""
_DRAWING = """
var gongkaiViews = {}, gongkaiDrawn = "";
function gongkaiPrepare(kind, spec) {
  gongkaiViews[kind] = new gongkaiVega.View(gongkaiVega.parse(spec), { renderer: "none" });
}
function gongkaiDraw(kind, rows) {
  gongkaiDrawn = "";
  var view = gongkaiViews[kind];
  // Emptied first: a view keeps the order of the axis marks that two charts share, and the
  // same rows must give the same bytes whatever was drawn before.
  view.data("rows", []).run();
  view.data("rows", rows);
  view.toSVG().then(function (svg) { gongkaiDrawn = svg; },
                    function (error) { gongkaiDrawn = "error: " + error; });
  return 1;
}
"""


class DrawingError(RuntimeError):
    """Vega refused to draw; a defect of ours, never of the data."""


@cache
def vega_specification(kind: str) -> dict[str, Any]:
    """The compiled specification of a kind (compiled once in a run)."""
    import vl_convert

    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(specifications()[kind])
    return compiled


class Engine:
    """Draws charts; starting it takes about half a second, a picture about two milliseconds."""

    def __init__(self) -> None:
        import vl_convert

        self._kinds: set[str] = set()
        self._script: Any = None
        bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # the snippet is optional
        module = _MODULE.search(bundle)
        if module is not None:
            from py_mini_racer import MiniRacer

            self._script = MiniRacer()
            self._script.eval(_MISSING_IN_ENGINE)
            take = f"globalThis.gongkaiVega = {module[1]};"
            self._script.eval(f"(function () {{\n{bundle}\n;{take}}})();1")
            self._script.eval(f"{_DRAWING};1")

    def draw(self, kind: str, rows_json: str) -> str:
        """The SVG of a kind with those rows, as Vega writes it."""
        if self._script is None:
            return self._draw_slowly(kind, rows_json)
        if kind not in self._kinds:
            spec = json.dumps(vega_specification(kind))
            self._script.eval(f"gongkaiPrepare({json.dumps(kind)}, {spec});1")
            self._kinds.add(kind)
        self._script.eval(f"gongkaiDraw({json.dumps(kind)}, {rows_json})")
        drawn = str(self._script.eval("gongkaiDrawn"))
        if not drawn.startswith("<svg"):
            raise DrawingError(f"{kind}: {drawn[:200] or 'nothing was drawn'}")
        return drawn

    def close(self) -> None:
        """Ends the JavaScript engine and its thread; drawing goes on without it, slower.

        From Python 3.13 on a thread that still runs when the interpreter shuts down is
        waited for: a process that leaves its engine open never ends.
        """
        script, self._script = self._script, None
        if script is not None:
            script.close()

    @staticmethod
    def _draw_slowly(kind: str, rows_json: str) -> str:
        import vl_convert

        spec = json.loads(json.dumps(vega_specification(kind)))
        for data in spec["data"]:
            if data["name"] == "rows":
                data["values"] = json.loads(rows_json)
        return str(vl_convert.vega_to_svg(spec))


@cache
def engine() -> Engine:
    """The engine of this process; it is closed when the process ends."""
    made = Engine()
    atexit.register(made.close)
    return made
