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


def test_the_workflow_publishes_what_make_writes():
    flow = yaml.safe_load((HOSTING / "weekly.yml").read_text(encoding="utf-8"))
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    default = dict(re.findall(r"^(DATA|OUTPUT)\s*\?= (\S+)$", makefile, re.M))
    steps = {
        step.get("uses", "").partition("@")[0]: step for step in flow["jobs"]["publish"]["steps"]
    }
    assert steps["actions/upload-pages-artifact"]["with"]["path"] == default["OUTPUT"]
    (kept,) = [
        step for step in flow["jobs"]["publish"]["steps"] if "git add" in step.get("run", "")
    ]
    assert f"git add {default['DATA']}\n" in kept["run"]
    (read,) = [step for step in flow["jobs"]["publish"]["steps"] if step.get("id") == "read"]
    command = re.search(r"make publish (\S+) SITE_URL=", read["run"])
    assert command[1] == "SOURCES=incoming"
    needed = {"contents": "write", "issues": "write", "pages": "write", "id-token": "write"}
    assert flow["permissions"] == needed
    assert {"schedule", "workflow_dispatch"} <= flow[True].keys()  # YAML reads "on" as true


def test_every_command_of_the_page_is_sound_and_leaves_dot_files_out():
    blocks = re.findall(r"^```sh\n(.*?)^```", SAID, re.M | re.S)
    assert len(blocks) >= 3
    for block in blocks:
        subprocess.run(["bash", "-n", "-c", block], check=True)
    copied = re.findall(r"^(?:aws s3|ossutil) sync (.*)$|^rsync (.*)$", SAID, re.M)
    lines = ["".join(found) for found in copied]
    assert len(lines) == 3  # a server of one's own, and two makers of object storage
    for line in lines:
        assert "output/ " in line
        assert "--delete" in line
        assert "--exclude '.*'" in line


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
