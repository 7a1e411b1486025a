"""Pictures for sharing: one an agency, region and year, with its name; nothing runs over."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from generator.forms import form_in_force
from generator.frames.summaries import PlaceSummary, Total
from generator.pages.parts.facts import Facts
from generator.pages.parts.share_card import agency_card, summary_card
from generator.site.build import BuildOptions, build
from generator.site.files import fonts, pictures
from generator.site.files.picture_strip import labels, layout
from generator.site.files.pictures import PictureSubject, png
from generator.site_settings import SiteSettings
from made_up.data import write_data
from tests.site.conftest import URL, folders

LONG = "新疆维吾尔自治区巴音郭楞蒙古自治州和静县人力资源和社会保障局劳动保障监察执法大队"
CARD = {
    "year": "2025 年政府信息公开年度报告",
    "numbers": [["新收", "398575812"], ["公开或部分公开", "1234（5 份里 3 份有数字）"], ["结转下年", "0"]],
    "about": "新收（件），同一格式的各年",
    "bars": [[f"{2020 + at}", value, f"{value}"] for at, value in enumerate((0, 398575812, 5, 1, 2, 9))],
}  # fmt: skip


def drawn(name: str, card: dict = CARD) -> Image.Image:
    return Image.open(BytesIO(png(PictureSubject("x.png", name, card), "阳光年报"))).convert("L")


def boxes(image: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int] | None:
    """The box of all that is not paper between two heights."""
    return image.crop((0, top, 1200, bottom)).point(lambda grey: 255 - grey).getbbox()


def test_each_agency_region_and_year_has_one_and_reports_show_their_agency(addressed):
    named = {}
    for file in sorted(addressed.output.rglob("*.html")):
        address = file.relative_to(addressed.output).as_posix()
        tag = BeautifulSoup(file.read_text("utf-8"), "lxml").find("meta", property="og:image")
        if tag:
            named[address] = tag["content"].removeprefix(f"{URL}/")
    for address, picture in named.items():
        whose = "/".join(address.split("/")[:2])
        assert picture == f"og/{whose}.png"
    assert {address.split("/")[0] for address in named} == {"agencies", "regions", "years"}
    reports = [address for address in named if address.count("/") == 3]
    assert len(reports) > len({address.split("/")[1] for address in reports}) > 1
    files = {
        file.relative_to(addressed.output).as_posix()
        for file in addressed.output.rglob("og/**/*.png")
    }
    assert files == set(named.values())
    for file in files:
        with Image.open(addressed.output / file) as image:
            assert image.size == (1200, 630)
        assert (addressed.output / file).stat().st_size < 40_000


def test_a_picture_shows_its_name_and_numbers():
    first = drawn("中卫市民政局")
    assert boxes(first, 12, 630) != boxes(Image.new("L", (1200, 630), 255), 12, 630)
    for other in (
        drawn("中卫市教育局"),
        drawn("中卫市民政局", CARD | {"year": "2024 年政府信息公开年度报告"}),
        drawn("中卫市民政局", CARD | {"numbers": [["新收", "7"], *CARD["numbers"][1:]]}),
        drawn("中卫市民政局", CARD | {"bars": CARD["bars"][:3]}),
    ):
        assert other.tobytes() != first.tobytes()


def test_forty_characters_stand_within_the_margins():
    assert len(LONG) == 40
    left, _, right, _ = boxes(drawn(LONG), 14, 200)
    assert left >= 55
    assert right <= 1142
    last_line = drawn(LONG, CARD | {"year": "", "numbers": [], "bars": []})
    assert boxes(last_line, 96, 160) is not None  # the second line is there
    assert drawn(LONG).tobytes() != drawn(LONG[:-1] + "站").tobytes()  # to its last letter


def test_a_longer_name_is_cut_with_a_sign():
    lines = pictures._lines("长" * 90, lambda _: 46.0, 1080)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_numbers_stand_apart_and_bars_within_the_picture():
    image = drawn("中卫市民政局", CARD | {"numbers": [["新收", "398575812"]] * 3})
    columns = [image.crop((0, 200, 1200, 270)).crop((x, 0, x + 1, 70)) for x in range(1200)]
    is_paper = [column.getextrema()[0] == 255 for column in columns]
    for gap in (400, 760):
        assert all(is_paper[gap : gap + 16]), gap
    _, _, right, _ = boxes(image, 330, 560)
    assert right < 1150


def test_a_bar_is_as_long_as_its_number():
    card = CARD | {"bars": [["2024", 100, ""], ["2025", 25, ""]]}
    with Image.open(BytesIO(png(PictureSubject("x", "甲", card), ""))) as image:
        row = [[image.getpixel((x, y)) for x in range(1200)] for y in (350, 384)]
    long, short = row[0].count(pictures._PALE), row[1].count(pictures._BAR)
    assert long == pytest.approx(4 * short, abs=3)


def test_bars_of_nothing_but_zeros_keep_their_caption():
    zeros = CARD | {"bars": [["2024", 0, "0"], ["2025", 0, "0"]]}
    right = boxes(drawn("甲", zeros), 560, 610)[2]
    assert right > 1000
    with Image.open(BytesIO(png(PictureSubject("x", "甲", zeros), ""))) as image:
        assert image.getpixel((145, 350)) not in (pictures._BAR, pictures._PALE)


def test_the_same_content_gives_the_same_bytes():
    subject = PictureSubject("x", "甲", CARD)
    assert png(subject, "站") == png(subject, "站")


def fact(year: int, form: str, received: int | None) -> Facts:
    return Facts("a", year, form, "own", None, received, None, None, 2, None, None, 0)


def test_the_card_of_an_agency_says_what_was_printed():
    assert agency_card([]) == {}
    facts = [fact(2018, "2014", 900), fact(2021, "2021", 4), fact(2022, "2021", None)]
    card = agency_card(facts)
    assert card["year"].startswith("2022")
    assert [value for _, value in card["numbers"]] == ["无数字", "无数字", "2"]
    assert card["bars"] == [["2021", 4, "4"], ["2022", None, "无数字"]]


def test_a_sum_with_missing_numbers_says_so_and_has_no_bar():
    assert form_in_force(2022) == form_in_force(2023)
    card = summary_card(
        {
            2022: PlaceSummary(2, {"received": Total(9, 2)}),
            2023: PlaceSummary(3, {"received": Total(5, 2), "carried_over": Total(0, 3)}),
        }
    )
    assert [value for _, value in card["numbers"]] == ["5（3 份里 2 份有数字）", "无数字", "0"]
    assert card["bars"] == [["2022", 9, "9"], ["2023", None, "无数字"]]


def test_a_picture_is_drawn_again_only_for_what_it_shows(tmp_path, monkeypatch):
    paths = folders(tmp_path)
    write_data(paths.data, 4, (2021, 2023), seed=3)
    seen = []

    def counted(subject: PictureSubject, site_name: str) -> bytes:
        seen.append(subject.name)
        return f"{subject} {site_name}".encode()

    monkeypatch.setattr("generator.site.files.pictures.png", counted)
    build(paths, SiteSettings(url=URL), jobs=1)
    count = len(seen)
    assert count
    build(paths, SiteSettings(url="https://example.org/elsewhere"), jobs=1)
    assert len(seen) == count
    build(paths, SiteSettings(url=URL, name="别的名字"), jobs=1)
    assert len(seen) == 2 * count


def test_without_a_chinese_font_pages_name_no_picture(tmp_path, monkeypatch):
    paths = folders(tmp_path)
    write_data(paths.data, 2, (2022, 2022), seed=3)
    monkeypatch.setattr(fonts, "faces", lambda: None)
    told = []
    build(paths, SiteSettings(url=URL), jobs=1, options=BuildOptions(notice=told.append))
    assert any("字体" in error.text() for error in told)
    assert not (paths.output / "og").exists()
    assert not any("og:image" in file.read_text("utf-8") for file in paths.output.rglob("*.html"))


def test_a_font_without_chinese_letters_is_no_chinese_font(monkeypatch):
    plain, _ = fonts.faces()
    assert fonts._has_chinese(plain)
    latin = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if latin.exists():
        assert not fonts._has_chinese(fonts.Face(str(latin), 0))
    assert not fonts._has_chinese(fonts.Face(__file__, 0))


MANY = "2006:" + ",".join(f"{1234567 + n}/10/5/2" for n in range(20))


@pytest.mark.parametrize("code", ["2025:7/7/3/2", "2021:5,5,5,5", "2021:0;0,x,-", MANY])
def test_a_strip_stands_within_the_picture(code):
    image = drawn(LONG, CARD | {"strip": code, "bars": []})
    left, _, right, _ = boxes(image, 330, 575)
    assert left >= 55
    assert right <= 1145
    assert boxes(image, 575, 630)[3] < 50  # the words below it are above the edge


def test_a_strip_has_the_years_parts_in_their_colours():
    with Image.open(
        BytesIO(png(PictureSubject("x", "甲", CARD | {"strip": "2024:8/8/4/2,4"}), ""))
    ) as image:
        first = [image.getpixel((70, y)) for y in range(360, 534)]
        second = [image.getpixel((175, y)) for y in range(360, 534)]
    inks = pictures._INKS
    assert first.count(inks["granted"]) == pytest.approx(2 * first.count(inks["denied"]), abs=2)
    assert first.count(inks["denied"]) == pytest.approx(first.count(inks["other"]), abs=2)
    assert second.count(inks["received"]) == pytest.approx(2 * first.count(inks["denied"]), abs=2)


def test_numbers_without_room_are_left_out_whole():
    def fitting(words: str, size: int, room: float) -> int | None:
        return size if 12 * len(words) <= room else None

    few, many = (
        [label.words for label in labels(layout(code, 60, 1140), fitting)]
        for code in ("2024:1234567,3", MANY)
    )
    assert few == ["2024", "1234567", "2025", "3"]
    assert many == [f"{year}" for year in range(2006, 2026)]


def test_an_agencys_card_has_its_strip_in_place_of_bars():
    card = agency_card([fact(2022, "2021", 4)], "2022:4")
    assert card["strip"] == "2022:4"
    assert card["bars"] == []
    assert "橙色为不予公开" in card["about"]
