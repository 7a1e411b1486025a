"""The descriptions of the data: Frictionless by its own validator, DCAT, Croissant."""

from __future__ import annotations

import json
import zipfile

import pytest
from frictionless import Package, system

from generator.opendata.tables import tables


@pytest.fixture(scope="module")
def unpacked(published, tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    for one in published.made.archives:
        with zipfile.ZipFile(published.folder / one.name) as archive:
            archive.extractall(folder)
    return folder


def validated(folder):
    with system.use_context(trusted=True):
        return Package(folder / "datapackage.json").validate()


def test_the_package_is_valid(unpacked):
    report = validated(unpacked)
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:10]
    assert all(task.stats["rows"] for task in report.tasks if task.name.startswith("figures-"))


def test_a_row_that_breaks_a_rule_is_found(unpacked):
    """The validator looks: a state that there is not, an agency that is not registered."""
    path = unpacked / "contacts.csv"
    whole = path.read_bytes()
    try:
        path.write_bytes(whole + b"nobody,2021,,,,,,,,,\r\n")
        assert "foreign-key" in {row[0] for row in validated(unpacked).flatten(["type"])}
    finally:
        path.write_bytes(whole)


def test_it_says_everything_in_both_languages(published, unpacked):
    described = json.loads((unpacked / "datapackage.json").read_text("utf-8"))
    assert described["licenses"] and described["sources"]
    assert {"README.txt", "CITATION.txt", "fields.csv"} <= {
        path.name for path in unpacked.iterdir()
    }
    for resource in described["resources"]:
        assert "apostrophe" in resource["description"] and "撇号" in resource["description"]
        schema = json.loads((unpacked / resource["schema"]).read_text("utf-8"))
        for field in schema["fields"]:
            assert field["title"] and field["description"] != field["title"]
    figures = json.loads((unpacked / "schemas/figures.json").read_text("utf-8"))
    fields = {field["name"]: field for field in figures["fields"]}
    assert set(fields["state"]["constraints"]["enum"]) == {
        "number", "blank", "dash", "none", "text", "missing",
    }  # fmt: skip
    assert {key["reference"]["resource"] for key in figures["foreignKeys"]} == {
        "agencies", "corrections",
    }  # fmt: skip


def test_dcat_lists_every_file_with_its_sum(published):
    found = json.loads((published.folder / "dcat.jsonld").read_bytes())
    sums = (published.folder / "sha256sums.txt").read_text().split()
    for one in found["dcat:distribution"]:
        assert one["dcat:downloadURL"]["@id"].startswith("https://example.org/nianbao/data/")
        assert one["spdx:checksum"]["spdx:checksumValue"] in sums
    titles = {one["dct:title"] for one in found["dcat:distribution"]}
    assert {"figures-2021-64.parquet", "workbook-2021.xlsx", "gongkai-data.zip"} <= titles
    assert {one["@language"] for one in found["dct:description"]} == {"zh", "en"}


def test_croissant_names_every_column_and_no_unknown_place(published):
    found = json.loads((published.folder / "croissant.json").read_bytes())
    ids = {one["@id"] for one in found["distribution"]}
    fields = {field["@id"] for one in found["recordSet"] for field in one["field"]}
    assert {one["name"] for one in found["recordSet"]} == set(tables()) - {"wide", "comparable"}
    for one in found["recordSet"]:
        for key in one.get("key", ()):
            assert key["@id"] in fields
        for field in one["field"]:
            assert field["source"]["fileSet"]["@id"] in ids
            if "references" in field:
                assert field["references"]["field"]["@id"] in fields
    for one in found["distribution"]:
        for holder in one.get("containedIn", ()):
            assert holder["@id"] in ids
