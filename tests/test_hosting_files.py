"""docs/hosting.md: its files are sound; nginx itself is tried by `python -m tests.browser.hosting`."""

from __future__ import annotations

import configparser
import re
import subprocess
from pathlib import Path

import yaml

HOME = Path(__file__).parents[1]
HOSTING = HOME / "docs" / "hosting"
SAID = (HOME / "docs" / "hosting.md").read_text(encoding="utf-8")


def test_every_file_is_spoken_of():
    for path in HOSTING.iterdir():
        assert f"hosting/{path.name}" in SAID, path.name


def unit(name):
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(HOSTING / name, encoding="utf-8")
    return parser


def test_the_timer_starts_a_run_whose_failure_is_told():
    timer, weekly, tell = (
        unit(f"gongkai-{name}") for name in ("weekly.timer", "weekly.service", "tell.service")
    )
    assert "OnCalendar" in timer["Timer"]
    assert weekly["Unit"]["OnFailure"] == "gongkai-tell.service"
    assert "$MONITOR_INVOCATION_ID" in tell["Service"]["ExecStart"]
    assert weekly["Service"]["Type"] == tell["Service"]["Type"] == "oneshot"


def test_the_run_is_one_that_make_knows():
    command = unit("gongkai-weekly.service")["Service"]["ExecStart"].split()
    assert command[0] == "/usr/bin/make"
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", *command[1:]],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    line = done.stdout.replace("\\\n", " ").splitlines()[-1]
    for option in ("--sources", "--data", "--output", "--site-url"):
        assert option in line


def test_the_workflow_tells_of_a_failure_and_publishes_all_the_same():
    flow = yaml.safe_load((HOSTING / "weekly.yml").read_text(encoding="utf-8"))
    steps = flow["jobs"]["publish"]["steps"]
    (read,) = [step for step in steps if step.get("id") == "read"]
    assert read["continue-on-error"] is True
    assert "set -o pipefail" in read["run"]
    (told,) = [step for step in steps if "gh issue create" in step.get("run", "")]
    assert "steps.read.outcome == 'failure'" in told["if"]
    for step in steps:
        if "run" in step:
            plain = re.sub(r"\$\{\{.*?\}\}", "x", step["run"])
            subprocess.run(["bash", "-n", "-c", plain], check=True)


def test_moved_addresses_become_rows_of_nginx(tmp_path):
    """The command of the page, run as it stands there."""
    (tmp_path / "data").mkdir()
    rows = "from,to\nold/,years/2023/\nfar/,https://example.org/x\n"
    (tmp_path / "data" / "redirects.csv").write_text(rows)
    (command,) = re.findall(r"^(awk .*) > /etc/nginx/gongkai-redirects.map$", SAID, re.M)
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == '/old/ "/years/2023/";\n/far/ "https://example.org/x";\n'
