"""The tasks of a work plan that is a table: one row for each, whatever became of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.parsing.data import load, pattern
from generator.parsing.normalise import compact
from generator.parsing.plans.units import units_in_cell
from generator.parsing.plans.words import targets_of, title_of
from generator.parsing.prose.paragraphs import close_up
from generator.readers.document import Cell, Document, Table
from generator.records import Note, Place, Task

_HEAD_ROWS = 3  # rows above the names of the columns, and theirs


@dataclass(slots=True)
class TaskRows:
    """The tasks found so far, the group of the next one, and what could not be read."""

    tasks: list[Task] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of a row by the kind of their column, and its filled cells.

    `is_continued` when its task's cell began in a row above.
    """

    texts: dict[str, str]
    at: Place
    filled: list[Cell]
    is_continued: bool = False


@dataclass(slots=True)
class _Columns:
    """The kind of each column, and how many columns the table has."""

    kinds: dict[int, str]
    count: int


def tasks_in_tables(document: Document) -> TaskRows:
    """The tasks of all tables that have a column for the task and one for who answers for it.

    Beside a column for the details the task is the title; where one title stands over several
    details, each detail is a task and the title is its group. A row that fits no column is named
    in a note.
    """
    found = TaskRows()
    columns: _Columns | None = None
    rows: list[_Row] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        head, more = _rows(block, columns, found.notes)
        if head is not columns:
            _add_all(rows, found)
            rows, columns = [], head
        rows += more
    _add_all(rows, found)
    return found


def _add_all(printed: list[_Row], found: TaskRows) -> None:
    rows = list(_mended(printed))
    name = "detail" if _is_grouped(rows) else "title"
    for row in rows:
        _add(row, name, found)


def _mended(rows: list[_Row]) -> Iterator[_Row]:
    """The rows, each with the rest of its cells that a new page cut off."""
    is_numbered = any("number" in row.texts for row in rows)
    last: _Row | None = None
    for row in rows:
        if last is not None and _is_rest(row, last, is_numbered=is_numbered):
            texts = {kind: last.texts.get(kind, "") + text for kind, text in row.texts.items()}
            last = replace(last, texts=last.texts | texts)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _is_rest(row: _Row, last: _Row, *, is_numbered: bool) -> bool:
    """Whether a row on a new page has words for cells of the one before it and no task."""
    if row.at.page == last.at.page or row.is_continued or "number" in row.texts:
        return False
    is_one_cell = len(row.texts) == 1 and row.filled[0].column_span == 1
    return (is_one_cell or (is_numbered and "number" in last.texts)) and set(row.texts) <= set(
        last.texts
    )


def _is_grouped(rows: list[_Row]) -> bool:
    """Whether details are the tasks: there is no title, or one stands over several of them."""
    detailed = [row for row in rows if row.texts.get("detail")]
    if not any(row.texts.get("title") for row in detailed):
        return bool(detailed)
    return any(_is_under(row, before) for before, row in pairwise(detailed))


def _is_under(row: _Row, before: _Row) -> bool:
    """Whether a row has the title of the one before it: merged, empty, or printed again."""
    same = all(row.texts.get(kind) == before.texts.get(kind) for kind in ("number", "title"))
    return row.is_continued or same or not row.texts.get("title")


def _add(row: _Row, name: str, found: TaskRows) -> None:
    printed = row.texts.get(name, "")
    named = [row.texts[kind] for kind in ("responsible", "supporting") if kind in row.texts]
    units = tuple(dict.fromkeys(unit for text in named for unit in units_in_cell(text)))
    above = row.texts.get("title" if name == "detail" else "group", "")
    if above and not row.is_continued:
        found.group = close_up(above)
    if not printed or not units:
        _no_task(row, found)
        return
    detail = row.texts.get("detail", "") if name == "title" else ""
    text = "\n\n".join(close_up(part) for part in (printed, detail) if part)
    plain = pattern("tasks", "table_number").sub("", compact(printed))
    found.tasks.append(
        Task(
            number=len(found.tasks) + 1,
            group=found.group,
            title=title_of(plain),
            text=text,
            responsible=units,
            targets=targets_of(pattern("tasks", "table_number").sub("", compact(printed + detail))),
            at=row.at,
        )
    )


def _no_task(row: _Row, found: TaskRows) -> None:
    """A heading of the rows below, or a row that could not be read."""
    worded = [text for kind, text in row.texts.items() if kind != "number"]
    if len(worded) > 1:
        found.notes.append(_unread(row.filled))
    else:  # a heading may lie over all columns, that of the number first
        found.group = close_up("".join(worded or row.texts.values())) or found.group


def _rows(
    table: Table, before: _Columns | None, notes: list[Note]
) -> tuple[_Columns | None, list[_Row]]:
    """The columns and the rows below their names; of a table without names those before it."""
    if table.column_count == 1:
        names, streamed = _stream(table.cells, notes)
        return (_Columns({}, 1), streamed) if names else (before, [])
    printed = table.rows()
    for at, row in enumerate(printed[:_HEAD_ROWS]):
        columns = _columns(row, table.column_count)
        if columns:
            is_same = before is not None and before.kinds == columns.kinds
            head = before if is_same else columns
            return head, _below(table, printed[at + 1 :], columns)
    if before is not None and before.count == table.column_count:
        return before, _below(table, printed, before)
    return before, []


def _columns(row: Sequence[Cell], count: int) -> _Columns | None:
    """The columns that a row names, when they are those of tasks."""
    kinds: dict[int, str] = {}
    for cell in row:
        kind = _kind(cell.text)
        if kind is None:
            continue
        if kind == "title" and kind in kinds.values() and _names("detail", compact(cell.text)):
            kind = "detail"
        elif kind == "title" and kind in kinds.values():  # of two, the first is the wider
            kinds = {at: "group" if named == "title" else named for at, named in kinds.items()}
        kinds |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), kind)
    return _Columns(kinds, count) if _is_head(list(kinds.values())) else None


def _below(table: Table, rows: Sequence[list[Cell]], columns: _Columns) -> list[_Row]:
    merged = [cell for cell in table.cells if cell.row_span > 1]
    return [
        _row(row, merged, columns)
        for row in rows
        if row and _columns(row, columns.count) is None and any(cell.text.strip() for cell in row)
    ]


def _row(row: Sequence[Cell], merged: Sequence[Cell], columns: _Columns) -> _Row:
    """A row by its columns; one that was pushed left ends where the table does."""
    kinds = columns.kinds
    at = row[0].row
    above = [cell for cell in merged if cell.row < at < cell.row + cell.row_span]
    texts: dict[str, str] = {}
    for cell in sorted([*row, *above], key=lambda cell: cell.column):
        kind, text = kinds.get(cell.column), cell.text.strip()
        if kind and text:
            texts[kind] = f"{texts[kind]}\n{text}" if kind in texts else text
    filled = [cell for cell in row if cell.text.strip()]
    is_whole = len(row) == len(kinds) and not above and not _is_units(texts.get("responsible", ""))
    is_pushed = is_whole and not row[-1].text.strip() and row[0].text.strip()
    if is_pushed and len(filled) > 1 and _is_units(filled[-1].text):
        order = [kinds[column] for column in sorted(kinds)][-len(filled) :]
        texts = {kind: cell.text.strip() for kind, cell in zip(order, filled, strict=True)}
    is_continued = any(kinds.get(cell.column) in ("title", "group") for cell in above)
    return _Row(texts, row[0].at, filled, is_continued)


def _stream(cells: Sequence[Cell], notes: list[Note]) -> tuple[list[str], list[_Row]]:
    """Rows of a table of which only the order of the cells is left.

    A row ends with a cell that only its last column holds; what it lacks, it lacks in front.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    head = []
    for cell in filled:
        kind = _kind(cell.text)
        if kind is None:
            break
        head.append(kind)
    if not _is_head(head) or head[-1] not in ("responsible", "deadline"):
        return [], []
    rows: list[_Row] = []
    pending: list[Cell] = []
    for cell in filled[len(head) :]:
        if cell.text.strip().isdecimal():
            continue
        pending.append(cell)
        if len(pending) > 1 and _ends(cell.text, head[-1]):
            rows += _streamed(pending, head, notes)
            pending = []
    if pending:
        notes.append(_unread(pending))
    return head, rows


def _streamed(cells: list[Cell], head: list[str], notes: list[Note]) -> Iterator[_Row]:
    if len(cells) > len(head):
        notes.append(_unread(cells))
        return
    kinds = head[-len(cells) :]
    texts = {kind: cell.text.strip() for kind, cell in zip(kinds, cells, strict=True)}
    if _is_units(texts.get("responsible", "")):
        yield _Row(texts, cells[0].at, cells)
    else:
        notes.append(_unread(cells))


def _unread(cells: list[Cell]) -> Note:
    printed = " | ".join(cell.text for cell in cells)[:120]
    return Note(code="parsing.task_row_unread", params={"printed": printed}, at=cells[0].at)


def _is_head(kinds: list[str]) -> bool:
    return "responsible" in kinds and bool({"title", "detail"} & set(kinds))


def _kind(text: str) -> str | None:
    """The kind of column that a header names."""
    plain = re.sub(r"\(.*?\)", "", compact(text))
    return next((name for name in load("tasks")["columns"] if _names(name, plain)), None)


def _names(kind: str, plain: str) -> bool:
    return bool(pattern("tasks", "columns", kind).fullmatch(plain))


def _ends(text: str, kind: str) -> bool:
    name = "units" if kind == "responsible" else "deadline"
    return bool(pattern("tasks", name).match(compact(text)))


def _is_units(text: str) -> bool:
    return _ends(text, "responsible")
