"""Reports as plain text, in the layouts that converters leave behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from made_up import chance as of
from made_up.documents.cutting import cut, group_row
from made_up.documents.paper import Block, Box, Paper, PaperGrid, PaperLine
from made_up.prose import mark

_TOKEN = re.compile(r"[!-~]+|.")
_SPLIT = re.compile(r"([（(]四[）)]\s*无)(法提供)")


def tabs(paper: Paper, chance: Random) -> str:
    """Cells separated by tabs, a tab for each column that a span covers."""
    return _text(paper, _tab_rows)


def tabs_cut(paper: Paper, chance: Random) -> str:
    """The same over pages: a row after the break starts one cell further left."""

    def show(grid: PaperGrid) -> list[str]:
        if grid.id != "requests":
            return _tab_rows(grid)
        upper, lower = cut(grid, group_row(grid, int(chance.random() * 4)), "gone")
        return [*_tab_rows(upper), "", *_tab_rows(lower)]

    return _text(paper, show)


def pages(paper: Paper, chance: Random) -> str:
    """A page number inside the label of a merged cell, as `（四）无` `-4-` `法提供`."""
    number = 3

    def show(grid: PaperGrid) -> list[str]:
        nonlocal number
        if grid.id != "requests":
            return _tab_rows(grid)
        rows = _tab_rows(grid)
        at = next(at for at, row in enumerate(rows) if _SPLIT.search(row))
        number += 1
        before, first, second, after = _SPLIT.split(rows[at], maxsplit=1)
        rows[at : at + 1] = [f"{before}{first}", f"-{number}-", f"{second}{after}"]
        return rows

    return _text(paper, show)


def pipes(paper: Paper, chance: Random) -> str:
    """Cells between pipes, a rule under the first row; spans leave empty cells."""
    return _text(paper, lambda grid: _pipe_rows(grid, 0, has_rule=True))


def ruled(paper: Paper, chance: Random) -> str:
    """Pipes with rows of hyphens wherever they may stand: above, between and below the rows."""

    def show(grid: PaperGrid) -> list[str]:
        rule = "|" + " --- |" * grid.column_count
        rows = ([row, rule] if chance.random() < 0.3 else [row] for row in _pipe_rows(grid, 0))
        return [rule, *(line for lines in rows for line in lines)]

    return _text(paper, show)


def pipes_trailing(paper: Paper, chance: Random) -> str:
    """Pipes with empty cells at the end of each row, as five columns for four."""
    return _text(paper, lambda grid: _pipe_rows(grid, 1 + int(chance.random() * 2)))


def pipes_broken(paper: Paper, chance: Random) -> str:
    """Pipes with line breaks inside the cells."""

    def show(grid: PaperGrid) -> list[str]:
        rows = _pipe_rows(grid, 0)
        return [part for row in rows for part in _broken(row, chance)]

    return _text(paper, show)


def extracted(paper: Paper, chance: Random) -> str:
    """As extractors of web text leave a table: cells pushed left, empty ones behind them."""

    def row(boxes: list[Box], width: int) -> str:
        cells = "".join(f"{_flat(box.text)} | " for box in boxes)
        return f"| {cells}{'|' * (width - len(boxes))}"

    return _text(paper, lambda grid: [row(boxes, grid.column_count) for boxes in grid.lines()])


def closed(paper: Paper, chance: Random) -> str:
    """The same with a line for each cell and a mark behind it, no empty line anywhere."""
    is_padded = chance.random() < 0.8

    def show(grid: PaperGrid) -> list[str]:
        lines = []
        for row in grid.lines():
            lines += [f"{_flat(box.text)} |".strip() for box in row]
            lines += ["|" * (grid.column_count - len(row))] * is_padded
        return [line for line in lines if line]

    lines = list(paper.title)
    for block in paper.blocks:
        lines += show(block) if isinstance(block, PaperGrid) else [block.text]
    return "\n".join(lines) + "\n"


def parted(paper: Paper, chance: Random) -> str:
    """One cell a line: an empty line behind a filled cell, and one for each empty cell."""

    def show(grid: PaperGrid) -> list[str]:
        cells = [_flat(box.text) for row in grid.lines() for box in row]
        return [line for cell in cells for line in ([cell, ""] if cell else [""])]

    return _text(paper, show)


def one_cell_a_line(paper: Paper, chance: Random) -> str:
    """Every cell on a line of its own, empty cells as empty lines."""
    is_dense = chance.random() < 0.5

    def show(grid: PaperGrid) -> list[str]:
        cells = [_flat(box.text) for row in grid.lines() for box in row]
        return cells if is_dense else [part for cell in cells for part in (cell, "")]

    return _text(paper, show)


def markdown(paper: Paper, chance: Random) -> str:
    """Markdown pieces: headings with hashes, bold words, pipe tables."""
    lines = [f"# {line}" for line in paper.title]
    for block in paper.blocks:
        if isinstance(block, PaperGrid):
            lines += ["", *_pipe_rows(block, 0, has_rule=True), ""]
        elif block.level:
            lines += ["", f"{'#' * (block.level + 1)} {block.text}", ""]
        else:
            lines += ["", _bold_start(block.text), ""]
    return "\n".join(lines) + "\n"


def without_duplicates(paper: Paper, chance: Random) -> str:
    """One cell a line with every repeated line removed, as one converter does."""
    seen: set[str] = set()
    kept = []
    for line in one_cell_a_line(paper, chance).splitlines():
        if not line.strip() or line not in seen:
            kept.append(line)
        seen.add(line)
    return "\n".join(kept) + "\n"


def damaged(paper: Paper, chance: Random) -> str:
    """年, 月 and brackets of dates lost on the way, outside the tables."""
    table = str.maketrans("", "", "年月")

    def hurt(block: Block) -> Block:
        if isinstance(block, PaperGrid) or block.level or "统计" not in block.text:
            return block
        return PaperLine(block.text.translate(table), block.level)

    blocks = tuple(hurt(block) for block in paper.blocks)
    return tabs(Paper(paper.title, paper.page_title, blocks, paper.truth), chance)


def one_line(paper: Paper, chance: Random) -> str:
    """Everything between two tables on one line."""
    lines = [" ".join(paper.title)]
    for block in paper.blocks:
        if isinstance(block, PaperGrid):
            lines += [*_tab_rows(block), ""]
        else:
            lines[-1] += f"　{block.text}"
    return "\n".join(lines) + "\n"


def wrapped(paper: Paper, chance: Random) -> str:
    """Paragraphs broken at a width with page numbers between, tables with tabs."""
    lines = []
    page = 1
    for line in tabs(paper, chance).splitlines():
        is_table = "\t" in line
        step = 34
        parts = [line] if is_table or not line else _width(line, step)
        lines += parts
        if not is_table and chance.random() < 0.06:
            lines += ["", f"— {page} —", ""]
            page += 1
    return "\n".join(lines) + "\n"


def _width(line: str, step: int) -> list[str]:
    """The line cut at a width, never inside a run of Latin letters and digits."""
    parts, current = [], ""
    for token in _TOKEN.findall(line):
        if current and len(current) + len(token) > step:
            parts.append(current)
            current = ""
        current += token
    return [*parts, current]


def _text(paper: Paper, show: Callable[[PaperGrid], list[str]]) -> str:
    lines = ["", *paper.title, ""]
    for block in paper.blocks:
        if isinstance(block, PaperGrid):
            lines += ["", *show(block), ""]
        else:
            lines += [block.text, ""]
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    return text.replace("\n", " ").strip()


def _tab_rows(grid: PaperGrid) -> list[str]:
    """A cell's text, then a tab for each column that it covers."""
    rows = []
    for number, line in enumerate(grid.lines()):
        cells = {box.column: box for box in line}
        row, column = "", 0
        covered = _covered(grid, number)
        while column < grid.column_count:
            box = cells.get(column)
            if box is not None:
                row += _flat(box.text) + "\t" * box.columns
                column += box.columns
            else:
                row += "\t" if column in covered else ""
                column += 1
        rows.append(row[:-1])
    return rows


def _covered(grid: PaperGrid, row: int) -> set[int]:
    """Columns of a row that a cell from above covers; a span counts once."""
    return {box.column for box in grid.boxes if box.row < row < box.row + box.rows}


def _pipe_rows(grid: PaperGrid, extra: int, *, has_rule: bool = False) -> list[str]:
    """Every column a cell; what a span covers stays empty."""
    texts: dict[tuple[int, int], str] = {(b.row, b.column): _flat(b.text) for b in grid.boxes}
    rows = []
    for row in range(grid.row_count):
        cells = [texts.get((row, column), "") for column in range(grid.column_count)]
        cells += [""] * extra
        rows.append("| " + " | ".join(cells) + " |")
        if has_rule and row == 0:
            rows.append("|" + " --- |" * len(cells))
    return rows


def _broken(row: str, chance: Random) -> list[str]:
    """The row with a line break inside one of its longer labels."""
    cells = row.split(" | ")
    long = [at for at, cell in enumerate(cells) if len(cell) > 6 and not cell[2:].isdigit()]
    if not long or chance.random() < 0.4:
        return [row]
    at = of.pick(chance, long)
    middle = len(cells[at]) // 2
    text = " | ".join(
        [*cells[:at], f"{cells[at][:middle]}\n{cells[at][middle:]}", *cells[at + 1 :]]
    )
    return text.split("\n")


def _bold_start(text: str) -> str:
    head, comma, rest = text.partition("，")
    if text.startswith(mark()):
        return text
    return f"**{head}**{comma}{rest}" if comma and len(head) < 20 else text
