"""`gongkai serve`: looks at the site on this machine, rebuilt when something changes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve", short_help="在本机查看网站")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), help="数据文件夹")
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("output"), help="网站放哪里"
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口")
@click.option("--settings", type=click.Path(path_type=Path), default=Path("site.toml"))
@click.option("--content", type=click.Path(path_type=Path), help="生成的 Markdown 放哪里")
@click.option("--work", type=click.Path(path_type=Path), help="图表和构建记录放哪里")
@click.option("--watch/--no-watch", default=True, help="文件变动时重建")
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
    serve(paths, load_settings(settings, url=None), port=port, watch=watch, lang=lang)
