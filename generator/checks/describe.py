"""A finding in words, in either language: neutral, both sides, the difference."""

from __future__ import annotations

from generator.checks.catalogue import all_checks
from generator.checks.finding import Finding, Side
from generator.messages import LANGUAGES, catalogue, language, message, said_again
from generator.numerals import with_commas

_MANY = 3  # figures of a side that are named one by one


def number_text(value: float | None) -> str:
    """A number as a person writes it: 1,234 or 12.5; empty for None."""
    if value is None:
        return ""
    return with_commas(value)


def value_text(finding: Finding, side: Side) -> str:
    """The value of one of its sides; a year is no count, so that it has no commas."""
    is_year = "year" in all_checks()[finding.check].fields and side.value is not None
    return str(side.value) if is_year else number_text(side.value)


def title(finding: Finding, lang: str | None = None) -> str:
    """The title of the check that was made."""
    return all_checks()[finding.check].title(lang)


def side_text(side: Side, lang: str | None = None) -> str:
    """The name of a side: the form's words in Chinese, the figures' ids in English."""
    names = [*side.fields, *side.other]
    if (lang or language()) == LANGUAGES[0]:
        return side.label
    if not names:
        return said_again(side.label, "checks.side.", lang)
    shown = names if len(names) <= _MANY else [names[0], "…", names[-1]]
    return " + ".join(shown)


def sentence(finding: Finding, lang: str | None = None) -> str:
    """What was found, as one sentence."""
    if finding.result == "not_judged":
        return reason(finding, lang)
    if finding.explained_by is not None:
        return message("checks.says.explained", _explained(finding, lang), lang)
    special = f"checks.says.{finding.check}"
    if finding.left is None or finding.left.quote is None:  # stored without the report's words
        unquoted = f"{special}.unquoted"
        special = unquoted if unquoted in catalogue() else special
    if special in catalogue():
        return message(special, _params(finding, lang), lang)
    if "least_left" in finding.params:
        return message("checks.says.at_least", _params(finding, lang), lang)
    if finding.difference is None:
        return message("checks.says.words", _params(finding, lang), lang)
    return message("checks.says.numbers", _params(finding, lang), lang)


def reason(finding: Finding, lang: str | None = None) -> str:
    """Why a check could not be judged; the states of cells in the words of the pages."""
    params = {"states": "", "count": "", "least": ""} | finding.params
    states = filter(None, params["states"].split(", "))
    between = message("pages.separator_comma", {}, lang)
    params["states"] = between.join(_state(state, lang) for state in states)
    return message(finding.reason or "checks.reason.not_a_number", params, lang)


def _state(state: str, lang: str | None) -> str:
    code = f"pages.state.{state}"
    return (
        message(code, {}, lang) if code in catalogue() else said_again(state, "checks.words.", lang)
    )


def _params(finding: Finding, lang: str | None) -> dict[str, str]:
    left, right = finding.left or Side(label=""), finding.right or Side(label="")
    return finding.params | {
        "left": side_text(left, lang),
        "right": side_text(right, lang),
        "left_value": value_text(finding, left),
        "right_value": value_text(finding, right),
        "difference": number_text(finding.difference),
        "quote": left.quote or "",
    }


def _explained(finding: Finding, lang: str | None) -> dict[str, str]:
    by = finding.explained_by or Side(label="")
    sum_of = {"sum": side_text(by, lang), "sum_value": number_text(by.value)}
    return _params(finding, lang) | sum_of
