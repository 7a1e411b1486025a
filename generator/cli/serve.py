"""`gongkai serve`: looks at the site on this machine, rebuilt when something changes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.option("--settings", type=click.Path(path_type=Path), default=Path("site.toml"))
@click.option("--content", type=click.Path(path_type=Path))
@click.option("--work", type=click.Path(path_type=Path))
@click.option("--watch/--no-watch", default=True)
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter an option
    lang: str,
    *,
    data: Path,
    output: Path,
    port: int,
    settings: Path,
    content: Path | None,
    work: Path | None,
    watch: bool,
) -> None:
    """先生成网站，再在 127.0.0.1 上提供；数据、主题或正文有变动时自动重建。"""
    from generator.site.paths import project_paths
    from generator.site.serve import serve
    from generator.site.settings import load_settings

    paths = project_paths(data, output, content, work)
    serve(paths, load_settings(settings), port=port, watch=watch, lang=lang)
