"""What people type, and a page that must be among the first ten: kind, query, address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.case_file.report_view import ReportViews

Query = tuple[str, str, str]

# Names as they stand, short names, places with a matter; each with the agency meant.
_NAMES = {
    "西夏区民政局": "640105-minzheng",
    "西夏民政": "640105-minzheng",
    "银川西夏民政": "640105-minzheng",
    "吴忠市": "640300-zhengfu",
    "兴庆区教育局": "640104-jiaoyu",
    "兴庆教育": "640104-jiaoyu",
    "宁夏民政厅": "640000-minzheng",
    "银川市教育局": "640100-jiaoyu",
    "银川教育局": "640100-jiaoyu",
    "平罗县民政局": "640221-minzheng",
    "平罗民政": "640221-minzheng",
    "盐池公安": "640323-gongan",
    "灵武财政局": "640181-caizheng",
    "吴忠交通": "640300-jiaotong",
    "贺兰财政": "640122-caizheng",
    "民政局 金凤": "640106-minzheng",
    "民政 西夏": "640105-minzheng",
    "石嘴山市人社": "640200-renshe",
    "石嘴山人力资源": "640200-renshe",
    "永宁县乡村振兴局": "640121-xiangcun",
}
_TRADITIONAL = {
    "銀川市教育局": "640100-jiaoyu",
    "興慶區民政局": "640104-minzheng",
    "西夏區民政局": "640105-minzheng",
    "平羅縣民政局": "640221-minzheng",
    "吳忠市交通運輸局": "640300-jiaotong",
    "靈武市財政局": "640181-caizheng",
    "鹽池縣公安局": "640323-gongan",
    "賀蘭縣財政局": "640122-caizheng",
}
_SIGNS = {
    "《西夏区民政局》": "640105-minzheng",
    "“银川市教育局”": "640100-jiaoyu",
    "西夏区民政局。": "640105-minzheng",
    "　西夏区民政局　": "640105-minzheng",
    "【平罗县民政局】": "640221-minzheng",
    "西夏区·民政局": "640105-minzheng",
    "ＸＸＱＭＺＪ": "640105-minzheng",
}
_YEARS = {
    "西夏区民政局2023年报": ("640105-minzheng", 2023),
    "2023年西夏区民政局": ("640105-minzheng", 2023),
    "西夏区民政局 2024": ("640105-minzheng", 2024),
    "银川市教育局2025年度报告": ("640100-jiaoyu", 2025),
    "平罗县民政局２０２４年年报": ("640221-minzheng", 2024),
    "灵武财政2023年政府信息公开年报": ("640181-caizheng", 2023),
    "宁夏民政厅 2023 工作年报": ("640000-minzheng", 2023),
    "盐池公安2025": ("640323-gongan", 2025),
}
_LETTERS = {
    "xxqmzj": "640105-minzheng",
    "xxmz": "640105-minzheng",
    "xxmzj": "640105-minzheng",
    "ycjy": "640100-jiaoyu",
    "ycsjyj": "640100-jiaoyu",
    "plmz": "640221-minzheng",
    "lwcz": "640181-caizheng",
    "ycxga": "640323-gongan",
    "xixiaminzheng": "640105-minzheng",
    "xixiaquminzhengju": "640105-minzheng",
    "yinchuanjiaoyu": "640100-jiaoyu",
    "pingluo minzheng": "640221-minzheng",
    "wuzhong jiaotong": "640300-jiaotong",
}
_MISTAKES = {
    "xixiaqumingzhengju": "640105-minzheng",
    "xixiaquminzenju": "640105-minzheng",
    "yingchuanshijiaoyuju": "640100-jiaoyu",
    "pingluoxianmingzhengju": "640221-minzheng",
    "wuzongshijiaotongyunshuju": "640300-jiaotong",
    "lingwushicaizhenju": "640181-caizheng",
    "西夏区民证局": "640105-minzheng",
    "银川市教肓局": "640100-jiaoyu",
}
_ENGLISH = {
    "Yinchuan Civil Affairs": "640100-minzheng",
    "civil affairs Xixia": "640105-minzheng",
    "Xixia District Civil Affairs Bureau": "640105-minzheng",
    "Yinchuan Education": "640100-jiaoyu",
    "Lingwu finance": "640181-caizheng",
    "Wuzhong transport": "640300-jiaotong",
}
_BESIDE = {
    "西夏区民政局 电话": "640105-minzheng",
    "西夏区民政局的联系方式": "640105-minzheng",
    "银川市教育局地址": "640100-jiaoyu",
    "平罗县民政局传真": "640221-minzheng",
}
_MATTERS = {
    "西夏区 低保": "640105-minzheng",
    "平罗县养老": "640221-minzheng",
    "银川市殡葬": "640100-minzheng",
    "兴庆区 入学": "640104-jiaoyu",
    "金凤区 养老院": "640106-minzheng",
    "盐池县 户口": "640323-gongan",
    "灵武市 预算": "640181-caizheng",
    "吴忠市 公交": "640300-jiaotong",
    "石嘴山市 社保": "640200-renshe",
}
_TERMS = {
    "不予公开": "glossary/#outcomes",
    "不予公开是什么意思": "glossary/#outcomes",
    "无法提供": "glossary/#outcomes",
    "补正": "glossary/#terms",
    "予以公开": "glossary/#outcomes",
    "信息处理费": "guide/#fees",
    "怎么申请": "guide/#write",
    "答复期限": "guide/#wait",
}
# Words of the text, each with the agency whose report for 2023 has them.
_TEXTS = {
    "城乡低保": "640105-minzheng",
    "低保": "640105-minzheng",
    "低保 发放": "640105-minzheng",
    "按月发放": "640105-minzheng",
    "“城乡低保按月”": "640105-minzheng",
    "低于上年": "640104-jiaoyu",
    "医保": "640104-jiaoyu",
    "水务和医保": "640104-jiaoyu",
    "水務和醫保": "640104-jiaoyu",
    "水务局的牌子": "640181-jiaoyu",
    "供水单位": "640181-jiaoyu",
    "水价": "640181-jiaoyu",
    "人居环境": "640100-zhengfu",
    "农村人居环境整治": "640100-zhengfu",
    "人居环境 行政复议": "640100-zhengfu",
    "三公经费": "640200-caizheng",
    "12345.6": "640200-caizheng",
    "１２，３４５．６万元": "640200-caizheng",
    "演财发〔2023〕8号": "640200-caizheng",
    "演财发[2023]8号": "640200-caizheng",
}


def queries(report_views: ReportViews) -> Iterator[Query]:
    """All of them; titles and numbers come from the reports themselves."""
    for kind, group in {
        "name": _NAMES, "traditional": _TRADITIONAL, "signs": _SIGNS, "letters": _LETTERS,
        "mistake": _MISTAKES, "english": _ENGLISH, "beside": _BESIDE, "matter": _MATTERS,
    }.items():  # fmt: skip
        for query, agency in group.items():
            yield kind, query, f"agencies/{agency}/"
    for query, (agency, year) in _YEARS.items():
        yield "year", query, f"agencies/{agency}/{year}/"
    for query, address in _TERMS.items():
        yield "term", query, address
    for query, agency in _TEXTS.items():
        yield "text", query, f"agencies/{agency}/2023/"
    for agency in ("640105-minzheng", "640100-jiaoyu", "640181-caizheng"):
        record = report_views.reports[agency, 2024].record
        title = record.title or ""
        for typed in (title, f"《{title}》", title.replace("2024", "２０２４")):
            yield "title", typed, f"agencies/{agency}/2024/"
    for agency in ("640105-minzheng", "640221-minzheng", "640200-renshe"):
        year = max(year for one, year in report_views.reports if one == agency)
        code, number = report_views.reports[agency, year].record.contacts.phones[0].split("-")
        for typed in (f"{code}-{number}", f"{code}{number}", number, f"({code}) {number}"):
            yield "telephone", typed, f"agencies/{agency}/{year}/#contact"
