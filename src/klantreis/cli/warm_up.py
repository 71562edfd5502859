"""``klantreis warm-up``: compile the counting code before someone waits for it."""

from __future__ import annotations

import time

import click


@click.command()
def command() -> None:
    """Compile the counting code once, so that first answers are quick.

    The compiled code is kept beside the package, or in a folder of the user's own where that may
    not be written. It is needed once after an installation.
    """
    from klantreis.study.warm_up import warm_up

    click.echo("Compiling the counting code; this takes about a minute, once.", err=True)
    started = time.perf_counter()
    warm_up()
    click.echo(f"Ready in {time.perf_counter() - started:.0f} s.", err=True)
