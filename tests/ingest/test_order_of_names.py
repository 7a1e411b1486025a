"""Agencies and readings that lean on one another: their order decides nothing. All invented (虚构)."""

from __future__ import annotations

import json
import random
import shutil
from itertools import permutations, zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import record_json
from generator.agencies import Registry, load_registry
from generator.ingest import proposals
from generator.ingest.proposals import Proposals
from generator.ingest.run import IngestOptions, ingest
from generator.ingest.summary import Summary
from tests.ingest.test_order import REPOSITORY, Stop, tree

BODY = (
    "\n\n一、总体情况\n\n{year}年一切都是编造的。\n\n二、主动公开政府信息情况\n\n无。"
    "\n\n三、收到和处理政府信息公开申请情况\n\n无。"
    "\n\n四、政府信息公开行政复议、行政诉讼情况\n\n无。\n\n{end}\n"
)
# A title, what stands at the end, the year: names that lean on one another.
DOCUMENTS = {
    "sounds-a": ("中卫市水务局", "", 2021),
    "sounds-b": ("中卫市税务局", "", 2021),
    "sounds-c": ("海原县红山镇人民政府", "", 2021),
    "sounds-d": ("海原县洪山镇人民政府", "", 2021),
    "sounds-e": ("中卫市虚构景区管理中心", "", 2021),
    "sounds-f": ("中卫市虚构警区管理中心", "", 2021),
    "short-a": ("中卫市发改委", "", 2021),
    "short-b": ("中卫市发展和改革委员会", "", 2022),
    "words-a": ("中卫市虚构和样例局", "", 2021),
    "words-b": ("宁夏回族自治区中卫市虚构样例局", "", 2022),
    "place-a": ("红山镇人民政府", "地址：海原县红山镇1号", 2022),
    "place-b": ("红山镇人民政府", "海原县人民政府办公室", 2023),
    "lesser-a": ("海原县人民政府办公室", "", 2021),
    "lesser-b": ("海原县虚构镇人民政府", "海原县人民政府办公室", 2022),
    "lesser-c": ("虚构镇人民政府", "海原县人民政府办公室", 2023),
    "ambiguous-a": ("南京市鼓楼区民政局", "", 2021),
    "ambiguous-b": ("鼓楼区民政局", "", 2022),
    "inside-a": ("国家统计局中卫调查队", "地址：中卫市虚构路1号", 2021),
    "inside-b": ("国家统计局中卫调查队", "", 2022),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for name, (agency, end, year) in DOCUMENTS.items():
        text = f"{agency}{year}年政府信息公开工作年度报告{BODY.format(year=year, end=end)}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def new_data(place: Path) -> Path:
    data = place / "data"
    data.mkdir(parents=True)
    shutil.copy(REPOSITORY / "data/regions.csv", data)
    header = (REPOSITORY / "data/agencies.csv").read_text(encoding="utf-8").splitlines()[0]
    (data / "agencies.csv").write_text(header + "\n", encoding="utf-8")
    return data


def run(data: Path, files: list[Path], stop: int | None = None, **more: object) -> Summary:
    options = IngestOptions(
        data, accepts_proposals=True, journal=data.parent / "journal.jsonl", **more
    )
    if stop is not None:
        assert ingest(files, options, seen=Stop(stop)).is_stopped
    return ingest(files, options)


@pytest.fixture(scope="module")
def whole(made, tmp_path_factory) -> dict[str, bytes]:
    data = new_data(tmp_path_factory.mktemp("whole"))
    run(data, sorted(made.iterdir()))
    return tree(data)


def test_which_agency_each_document_belongs_to(whole):
    """The expectation is what the documents call themselves."""
    names = [json.loads(text)["agency_name"] for name, text in whole.items() if "/" in name]
    assert sorted(set(names)) == sorted(
        {
            "中卫市水务局", "中卫市税务局", "海原县红山镇人民政府", "海原县洪山镇人民政府",
            "中卫市虚构景区管理中心", "中卫市虚构警区管理中心", "中卫市发展和改革委员会", "中卫市虚构样例局",
            "海原县人民政府办公室", "海原县虚构镇人民政府", "鼓楼区民政局", "国家统计局中卫调查队",
        }
    )  # fmt: skip


def groups(made: Path) -> list[list[Path]]:
    """The documents that lean on one another."""
    files = sorted(made.iterdir())
    names = sorted({file.name.partition("-")[0] for file in files})
    return [[file for file in files if file.name.startswith(name)] for name in names]


@pytest.mark.parametrize("step", [1, -1])
def test_separate_runs_forwards_and_backwards_give_the_same_bytes(made, whole, tmp_path, step):
    """Each run reads one document of each group."""
    data = new_data(tmp_path)
    for files in zip_longest(*(group[::step] for group in groups(made))):
        run(data, [file for file in files if file])
    assert tree(data) == whole


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 9))]
)
def test_runs_cut_and_stopped_anywhere_give_the_same_bytes(made, whole, tmp_path, seed):
    chance = random.Random(seed)
    files = chance.sample(sorted(made.iterdir()), len(DOCUMENTS))
    data = new_data(tmp_path)
    while files:
        count = chance.randrange(4, 9)
        now, files = files[:count], files[count:]
        run(data, now, stop=chance.randrange(len(now)))
    assert tree(data) == whole


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry([], load_registry(REPOSITORY / "data").regions.values())


names = st.lists(
    st.builds(
        str.__add__,
        st.text("红洪虹景警井水税", min_size=1, max_size=3),
        st.sampled_from(
            ["局", "委员会", "镇", "镇人民政府", "街道办事处", "中心", "务局", "和水局"]
        ),
    ),
    min_size=2,
    max_size=8,
    unique=True,
)


@settings(deadline=None, max_examples=60)
@given(names=names, seed=st.integers(0, 10**6))
def test_an_id_depends_on_the_name_alone(registry, names, seed):
    """Names that sound alike, in two orders."""
    shuffled = random.Random(seed).sample(names, len(names))
    found = []
    for order in (names, shuffled):
        known = Proposals(registry)
        found.append({name: known.propose(name, "640522") for name in order})
    assert found[0] == found[1]


def test_an_id_that_another_agency_has_waits_for_a_person(made, tmp_path, monkeypatch):
    """Two marks in 65,536 are alike: then neither a number nor the order decides."""
    monkeypatch.setattr(proposals, "_mark", lambda _: "0000")
    data = new_data(tmp_path)
    files = [made / "sounds-c.txt", made / "sounds-d.txt"]
    summary = run(data, files)
    first, second = (file.outcomes[0] for file in summary.files)
    assert first.status == "new"
    assert (second.status, second.problem.code) == ("proposed", "ingest.id_taken")
    for lang in ("zh", "en"):
        said = second.problem.text("d.txt", lang)
        assert "海原县洪山镇人民政府" in said and "海原县红山镇人民政府" in said
    assert len(load_registry(data).agencies) == 1
    assert run(data, files).files[1].outcomes == (second,)


def test_usual_departments_have_the_ids_of_the_custom(registry):
    known = Proposals(registry)
    ids = {
        "中卫市民政局": "640500-minzheng", "中卫市税务局": "640500-shuiwu", "中卫市人民政府": "640500-zhengfu",
        "中卫市教育和体育局": "640500-jiaoyuhetiyu", "中卫市残联": "640500-canlian",
    }  # fmt: skip
    assert {name: known.propose(name, "640500").id for name in ids} == ids
    marked = known.propose("中卫市水务局", "640500")
    assert marked.id.startswith("640500-shuiwu-")


def several(folder: Path, count: int) -> list[Path]:
    """Documents of one agency and year."""
    folder.mkdir()
    for number in range(count):
        text = f"中卫市民政局2021年政府信息公开工作年度报告{BODY.format(year=2021, end=f'第{number}稿')}"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("is_stopped", [False, True])
def test_of_several_given_at_once_the_documents_decide(tmp_path, is_stopped):
    first, *files = several(tmp_path / "in", 4)
    found = []
    for number, order in enumerate([files, files[::-1]]):
        data = new_data(tmp_path / str(number))
        run(data, [first])
        summary = run(data, order, stop=1 if is_stopped else None, prefer="given")
        assert not summary.is_bad
        found.append(tree(data))
    assert found.count(found[0]) == len(found)
    current = json.loads(found[0]["reports/640500-minzheng/2021.json"])
    assert current["source"]["file"] in {file.name for file in files}


def test_readings_of_one_document_in_any_order_give_the_same_bytes(tmp_path):
    """The document, its reading, and two that somebody corrected otherwise."""
    (document,) = several(tmp_path / "in", 1)
    data = new_data(tmp_path / "read")
    run(data, [document])
    record = json.loads((data / "reports/640500-minzheng/2021.json").read_bytes())
    readings = [document]
    for number, title in enumerate(["甲", "乙"]):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(record | {"title": title}, ensure_ascii=False) + "\n")
        readings.append(path)
    registry = (data / "agencies.csv").read_bytes()
    found, said = [], []
    for number, order in enumerate(permutations(readings)):
        data = new_data(tmp_path / str(number))
        (data / "agencies.csv").write_bytes(registry)
        said.append(run(data, list(order), stop=number % 3))
        found.append(tree(data))
    assert found.count(found[0]) == len(found)
    kept = record_json.decode(found[0]["reports/640500-minzheng/2021.json"])
    assert kept.title in ("甲", "乙")
    codes = [
        [out.problem.code for file in one.files for out in file.outcomes if out.problem]
        for one in said
    ]
    assert codes == [["ingest.read_otherwise"]] * len(said)
