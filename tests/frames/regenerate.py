"""`python -m tests.frames.regenerate`: writes the tables of docs/frames.md anew."""

from __future__ import annotations

from pathlib import Path

from generator.frames.schema import tables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "frames.md"
MARK = "generator/frames/columns.toml -->\n"


def described() -> str:
    """Every table as Markdown, for the documentation."""
    lines = []
    for name, table in tables().items():
        lines += [f"### `{name}`", "", f"{table.en}.", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        for one in table.columns:
            values = f" ({', '.join(f'`{value}`' for value in one.values)})" if one.values else ""
            lines.append(f"| `{one.name}` | {one.type} | {one.en}{values} |")
        lines.append("")
    return "\n".join(lines)


def page() -> str:
    """The page with its tables as `columns.toml` has them."""
    head, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return f"{head}{mark}\n{described().rstrip()}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
