"""A wrong telephone number: from the command that corrects it to what a reader sees."""

import csv
import subprocess
import sys

import pytest

from generator.frames import contacts
from generator.site.build import build
from generator.site.paths import project_paths
from generator.site_settings import MADE_UP, SiteSettings
from generator.store import DataFolder
from made_up import write_data
from tests.browser import rig

YEAR = 2023
RIGHT = "0951-5000001"


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """A small published site in which one number was wrong: address, agency, number before."""
    folder = tmp_path_factory.mktemp("corrected")
    write_data(folder / "data", 3, (YEAR - 1, YEAR), seed=5)
    (folder / "data" / MADE_UP).unlink()
    paths = project_paths(folder / "data", folder / "site", folder / "content", folder / "work")
    build(paths, SiteSettings(), jobs=1)
    data = DataFolder(folder / "data")
    records = map(data.read, data.paths("annual_report"))
    record = next(one for one in records if one.year == YEAR and one.contacts.phones)
    command = [
        *(sys.executable, "-m", "generator", "correct", record.agency, str(YEAR)),
        *("contacts.phones", RIGHT, "--why", "号码已经改了", "--evidence", "机关网站，虚构"),
        *("--who", "李某", "--when", "2024-02-01", "--data", str(folder / "data")),
    ]
    subprocess.run(command, check=True, cwd=rig.HOME, capture_output=True)
    build(paths, SiteSettings(), jobs=1)
    with rig.served(folder / "site") as address:
        yield address, folder, record


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_sees_the_new_number_and_that_it_was_corrected(
    corrected, open_page, show, size, javascript
):
    address, _, record = corrected
    for place in (f"agencies/{record.agency}/", f"agencies/{record.agency}/{YEAR}/"):
        page = open_page(f"{address}{place}index.html", size=size, javascript=javascript)
        phones = page.locator(".contact a[href^='tel:']").all_inner_texts()
        assert phones == [RIGHT]
        words = page.locator("main").inner_text()
        assert f"由本站更正：原来读作“{record.contacts.phones[0]}”" in words
        assert "李某，2024-02-01" in words
    show(page, "11-corrected", javascript)
    page.locator("a", has_text="看依据").click()
    page.locator("#corrections").wait_for()
    assert "机关网站，虚构" in page.locator("main").inner_text()


def test_the_card_and_the_tables_have_it_too(corrected):
    _, folder, record = corrected
    card = folder / "site" / "agencies" / record.agency / "contact.vcf"
    assert RIGHT in card.read_text("utf-8")
    with (folder / "site" / "data" / "contacts.csv").open(encoding="utf-8-sig") as stream:
        rows = {(row["agency"], row["year"]): row for row in csv.DictReader(stream)}
    assert rows[record.agency, str(YEAR)]["phones"] == RIGHT
    marked = {key: row["corrected"] for key, row in rows.items() if row["corrected"]}
    assert marked == {(record.agency, str(YEAR)): "phones"}
    frame = contacts(folder / "data").set_index(["agency", "year"])
    assert frame.loc[(record.agency, YEAR), "corrected"] == "phones"
