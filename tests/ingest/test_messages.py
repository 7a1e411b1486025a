"""What cannot be stored is told in one line that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.ingest import command

from .test_interruption import REPOSITORY, report

NOTICE = "关于召开政府信息公开工作会议的通知\n\n各单位：\n\n定于下周一上午召开会议，请准时参加。\n"
# The file, and what its one line must name.
UNPLACED = {
    "unknown.txt": (
        report("中卫市教育局", 2022),
        ("中卫市教育局", "640500-jiaoyu", "--accept-proposals"),
    ),
    "stranger.txt": (report("某某管理中心", 2022), ("某某管理中心", "agencies.csv")),
    "lookalike.txt": (NOTICE, ("未收录",)),
    "blank.txt": ("", ()),
    "rubbish.bin": ("\x00\x01\x02\x03" * 50, ()),
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("agencies.csv", "regions.csv"):
        (tmp_path / "data" / name).write_bytes((REPOSITORY / "data" / name).read_bytes())
    return tmp_path / "data"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_line_for_each_file(data: Path, lang: str) -> None:
    folder = data.parent / "in"
    folder.mkdir()
    for name, (text, _) in UNPLACED.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "good.txt").write_text(report("中卫市民政局", 2022), encoding="utf-8")
    result = CliRunner().invoke(command, [str(folder), "--data", str(data)], obj=lang)
    assert result.exit_code == 1
    assert (data / "reports/640500-minzheng/2022.json").exists()
    for name, (_, words) in UNPLACED.items():
        lines = [line for line in result.stderr.splitlines() if name in line]
        assert len(lines) == 1, (name, lines)
        assert lines[0].partition(": ")[2]
        if lang == "en" and name == "lookalike.txt":
            assert lines[0].isascii()
        if lang == "zh":
            assert all(word in lines[0] for word in words), lines
    assert "good.txt" not in result.stderr
    assert "Traceback" not in result.output


def test_a_second_report_for_one_year_is_told_and_kept(data: Path) -> None:
    folder = data.parent / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(report("中卫市民政局", 2022), encoding="utf-8")
    (folder / "b.txt").write_text(report("中卫市民政局", 2022) + "\n补充说明。\n", encoding="utf-8")
    result = CliRunner().invoke(command, [str(folder), "--data", str(data)], obj="zh")
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.splitlines() if "b.txt" in line]
    assert "--prefer" in line and "reports/640500-minzheng/2022" in line
    assert len(list((data / "reports/640500-minzheng/2022.versions").glob("*.json"))) == 1
    again = CliRunner().invoke(
        command, [str(folder), "--data", str(data), "--prefer", "existing"], obj="zh"
    )
    assert again.exit_code == 0
