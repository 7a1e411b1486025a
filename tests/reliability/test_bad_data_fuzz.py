"""data/ with one wrong thing in it, drawn by chance: one line or a whole site, never a traceback."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.case_file.report_view import load_report_views
from generator.errors import BadDataError, GongkaiError
from generator.frames.gather import frames_of
from generator.pages.write import write_content
from generator.records import Figure, replace
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up import CorpusOptions, write_data
from tests.site.test_links import dead_links

FIGURE = "requests.received.total"
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(["", "x", "\u202e", "\x00", "2023-02-30", "..", "javascript:x", "2014", "-7"]),
    st.sampled_from([0, -7, 1.5, 10**30, -(10**400), 2**53, 1e308]),
    st.sampled_from([[], {}, [[]], {"a": 1}, ["<b>", "<b>"], [1, 2, 3]]),
    st.text(max_size=4),
)
CELLS = st.sampled_from(
    ["", "x", ";", "\u202e", "../x", "640500", "999999", "1e9", '"', "javascript:x", "9" * 5000]
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A data folder with every kind of file that people write in it."""
    root = tmp_path_factory.mktemp("sound")
    write_data(root, 5, (2018, 2022), seed=11, options=CorpusOptions(missing_share=0.0))
    data = DataFolder(root)
    records = list(data.reports())
    first = next(found for found in records if FIGURE in found.figures)
    other = replace(first, source=replace(first.source, sha256="e" * 64))
    data.put(other, prefer="given")
    data.put(first, prefer="given")
    (root / "corrections").mkdir()
    (root / "corrections/a.toml").write_text(
        f'[[correction]]\nagency = "{first.agency}"\nyear = {first.year}\nfigure = "{FIGURE}"\n'
        'value = 3\nraw = "3"\nreason = "r"\nevidence = "e"\nwho = "w"\nwhen = 2024-02-01\n'
        f'source_sha256 = "{first.source.sha256}"\n'
    )
    (root / "reviews.csv").write_text(
        "finding,answer,name,date,reason\n"
        f"{first.agency}/{first.year}/PERIOD,accepted_as_printed,n,2024-01-01,r\n"
    )
    (root / "register.csv").write_text(
        f"agency,year,status,date,note\n{first.agency},2012,missing,2024-01-01,n\n"
    )
    (root / "redirects.csv").write_text("from,to\nold/,agencies/\n")
    (root / "privacy_exceptions.csv").write_text(
        "kind,value,agency,name,office,reason,added_by,added_on\n"
        f"mobile,13912345678,{first.agency},n,o,r,b,2024-01-01\n"
    )
    load_report_views(data, jobs=1)
    return root


def ways(value, way=()):
    """Every way of keys and places into a JSON value."""
    yield way
    entries = value.items() if isinstance(value, dict) else ()
    entries = enumerate(value) if isinstance(value, list) else entries
    for key, inner in entries:
        yield from ways(inner, (*way, key))


def spoil_json(text: str, data) -> str:
    plain = json.loads(text)
    way = data.draw(st.sampled_from([way for way in ways(plain) if way]))
    inner = plain
    for key in way[:-1]:
        inner = inner[key]
    how = data.draw(st.sampled_from(["put", "drop", "add"]))
    if how == "put":
        inner[way[-1]] = data.draw(ODD)
    elif how == "drop":
        del inner[way[-1]]
    elif isinstance(inner, dict):
        inner[data.draw(st.sampled_from(["colour", "figures", "", "at", "v"]))] = data.draw(ODD)
    else:
        inner.append(data.draw(ODD))
    return json.dumps(plain, ensure_ascii=data.draw(st.booleans()), indent=0)


def spoil_csv(text: str, data) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    number = data.draw(st.integers(0, len(rows) - 1))
    cell = data.draw(st.integers(0, len(rows[number]) - 1))
    how = data.draw(st.sampled_from(["put", "short", "twice", "drop"]))
    if how == "put":
        rows[number][cell] = data.draw(CELLS)
    elif how == "short":
        rows[number].pop()
    elif how == "twice":
        rows.append(rows[number])
    else:
        rows.pop(number)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def spoil_lines(text: str, data) -> str:
    lines = text.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["put", "drop", "twice"]))
    if how == "put":
        key = lines[number].partition("=")[0]
        odd = ["true", "-5", "1e400", '""', '"\\u202e"', "[]", "x", "10", "2024-01-01", "nan"]
        lines[number] = f"{key}= {data.draw(st.sampled_from(odd))}"
    elif how == "drop":
        lines.pop(number)
    else:
        lines.append(lines[number])
    return "\n".join(lines)


def spoil_bytes(content: bytes, data) -> bytes:
    at = data.draw(st.integers(0, max(0, len(content) - 1)))
    odd = data.draw(
        st.sampled_from([b"", b"\x00", b"\xff", b"\xe2\x80\xae", b"\r", b'"', b"{" * 9])
    )
    return content[:at] + odd + content[at + 1 :] if data.draw(st.booleans()) else content[:at]


SPOILERS = {".json": spoil_json, ".csv": spoil_csv, ".toml": spoil_lines, ".txt": spoil_lines}


def spoil(root: Path, data) -> Path:
    """One wrong thing in one file."""
    files = sorted(p for p in root.rglob("*") if p.is_file() and p.name != "MADE-UP.txt")
    kind = data.draw(st.sampled_from(sorted({(p.suffix, p.parent == root) for p in files})))
    path = data.draw(st.sampled_from([p for p in files if (p.suffix, p.parent == root) == kind]))
    if data.draw(st.integers(0, 5)):
        path.write_text(SPOILERS[path.suffix](path.read_text("utf-8"), data), "utf-8")
    else:
        path.write_bytes(spoil_bytes(path.read_bytes(), data))
    return path


def judge(error: GongkaiError, root: Path) -> None:
    """One line in each language that names a file of the folder."""
    for lang in ("zh", "en"):
        said = error.text(lang)
        assert len(said.splitlines()) == 1, said
        assert str(root) in said, said


def spoilt(sound: Path, place: Path, data) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(sound, place)
    spoil(place, data)
    return place


OPTIONS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def read_all(root: Path) -> None:
    report_views = load_report_views(DataFolder(root), jobs=1)
    for report_view in report_views.reports.values():
        assert isinstance(report_view.record.figure(FIGURE), Figure)
    assert list(report_views.plans.values()) is not None
    assert list(report_views.findings(with_open=True)) is not None


def check_reading(sound: Path, place: Path, data) -> None:
    root = spoilt(sound, place, data)
    try:
        read_all(root)
    except GongkaiError as error:
        judge(error, root)


@settings(max_examples=40, **OPTIONS)
@given(data=st.data())
def test_one_wrong_thing_is_one_line(sound, tmp_path_factory, data):
    check_reading(sound, tmp_path_factory.getbasetemp() / "spoilt", data)


@pytest.mark.slow
@settings(max_examples=1500, **OPTIONS)
@given(data=st.data())
def test_one_wrong_thing_is_one_line_many_times(sound, tmp_path_factory, data):
    check_reading(sound, tmp_path_factory.getbasetemp() / "spoilt", data)


def check_pages(sound: Path, place: Path, data) -> None:
    """Work plans are read only when their pages are written."""
    root = spoilt(sound, place / "data", data)
    try:
        report_views = load_report_views(DataFolder(root), jobs=1)
        frames = frames_of(report_views)
        write_content(report_views, frames, place / "content", settings=SiteSettings())
    except BadDataError as error:
        judge(error, root)


@settings(max_examples=5, **OPTIONS)
@given(data=st.data())
def test_what_is_taken_makes_pages(sound, tmp_path_factory, data):
    check_pages(sound, tmp_path_factory.getbasetemp() / "pages", data)


def check_site(sound: Path, place: Path, data) -> None:
    """Refused in one line, or a site of which no page failed and no link is dead."""
    root = spoilt(sound, place / "data", data)
    paths = Paths(root, place / "content", place / "output", place / "work")
    try:
        build(paths, SiteSettings(url="https://example.org"), jobs=1)
    except BadDataError as error:
        judge(error, root)
        return
    assert dead_links(place / "output", "https://example.org") == []


@pytest.mark.slow
@settings(max_examples=30, **OPTIONS)
@given(data=st.data())
def test_what_is_taken_makes_a_whole_site(sound, tmp_path_factory, data):
    check_site(sound, tmp_path_factory.getbasetemp() / "site", data)
