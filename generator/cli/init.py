"""`gongkai init`: theme, prose and settings to change, out of an installed package."""

from __future__ import annotations

from pathlib import Path

import click

from generator.messages import message


@click.command(name="init")
@click.option("--out", type=click.Path(path_type=Path), default=Path())
@click.pass_obj
def command(lang: str, *, out: Path) -> None:
    """把主题、手写页面和设置复制到当前文件夹，以便修改；以后的构建就用这一份。"""
    from generator.site.home import copy_out

    for path in copy_out(out):
        click.echo(path)
    click.echo(message("site.copied_out", {}, lang))
