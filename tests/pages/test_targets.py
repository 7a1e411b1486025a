"""Which passages of a report speak of a task."""

from generator.pages.plan.targets import passages_for
from generator.records import Section, Task
from tests.pages.making import plan, record

TEXT = """全局推进政府信息公开工作，取得实效。
全年公开养老服务补贴标准2次，公布享受补贴名单。
开展培训3次，召开会议2次，发放资料若干。"""


def report(text: str | None):
    return record(sections=(Section(key="overview", heading="一、总体情况", text=text),))


def test_the_passage_that_names_the_subject_is_found_with_its_terms():
    found = passages_for(plan().tasks, report(TEXT))
    assert set(found) == {1}
    (passage,) = found[1]
    assert passage.text.startswith("全年公开养老服务补贴标准")
    assert "公开养老服务补贴标准" in passage.terms
    assert passage.section == "overview"


def test_words_that_every_task_shares_say_nothing():
    tasks = [
        Task(number=n, group="", title=f"政府信息公开工作第{n}项", text="推进政府信息公开工作")
        for n in range(1, 9)
    ]
    assert passages_for(tasks, report(TEXT)) == {}


def test_a_report_without_text_has_no_passages():
    assert passages_for(plan().tasks, report(None)) == {}
    assert passages_for((), report(TEXT)) == {}
