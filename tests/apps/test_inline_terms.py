"""A term is explained once, in the site's own sentences, and nowhere else."""

from functools import partial

from generator.dialect import DialectPage, convert
from generator.forms.explanations import explanations
from generator.messages import LANGUAGES
from generator.pages.glossary import inline_terms
from generator.pages.glossary.page import groups, terms

SUMMARY = '<section id="summary"><ul><li>予以公开 1 件、部分公开 2 件</li><li>予以公开</li></ul></section>'


def test_the_first_use_alone_is_a_button():
    html = inline_terms.explain(SUMMARY, "../glossary/")
    assert html.count('popovertarget="t-outcomes.granted"') == 1
    assert html.count("<button") == html.count("<span popover") == 2
    assert explanations()["outcomes.granted"].zh in html
    assert '<a href="../glossary/#outcomes">' in html


def test_a_long_term_is_not_cut_by_a_short_one():
    text = SUMMARY.replace("予以公开 1", "未经复议直接被起诉 1")
    assert 'popovertarget="t-litigation.direct"' in inline_terms.explain(text, "g/")


def test_links_headings_tables_and_the_report_itself_are_left_alone():
    for html in (
        "<h2>主动公开</h2><p><a href='x'>补正</a></p><table><td>工作日</td></table>",
        "<p class='补正'>字</p>",
    ):
        assert inline_terms.explain(html, "g/") == html
    page = DialectPage(explain=partial(inline_terms.explain, glossary="g/"))
    html = convert("::: terms\n\n予以公开\n\n:::\n\n## 一\n\n不予公开", page)
    assert html.count("<button") == 1
    assert html.endswith("<p>不予公开</p>")


def test_every_word_has_its_entry_and_chapter():
    chapters = {"terms", *groups()}
    known = explanations().keys() | {entry.id for entry in terms()}
    for lang in LANGUAGES:
        words = inline_terms._words(lang)
        assert words.keys() and all(words)
        for key in words.values():
            assert key in known
            assert inline_terms.chapter_of(key) in chapters
