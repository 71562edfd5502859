"""The command ``klantreis``: a list of commands, each loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from klantreis import __version__
from klantreis.errors import KlantreisError, MisuseError, UnknownNameError, nearest

COMMANDS = {
    "init": "Start a study: a folder with a study file and a first map.",
    "run": "Make the live map of a study, with its findings.",
    "analyse": "Ask one question of a file of events or of a study.",
    "samples": "List the sample studies, or write one to a folder.",
    "demo": "Write a sample study, run it and say which file to open.",
    "schema": "Print the JSON Schema of study and map files.",
    "warm-up": "Compile the counting code once, so that first answers are quick.",
    "completion": "Print the shell completion for bash, zsh or fish.",
}


class LazyCommands(click.Group):
    """A group whose help needs no command to be loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return one command; the module bears its name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"klantreis.cli.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may be meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = nearest(args[0], COMMANDS)
            hint = f" Did you mean {close!r}?" if close else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint} Known: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="klantreis")
def klantreis() -> None:
    """Map the journey of your customers, measure what they do and feel, find what hurts."""


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0: done. 1: the data, a file or the machine was wrong. 2: the question was wrong. 130: stopped
    by the user.
    """
    try:
        status: Any = klantreis.main(args=args, prog_name="klantreis", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KlantreisError as error:
        _say(error)
        sys.exit(error.exit_status)
    except OSError as error:
        click.echo(f"Error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        sys.exit(1)


def _say(error: KlantreisError) -> None:
    label = (
        "Misuse" if isinstance(error, MisuseError) and not isinstance(error, UnknownNameError) else "Error"
    )
    click.secho(f"{label} {error.code}: ", fg="red", bold=True, nl=False, err=True)
    click.echo(error.message, err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)


if __name__ == "__main__":
    main()
