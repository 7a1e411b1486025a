"""The tasks of a work plan that is a table: one row for each, whatever became of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.parsing.data import load, pattern
from generator.parsing.normalise import compact
from generator.parsing.running import close_up
from generator.parsing.task_words import as_printed, targets_of, title_of, units_of
from generator.readers.document import Cell, Document, Table
from generator.records import Note, Place, Task


@dataclass(slots=True)
class TaskRows:
    """The tasks found so far, the group of the next one, and what could not be read."""

    tasks: list[Task] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of a row by the kind of their column, and its filled cells."""

    texts: dict[str, str]
    at: Place
    filled: list[Cell]


def tasks_in_tables(document: Document) -> TaskRows:
    """The tasks of all tables that have a column for the task and one for who answers for it.

    Where a column for the details stands beside the one for the task, each detail is a task
    and the other is its group. A row that fits no column is named in a note.
    """
    found = TaskRows()
    for block in document.blocks:
        if isinstance(block, Table):
            head, rows = _rows(block, found.notes)
            name = "detail" if "detail" in head else "title"
            for row in rows:
                _add(row, name, found)
    return found


def _add(row: _Row, name: str, found: TaskRows) -> None:
    text, units = row.texts.get(name, ""), row.texts.get("responsible", "")
    if name == "detail" and row.texts.get("title"):
        found.group = close_up(row.texts["title"])
    if not text or not units:
        worded = [text for kind, text in row.texts.items() if kind != "number"]
        if len(worded) > 1:
            found.notes.append(_unread(row.filled))
        else:
            found.group = close_up("".join(worded)) or found.group
        return
    plain = pattern("tasks", "table_number").sub("", compact(text))
    found.tasks.append(
        Task(
            number=len(found.tasks) + 1,
            group=found.group,
            title=title_of(plain),
            text=close_up(text),
            responsible=tuple(as_printed(unit, units) for unit in units_of(compact(units))),
            targets=targets_of(plain),
            at=row.at,
        )
    )


def _rows(table: Table, notes: list[Note]) -> tuple[list[str], list[_Row]]:
    """The kinds of the columns and the rows below them; none for a table of something else."""
    if table.column_count == 1:
        return _stream(table.cells, notes)
    first, *rest = table.rows() or [[]]
    kinds = {cell.column: kind for cell in first if (kind := _kind(cell.text))}
    if not _is_head(list(kinds.values())):
        return [], []
    return list(kinds.values()), [_row(row, kinds) for row in rest if row]


def _row(row: Sequence[Cell], kinds: dict[int, str]) -> _Row:
    """A row by its columns; one that was pushed left ends where the table does."""
    texts = {kinds[c.column]: c.text.strip() for c in row if c.column in kinds and c.text.strip()}
    filled = [cell for cell in row if cell.text.strip()]
    is_pushed = len(row) == len(kinds) and not row[-1].text.strip() and row[0].text.strip()
    if is_pushed and len(filled) > 1 and _is_units(filled[-1].text):
        order = [kinds[column] for column in sorted(kinds)][-len(filled) :]
        texts = {kind: cell.text.strip() for kind, cell in zip(order, filled, strict=True)}
    return _Row(texts, row[0].at, filled)


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
    names: dict[str, list[str]] = load("tasks")["columns"]
    plain = compact(text)
    return next((name for name, labels in names.items() if plain in labels), None)


def _ends(text: str, kind: str) -> bool:
    return _is_units(text) if kind == "responsible" else _is_deadline(text)


def _is_units(text: str) -> bool:
    return bool(pattern("tasks", "units").match(compact(text)))


def _is_deadline(text: str) -> bool:
    return bool(pattern("tasks", "deadline").match(compact(text)))
