"""No word of a document is lost: it stands in a chapter, a task, beside them, or is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.parsing.prose.account import lost_words
from generator.readers.document import Document, Paragraph
from generator.readers.text.file import read_text
from generator.records import Place, Record, Section, Source, Task, without_text
from tests.parsing.test_first_chapters import FIRST, HEAD, REST, parse

SOURCE = Source(file="a.txt", sha256="0" * 64, media_type="text/plain")
PREAMBLE = "本报告为虚构示例，电子版可以在网站上查阅，欢迎提出意见。"


def document(*texts: str, role: str = "body") -> Document:
    blocks = tuple(
        Paragraph(text, Place(line=n), role)  # type: ignore[arg-type]
        for n, text in enumerate(texts, start=1)
    )
    return Document(blocks, "text/plain")


def record(*sections: str, other: str | None = None, tasks: tuple[Task, ...] = ()) -> Record:
    found = tuple(
        Section(key=f"part-{n}", heading="", text=text) for n, text in enumerate(sections)
    )
    return Record(
        kind="annual_report", source=SOURCE, sections=found, other_text=other, tasks=tasks
    )


def codes(read: Record) -> list[str]:
    return [note.code for note in read.warnings]


def test_text_before_the_first_chapter_is_kept():
    read = parse(f"{HEAD}{PREAMBLE}\n一、总体情况\n{FIRST}\n{REST}")
    assert PREAMBLE in (read.other_text or "")
    assert "统计期限" in (read.other_text or "")
    assert read.title not in (read.other_text or "")
    assert "parsing.words_lost" not in codes(read)


def test_a_report_without_chapters_keeps_all_of_its_text():
    body = "\n".join(
        f"第{n}段文字为虚构示例，本段说的是政府信息公开工作的做法。" for n in range(30)
    )
    read = parse(f"{HEAD}{body}")
    assert not read.sections
    assert all(line in (read.other_text or "") for line in body.split("\n"))


def test_text_outside_the_tasks_of_a_plan_is_kept():
    text = (
        "平湖县水务局2023年政务公开工作要点\n现将要点印发给你们，本文为虚构示例。\n一、加强公开\n"
        "（一）加强业务培训。全年培训两次。（责任单位：办公室）\n（二）做好回应。（责任单位：信息科）\n"
        "二、抓好落实\n（三）完善制度。（责任单位：办公室）\n"
    )
    read = parse(text)
    assert read.kind == "work_plan"
    assert "现将要点印发给你们" in (read.other_text or "")
    assert "加强业务培训" not in (read.other_text or "")
    assert "parsing.words_lost" not in codes(read)


@pytest.mark.parametrize(("kept", "is_named"), [(10, False), (9, True), (5, True)])
def test_words_that_are_nowhere_in_the_record_are_named(kept, is_named):
    texts = [f"第{n}段文字为虚构示例，说的是公开工作的做法和成效如何。" for n in range(10)]
    notes = lost_words(document(*texts), set(), record("\n\n".join(texts[:kept])))
    assert bool(notes) == is_named
    if notes:
        assert notes[0].params["first"] == texts[kept]
        assert notes[0].params["count"] == str(sum(map(len, texts[kept:])))
        assert notes[0].at == Place(line=kept + 1)


def test_a_trace_of_fifty_pages_is_no_loss():
    texts = [
        f"第{n}段文字为虚构示例，说的是公开工作的做法和成效如何，写得长些。" for n in range(100)
    ]
    assert not lost_words(document(*texts), set(), record("\n\n".join(texts[:99])))


@pytest.mark.parametrize("role", ["header", "footer", "navigation"])
def test_margins_and_menus_are_left_out_by_their_role(role):
    assert not lost_words(
        document("网站导航与页脚的文字，一共有二十多个字，不是报告", role=role), set(), record()
    )


def test_markdown_marks_and_spaces_make_no_difference():
    printed = "# 甲 乙 | 丙 <丁> * 戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    kept = record("\\# 甲乙 \\| 丙 &lt;丁> \\* 戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
    assert not lost_words(document(printed), set(), kept)


def test_other_text_is_running_text_and_is_not_stored_without_it():
    assert without_text(record(other=PREAMBLE)).other_text is None


SAMPLES = sorted((Path(__file__).parents[3] / "shared" / "reports").glob("*.txt"))
OWN = sorted((Path(__file__).parents[1] / "golden" / "documents").glob("*.txt"))


@pytest.mark.parametrize("path", [*SAMPLES, *OWN], ids=lambda path: path.stem)
def test_no_word_of_the_samples_is_lost(path):
    text = path.read_text(encoding="utf-8")
    read = parse(text)
    assert "parsing.words_lost" not in codes(read)
    # A sentence taken away from the record is missed.
    longest = max(read.sections, key=lambda section: len(section.text or ""), default=None)
    if longest is not None and len(longest.text or "") > 400:
        less = replace(read, sections=tuple(s for s in read.sections if s is not longest))
        assert lost_words(read_text(text, "text/plain"), set(), less)
