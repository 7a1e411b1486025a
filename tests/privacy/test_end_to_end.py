"""From documents and hand-edited data to the published site: no personal data anywhere.

Every file of data/, content/, the work folder and output/ is searched, compressed ones
unpacked; what only looks personal must still be there.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from generator.case_file.report_view import load_report_views
from generator.cli.ingest import command as ingest_command
from generator.records import Figure, Place, Record, Section, Source, Task
from generator.site.build import build
from generator.site.paths import Paths
from generator.site_settings import SiteSettings
from generator.store import DataFolder
from made_up import write_data

from .test_cover import CARD, IDENTITY

REPOSITORY = Path(__file__).resolve().parents[2]
BUREAU = "640500-minzheng"
MOBILE = "13987650432"
HOME = "东园村二组15号"
SECRET = (
    f"张三139-8765-0432，{MOBILE}，身份证{IDENTITY}，{CARD}，家庭住址：中卫市沙坡头区{HOME}，"
    f"张三_{MOBILE}_x，ID{MOBILE}ab，{IDENTITY}元，①③⑨⑧⑦⑥⑤⓪④③②，"
    f"住在{HOME}的王五"
)
BROKEN = f"<p>手机{MOBILE[:5]}<br>{MOBILE[5:]}，证件{IDENTITY[:8]}</p><p>{IDENTITY[8:]}已核验，{'/'.join(MOBILE)}。</p>"
# No part of any of these may be left, whatever stands between the digits.
NEEDLES = (MOBILE, "87650432", IDENTITY, IDENTITY[6:], CARD, CARD[4:16], HOME, "1/3/9/8/7", "①③⑨⑧⑦")
TRAPS = (
    "0955-7037171",
    "91350100M000100Y43",
    "640500018/2023-00123",
    "宁ICP备13001380号-1",
    "13500000000元",
    "2023年12月31日",
)
_BETWEEN = re.compile(rb"[\s\-.|]|\\n|</?(?:p|br|td)\b[^<>]*>")

PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<title>中卫市民政局2023年政府信息公开工作年度报告 {SECRET}</title>
<meta name="ArticleTitle" content="中卫市民政局2023年政府信息公开工作年度报告">
<meta name="PubDate" content="2024-01-20"><meta name="Url" content="http://a.cn/?tel={MOBILE}">
<meta name="author" content="{SECRET}"></head><body><div class="article">
<h1>中卫市民政局2023年政府信息公开工作年度报告</h1>
<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。联系{SECRET}。
电话：0955-7037171。</p>
<h2>一、总体情况</h2><p>全年公开信息140条，其中网站100条（{SECRET}）。</p>
<table><tr><td>经办人</td><td>{SECRET}</td></tr></table>
<h2>二、主动公开政府信息情况</h2>
<table><tr><th colspan="4">第二十条第（一）项</th></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>{SECRET}</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>{MOBILE}</td><td>0</td><td>0</td></tr></table>
<h2>三、收到和处理政府信息公开申请情况</h2><p>{SECRET}</p>{BROKEN}
<h2>四、政府信息公开行政复议、行政诉讼情况</h2><p>{SECRET}</p>
<h2>五、存在的主要问题及改进情况</h2><p>问题：{SECRET}。</p>
<h2>六、其他需要报告的事项</h2><p>{SECRET}。至2023年12月31日，采购13500000000元，
电话0955-7037171，信用代码91350100M000100Y43，索引号：640500018/2023-00123，宁ICP备13001380号-1。</p></div></body></html>"""


def texts_of(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """A file's bytes, and those packed inside it."""
    if content[:2] == b"\x1f\x8b":
        return texts_of(f"{name}|gz", gzip.decompress(content))
    if content[:4] == b"PK\x03\x04":
        found = []
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                found += texts_of(f"{name}|{inner}", archive.read(inner))
        return found
    return [(name, content)]


def everything(*folders: Path) -> list[tuple[str, bytes]]:
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            found.append((f"{path}", str(path.relative_to(folder)).encode()))
            if path.is_file():
                found += texts_of(str(path), path.read_bytes())
    return found


def leaks(files: list[tuple[str, bytes]]) -> set[tuple[str, str]]:
    found = set()
    for name, content in files:
        close = _BETWEEN.sub(b"", content)
        for needle in NEEDLES:
            escaped = needle.encode("unicode_escape")  # as JSON may write it
            if needle.encode() in close or escaped in close:
                found.add((name, needle))
    return found


def test_the_search_finds_what_is_packed():
    packed = gzip.compress(b"x 139 8765 0432 y")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.gz", packed)
    assert leaks(texts_of("z", archive.getvalue())) == {
        ("z|a.gz|gz", MOBILE),
        ("z|a.gz|gz", NEEDLES[1]),
    }


def ingest(folder: Path) -> Path:
    """One HTML page with personal data everywhere, its name included."""
    data = folder / "data"
    data.mkdir()
    for name in ("agencies.csv", "regions.csv"):
        (data / name).write_bytes((REPOSITORY / "data" / name).read_bytes())
    documents = folder / "in"
    documents.mkdir()
    (documents / f"年报 张三{MOBILE} {IDENTITY}.html").write_text(PAGE, encoding="utf-8")
    sheet = (
        f"agency,year,form,title,requests.received.total\n{BUREAU},2022,2021,{SECRET},{MOBILE}\n"
    )
    (documents / "s.csv").write_text(sheet, encoding="utf-8")
    bad = f"agency,year,form,requests.received.total\n{BUREAU},{SECRET},2021,1\n{SECRET},2022,2021,1\n"
    (documents / "bad.csv").write_text(bad, encoding="utf-8")
    options = ["--data", str(data), "--report", str(folder / "report.json")]
    result = CliRunner().invoke(ingest_command, [str(documents), *options])
    assert result.exit_code == 1  # the bad sheet
    return data


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # ingest keeps its journal below the current folder
    return tmp_path


def test_nothing_personal_is_stored(elsewhere: Path) -> None:
    data = ingest(elsewhere)
    stored = list(DataFolder(data).reports())
    assert {record.year for record in stored} == {2022, 2023}
    assert len(stored[1].masked) >= 20
    assert leaks(everything(data, elsewhere / "build")) == set()


_STRUCTURAL = {
    "kind", "agency", "region", "form", "scope", "sha256", "state", "start", "end", "published",
    "key", "id", "code", "at",
}  # fmt: skip


def poisoned(value: Any, name: str = "") -> Any:
    """The same object with personal data written into every text by hand."""
    if isinstance(value, str):
        return value + SECRET
    if isinstance(value, Figure):
        return value
    if isinstance(value, tuple):
        return tuple(poisoned(item, name) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, key) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        names = [n for n in value.__struct_fields__ if n not in _STRUCTURAL]
        if type(value).__name__ == "Evidence":
            names.remove("source")
        changes = {n: poisoned(getattr(value, n), n) for n in names}
        return msgspec.structs.replace(value, **changes)
    return value


def with_poisoned_figures(record: Record) -> Record:
    figures = dict(record.figures)
    keys = list(figures)
    figures[keys[0]] = Figure(state="text", raw=SECRET, at=Place(line=1))
    figures[keys[1]] = Figure(value=int(MOBILE), state="number", raw=MOBILE)
    figures[keys[2]] = Figure(value=3, state="number", raw=f"3（{SECRET}）")
    figures[keys[3]] = Figure(value=int(MOBILE), state="number", raw="1")
    return msgspec.structs.replace(record, figures=figures)


def edit_by_hand(data: Path) -> None:
    """Personal data in every file of the data folder, where only people write."""
    folder = DataFolder(data)
    for record in list(folder.reports()):
        path = folder.path("annual_report", str(record.agency), record.year or 0)
        changed = poisoned(with_poisoned_figures(record))
        assert changed.title.endswith(SECRET)
        folder.write(changed, path)
        other = msgspec.structs.replace(changed.source, sha256="e" * 64)
        figures = dict(changed.figures)
        figures[list(figures)[-1]] = Figure(state="text", raw=SECRET)
        version = msgspec.structs.replace(changed, source=other, figures=figures)
        folder.write(version, folder.version_path(version))
    task = Task(number=1, group="一", title="任务", text="全文", responsible=("政策法规处",))
    source = Source(file="plan.html", sha256="f" * 64, media_type="text/html")
    section = Section(key="overview", heading="一", text="要点")
    plan = Record(
        kind="work_plan", agency=BUREAU, agency_name="中卫市民政局", region="640500", year=2023,
        title="中卫市民政局2023年政务公开工作要点", source=source, tasks=(task,), sections=(section,),
    )  # fmt: skip
    folder.write(poisoned(plan), folder.path("work_plan", BUREAU, 2023))
    report = folder.read(folder.path("annual_report", BUREAU, 2023))
    (data / "corrections").mkdir()
    (data / "corrections/a.toml").write_text(
        f'[[correction]]\nagency = "{BUREAU}"\nyear = 2023\n'
        f'figure = "requests.received.total"\nvalue = {MOBILE}\nraw = "{SECRET}"\n'
        f'reason = "{SECRET}"\nevidence = "{SECRET}"\nwho = "Li {MOBILE}"\nwhen = 2024-02-01\n'
        f'source_sha256 = "{report.source.sha256}"\n',
        encoding="utf-8",
    )
    found = next(f for f in load_report_views(folder, jobs=1).findings() if f.agency == BUREAU)
    (data / "reviews.csv").write_text(
        "finding,answer,name,date,reason\n"
        f'{found.id},accepted_as_printed,Li {MOBILE},2024-02-01,"{SECRET}"\n',
        encoding="utf-8",
    )
    (data / "register.csv").write_text(
        f'agency,year,status,date,note\n{BUREAU},2021,missing,2024-05-01,"{SECRET}"\n',
        encoding="utf-8",
    )
    agencies = (data / "agencies.csv").read_text(encoding="utf-8").splitlines()
    columns = agencies[0].split(",")
    row = dict.fromkeys(columns, "") | {
        "id": "640500-jiaoyu", "name": f"中卫市教育局{MOBILE}", "region": "640500",
        "level": "prefecture", "kind": "department", "short_name": f"教育局{MOBILE}",
        "aliases": f"教委{IDENTITY}", "website": f"http://a.cn/{MOBILE}",
    }  # fmt: skip
    agencies.append(",".join(row[name] for name in columns))
    (data / "agencies.csv").write_text("\n".join(agencies) + "\n", encoding="utf-8")


def test_nothing_personal_is_published_and_nothing_else_is_covered(elsewhere: Path) -> None:
    data = ingest(elsewhere)
    made = elsewhere / "made"
    write_data(made, 3, (2017, 2020), seed=4)  # the older forms
    for path in sorted(made.glob("reports/*/*.json")):
        if DataFolder(made).registry().agencies[path.parent.name].kind == "department":
            (data / "reports" / path.parent.name).mkdir(parents=True, exist_ok=True)
            (data / "reports" / path.parent.name / path.name).write_bytes(path.read_bytes())
    edit_by_hand(data)
    assert leaks(everything(data))
    paths = Paths(data, elsewhere / "content", elsewhere / "output", elsewhere / "work")
    settings = SiteSettings(url="https://example.org/n", mistake_address="wrong@example.org")
    build(paths, settings, jobs=1)
    files = everything(paths.content, paths.output, paths.work)
    assert leaks(files) == set()
    assert sum(bool(re.search(r"/search/\d+/t\d+\.js$", name)) for name, _ in files) >= 5
    kinds = {name.rpartition(".")[2] for name, _ in files}
    assert kinds >= {"html", "md", "csv", "json", "xml", "js", "vcf"}
    page = (paths.output / f"agencies/{BUREAU}/2023/index.html").read_text(encoding="utf-8")
    for trap in TRAPS:
        assert trap in page, trap
    told = json.loads((paths.output / f"api/agencies/{BUREAU}/2023.json").read_text("utf-8"))
    assert told  # the page's data is there, covered
