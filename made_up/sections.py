"""The chapters and stated numbers of a made-up report."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from generator.agencies import Agency
from generator.forms import asks, form
from generator.records import Contacts, Metric, Place, Section
from made_up import chance as of
from made_up.places import departments, part_of
from made_up.prose import listed, mark, paragraph, say, sentences
from made_up.simulated import Numbers

HEADINGS = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
HEADINGS_2014 = (
    "一、概述",
    "二、主动公开政府信息情况",
    "三、依申请公开政府信息情况",
    "四、存在的主要问题及改进措施",
)
_PARTS = (
    ("proactive", "（一）主动公开"),
    ("requests", "（二）依申请公开"),
    ("management", "（三）政府信息管理"),
    ("platform", "（四）平台建设"),
    ("supervision", "（五）监督保障"),
)
_LINES = {part: 12 + 4 * number for number, (part, _) in enumerate(_PARTS)}


@dataclass(frozen=True, slots=True)
class Story:
    """What the text of one report is written from."""

    agency: Agency
    year: int
    form: str
    numbers: Numbers
    contacts: Contacts
    seed: int = 0


def words(story: Story) -> dict[str, str]:
    """The fillings of the sentences' slots."""
    department = departments().get(part_of(story.agency))
    return {
        "name": story.agency.name,
        "we": own_name(story.agency),
        "year": str(story.year),
        "next": str(story.year + 1),
        "theme": department.theme if department else "政务服务、重大项目和民生实事",
        "office": story.contacts.office or story.agency.name,
    }


def own_name(agency: Agency) -> str:
    """How an agency calls itself in running text."""
    if agency.kind == "government":
        return {"province": "全省", "prefecture": "全市"}.get(agency.level, "本县区")
    return {"办公厅": "本厅", "办公室": "本办", "委员会": "我委"}.get(
        agency.name[-3:], "我厅" if agency.name.endswith("厅") else "我局"
    )


def metrics(story: Story, chance: Random) -> tuple[Metric, ...]:
    """Numbers stated in the text; those that a table also states are the table's own."""
    found = []
    whole = 0
    for entry in sentences()["metrics"]:
        needed, barred = entry.get("only_with"), entry.get("unless")
        if (needed and not asks(story.form, needed)) or (barred and asks(story.form, barred)):
            continue
        value = _stated(entry, story, chance, whole)
        whole = value if entry["id"] == "published.total" else whole
        found.append(
            Metric(
                id=entry["id"],
                value=value,
                unit=entry["unit"],
                quote=entry["text"].format(value=value),
                at=Place(line=_LINES[entry["section"]] + 1),
            )
        )
    return tuple(found)


def _stated(entry: dict[str, str], story: Story, chance: Random, whole: int) -> int:
    known = story.numbers.get(entry.get("field", ""))
    if known is not None:
        return known
    if entry["id"] == "published.total":
        usual = of.stream("published", story.seed, story.agency.id).lognormvariate(5.6, 0.6)
        return 40 + round(usual * chance.uniform(0.9, 1.1))
    if entry["id"] == "published.website":
        return int(whole * chance.uniform(0.5, 0.7))
    if entry["id"] == "published.wechat":
        return int(whole * chance.uniform(0.1, 0.3))
    return 1 + of.poisson(chance, 6)


def sections(
    story: Story, stated: tuple[Metric, ...], chance: Random, *, with_text: bool
) -> tuple[Section, ...]:
    """The chapters in the order of the form; headings only without text."""
    if not with_text:
        return _bare_2014() if not form(story.form).sections else _bare()
    fill = words(story)
    parts = [(part, _part(part, fill, stated, chance)) for part, _ in _PARTS]
    problems = _problems(chance, fill)
    if not form(story.form).sections:
        return _sections_2014(parts, problems, fill, chance)
    titles = dict(_PARTS)
    overview = [_opening(chance, fill)] + [f"{titles[part]}\n\n{text}" for part, text in parts]
    texts = {
        "overview": "\n\n".join(overview),
        "problems": problems,
        "other": "\n\n".join([say(chance, sentences()["other"][0], fill), _contact(story, fill)]),
    }
    return tuple(
        Section(key=key, heading=heading, text=texts.get(key, ""), at=Place(line=line))
        for line, (key, heading) in zip((9, 58, 80, 112, 124, 132), HEADINGS.items(), strict=True)
    )


def _bare() -> tuple[Section, ...]:
    return tuple(Section(key=key, heading=heading) for key, heading in HEADINGS.items())


def _bare_2014() -> tuple[Section, ...]:
    return tuple(
        Section(key=f"part-{number}", heading=heading)
        for number, heading in enumerate(HEADINGS_2014, 1)
    )


def _sections_2014(
    parts: list[tuple[str, str]], problems: str, fill: dict[str, str], chance: Random
) -> tuple[Section, ...]:
    by_part = dict(parts)
    rest = "\n\n".join(by_part[part] for part in ("management", "platform", "supervision"))
    texts = (
        f"{_opening(chance, fill)}\n\n{rest}",
        by_part["proactive"],
        by_part["requests"],
        problems,
    )
    return tuple(
        Section(key=f"part-{number}", heading=heading, text=text, at=Place(line=5 + 8 * number))
        for number, (heading, text) in enumerate(zip(HEADINGS_2014, texts, strict=True), 1)
    )


def _opening(chance: Random, fill: dict[str, str]) -> str:
    return mark() + say(chance, of.pick(chance, sentences()["opening"]), fill)


def _part(part: str, fill: dict[str, str], stated: tuple[Metric, ...], chance: Random) -> str:
    here = Place(line=_LINES[part] + 1)
    numbers = [metric.quote for metric in stated if metric.at == here and metric.quote]
    lead = "，".join(numbers) + "。" if numbers else ""
    return lead + paragraph(chance, sentences()[part], 3 + int(chance.random() * 3), fill)


def _problems(chance: Random, fill: dict[str, str]) -> str:
    pool = sentences()
    return "\n\n".join(
        [
            listed(chance, pool["problem_intro"], pool["problems"], fill),
            listed(chance, pool["measure_intro"], pool["measures"], fill),
        ]
    )


def _contact(story: Story, fill: dict[str, str]) -> str:
    given = story.contacts
    details = [
        f"地址：{given.address}",
        f"邮编：{given.postcode}",
        f"电话：{'、'.join(given.phones)}",
        *(f"传真：{fax}" for fax in given.faxes),
        *(f"电子邮箱：{email}" for email in given.emails),
    ]
    return f"如对本报告有疑问，请与{fill['office']}联系（{'；'.join(details)}）。"
