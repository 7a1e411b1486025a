"""The statutory tables: every figure in its place, every state in its own words."""

import pytest
from bs4 import BeautifulSoup

from generator.checks.finding import Finding, Side
from generator.dialect import DialectPage, convert
from generator.forms import form, form_ids
from generator.forms.anchors import figure_anchor, has_anchor
from generator.pages.report.findings import anchor, failing_cells
from generator.pages.report.statutory_tables import statutory_tables
from generator.records import Figure
from tests.pages.making import figures_2021, missing, number, record, zeros


def page(this, failing=None) -> BeautifulSoup:
    text = "\n".join(statutory_tables(this, failing or {}))
    return BeautifulSoup(convert(text, DialectPage("a/b/c/index.html")), "html.parser")


@pytest.mark.parametrize("form_id", form_ids())
@pytest.mark.parametrize("make", [zeros, missing])
def test_every_field_of_a_form_has_its_place(form_id, make):
    tables = page(record(form_id=form_id, figures=make(form_id)))
    for field in form(form_id).fields:
        assert len(tables.find_all(id=figure_anchor(field))) == 1, field


@pytest.mark.parametrize("form_id", form_ids())
def test_every_figure_stands_under_its_own_column_and_beside_its_own_row(form_id):
    numbers = {key: number(1_000 + i) for i, key in enumerate(form(form_id).fields)}
    tables = page(record(form_id=form_id, figures=numbers))
    for key, field in form(form_id).fields.items():
        (cell,) = tables.find_all("td", string=str(numbers[key].value))
        assert cell.get("id") == (f"f-{key}" if has_anchor(key) else None)
        row = cell.find_parent("tr")
        place = row.find_all(["th", "td"]).index(cell)
        header = cell.find_parent("table").thead.find_all(["th", "td"])[place]
        assert header.text == field.column.label
        if field.row.label:
            assert row.th.text.startswith(field.row.label)


def test_what_was_printed_is_shown():
    figures = figures_2021() | {"proactive.admin_fees.amount": number(10.5, "105000元")}
    tables = page(record(figures=figures))
    assert tables.find(id="f-proactive.licences.decisions").text == "1,234"
    assert tables.find(id="f-proactive.admin_fees.amount").text == "105000元"


def test_each_state_looks_different_from_zero_and_from_the_others():
    states = [
        number(0),
        Figure(state="blank", raw=""),
        Figure(state="dash", raw="/"),
        Figure(state="none", raw="无"),
        Figure(state="text", raw="见附件"),
        Figure(state="missing"),
    ]
    columns = ("natural_person", "commercial_enterprise", "research_institution",
               "public_interest_org", "legal_service_org", "other_org")  # fmt: skip
    cells = {f"requests.received.{c}": s for c, s in zip(columns, states, strict=True)}
    tables = page(record(figures=figures_2021() | cells))
    found = tables.find(id="f-requests.received.total").parent.find_all("td")[:6]
    assert [cell.text for cell in found] == ["0", "空白", "“/”", "“无”", "“见附件”", "文件中没有"]
    assert len({tuple(cell["class"]) for cell in found}) == 6
    assert all("state" in cell["class"] for cell in found[1:])


def test_a_missing_table_says_so_and_that_it_is_not_zero():
    tables = page(record(figures=missing("2021")))
    assert tables.find("table") is None
    assert "这不等于零" in tables.text


def finding(
    left: tuple[str, ...], right: tuple[str, ...], scope: str = "natural_person"
) -> Finding:
    return Finding(
        id=f"x/2022/COLUMN/{scope}", check="COLUMN", kind="implied", severity="error",
        result="fails", agency="x", year=2022, scope=scope,
        left=Side(label="总计", value=11, fields=left),
        right=Side(label="各项", value=12, fields=right),
        difference=-1,
    )  # fmt: skip


def test_of_a_sum_over_many_rows_only_the_total_is_marked():
    parts = tuple(
        f"outcomes.unable.{n}.natural_person" for n in ("not_held", "creation_required", "x")
    )
    failed = finding(("outcomes.total.natural_person",), parts)
    assert failing_cells([failed]) == {
        "outcomes.total.natural_person": "check-COLUMN-natural-person"
    }


def test_a_failing_cell_links_to_its_finding():
    failed = finding(("outcomes.total.natural_person",), ())
    row = page(record(), failing_cells([failed])).find(id="f-outcomes.total.total").parent
    (cell,) = row.find_all(class_="fails")
    assert cell is row.find("td")
    assert cell.a["href"] == f"#{anchor(failed)}"
    assert cell.a.text.startswith("11")


def test_a_failing_cell_that_is_no_number_keeps_its_words():
    figures = figures_2021() | {"review.total": Figure(state="blank", raw="")}
    cell = page(record(figures=figures), {"review.total": "check-CASES-review"}).find(
        id="f-review.total"
    )
    assert cell.text.startswith("空白")
    assert {"state", "blank", "fails"} <= set(cell["class"])


def test_no_form_no_tables():
    assert statutory_tables(record(form_id=None), {}) == []
