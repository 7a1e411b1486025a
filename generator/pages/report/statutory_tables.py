"""The statutory tables as Markdown: every cell with its id, as printed, states in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.forms import Form, FormColumn, FormRow, FormTable
from generator.forms.anchors import figure_anchor, has_anchor
from generator.forms.english import column_in_english, term_in_english
from generator.forms.mixed import printed_figures, printed_form
from generator.messages import kept_in_each_language, language
from generator.pages.parts.markup import block, escape, heading, table
from generator.pages.parts.words import printed as in_page
from generator.pages.parts.words import say
from generator.records import Figure, Record, replace

Marks = Mapping[str, str]
"""Field id -> the id on this page of the finding that the figure is part of."""


def statutory_tables(
    record: Record, failing: Marks, corrected: frozenset[str] = frozenset()
) -> list[str]:
    """All tables of the report's form, each under its heading; empty without a form.

    A failing cell links to its finding; a corrected one to the list of corrections. Rows of
    other forms stand where those print them, marked; what has no place there comes last.
    """
    of = printed_form(record)
    if of is None:
        return []
    lines: list[str] = []
    section = None
    record = replace(record, figures=printed_figures(record))
    for printed in of.tables:
        if printed.section != section:
            section = printed.section
            lines += heading(escape(in_page(section)), f"t-{_anchor(printed.id)}", 3)
        lines += [*_table(record, of, printed, failing, corrected), ""]
    return [*lines, *_without_place(record, of)]


def _without_place(record: Record, of: Form) -> list[str]:
    """Rows of other forms whose columns the report's own form does not have, as printed."""
    placed = {row for table in of.tables for row in table.by_row}
    items = [
        f"- {escape(row.label)} {say('separator_comma').join(escape(c) for c in row.cells if c)}"
        for row in record.other_rows
        if row.row not in placed
    ]
    return [*heading(say("table.other_rows"), "t-other-rows", 3), *items, ""] if items else []


def cell(figure: Figure, finding: str | None = None, is_corrected: bool = False) -> str:
    """One figure as a table cell: what was printed, or in words why there is no number."""
    text = shown(figure)
    classes = [] if figure.state == "number" else ["state", figure.state]
    if finding is not None:
        text = f"[{text}](#{finding})"
        classes.append("fails")
    if is_corrected:
        text = f"{text} [{say('corrected')}](#corrections)"
        classes.append("corrected")
    if not classes:
        return text
    if len(classes) == 2 and classes[0] == "state":
        classes = classes[1:]
    return f"{text} {{{' '.join(f'.{name}' for name in classes)}}}"


def shown(figure: Figure) -> str:
    """The words for a figure: the print itself, quoted when it is no number."""
    raw = figure.raw or ""
    if figure.state == "number":
        return raw if raw.isdigit() else escape(raw or f"{figure.value}")
    if figure.state in ("blank", "missing") or not raw:
        return say(f"state.{figure.state}")
    return say("state.printed", raw=escape(raw))


def _table(
    record: Record, of: Form, printed: FormTable, failing: Marks, corrected: frozenset[str]
) -> list[str]:
    caption = escape(in_page(printed.label))
    if all(record.figure(field.id).state == "missing" for field in printed.fields):
        words = f"{say('state.table_missing', table=caption)} {{.table-missing}}"
        return [words, "", *block(f"anchors {record.form} {printed.id}", [])]
    header, rows = _layout(of, printed.id)
    lines = []
    for label, fields in rows:
        cells = [
            cell(record.figure(field), failing.get(field), field in corrected) for field in fields
        ]
        lines.append([label, *cells])
    attributes = f'.statutory .{_anchor(printed.id)} caption="{caption}"'
    return table(header, lines, attributes)


Layout = tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]


@kept_in_each_language(None)
def _layout(of: Form, table_id: str) -> Layout:
    """Header cells, and rows of a label cell with the field ids behind it."""
    printed = next(t for t in of.tables if t.id == table_id)
    if len(printed.rows) == 1 and not printed.rows[0].id:
        return _cases_layout(printed)
    header = (
        _header(
            _column(column), column.id, [one.id for one in printed.fields if one.column == column]
        )
        for column in printed.columns
    )
    return (say("table.item"), *header), tuple(_rows(printed, of.id))


def _header(label: str, column: str, fields: Iterable[str]) -> str:
    """With the id that its cells' ids end in; `-` where they have none."""
    if not column:
        return escape(label)
    return f"{escape(label)} {{#{column if any(map(has_anchor, fields)) else '-'}}}"


def _column(column: FormColumn) -> str:
    return column.label if language() == "zh" else column_in_english(column)


def _row_label(row: str, label: str) -> str:
    return label if language() == "zh" else term_in_english(row, label)


def _rows(printed: FormTable, form_id: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    open_groups: tuple[str, ...] = ()
    for row in printed.rows:
        if row.is_heading:
            yield f"{escape(in_page(row.label))} {{.group}}", ()
            open_groups = (*row.groups, row.label)
            continue
        groups = _printed_groups(printed, row)
        for depth, group in enumerate(groups):
            if groups[: depth + 1] != open_groups[: depth + 1]:
                anchor = group_anchor(row.id, len(groups) - depth)
                group_id = anchor.removeprefix("g-")
                mark = f"#{anchor} .group .depth-{depth + 1}"
                yield f"{escape(_row_label(group_id, group))} {{{mark}}}", ()
        open_groups = groups or open_groups
        unit = say("unit", unit=in_page(row.unit)) if row.unit and printed.id == "stats" else ""
        fields = printed.row_fields(row)
        is_own = all(field.form == form_id for field in fields)
        mark = f"#{row.id}" if is_own else f"#{row.id} .other-form"
        words = "" if is_own else say("table.other_form")
        yield (
            f"{escape(_row_label(row.id, row.label))}{unit}{words} {{{mark}}}",
            tuple(field.id for field in fields),
        )


def group_anchor(row: str, above: int = 1) -> str:
    """The id of the heading row over a group: `outcomes.denied.repeat` has g-outcomes.denied."""
    return "g-" + row.rsplit(".", above)[0]


def target(fields: Sequence[str]) -> str:
    """Where a number stands: its cell, or for a sum the heading over the rows it adds up."""
    if len(fields) == 1:
        return f"#{figure_anchor(fields[0])}"
    row, _, _column = fields[0].rpartition(".")
    return f"#{group_anchor(row)}"


def _printed_groups(printed: FormTable, row: FormRow) -> tuple[str, ...]:
    """The merged cells to the left; the table of 2014 prints its groups as rows instead."""
    return () if printed.id == "stats" else row.groups


def _cases_layout(printed: FormTable) -> Layout:
    """One printed row of fifteen columns, set as a row for each kind of case."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    names: dict[str, str] = {}
    for column in printed.columns:
        kind, _, result = column.id.rpartition(".")
        kinds.setdefault(kind, []).append((result, column.label))
        names[kind] = " · ".join(column.header[:-1])
    results = next(iter(kinds.values()))
    header = (
        say("table.case"),
        *(
            _header(in_page(label), result, [f"{kind}.{result}" for kind in kinds])
            for result, label in results
        ),
    )
    rows = tuple(
        (
            f"{escape(in_page(names[kind]))} {{#{kind}}}",
            tuple(f"{kind}.{result}" for result, _ in columns),
        )
        for kind, columns in kinds.items()
    )
    return header, rows


def _anchor(table_id: str) -> str:
    return table_id.replace(".", "-")
