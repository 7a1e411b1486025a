"""Prints made-up tables of the statutory forms in the layouts that are seen in real reports.

Everything is invented (虚构). A table is a list of rows of `Piece`s with their spans, as on
the form; each layout turns it into text or into a neutral grid.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.forms import Form, FormRow, FormTable, form
from generator.readers.document import Cell
from generator.readers.document import Table as Grid
from generator.records import Place


@dataclass(frozen=True)
class Piece:
    text: str
    columns: int = 1
    rows: int = 1


Values = dict[str, str]


def numbered(form_id: str, start: int = 1) -> Values:
    """A different number in every cell, so that no two places can be mixed up."""
    fields = form(form_id).fields.values()  # type: ignore[arg-type]
    return {field.id: str(start + n) for n, field in enumerate(fields)}


def requests_rows(statutory: Form, values: Values) -> list[list[Piece]]:
    table = next(t for t in statutory.tables if t.id == "requests")
    rows = [
        [
            Piece("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            Piece("申请人情况", 7),
        ],
        [Piece("自然人", 1, 2), Piece("法人或其他组织", 5), Piece("总计", 1, 2)],
        [Piece(column.label) for column in table.columns[1:6]],
    ]
    open_groups: tuple[str, ...] = ()
    for row in table.rows:
        pieces = []
        for depth, group in enumerate(row.groups):
            if group not in open_groups:
                height = sum(group in other.groups for other in table.rows)
                pieces.append(Piece(group, 1, height))
            del depth
        open_groups = row.groups
        pieces.append(Piece(row.label, 3 - len(row.groups)))
        rows.append(pieces + [Piece(values[field.id]) for field in table.row_fields(row)])
    return rows


def article_rows(statutory: Form, values: Values) -> list[list[list[Piece]]]:
    """Each small table of table two."""
    found = []
    for table in statutory.tables:
        if not table.id.startswith("art20"):
            continue
        width = 4
        spans = [width - 1] if len(table.columns) == 1 else [1] * len(table.columns)
        rows = [
            [Piece(table.label, width)],
            [
                Piece("信息内容"),
                *(Piece(_header(c), s) for c, s in zip(table.columns, spans, strict=True)),
            ],
        ]
        for row in table.rows:
            cells = [values[field.id] for field in table.row_fields(row)]
            pieces = [Piece(t, s) for t, s in zip(cells, spans, strict=True)]
            rows.append([Piece(row.label), *pieces])
        found.append(rows)
    return found


def _header(column) -> str:
    return "采购总金额（元）" if column.id == "amount" and column.unit == "元" else column.label


def cases_rows(statutory: Form, values: Values) -> list[list[Piece]]:
    table = next(t for t in statutory.tables if t.id == "cases")
    leaves = [column.label for column in table.columns]
    return [
        [Piece("行政复议", 5), Piece("行政诉讼", 10)],
        [
            *(Piece(leaf, 1, 2) for leaf in leaves[:5]),
            Piece("未经复议直接起诉", 5),
            Piece("复议后起诉", 5),
        ],
        [Piece(leaf) for leaf in leaves[5:]],
        [Piece(values[field.id]) for field in table.fields],
    ]


def stats_rows(statutory: Form, values: Values) -> list[list[Piece]]:
    rows = [[Piece("统计指标"), Piece("单位"), Piece("统计数")]]
    for row in statutory.tables[0].rows:
        if row.is_heading:
            rows.append([Piece(row.label), Piece("——"), Piece("")])
        else:
            rows.append([Piece(row.label), Piece(row.unit or "件"), Piece(values[row.id])])
    return rows


def all_tables(form_id: str, values: Values) -> list[tuple[str, list[list[Piece]]]]:
    """Every table of a form with the heading that stands before it."""
    statutory = form(form_id)  # type: ignore[arg-type]
    if form_id == "2014":
        return [("附件：虚构局政府信息公开情况统计表", stats_rows(statutory, values))]
    articles = article_rows(statutory, values)
    whole = [row for rows in articles for row in rows]
    return [
        ("二、主动公开政府信息情况", whole),
        ("三、收到和处理政府信息公开申请情况", requests_rows(statutory, values)),
        ("四、政府信息公开行政复议、行政诉讼情况", cases_rows(statutory, values)),
    ]


def report(tables: list[tuple[str, str]], year: int = 2022) -> str:
    """A made-up report around printed tables."""
    lines = [f"虚构市虚构局{year}年政府信息公开工作年度报告", "", "（本文为虚构样例）", ""]
    lines += [f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。", ""]
    lines += ["一、总体情况", "", f"{year}年，本虚构局没有真实工作可以报告。", ""]
    for heading, body in tables:
        lines += [heading, "", body, ""]
    lines += ["五、存在的主要问题及改进情况", "", "问题都是虚构的。", ""]
    lines += ["六、其他需要报告的事项", "", "无。"]
    return "\n".join(lines)


# ---- layouts: rows -> text -------------------------------------------------------------


def _resolved(rows: list[list[Piece]]) -> list[list[str | None]]:
    """A full grid: the text where a piece begins, None where it goes on."""
    texts: dict[tuple[int, int], str | None] = {}
    for y, row in enumerate(rows):
        x = 0
        for piece in row:
            while (y, x) in texts:
                x += 1
            for dy in range(min(piece.rows, len(rows) - y)):
                texts.update({(y + dy, x + dx): None for dx in range(piece.columns)})
            texts[y, x] = piece.text
            x += piece.columns
    width = max(x for _, x in texts) + 1
    return [[texts.get((y, x)) for x in range(width)] for y in range(len(rows))]


def tabs(rows: list[list[Piece]]) -> str:
    """Every place of the grid between tabs, merged places empty."""
    return "\n".join("\t".join(text or "" for text in row) for row in _resolved(rows))


def tabs_shifted(rows: list[list[Piece]]) -> str:
    """Only cells that begin in a row, filled up with tabs on the right."""
    width = max(sum(piece.columns for piece in row) for row in rows)
    lines = [[piece.text for piece in row] for row in rows]
    return "\n".join("\t".join(line + [""] * (width - len(line))) for line in lines)


def pipes_trailing(rows: list[list[Piece]]) -> str:
    """Pipes between cells, and empty ones at the end of every row."""
    return "\n".join(" | ".join([*(p.text for p in row), "", ""]).rstrip() for row in rows)


def markdown(rows: list[list[Piece]]) -> str:
    grid = [[text or "" for text in row] for row in _resolved(rows)]
    lines = ["| " + " | ".join(row) + " |" for row in grid]
    return "\n".join([lines[0], "|" + "---|" * len(grid[0]), *lines[1:]])


def pipes_broken(rows: list[list[Piece]]) -> str:
    """Every cell on a line of its own, pipes between them on lines of their own."""
    return "\n".join("\n|\n".join(piece.text for piece in row) + "\n|" for row in rows)


def pipes_broken_inside(rows: list[list[Piece]]) -> str:
    """Long labels broken over two lines inside their cell."""

    def broken(text: str) -> str:
        is_long = len(text) > 8 and not text[0].isdigit()
        return text[:6] + "\n" + text[6:] if is_long else text

    return "\n".join("| " + " | ".join(broken(p.text) for p in row) + " |" for row in rows)


def one_a_line(rows: list[list[Piece]]) -> str:
    """Each cell a paragraph; empty cells are lost."""
    return "\n".join(piece.text for row in rows for piece in row if piece.text)


def spaced(rows: list[list[Piece]]) -> str:
    """Cells parted by spaces, as when a page's text is copied."""
    return "\n".join(" ".join(piece.text for piece in row) for row in rows)


def _drawn(rows: list[list[Piece]], rule: str, bar: str, broken: bool) -> str:
    lines = [rule]
    for row in _resolved(rows):
        texts = [text or "" for text in row]
        long = [len(text) > 8 and not text[0].isdigit() for text in texts]
        if broken and any(long):
            first = [text[:6] if cut else text for text, cut in zip(texts, long, strict=True)]
            rest = [text[6:] if cut else "" for text, cut in zip(texts, long, strict=True)]
            parts = [first, rest]
        else:
            parts = [texts]
        lines += [f"{bar} " + f" {bar} ".join(part) + f" {bar}" for part in parts]
        lines.append(rule)
    return "\n".join(lines)


def drawn(rows: list[list[Piece]]) -> str:
    """A table drawn with lines, long labels over two lines of their cell."""
    return _drawn(rows, "├────┼────┼────┤", "│", broken=True)


def drawn_plain(rows: list[list[Piece]]) -> str:
    """A table drawn with plus, minus and pipes."""
    return _drawn(rows, "+------+-----+-----+", "|", broken=False)


TEXT_LAYOUTS = {
    f.__name__: f
    for f in (
        tabs, tabs_shifted, pipes_trailing, markdown, pipes_broken, pipes_broken_inside,
        one_a_line, spaced, drawn, drawn_plain,
    )
}  # fmt: skip


def grid(rows: list[list[Piece]], first_line: int = 1) -> Grid:
    """The table as a reader of HTML, DOCX or PDF gives it."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for y, row in enumerate(rows):
        x = 0
        for n, piece in enumerate(row):
            while (y, x) in taken:
                x += 1
            at = Place(line=first_line + y, cell=n)
            cells.append(Cell(piece.text, y, x, piece.rows, piece.columns, at))
            for dy in range(piece.rows):
                taken |= {(y + dy, x + dx) for dx in range(piece.columns)}
            x += piece.columns
    return Grid(tuple(cells), Place(line=first_line))


def row_labels(table: FormTable) -> list[FormRow]:
    return [row for row in table.rows if not row.is_heading]
