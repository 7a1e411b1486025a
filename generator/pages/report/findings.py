"""The checks of a report on its page: what does not add up, with both sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from generator.case_file.report_view import ReportView
from generator.case_file.reviews import Review
from generator.checks.catalogue import all_checks
from generator.checks.describe import number_text, reason, value_text
from generator.checks.finding import Finding, Side
from generator.checks.wording import side_in_english
from generator.forms.anchors import figure_anchor
from generator.messages import language
from generator.pages.parts.markup import block, escape, heading, link, site
from generator.pages.parts.words import is_known, say
from generator.site_settings import SiteSettings

_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")
_FEW = 2


def anchor(finding: Finding) -> str:
    """The id of a finding on its report's page."""
    scope = _UNSAFE.sub("-", finding.scope).strip("-")
    return "-".join(part for part in ("check", finding.check, scope) if part)


def failing_cells(failed: Iterable[Finding]) -> dict[str, str]:
    """The figures to mark, each with the id of its first finding.

    Of a sum over many rows only the total is marked: which of the parts is wrong, the
    sum does not say.
    """
    marks: dict[str, str] = {}
    for finding in failed:
        for field in _marked(finding):
            marks.setdefault(field, anchor(finding))
    return marks


def _marked(finding: Finding) -> tuple[str, ...]:
    sides = [side.fields for side in (finding.left, finding.right) if side is not None]
    few = [fields for fields in sides if 0 < len(fields) <= _FEW]
    return tuple(field for fields in few for field in fields)


def quiet_line(report_view: ReportView) -> str:
    """How many checks hold, fail, are explained, cannot be judged."""
    outcome = report_view.outcome
    if not (outcome.holds or outcome.kept(with_open=True)):
        return say("checks.none")
    parts = [say("checks.holds", count=outcome.holds)]
    parts += [
        link(say(f"checks.{kind}", count=count), "#checks")
        for kind in ("failed", "explained", "not_judged")
        if (count := len(getattr(outcome, kind)))
    ]
    return say("checks.line", parts=say("separator_comma").join(parts))


def findings_section(report_view: ReportView, settings: SiteSettings) -> list[str]:
    """Everything that does not hold; in folded lists what is explained or cannot be judged."""
    outcome = report_view.outcome
    if not outcome.kept(with_open=True):
        return []
    lines = [
        *heading(say("heading.checks"), "checks"),
        f"{say('checks.neutral')} {{.quiet}}",
        "",
    ]
    if outcome.failed:
        items = [_item(finding, report_view.reviews, settings) for finding in outcome.failed]
        lines += [*block("findings", items)]
    if outcome.explained:
        title = say("checks.explained_title", count=len(outcome.explained))
        items = [_item(finding, report_view.reviews, settings) for finding in outcome.explained]
        lines += block(f"details {title}", items)
    if outcome.not_judged:
        title = say("checks.not_judged_title", count=len(outcome.not_judged))
        lines += block(f"details {title}", [_open_item(f) for f in outcome.not_judged])
    return lines


def _item(finding: Finding, reviews: dict[str, Review], settings: SiteSettings) -> str:
    return f"- {finding_item(finding, reviews, settings)} {{#{anchor(finding)}}}"


def finding_item(
    finding: Finding, reviews: dict[str, Review], settings: SiteSettings, page: str = ""
) -> str:
    """A finding with its answer; `page` is its report's address when that is another page."""
    name = f"**{title(finding)}**"
    if page:
        name = link(name, f"{page}#{anchor(finding)}")
    return f"{name} {told(finding, reviews, settings, page)}"


def told(finding: Finding, reviews: dict[str, Review], settings: SiteSettings, page: str) -> str:
    """Both sides, the answer if there is one, and a link by which a reader says what is wrong."""
    words = sides(finding, page)
    if review := reviews.get(finding.id):
        words += f" {answer(review)}"
    if address := mistake_address(finding, settings):
        words += f" {link(say('checks.report'), address)}"
    return words


def _open_item(finding: Finding) -> str:
    why = escape(reason(finding)) if finding.reason else ""
    words = say("contact.line", label=f"{title(finding)}{_scope(finding)}", value=why)
    return f"- {words} {{#{anchor(finding)}}}"


def _scope(finding: Finding) -> str:
    side = finding.left or finding.right
    return say("checks.scope", scope=escape(_words_of(side))) if side and side.label else ""


def _words_of(side: Side) -> str:
    """What a side is, in the language of the page."""
    return side.label if language() == "zh" else side_in_english(side)


def title(finding: Finding) -> str:
    """The title of the check in plain words."""
    entry = all_checks().get(finding.check)
    return escape(entry.title()) if entry is not None else escape(finding.check)


def sides(finding: Finding, page: str) -> str:
    """Both sides and the difference; links go to the report's page when it is another one."""
    own = f"checks.say.{finding.check}"
    if is_known(own) and finding.left is not None and finding.right is not None:
        return say(own, **_words(finding, finding.left, finding.right, page))
    parts = [_side(finding, side, page) for side in (finding.left, finding.right) if side]
    if finding.difference is not None:
        parts.append(say("checks.difference", difference=number_text(abs(finding.difference))))
    if finding.explained_by is not None:
        parts.append(say("checks.explained_by", side=_side(finding, finding.explained_by, page)))
    return say("checks.sides", parts=say("separator").join(parts)) if parts else ""


def _words(finding: Finding, left: Side, right: Side, page: str) -> dict[str, str]:
    """What a check that has a sentence of its own puts into it."""
    difference = finding.difference
    return {
        "left": _label(left, page),
        "left_value": value_text(finding, left),
        "right": _label(right, page),
        "right_value": value_text(finding, right),
        "difference": number_text(abs(difference)) if difference is not None else "",
        "quote": say("checks.quote", quote=escape(left.quote)) if left.quote else "",
        "table": escape(left.label.partition("：")[0]),
    }


def _label(side: Side, page: str) -> str:
    """The words of a side, linked to its first figure."""
    label = escape(_words_of(side))
    if side.fields:
        return link(label, f"{page}#{figure_anchor(side.fields[0])}")
    if side.other:
        place, _, field = side.other[0].partition("#")
        return link(label, site(f"agencies/{place}/#{figure_anchor(field)}"))
    return label


def _side(finding: Finding, side: Side, page: str) -> str:
    label = _label(side, page)
    words = (
        say("checks.side", label=label, value=value_text(finding, side))
        if side.value is not None
        else label
    )
    return words + (say("checks.quote", quote=escape(side.quote)) if side.quote else "")


def answer(review: Review, written: Callable[[str], str] = escape) -> str:
    """What a maintainer answered, its parts being `written` as Markdown or otherwise."""
    parts = {name: written(getattr(review, name)) for name in ("name", "date", "reason")}
    return say(f"checks.answer.{review.answer}", **parts)


def mistake_address(finding: Finding, settings: SiteSettings) -> str:
    """A mail or an issue that already names page, figure and value; "" when neither is set."""
    where = settings.mistake_address
    if not where:
        return ""
    subject = say("mistake.subject", agency=finding.agency, year=finding.year)
    sides = [side for side in (finding.left, finding.right) if side]
    page = f"agencies/{finding.agency}/{finding.year}/#{anchor(finding)}"
    body = say(
        "mistake.body",
        page=f"{settings.url}/{page}" if settings.url else page,
        figures=say("separator_comma").join(map(_words_of, sides)),
        values=" / ".join(value_text(finding, side) or "—" for side in sides),
        finding=finding.id,
    )
    if "://" in where:
        mark = "&" if "?" in where else "?"
        return f"{where}{mark}title={quote(subject)}&body={quote(body)}"
    return f"mailto:{where}?subject={quote(subject)}&body={quote(body)}"
