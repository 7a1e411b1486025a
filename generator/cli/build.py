"""`gongkai build`: content and site from a data folder, incremental."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.messages import message

if TYPE_CHECKING:
    from generator.site.paths import Paths

MANY = 50


@click.command("build")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"))
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--site-url")
@click.option("--languages")
@click.option("--settings", type=click.Path(path_type=Path), default=Path("site.toml"))
@click.option("--content", type=click.Path(path_type=Path))
@click.option("--work", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1))
@click.option("--scheduler")
@click.option("--force", is_flag=True)
@click.option("--verify", is_flag=True)
@click.option("--max-files", type=click.IntRange(min=1))
@click.option("--max-bytes", type=click.IntRange(min=1))
@click.option("--precompress/--no-precompress", default=None)
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter an option
    lang: str,
    *,
    data: Path,
    output: Path,
    site_url: str | None,
    languages: str | None,
    settings: Path,
    content: Path | None,
    work: Path | None,
    jobs: int | None,
    scheduler: str | None,
    force: bool,
    verify: bool,
    max_files: int | None,
    max_bytes: int | None,
    precompress: bool | None,
) -> None:
    """由数据文件夹生成整个网站；只重写有变化的页面，全部成功后才替换旧网站。"""
    from generator.cluster import on_cluster
    from generator.site.build import BuildOptions, build
    from generator.site.paths import project_paths
    from generator.site.pelican_plugin.whole import FailedBuildError
    from generator.site.progress import shown
    from generator.site.settings import load_settings

    site = load_settings(
        settings,
        url=site_url,
        languages=languages,
        max_files=max_files,
        max_bytes=max_bytes,
        precompress=precompress,
    )
    if site.mistake_address is None:
        click.echo(message("site.no_mistake_address", {"file": str(settings)}, lang), err=True)
    paths = project_paths(data, output, content, work)
    with shown(lang) as progress:
        try:
            options = BuildOptions(
                force, verify, lambda said: click.echo(said.text(lang), err=True)
            )
            with on_cluster(scheduler, _shared(paths) if scheduler else ()) as workers:
                result = build(
                    paths, site, jobs=workers or jobs, progress=progress, options=options
                )
        except FailedBuildError as error:
            for failure in error.failures[:MANY]:
                click.echo(failure.error.text(lang), err=True)
            click.echo(error.text(lang), err=True)
            sys.exit(1)
    params = {
        "pages": str(result.pages),
        "written": str(result.written),
        "seconds": f"{result.seconds:.1f}",
        "output": str(output),
    }
    click.echo(message("site.done", params, lang))


def _shared(paths: Paths) -> tuple[Path, ...]:
    """The folders that every machine of a cluster has to see; those that a build makes are made."""
    for folder in (paths.content, paths.work, paths.output.parent):
        folder.mkdir(parents=True, exist_ok=True)
    return (paths.data, paths.content, paths.work, paths.output.parent, paths.theme)
