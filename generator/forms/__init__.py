"""The statutory forms as data: all that is said of a form is said in its file.

`forms()` gives all of them, `form(id)` one; a field's id is the row id and the column id
joined by a dot (`requests.received` + `total`), stable across forms where the figures
are comparable. How a file is written stands in docs/forms.md.
"""

from generator.forms.compare import (
    asks,
    compares,
    era,
    first_nationwide_year,
    first_year,
    form_in_force,
    is_current_era,
    newest_form,
    reaches,
)
from generator.forms.formula import Formula, Term, formula
from generator.forms.load import form, form_ids, forms
from generator.forms.model import (
    CASE_GROUPS,
    KINDS,
    Explanation,
    Field,
    FieldType,
    Form,
    FormColumn,
    FormRow,
    FormTable,
    matching,
)

__all__ = [
    "CASE_GROUPS",
    "KINDS",
    "Explanation",
    "Field",
    "FieldType",
    "Form",
    "FormColumn",
    "FormRow",
    "FormTable",
    "Formula",
    "Term",
    "asks",
    "compares",
    "era",
    "first_nationwide_year",
    "first_year",
    "form",
    "form_ids",
    "form_in_force",
    "forms",
    "formula",
    "is_current_era",
    "matching",
    "newest_form",
    "reaches",
]
