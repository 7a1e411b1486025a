"""Findings for people: a table in the terminal and a summary line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.case_file.report_view import ReportViews
from generator.case_file.reviews import Review
from generator.checks.describe import sentence, title
from generator.checks.finding import Finding, totals
from generator.messages import message


def print_table(findings: Iterable[Finding], reviews: dict[str, Review], lang: str) -> None:
    """A row for each finding; the id stands in it whole, to be copied."""
    table = Table(show_lines=True)
    for column in ("report", "check", "found", "weight", "answer"):
        table.add_column(message(f"checks.table.{column}", {}, lang), overflow="fold")
    count = 0
    for found in findings:
        review = reviews.get(found.id)
        is_difference = found.result == "fails"
        weight = f"severity.{found.severity}" if is_difference else f"result.{found.result}"
        table.add_row(
            Text(found.id),
            Text(title(found, lang)),
            Text(sentence(found, lang)),
            Text(message(f"checks.{weight}", {}, lang)),
            Text(message(f"checks.answer.{review.answer}", {}, lang) if review else ""),
        )
        count += 1
    if count:
        Console().print(table)


def summary(report_views: ReportViews, lang: str) -> str:
    """How many checks hold, differ, are answered, cannot be judged."""
    found = report_views.findings()
    answered = sum(one.result == "fails" and one.id in report_views.reviews for one in found)
    params = totals(report_views.outcomes.values()) | {"answered": answered}
    return message("checks.summary", {name: f"{value:,}" for name, value in params.items()}, lang)


def unanswered_errors(report_views: ReportViews) -> list[Finding]:
    """The failed checks of weight "error" that nobody has settled."""
    return [
        found
        for found in report_views.findings()
        if found.result == "fails"
        and found.severity == "error"
        and not report_views.is_settled(found)
    ]
