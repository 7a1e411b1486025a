"""The places that a check may look at, as they stand at the end of a finding's id."""

from __future__ import annotations

from functools import cache

from generator.checks.identities import scopes
from generator.checks.precision import narrative
from generator.corrections.targets import CONTACTS, NAMES, CorrectionTarget
from generator.forms import forms
from generator.records import SECTION_KEYS


@cache
def known_scopes() -> frozenset[str]:
    """Figures, rows, columns, tables, sections, stated numbers; "" for a whole report."""
    found = {"", "title", "span", *SECTION_KEYS}
    for form in forms():
        found |= set(form.fields)
        for table in form.tables:
            found |= {table.id, *(row.id for row in table.rows)}
            found |= {column.id for column in table.columns}
            found |= {row.id.rpartition(".")[2] for row in table.rows}
    found |= {CorrectionTarget("contact", name).place for name in CONTACTS}
    found |= {CorrectionTarget("name", name).place for name in NAMES}
    found |= scopes()
    found |= set(narrative().fields)
    found |= {rule.whole for rule in narrative().parts}
    return frozenset(found)
