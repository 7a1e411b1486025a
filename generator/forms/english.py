"""What the forms say in English: printed headings, figures, articles of the Regulation."""

from __future__ import annotations

import re
from functools import cache

from generator.forms.explanations import explanations
from generator.forms.model import Field, FormColumn
from generator.numerals import number_of
from generator.toml_file import toml_file

_PLACE = re.compile(r"第([一二三四五六七八九十]+)(条|款|项)")
_NAMES = {"条": "art. {0}", "款": " para. {0}", "项": " ({0})"}
_SIGNS = {"、": ", ", "，": ", ", "和": " and ", "至": " to "}


@cache
def _printed() -> dict[str, str]:
    found: dict[str, str] = toml_file("generator.forms", "english.toml")
    return found


def printed_in_english(words: str) -> str:
    """A heading, unit or group in English; as it is printed where there is no translation."""
    return _printed().get(words, words)


def term_in_english(key: str, printed: str) -> str:
    """The short English name of a row, group or column; what is printed where it has none."""
    entry = explanations().get(key)
    return entry.label_en if entry is not None else printed_in_english(printed)


def column_in_english(column: FormColumn) -> str:
    """The short English name of a column; as it is printed where it has none."""
    return term_in_english(f"column.{column.id}", column.label)


def figure_in_english(field: Field) -> str:
    """Row and column of a figure in one phrase."""
    row = term_in_english(field.row.id, field.row.label) if field.row.label else ""
    column = column_in_english(field.column) if field.column.id else ""
    return " · ".join(part for part in (row, column) if part)


def article_in_english(article: str) -> str:
    """Articles of the Regulation as they are cited in English.

    >>> article_in_english("第三十条、第三十六条第四项和第五项")
    'art. 30, art. 36 (4) and (5)'
    """
    words = _PLACE.sub(lambda found: _NAMES[found[2]].format(number_of(found[1])), article)
    for sign, english in _SIGNS.items():
        words = words.replace(sign, english)
    return re.sub(r" {2,}", " ", words).strip()
