"""Where a record comes from, what was changed in it, and what its text states in numbers."""

from __future__ import annotations

from collections import Counter

from generator.case_file.report_view import ReportView
from generator.case_file.revisions import Revision
from generator.checks.wording import figure_label
from generator.corrections.apply import AppliedCorrection
from generator.corrections.targets import CorrectionTarget, metric_ids
from generator.forms.anchors import figure_anchor
from generator.messages import LANGUAGES, language, message
from generator.pages.agency.contact import contact_label
from generator.pages.parts.markup import (
    block,
    escape,
    heading,
    link,
    original,
    site,
    table,
    web_address,
)
from generator.pages.parts.words import digits, is_known, say
from generator.pages.report.statutory_tables import shown
from generator.records import Metric, Note, Record
from generator.site_settings import SiteSettings


def text_place(record: Record) -> str:
    """Where the full text is, when it is not kept here."""
    address = web_address(record.source.url)
    if address is not None:
        return say("text.elsewhere", place=link(say("text.original"), address))
    return say("text.not_here")


def metrics_section(report_view: ReportView) -> list[str]:
    """The numbers that the running text states, with the words they were read from."""
    record = report_view.record
    if not record.metrics:
        return []
    header = [say("metrics.item"), say("metrics.quote"), say("table.count")]
    rows = [
        [metric_name(metric.id) + mark, _quote(metric), _value(metric)]
        for metric, mark in zip(record.metrics, _marks(report_view), strict=True)
    ]
    note, left = say("metrics.note"), 2
    if language() != LANGUAGES[0]:
        header, rows, left = header[::2], [row[::2] for row in rows], 1
        page = original(f"agencies/{record.agency}/{record.year}/#metrics")
        note = f"{note} {say('metrics.quotes', page=link(say('report.chinese_page'), page))}"
    lines = table(header, rows, f'.metrics caption="{say("heading.metrics")}"', left=left)
    title = heading(say("heading.metrics"), "metrics")
    return [*title, f"{note} {{.quiet}}", "", *lines, ""]


def _marks(report_view: ReportView) -> list[str]:
    """For each number of the text, a link to its correction or nothing."""
    made = {
        entry.correction.metric: entry.correction.value
        for entry in report_view.corrections
        if entry.standing == "applied" and entry.correction.metric
    }
    stay = [
        name
        for name in metric_ids(report_view.as_read)
        if name not in made or made[name] is not None
    ]
    return [f" {link(say('corrected'), '#corrections')}" if name in made else "" for name in stay]


def metric_name(metric: str) -> str:
    """What a number of the text counts."""
    code = f"metric.{metric}"
    return say(code) if is_known(code) else escape(metric)


def _quote(metric: Metric) -> str:
    if metric.quote:
        return escape(metric.quote)
    where = say("place.line", line=metric.at.line) if metric.at and metric.at.line else ""
    return say("metrics.no_quote", where=where)


def _value(metric: Metric) -> str:
    code = "metrics.about" if metric.approximate else "metrics.exact"
    return say(code, number=digits(metric.value), unit=escape(metric.unit))


def changes_section(report_view: ReportView) -> list[str]:
    """Corrections of our reading, and what other documents for the same year say."""
    if not report_view.corrections and not report_view.revisions:
        return []
    lines = [*heading(say("heading.corrections"), "corrections")]
    form = report_view.record.form
    if report_view.corrections:
        items = [f"- {_correction(entry, form)}" for entry in report_view.corrections]
        lines += [say("corrections.intro"), "", *items, ""]
    for revision in report_view.revisions:
        lines += _revision(revision, form)
    return lines


def _correction(entry: AppliedCorrection, form: str | None) -> str:
    made = entry.correction
    return say(
        f"corrections.{entry.standing}",
        figure=_corrected_place(made.target, form),
        before=shown(entry.before),
        after=shown(entry.after),
        reason=escape(made.reason),
        evidence=escape(made.evidence),
        who=escape(made.who),
        when=made.when.isoformat(),
    )


def _corrected_place(target: CorrectionTarget, form: str | None) -> str:
    """What was corrected, linked to where it stands on the page."""
    if target.key == "contact":
        return link(contact_label(target.id), "#contact")
    if target.key == "metric":
        return say("corrections.metric", name=metric_name(target.id.partition("#")[0]))
    if target.key == "name":
        return say(f"corrections.name.{target.id}")
    return link(escape(figure_label(form, target.id)), f"#{figure_anchor(target.id)}")


def _revision(revision: Revision, form: str | None) -> list[str]:
    source = revision.source
    words = say(
        "revisions.intro",
        file=escape(source.file),
        sha=source.sha256[:12],
        published=escape(source.published or say("unknown")),
    )
    if not revision.figures:
        return [words + say("revisions.same"), ""]
    header = [say("table.item"), say("revisions.other"), say("revisions.current")]
    rows = [
        [
            link(escape(figure_label(form, changed.field)), f"#{figure_anchor(changed.field)}"),
            shown(changed.other),
            shown(changed.current),
        ]
        for changed in revision.figures
    ]
    return [words, "", *table(header, rows, f'.revisions caption="{say("revisions.caption")}"'), ""]


def source_section(report_view: ReportView, settings: SiteSettings) -> list[str]:
    """The document, its checksum, what was covered, what the reader should know."""
    record = report_view.record
    lines = [*heading(say("heading.source"), "source"), say("source.authentic"), ""]
    lines += [*source_facts(record), *_covered(record), *_warnings(record)]
    if settings.mistake_address:
        lines += [say("source.mistake"), ""]
    return lines


def source_facts(record: Record) -> list[str]:
    """File, dates, address and checksum as a list of facts."""
    source = record.source
    facts = [("file", escape(source.file)), ("type", escape(source.media_type))]
    if record.period is not None:
        start, end = escape(record.period.start), escape(record.period.end)
        facts.append(("period", say("source.from_to", start=start, end=end)))
    if source.published:
        facts.append(("published", escape(source.published)))
    if address := web_address(source.url):
        facts.append(("url", link(escape(source.url or ""), address)))
    facts.append(("sha256", f"`{source.sha256}`"))
    if record.kind == "annual_report":
        address = f"api/agencies/{record.agency}/{record.year}.json"
        facts.append(("api", link("JSON", site(address))))
    items = [
        f"- {say('contact.line', label=say(f'source.{code}'), value=value)}"
        for code, value in facts
    ]
    return block("facts", items)


def _covered(record: Record) -> list[str]:
    if not record.masked:
        return []
    kinds = Counter(entry.kind for entry in record.masked)
    words = [
        say("source.masked_kind", kind=say(f"masked.{kind}"), count=count)
        for kind, count in kinds.items()
    ]
    return [say("source.masked", kinds=say("separator_comma").join(words)), ""]


def _warnings(record: Record) -> list[str]:
    if not record.warnings:
        return []
    title = say("source.warnings", count=len(record.warnings))
    return block(f"details {title}", [f"- {_warning(note)}" for note in record.warnings])


def _warning(note: Note) -> str:
    try:
        words = escape(message(note.code, note.params))
    except KeyError:  # stored by another version of the program
        words = escape(note.code)
    where = say("place.line", line=note.at.line) if note.at and note.at.line else ""
    return words + (say("article", article=where) if where else "")
