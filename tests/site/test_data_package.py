"""The downloads as a data package, held against its own schema by the field's validator."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile

import pytest
from frictionless import Package, system

from generator.store import DataFolder


@pytest.fixture(scope="module")
def package(plain, tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(plain.output / "data" / "gongkai-data.zip") as archive:
        archive.extractall(folder)
    return folder


def test_the_package_is_valid(package):
    with system.use_context(trusted=True):
        report = Package(package / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:10]
    assert all(task.stats["rows"] for task in report.tasks if task.name == "reports-2021-form-2021")


def test_it_says_whose_it_is_and_under_what_licence(package):
    described = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert described["licenses"]
    assert described["resources"]
    assert "README.md" in {path.name for path in package.iterdir()}


def test_every_figure_of_every_record_stands_in_the_long_tables(plain):
    """As printed, with its state: nothing is left out and a blank is not a zero."""
    stored = {}
    for record in DataFolder(plain.data).reports():
        for field, figure in record.figures.items():
            stored[(record.agency, str(record.year), field)] = (figure.state, figure.raw or "")
    found = {}
    for file in (plain.output / "data").glob("figures-*.csv.gz"):
        text = gzip.decompress(file.read_bytes()).decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text)):
            key = (row["agency"], row["year"], row["field"])
            assert key not in found
            found[key] = (row["state"], row["raw"])
            if row["state"] != "number":
                assert row["value"] == ""
    missing = {key for key in stored if stored[key][0] != "missing"} - set(found)
    assert not missing
    assert {key: found[key] for key in found} == {key: stored[key] for key in found}
