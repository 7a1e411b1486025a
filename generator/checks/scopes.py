"""The places that a check may look at, as they stand at the end of a finding's id."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from generator.checks.precision import narrative_data
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
    data = tomllib.loads((resources.files(__package__) / "identities.toml").read_text("utf-8"))
    found |= {entry["scope"] for entry in data["identity"] if "scope" in entry}
    for stated in narrative_data()["fields"].values():
        found |= set(stated)
    found |= {rule["whole"] for rule in narrative_data()["parts"]}
    return frozenset(found)
