"""One agency, one id: however its name is written, and only then. All invented (虚构)."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.agencies import Region, Registry, load_registry
from generator.agency_names import agency_key, usual_name
from generator.ingest.proposals import Proposals
from generator.ingest.run import IngestOptions, ingest
from generator.parsing.identity.regions import by_phones, region_index
from tests.parsing.golden import parse

REPOSITORY = Path(__file__).resolve().parents[2]
PERIOD = "统计期限自2023年1月1日起至2023年12月31日止。"
CHAPTERS = "\n\n一、总体情况\n\n2023年一切都是编造的。\n\n二、主动公开政府信息情况\n\n无。\n"
# A name in full and in short. No two of them are one body.
NAMES = [
    ("发展和改革局", "发改局"), ("教育局", "教育局"), ("教育和体育局", "教体局"), ("科学技术局", "科技局"),
    ("工业和信息化局", "工信局"), ("民政局", "民政局"), ("司法局", "司法局"), ("财政局", "财政局"),
    ("人力资源和社会保障局", "人社局"), ("自然资源和规划局", "自规局"), ("住房和城乡建设局", "住建局"),
    ("交通运输局", "交通局"), ("水利局", "水利局"), ("水务局", "水务局"), ("税务局", "税务局"),
    ("农业农村局", "农业农村局"), ("文化和旅游局", "文旅局"), ("卫生健康局", "卫健局"), ("应急管理局", "应急局"),
    ("市场监督管理局", "市场监管局"), ("医疗保障局", "医保局"), ("审计局", "审计局"), ("统计局", "统计局"),
    ("人民政府", "政府"), ("人民政府办公室", "政府办"), ("虚构镇人民政府", "虚构镇"), ("和构镇人民政府", "和构镇"),
    ("构镇人民政府", "构镇"), ("样例街道办事处", "样例街道"), ("残疾人联合会", "残联"), ("林业和草原局", "林草局"),
]  # fmt: skip


@dataclass(frozen=True)
class Made:
    region: Region
    city: str
    full: str
    short: str
    phone: str

    def ways(self) -> Iterator[str]:
        """With and without the city, with the suffix of the body itself, in short."""
        yield f"{self.region.name}{self.full}"
        yield f"{self.city}{self.region.name}{self.full}"
        yield f"{self.city}{self.region.name}{self.full}机关"
        yield f"{self.region.name}{self.short}"


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The country's regions and no agency."""
    return Registry([], load_registry(REPOSITORY / "data").regions.values())


def made(registry: Registry, count: int, seed: int) -> list[Made]:
    from generator.parsing.identity.regions import area_codes

    areas = {code: area for area, codes in sorted(area_codes().items()) for code in codes}
    chance = random.Random(seed)
    counties = [
        r for r in registry.regions.values() if r.level == "county" and r.status == "current"
    ]
    chance.shuffle(counties)
    found = []
    for region in counties:
        above = registry.path(region.code)[:-1]
        area = next((areas[r.code] for r in (region, *reversed(above)) if r.code in areas), None)
        phone = f"{area}-7000001"
        if area and by_phones((phone,)):
            found += [Made(region, above[-1].name, full, short, phone) for full, short in NAMES]
        if len(found) >= count:
            return found[:count]
    raise AssertionError("too few counties")


def propose(agencies: list[Made], registry: Registry, seed: int) -> dict[str, set[Made]]:
    """Which agencies each proposed id stands for, the documents in any order."""
    written = [(agency, way) for agency in agencies for way in agency.ways()]
    random.Random(seed).shuffle(written)
    proposals = Proposals(registry)
    ids: dict[str, set[Made]] = {}
    for agency, way in written:
        title = f"{way}2023年政府信息公开工作年度报告"
        contact = f"请与{agency.city}{agency.region.name}{agency.full}联系，电话：{agency.phone}。"
        record = parse(f"{title}\n\n{PERIOD}{contact}{CHAPTERS}", registry)
        proposed = proposals.propose(record.agency_name, record.region)
        assert proposed is not None, (way, record.agency_name, record.region)
        ids.setdefault(proposed.id, set()).add(agency)
    return ids


def check(count: int, seed: int, registry: Registry) -> None:
    agencies = made(registry, count, seed)
    ids = propose(agencies, registry, seed)
    assert [sorted(a.full for a in wrong) for wrong in ids.values() if len(wrong) > 1] == []
    split = Counter(agency for found in ids.values() for agency in found)
    assert [agency for agency, number in split.items() if number > 1] == []
    assert len(ids) == count
    assert ids.keys() == propose(agencies, registry, seed + 1).keys()


def test_agencies_written_in_four_ways_are_joined_and_no_others(registry):
    check(120, 5, registry)


@pytest.mark.slow
def test_two_thousand_agencies_written_in_four_ways(registry):
    check(2000, 11, registry)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发改局", "发展和改革局"), ("发改委", "发展改革委员会"), ("民政局机关", "民政局"), ("民政局(机关)", "民政局"),
        ("政府办", "人民政府办公室"), ("", "人民政府"), ("人力资源社会保障局", "人力资源和社会保障局"),
        ("自然资源与规划局", "自然资源和规划局"), ("人民政府信访局", "信访局"), ("石桥镇", "石桥镇人民政府"),
        ("国资委", "人民政府国有资产监督管理委员会"), ("管委会", "管理委员会"),
    ],
)  # fmt: skip
def test_names_of_one_agency(one, other):
    assert agency_key(one) == agency_key(other)
    assert usual_name(one) == usual_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("水务局", "税务局"), ("水务局", "水利局"), ("教育局", "教育和体育局"), ("发展和改革局", "发展和改革委员会"),
        ("和顺镇", "顺镇"), ("民政局", "民族局"), ("人民政府", "人民政府办公室"), ("县委", "委员会"), ("城管局", "城建局"),
        ("财政局", "财政金融局"), ("公安局", "公安局交通警察支队"), ("第一中学", "中学"), ("机关事务管理局", "事务管理局"),
    ],
)  # fmt: skip
def test_names_of_two_agencies(one, other):
    assert agency_key(one) != agency_key(other)


def test_a_run_says_what_it_joined_and_on_what_ground(tmp_path):
    data, inbox = tmp_path / "data", tmp_path / "in"
    data.mkdir()
    inbox.mkdir()
    for name in ("agencies.csv", "regions.csv"):
        shutil.copy(REPOSITORY / "data" / name, data)
    titles = {
        "a": "宁夏回族自治区中卫市民政局", "b": "中卫市民政局机关", "c": "中卫市教育局", "d": "中卫市教体局",
        "e": "中卫市民政局", "f": "中卫市水务局", "g": "中卫市税务局",
    }  # fmt: skip
    for number, (name, agency) in enumerate(titles.items()):
        text = f"{agency}{2015 + number}年政府信息公开工作年度报告\n\n本局编制。{CHAPTERS}"
        text += "\n\n三、收到和处理政府信息公开申请情况\n\n无。\n\n四、政府信息公开行政复议、行政诉讼情况\n\n无。\n"
        (inbox / f"{name}.txt").write_text(
            text.replace("2023", str(2015 + number)), encoding="utf-8"
        )
    options = IngestOptions(data, accepts_proposals=True, journal=tmp_path / "journal.jsonl")
    summary = ingest([inbox], options)
    outcomes = {Path(file.file).stem: file.outcomes[0] for file in summary.files}
    grounds = {name: o.joined.code if o.joined else None for name, o in outcomes.items()}
    assert outcomes["a"].agency == outcomes["b"].agency == outcomes["e"].agency == "640500-minzheng"
    assert (grounds["a"], grounds["b"], grounds["e"]) == (
        "ingest.joined_place",
        "ingest.joined_words",
        None,
    )
    assert outcomes["c"].agency == "640500-jiaoyu"
    assert outcomes["d"].agency not in (None, "640500-jiaoyu")
    assert grounds["d"] == "ingest.beside"
    assert outcomes["f"].agency != outcomes["g"].agency
    assert region_index(load_registry(data)).leading("中卫市民政局")[1] == "民政局"


@pytest.mark.parametrize("length", [24, 25, 90])
def test_a_long_name_is_proposed_with_an_id_that_the_registry_takes(registry, tmp_path, length):
    """Two agencies whose names differ in their last letter alone keep two ids."""
    proposals = Proposals(registry)
    names = [f"中卫市{'创' * (length - 1)}{last}局" for last in "建见"]
    found = [proposals.propose(name, "640500") for name in names]
    for name in ("regions.csv", "agencies.csv"):
        shutil.copy(REPOSITORY / "data" / name, tmp_path)
    rows = "".join(f"{one.id},{one.name},640500,prefecture,department,,,,,,,,\n" for one in found)
    with (tmp_path / "agencies.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    assert {one.id for one in found} <= load_registry(tmp_path).agencies.keys()
    assert len({one.id for one in found}) == 2
