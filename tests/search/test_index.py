"""The index says exactly which pages have a word, where, and nothing of what is ours."""

from __future__ import annotations

import random
from base64 import b64decode
from bisect import bisect_right

import pytest

from generator.agencies import Agency, Region, Registry
from generator.pages.search.folding import Units, fold, simplified
from generator.pages.search.postings import part_of, postings_of, searched
from generator.pages.search.slices import Member, cut
from generator.pages.search.texts import Block, Entry, entry_of
from generator.pages.search.topics import topics
from generator.records import Figure, OtherRow, Record, Section, Source, Task
from generator.site_settings import PROJECT


def unpacked(packed):
    """The positions behind a packed key, as the browser finds them."""
    place, value, shift = 0, 0, 0
    for byte in b64decode(packed + "=" * (-len(packed) % 4)):
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            place += value
            yield place
            value, shift = 0, 0


def entry(number, text, title="某局年报"):
    url = f"agencies/{number:06d}-a/2023/"
    return Entry(url, f"{number:06d}-a", 2023, "640105", "某局", title, {}, (Block("s", "", text),))


def spelled(text):
    folded = fold(text)
    units = Units(folded)
    return [folded[a:b] for a, b in zip(units.start, units.end, strict=True)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("銀川市", ["银", "川", "市"]),
        ("２０２３年ＡＢ", ["2023", "年", "ab"]),
        ("civil affairs 5G", ["civil", "affairs", "5", "g"]),
        ("共 1,234 条", ["共", "1234", "条"]),
        ("1,2", ["1", "2"]),
        ("《低保》", ["低", "保"]),
        ("", []),
        ("，。！", []),
    ],
)
def test_one_spelling_and_its_units(text, units):
    assert spelled(text) == units


def test_a_sign_is_a_gap_and_a_blank_is_none():
    assert list(Units(fold("低 保")).position) == [1, 2]
    assert list(Units(fold("低，保")).position) == [1, 3]


def test_a_traditional_character_is_that_of_opencc():
    assert simplified()["銀"] == "银"
    assert simplified()["興"] == "兴"


def pages_with(word, postings):
    """What the browser does: pairs that stand one behind the other."""
    lists = dict(zip(postings.keys, postings.packed, strict=True))
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    places = set(unpacked(lists.get(pairs[0], "")))
    for step, pair in enumerate(pairs[1:], 1):
        places &= {place - step for place in unpacked(lists.get(pair, ""))}
    return {bisect_right(postings.starts, place) - 1 for place in places}


def test_no_page_is_listed_that_lacks_the_word_and_none_is_missing():
    rng = random.Random(15)
    signs = "低保障水务局公开，。"
    texts = ["".join(rng.choices(signs, k=60)) for _ in range(50)]
    postings = postings_of([entry(n, text) for n, text in enumerate(texts)])
    for _ in range(200):
        word = "".join(rng.choices(signs[:8], k=rng.randint(2, 4)))
        assert pages_with(word, postings) == {n for n, text in enumerate(texts) if word in text}


def test_the_count_of_pages_is_that_of_the_pages():
    texts = ["低保低保", "低，保", "保低", "城乡低保"]
    postings = postings_of([entry(n, text) for n, text in enumerate(texts)])
    counts = dict(zip(postings.keys, postings.pages, strict=True))
    assert counts["低保"] == 2
    assert counts["保低"] == 2


def test_a_word_does_not_run_from_page_to_page_or_from_block_to_block():
    blocks = (Block("a", "", "城乡低"), Block("b", "", "保障"))
    one = Entry("a/", "a", 2023, "64", "局", "年报", {}, blocks)
    other = Entry("b/", "b", 2023, "64", "局", "年报", {}, (Block("a", "", "障碍"),))
    keys = postings_of([one, other]).keys
    assert "低保" not in keys
    assert "障年" not in keys


def test_single_characters_are_those_of_titles():
    keys = postings_of([entry(1, "低保", title="水务局")]).keys
    assert {"水", "务", "局"} <= set(keys)
    assert "低" not in keys


def test_numbers_and_what_stands_beside_them():
    keys = postings_of([entry(1, "2023年收到17400条")]).keys
    assert {"2023", "17400", "0年", "到0", "0条"} <= set(keys)


def test_where_a_key_lies_is_reckoned_as_in_the_browser():
    assert part_of("低保", 7) == (ord("低") * 131 + ord("保")) % 2**32 % 7


class TestWhatIsSearched:
    registry = Registry(
        [
            Agency(
                id="640105-minzheng",
                name="西夏区民政局",
                region="640105",
                level="county",
                kind="department",
                function="civil_affairs",
            )
        ],
        [Region(code="640105", name="西夏区", level="county", parent=None)],
    )

    def record(self, **changes):
        source = Source(file="made-up.txt", sha256="0" * 64, media_type="text/plain")
        kind = changes.pop("kind", "annual_report")
        return Record(kind=kind, agency="640105-minzheng", year=2023, source=source, **changes)

    def text(self, **changes):
        return searched(entry_of(self.record(**changes), self.registry))

    def test_chapters_without_the_signs_of_markdown(self):
        part = Section(
            key="other", heading="其他", text="## 小题\n\n**低**保\n\n| 甲 | 乙 |\n|---|---|"
        )
        assert "小题\n低保\n| 甲 | 乙 |" in self.text(sections=(part,))

    def test_rows_of_tables_in_which_a_figure_stands(self):
        number = Figure(value=17, state="number", raw="17")
        none = Figure(value=0, state="number", raw="0")
        figures = {"outcomes.denied.state_secret.total": number, "outcomes.granted.total": none}
        found = self.text(form="2021", figures=figures)
        assert "属于国家秘密，17" in found
        assert "予以公开" not in found
        assert "不得" not in found

    def test_tasks_of_a_plan(self):
        task = Task(
            number=1, group="一、公开", title="晒预算", text="按月", responsible=("财务科",)
        )
        found = entry_of(self.record(kind="work_plan", tasks=(task,)), self.registry)
        assert found.url == "agencies/640105-minzheng/plan-2023/"
        assert found.blocks[-1] == Block("task-1", "晒预算", "一、公开\n财务科\n按月")

    def test_filters(self):
        found = entry_of(self.record(form="2021"), self.registry).facets
        assert found["function"] == ("民政",)
        assert found["region"] == ("西夏区",)
        assert found["level"] == ("县级",)

    def test_other_rows_as_printed(self):
        row = OtherRow(table="requests", label="（六）其他处理", cells=("3", "0"))
        assert "（六）其他处理，3，0" in self.text(form="2021", other_rows=(row,))


def member(number, region="640105", year=2023):
    return Member(f"agencies/{number:06d}-a/{year}/", year, region, "digest")


class TestSlices:
    def test_a_year_that_fits_is_one_slice_newest_first(self):
        found = cut([member(1, year=2022), member(2), member(3)])
        assert list(found) == ["2023", "2022"]

    def test_a_large_year_is_cut_by_province_then_by_prefecture(self):
        regions = ["110101"] * 600 + ["640105"] * 600 + ["640200"] * 600
        found = cut([member(n, region) for n, region in enumerate(regions)])
        assert {name: len(members) for name, members in found.items()} == {
            "2023-11": 600,
            "2023-6401": 600,
            "2023-6402": 600,
        }

    def test_no_slice_is_larger_than_it_may_be(self):
        found = cut([member(n) for n in range(2500)])
        assert [len(members) for members in found.values()] == [1000, 1000, 500]


def test_topics_lead_to_departments_that_there_are():
    from generator.departments import departments

    found = topics()
    assert set(found["offices"]) <= set(departments())
    assert "低保" in found["offices"]["civil_affairs"]
    assert "不予公开" in found["terms"]["glossary/#outcomes"]
    guide = (PROJECT / "content" / "pages" / "guide.md").read_text("utf-8")
    anchors = {a.partition("#")[2] for a in found["terms"] if a.startswith("guide")}
    assert anchors
    assert all(f"{{#{anchor}}}" in guide for anchor in anchors)
