"""Files that are neither pages nor Pelican's static files: the stylesheet, downloads."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from generator.site.files import licences
from generator.site.files.stylesheet import stylesheet
from generator.site.publishing.outfolder import OutFolder
from generator.site.publishing.walk import below
from generator.stamps import Stamps
from generator.theme_tokens import NAME as TOKENS

_CHARTS = "data/charts"


def write_stylesheet(theme: Path, out: OutFolder) -> None:
    """Writes the stylesheet of a theme that has our tokens, and the licences."""
    if (theme / TOKENS).exists():
        out.write("theme/style.css", stylesheet(theme))
    out.write(licences.ADDRESS, licences.notice().encode())


def write_chart_views(charts: Path, out: OutFolder) -> None:
    """Writes what draws the charts again in the browser when a reader asks for it.

    Specifications for other pages lie with the open data, with their checksums.
    """
    from generator.pages.charts import view_files
    from generator.pages.charts.views import FOLDER as VIEWS
    from generator.pages.charts.views import SPECIFICATION

    sums = ""
    for name, content in sorted(view_files(charts).items()):
        is_open = name.endswith(SPECIFICATION)
        out.write(f"{_CHARTS if is_open else VIEWS}/{name}", content)
        sums += f"{sha256(content).hexdigest()}  {name}\n" if is_open else ""
    out.write(f"{_CHARTS}/sha256sums.txt", sums.encode())


def write_extras(folder: Path, out: OutFolder, stamps: Stamps) -> None:
    """Copies all but the Markdown: downloads, the API, the applications' data, vCards."""
    for address, entry in below(folder):
        is_ours = not address.endswith(".md") and not entry.name.startswith(".")
        if is_ours and entry.is_file():
            digest = stamps.known(entry.path)
            if not (digest and out.keep(address, digest)):
                out.write(address, Path(entry.path).read_bytes(), digest)
