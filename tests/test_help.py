"""`--help` speaks the language asked for, of every command and every option."""

import sys

import click
import pytest

from generator import cli
from generator.cli import BESIDE, COMMANDS, program


@pytest.mark.parametrize("name", (*COMMANDS, *BESIDE))
@pytest.mark.parametrize(("lang", "is_chinese"), [("zh", True), ("en", False)])
def test_every_option_is_explained(monkeypatch, name, lang, is_chinese):
    monkeypatch.setattr(sys, "argv", ["gongkai", "--lang", lang, name, "--help"])
    command = program.get_command(click.Context(program), name)
    texts = [command.help, *(o.help for o in command.params if isinstance(o, click.Option))]
    for text in texts:
        assert text
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text) is is_chinese, text


def test_made_up_corpora_are_offered_only_where_their_package_is(monkeypatch):
    context = click.Context(program)
    assert "demo" in program.list_commands(context)
    monkeypatch.setattr(cli, "find_spec", lambda package: None)
    assert "demo" not in program.list_commands(context)
    assert program.get_command(context, "demo") is None
