"""The commands: arguments, messages, exit codes. Nothing is decided here.

Each command is a module with a click command named `command`; it is imported only when
called, so that `gongkai --help` starts fast.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

import click

from generator import __version__
from generator.errors import GongkaiError, of_machine
from generator.messages import LANGUAGES, catalogue, message
from generator.processes import exit_code, stop_in_order

COMMANDS = (
    "parse",
    "ingest",
    "template",
    "check",
    "correct",
    "privacy",
    "frame",
    "build",
    "serve",
    "init",
)
# Offered where its package is there: made-up corpora are no part of the installed program.
BESIDE = {"demo": "made_up.command"}


class LazyGroup(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are used."""
        return [*COMMANDS, *(name for name in BESIDE if _is_there(name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(BESIDE.get(cmd_name, f"generator.cli.{cmd_name}"))
        command: click.Command = module.command
        return explained(command, cmd_name)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Help in the language asked for."""
        explained(self, "program")
        super().format_help(ctx, formatter)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh")
@click.version_option(__version__, prog_name="gongkai")
@click.pass_context
def program(ctx: click.Context, lang: str) -> None:
    """The program; its texts are in `messages/cli.toml`."""
    ctx.obj = lang


def _is_there(name: str) -> bool:
    return find_spec(BESIDE[name].partition(".")[0]) is not None


def explained(command: click.Command, name: str) -> click.Command:
    """The command with the help texts of `messages/cli.toml` in the language asked for.

    An option has an entry `cli.<command>.<parameter>`, or `cli.option.<parameter>` where
    several commands share it.
    """
    lang = _asked_language(sys.argv)
    command.help = message(f"cli.{name}", {}, lang)
    command.short_help = None
    for option in command.params:
        if isinstance(option, click.Option):
            own = f"cli.{name}.{option.name}"
            code = own if own in catalogue() else f"cli.option.{option.name}"
            option.help = message(code, {}, lang)
    return command


def main() -> None:
    """Runs the program: 0 done, 1 something was wrong, 2 wrong use, 130 and 143 stopped."""
    lang = _asked_language(sys.argv)
    stop_in_order()
    try:
        program.main(standalone_mode=False)
    except GongkaiError as error:
        click.echo(error.text(lang), err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt) as stop:
        click.echo(message("general.stopped", {}, lang), err=True)
        sys.exit(exit_code(stop.__cause__ or stop))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except (OSError, MemoryError) as error:
        click.echo(of_machine(error).text(lang), err=True)
        sys.exit(1)


def _asked_language(arguments: list[str]) -> str:
    """The language named on the command line, before click has read it."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and arguments[position + 1 : position + 2] == ["en"]:
            return "en"
        if argument == "--lang=en":
            return "en"
    return "zh"
