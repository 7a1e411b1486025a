"""`--help` speaks the language asked for, of every command and every option."""

import sys

import click
import pytest

from generator.cli import COMMANDS, program


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("lang", "is_chinese"), [("zh", True), ("en", False)])
def test_every_option_is_explained(monkeypatch, name, lang, is_chinese):
    monkeypatch.setattr(sys, "argv", ["gongkai", "--lang", lang, name, "--help"])
    command = program.get_command(click.Context(program), name)
    texts = [command.help, *(o.help for o in command.params if isinstance(o, click.Option))]
    for text in texts:
        assert text
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text) is is_chinese, text
