"""The wheel's build: takes in what stands at the top level, where it can be edited.

Theme, prose and Pelican's settings have one copy in the repository; in the wheel they lie in
`generator/home/`, and the plugin where Pelican looks for plugins.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

TAKEN_IN = {
    "theme": "generator/home/theme",
    "content/pages": "generator/home/content/pages",
    "pelicanconf.py": "generator/home/pelicanconf.py",
    "generator/plugins/gongkai": "pelican/plugins/gongkai",
}


class BuildPy(build_py):
    """setuptools' own, and then the rest."""

    def run(self) -> None:
        """Copies into the build folder; an editable installation reads the checkout itself."""
        if self.editable_mode:
            super().run()
            return
        # Made-up corpora are for a checkout, not for the installed program.
        self.packages = [name for name in self.packages if name.partition(".")[0] != "made_up"]
        super().run()
        for source, target in TAKEN_IN.items():
            place = Path(self.build_lib) / target
            place.parent.mkdir(parents=True, exist_ok=True)
            if Path(source).is_dir():
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, place)
