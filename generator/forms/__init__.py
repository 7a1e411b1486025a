"""The statutory forms as data: every table, row, column, label, unit and type.

`form(id)` gives one of the three forms; a field's id is the row id and the column id
joined by a dot (`requests.received` + `total`), stable across forms where the figures
are comparable.
"""

from generator.forms.load import FORM_IDS, Column, Field, Form, Row, Table, form, forms

__all__ = ["FORM_IDS", "Column", "Field", "Form", "Row", "Table", "form", "forms"]
