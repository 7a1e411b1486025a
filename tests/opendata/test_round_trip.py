"""Records -> every format -> pandas: the same figures and the same states."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings

from generator.agencies import Agency
from generator.extras import Extras
from generator.forms import form
from generator.opendata.figures import FullFigures
from generator.opendata.files import figures_parts, wide_parts
from generator.opendata.kept import KeptFiles
from generator.opendata.rows import wide_tables
from generator.opendata.tables import named
from generator.opendata.workbook import sheets_of, write_workbook
from generator.site_settings import SiteSettings
from generator.spreadsheet import original
from tests.frames.test_round_trip import MANY, agency_rows, frames_of

REGISTRY = SimpleNamespace(
    agencies={
        name: Agency(id=name, name=name, region=region, level="county")
        for name, region in (("a", "640104"), ("b", "110101"), ("c", "640105"))
    }
)


def write_all(folder, found):
    """The figures' parts, and of each year wide tables and a workbook."""
    frames = frames_of(agency_rows(found))
    kept, parts = KeptFiles(folder / "work", Extras(folder / "data")), []
    full = FullFigures(frames, REGISTRY, ())
    for year in frames.years:
        for province, frame in full.of_year(year):
            parts += figures_parts(kept, year, province, frame)
        wide = wide_tables(frames, year)
        for form_id, frame in wide.items():
            parts += wide_parts(kept, "wide", f"wide-{year}-{form_id}", frame, year, form_id)
        write_workbook(folder / f"{year}.xlsx", list(sheets_of(wide, {})), SiteSettings())
    return folder / "data", parts


def cell_of(figure):
    """What a wide table has for a figure."""
    return figure.value if figure.state == "number" else figure.state


def read_number(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


# A failure is shown as it was found: making it smaller takes minutes of workbooks.
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(MANY)
def test_every_format_gives_back_the_figures(tmp_path_factory, found):
    root = tmp_path_factory.mktemp("formats")
    folder, parts = write_all(root, found)
    expected = {
        (one.agency, one.year, name): (figure.state, figure.value, figure.raw)
        for one in found if one.form
        for name, figure in one.figures.items()
    }  # fmt: skip
    from_parquet, from_csv = {}, {}
    for part in parts:
        if part.table == "wide":
            continue
        frame = pd.read_parquet(folder / part.parquet.name).astype(object)
        for row in frame.itertuples():
            value = None if pd.isna(row.value) else row.value
            raw = None if pd.isna(row.raw) else row.raw
            from_parquet[row.agency, row.year, row.field] = (row.state, value, raw)
        text = pd.read_csv(folder / part.csv.name, dtype=str, keep_default_na=False)
        for row in text.itertuples():
            value = float(row.value) if row.value else None
            key = (row.agency, int(row.year), row.field)
            from_csv[key] = (row.state, value, original(row.raw))
    assert from_parquet == expected
    assert from_csv == {key: (s, v, raw or "") for key, (s, v, raw) in expected.items()}
    wide = {(one.agency, one.year): one for one in found if one.form}
    seen = {"csv": 0, "xlsx": 0}
    for part in parts:
        if part.table != "wide":
            continue
        book = pd.read_excel(root / f"{part.year}.xlsx", sheet_name=None, header=1, dtype=object)
        sheets = [sheet for name, sheet in book.items() if name.endswith(form(part.form).name)]
        csv = pd.read_csv(folder / part.csv.name, dtype=str, keep_default_na=False)
        for kind, frame in (("csv", csv), ("xlsx", sheets[0])):
            assert list(frame) == list(part.columns)
            for _, row in frame.iterrows():
                record = wide[row["agency"], int(row["year"])]
                seen[kind] += 1
                for name, figure in record.figures.items():
                    field = form(record.form).fields[name]
                    got = read_number(row[named(name, field.unit)])
                    assert got == cell_of(figure)
    assert seen == {"csv": len(wide), "xlsx": len(wide)}
