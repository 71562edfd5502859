"""``klantreis completion``: the shell completes commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the shell completion for bash, zsh or fish.

    Put it where your shell finds it, for example:

    \b
      klantreis completion bash > ~/.local/share/bash-completion/completions/klantreis
    """
    from klantreis.cli.main import klantreis

    maker = get_completion_class(shell)
    if maker is None:
        raise click.BadParameter(f"There is no completion for {shell!r}.")
    click.echo(maker(klantreis, {}, "klantreis", "_KLANTREIS_COMPLETE").source())
