"""`make pictures`: the steps of docs/open-data.md in a spreadsheet, as LibreOffice shows them."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path

import openpyxl
import pypdfium2
from openpyxl.chart import BarChart, Reference
from PIL import Image, ImageChops

from tests.opendata.conftest import publish

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
COLUMN = "outcomes.denied.internal_affairs.total[件]"
SHOWN = ("agency_name", "scope", COLUMN)
WIDTHS = (40, 10, 46)
MOST = 40_000  # bytes: the repository keeps each version for ever


def steps(workbook: Path, year: int) -> openpyxl.Workbook:
    """The wide table after steps 2 and 3: the filter is on, the largest numbers come first."""
    book = openpyxl.load_workbook(workbook)
    sheet = next(one for one in book if one.title.startswith("宽表"))
    for other in set(book.sheetnames) - {sheet.title}:
        del book[other]
    head = [cell.value for cell in sheet[2]]
    places = [head.index(name) for name in SHOWN]
    rows = [[row[place] for place in places] for row in sheet.iter_rows(values_only=True)]
    own = [row for row in rows[2:] if row[1] == "own"]
    own.sort(key=lambda row: -row[2] if isinstance(row[2], int) else 1)  # words at the end
    made = openpyxl.Workbook()
    page = made.active
    page.title = f"宽表 {year}"
    for row in [*rows[:2], *own[:14]]:
        page.append(row)
    for letter, width in zip("ABC", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.auto_filter.ref = f"A2:C{page.max_row}"
    page.print_options.gridLines = page.print_options.headings = True
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    return made


def with_chart(book: openpyxl.Workbook) -> openpyxl.Workbook:
    """The same after step 4."""
    page = book.active
    chart = BarChart()
    chart.type, chart.legend, chart.style = "bar", None, 10
    chart.width, chart.height = 24, 9
    chart.add_data(Reference(page, min_col=3, min_row=3, max_row=12))
    chart.set_categories(Reference(page, min_col=1, min_row=3, max_row=12))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    page.add_chart(chart, "A18")
    return book


def drawn(book: openpyxl.Workbook) -> bytes:
    """A small PNG of the first page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book.save(folder / "steps.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        subprocess.run(
            [*command, str(folder / "steps.xlsx")], check=True, capture_output=True, timeout=180
        )
        page = pypdfium2.PdfDocument(folder / "steps.pdf")[0]
        image = page.render(scale=1.3).to_pil().convert("RGB")
    inside = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    small = image.crop(inside).quantize(16, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    small.save(stream, "png", optimize=True)
    return stream.getvalue()


def main() -> None:
    """Writes both pictures; ValueError for one that is too large."""
    from made_up.data import write_data

    with tempfile.TemporaryDirectory() as name:
        write_data(Path(name) / "data", 40, (2023, 2023), seed=7)
        workbook = publish(Path(name)).folder / "workbook-2023.xlsx"
        pictures = {
            "spreadsheet-sorted": drawn(steps(workbook, 2023)),
            "spreadsheet-chart": drawn(with_chart(steps(workbook, 2023))),
        }
    for name, picture in pictures.items():
        if len(picture) > MOST:
            raise ValueError(f"{name}: {len(picture)} bytes")
        (PICTURES / f"{name}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
