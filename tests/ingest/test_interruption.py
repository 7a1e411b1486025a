"""The real program, stopped in the middle: nothing is lost, nothing is half-written."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from generator import record_json
from tests.reliability import family

REPOSITORY = Path(__file__).resolve().parents[2]
YEARS = range(2011, 2024)
AGENCIES = ("中卫市民政局", "宁夏回族自治区民政厅", "兴庆区民政局")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return prepare(tmp_path)


def prepare(folder: Path) -> Path:
    (folder / "data").mkdir()
    (folder / "in").mkdir()
    for name in ("agencies.csv", "regions.csv"):
        shutil.copy(REPOSITORY / "data" / name, folder / "data" / name)
    for year in YEARS:
        for agency in AGENCIES:
            (folder / "in" / f"{agency}{year}.txt").write_text(report(agency, year), "utf-8")
    return folder


def report(agency: str, year: int) -> str:
    return (
        f"{agency}{year}年政府信息公开工作年度报告\n\n一、总体情况\n\n"
        f"本报告统计期限自{year}年1月1日起至{year}年12月31日止。全年主动公开信息{year - 1900}条。\n\n"
        "二、主动公开政府信息情况\n\n" + "各项工作有序开展。" * 400 + "\n\n"
        "三、收到和处理政府信息公开申请情况\n\n本年度未收到申请。\n\n"
        "四、政府信息公开行政复议、行政诉讼情况\n\n无。\n\n"
        "五、存在的主要问题及改进情况\n\n个别栏目更新不够及时，将加强检查。\n\n"
        "六、其他需要报告的事项\n\n无其他需要报告的事项。\n"
    )


def start(place: Path, *options: str) -> subprocess.Popen[str]:
    return family.start("-m", "generator", "ingest", "in", "--jobs", "2", *options, cwd=place)


def stored(place: Path) -> dict[str, bytes]:
    files = (place / "data").rglob("*")
    return {str(p.relative_to(place)): p.read_bytes() for p in files if p.is_file()}


def wait_for_reports(place: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(list((place / "data").rglob("reports/*/*.json"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an uninterrupted run stores."""
    other = prepare(tmp_path_factory.mktemp("whole"))
    run = start(other)
    assert run.communicate(timeout=120) and run.returncode == 0
    return stored(other)


@pytest.mark.parametrize(
    "with_signal",
    [signal.SIGINT, signal.SIGTERM, signal.SIGKILL],
)
def test_a_stopped_run_loses_nothing_and_goes_on(
    place: Path, whole: dict[str, bytes], with_signal: signal.Signals
) -> None:
    first = start(place, "--report", "first.json")
    wait_for_reports(place, 5)
    below = family.below(first.pid)
    os.kill(first.pid, with_signal)
    _, said = first.communicate(timeout=30)
    is_asked = with_signal != signal.SIGKILL
    assert first.returncode == (128 + with_signal if is_asked else -signal.SIGKILL)
    assert "Traceback" not in said
    if is_asked:
        assert "已中断" in said
        told = json.loads((place / "first.json").read_text())
        assert told["is_stopped"]
        # Five were seen stored; the last may have been in hand when the signal came.
        assert 4 <= len(told["files"]) < len(YEARS) * len(AGENCIES)
    before = stored(place)
    for name, content in before.items():
        if name.endswith(".json"):
            record_json.decode(content)  # whole, or it would raise
            assert content == whole[name]
    assert not family.left_after(family.ENDED_WITHIN_SECONDS, below), "a worker outlived its run"
    second = start(place, "--report", "report.json")
    second.communicate(timeout=120)
    assert second.returncode == 0
    assert stored(place) == whole
    counts = json.loads((place / "report.json").read_text())["counts"]
    assert counts.get("skipped", 0) >= 4  # of the five that were seen stored


def test_what_a_killed_run_was_writing_is_swept_away(place: Path) -> None:
    folder = place / "data/reports/640500-minzheng"
    folder.mkdir(parents=True)
    half = folder / ".2023.json.k3x9.partial"
    half.write_text('{"schema": 1, "ki')
    run = start(place)
    run.communicate(timeout=120)
    assert not half.exists()


def test_two_runs_at_once_are_one_too_many(place: Path) -> None:
    first = start(place)
    wait_for_reports(place, 1)
    second = start(place)
    _, said = second.communicate(timeout=60)
    still_running = first.poll() is None
    first.communicate(timeout=120)
    assert first.returncode == 0
    if still_running:
        assert second.returncode == 1
        assert re.fullmatch(r"data: 另一个导入正在使用这个数据文件夹.*\n", said)
