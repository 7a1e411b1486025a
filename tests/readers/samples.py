"""Made-up source documents for the readers' tests; labels come from the statutory forms."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path

from generator.forms import load
from generator.readers.document import Document, Paragraph, Table
from generator.readers.limits import Limits
from tests.running import lacking

TITLE = "某县民政局2023年政府信息公开工作年度报告"
PREAMBLE = (
    "本报告根据条例要求编制，统计期限自2023年1月1日起至2023年12月31日止。"
    "如对报告有疑问，请与某县民政局办公室联系（地址：某县团结路3号，邮编：755000，电话：0955-1234567）。"
)
OVERVIEW = "2023年，我局主动公开政府信息128条，其中网站发布96条，公众号发布32条，未收取任何费用。"
BLANK_FORM = Path(__file__).parents[3] / "shared" / "forms" / "form-2021-blank.docx"


def requests_table(form_id: str = "2021") -> load.Table:
    """The table of requests, which has seven columns of figures."""
    tables = [t for t in load.form(form_id).tables if len(t.columns) == 7]  # type: ignore[arg-type]
    assert len(tables) == 1
    return tables[0]


def figure(row: int, column: int) -> str:
    """A figure that says where it belongs."""
    return str(row * 10 + column)


def expected_figures(form_id: str = "2021") -> list[list[str]]:
    """The seven figures of each row of the table of requests, as the samples print them."""
    count = len(requests_table(form_id).rows)
    return [[figure(row, column) for column in range(7)] for row in range(count)]


def html_table(form_id: str = "2021", cell: str = "<p>{}</p>") -> str:
    """The table of requests with the merged cells of the printed form."""
    table = requests_table(form_id)
    header = (
        '<tr><td colspan="3" rowspan="3">勾稽关系</td><td colspan="7">申请人情况</td></tr>'
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td>'
        '<td rowspan="2">总计</td></tr><tr>'
        + "".join(f"<td>{c.label}</td>" for c in table.columns[1:-1])
        + "</tr>"
    )
    rows = []
    for index, row in enumerate(table.rows):
        cells = []
        for depth, group in enumerate(row.groups):
            path = row.groups[: depth + 1]
            before = table.rows[index - 1].groups[: depth + 1] if index else ()
            if path != before:
                span = sum(1 for other in table.rows if other.groups[: depth + 1] == path)
                cells.append(f'<td rowspan="{span}">{cell.format(group)}</td>')
        cells.append(f'<td colspan="{3 - len(row.groups)}">{cell.format(row.label)}</td>')
        cells += [f"<td>{cell.format(figure(index, column))}</td>" for column in range(7)]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{header}{''.join(rows)}</table>"


def figures_of(table: Table) -> list[list[str]]:
    """The last seven cells of every row that has seven numbers at its end."""
    found = []
    for row in table.rows():
        texts = [cell.text for cell in row][-7:]
        if len(texts) == 7 and all(text.isdigit() for text in texts):
            found.append(texts)
    return found


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(document: Document, *roles: str) -> list[str]:
    """The texts of the paragraphs with one of these roles; of all without roles."""
    return [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and (not roles or block.role in roles)
    ]


def docx(form_id: str = "2021") -> bytes:
    """A report as a Word file with merged cells, header and footer."""
    import docx as python_docx

    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "某县民政局文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_heading(TITLE, 0)
    document.add_paragraph(PREAMBLE)
    document.add_heading("一、总体情况", 1)
    document.add_paragraph(OVERVIEW)
    table = requests_table(form_id)
    grid = document.add_table(rows=len(table.rows) + 1, cols=10, style="Table Grid")
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "勾稽关系"
    for column, definition in enumerate(table.columns):
        grid.cell(0, 3 + column).text = definition.label
    for index, row in enumerate(table.rows):
        start = len(row.groups)
        grid.cell(index + 1, start).merge(grid.cell(index + 1, 2)).text = row.label
        for column in range(7):
            grid.cell(index + 1, 3 + column).text = figure(index, column)
    for depth in range(2):
        _merge_groups(grid, table, depth)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _merge_groups(grid: object, table: load.Table, depth: int) -> None:
    start = 0
    while start < len(table.rows):
        path = table.rows[start].groups[: depth + 1]
        end = start
        while end + 1 < len(table.rows) and table.rows[end + 1].groups[: depth + 1] == path:
            end += 1
        if len(path) == depth + 1:
            top = grid.cell(start + 1, depth)  # type: ignore[attr-defined]
            top.merge(grid.cell(end + 1, depth)).text = path[-1]  # type: ignore[attr-defined]
        start = end + 1


def program(*names: str) -> str:
    """The path of a program; without it the test is skipped, in CI it fails."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or lacking(f"{names[0]} is not installed")


@cache
def office(content: bytes, suffix: str, target: str) -> bytes:
    """A document converted by LibreOffice."""
    soffice = program("soffice", "libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(content)
        subprocess.run(
            [soffice, f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless",
             "--convert-to", target, "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (Path(folder) / f"source.{target.split(':', maxsplit=1)[0]}").read_bytes()


@cache
def chromium_pdf(html: str) -> bytes:
    """A page printed to PDF by Chromium."""
    chromium = program("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return target.read_bytes()


HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def simple_pdf(
    stream: bytes, *, pages: int = 1, extra: bytes = b"", font: bytes = HELVETICA,
    box: bytes = b"0 0 600 800", objects: dict[int, bytes] | None = None,
) -> bytes:  # fmt: skip
    """A small PDF written by hand: every page draws `stream` in one font, F.

    `extra` goes into the dictionary of each page, behind its resources; `objects` are more
    objects by their numbers (5 to 9).
    """
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>%b>>>>" % (box, extra)
    )
    numbered = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
        3: font,
        4: b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        **(objects or {}),
        **dict.fromkeys(range(10, 10 + pages), page),
    }
    body = b"%PDF-1.4\n"
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, content in numbered.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(body))
        body += b"%d 0 obj%b\nendobj\n" % (number, content)
    ends = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return body + table + ends % (max(numbered) + 1, len(body))


def drawn_text(items: list[tuple[float, float, str]], size: int = 10) -> bytes:
    """Drawing instructions for ASCII texts at (x, y) points from the lower left corner."""
    return b"\n".join(
        f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET".encode("latin-1") for x, y, text in items
    )


SMALL = Limits(seconds=20)
