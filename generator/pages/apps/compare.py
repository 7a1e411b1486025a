"""`/compare/`: a small script for each agency with all its counts by year, and the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.checks.dossier import Dossier
from generator.messages import message
from generator.pages.apps.markdown import head_of, write_page
from generator.pages.apps.scripts import write_script
from generator.pages.counts import all_values


class Compare:
    """Writes `static/apps/agency/<id>.js`: {"2023": {"s": "o", "f": <form>, "v": [...]}}."""

    def __init__(self, content: Path, target: Path, app: dict[str, Any]) -> None:
        self._content = content
        self._target = target
        self._app = app

    def add(self, agency: str, reports: dict[int, Dossier]) -> None:
        """Writes the script of one agency."""
        found = {
            str(year): {
                "s": "a" if dossier.record.scope == "aggregate" else "o",
                "f": dossier.record.form,
                "v": list(all_values(dossier.record).values()),
            }
            for year, dossier in sorted(reports.items())
        }
        write_script(self._target, f"agency/{agency}", found)

    def finish(self) -> None:
        """Writes the page."""
        head = head_of(_say("title"), "compare/", "compare", _say("description"))
        head["App"] = self._app
        body = [_say("intro"), "", f"{_say('without')} {{.no-js}}"]
        write_page(self._content, "compare", head, body)


def _say(code: str) -> str:
    return message(f"apps.compare.{code}", {})
