"""Tables as HTML."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from made_up.documents.paper import Box, PaperGrid

Inside = Callable[[str], str]


def table(grid: PaperGrid, inside: Inside = escape, attributes: str = 'border="1"') -> str:
    """The grid with rowspan and colspan; `inside` makes the content of a cell."""
    rows = []
    for line in grid.lines():
        cells = "".join(f"<td{_spans(box)}>{inside(box.text)}</td>" for box in line)
        rows.append(f"<tr>{cells}</tr>")
    return f"<table {attributes}><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _spans(box: Box) -> str:
    rows = f' rowspan="{box.rows}"' if box.rows > 1 else ""
    columns = f' colspan="{box.columns}"' if box.columns > 1 else ""
    return rows + columns


def broken(text: str) -> str:
    """Plain content with line breaks kept as <br>."""
    return escape(text).replace("\n", "<br/>")


def word(text: str) -> str:
    """Content as Word exports it: a paragraph, spans in spans, an empty cell with &nbsp;."""
    shown = escape(text).replace("\n", "<br>") or "&nbsp;"
    return (
        '<p class="MsoNormal" align="center" style="text-align:center"><span lang="EN-US" '
        f'style="font-size:10.5pt;font-family:宋体"><span style="mso-spacerun:yes">{shown}'
        "</span><o:p></o:p></span></p>"
    )
