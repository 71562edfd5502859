"""``klantreis schema``: what a study or map file may hold, for editors and checkers."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("kind", type=click.Choice(["study", "map"]))
def command(kind: str) -> None:
    """Print the JSON Schema of study and map files.

    An editor that knows the schema completes names and marks mistakes while you type.
    """
    from klantreis.study.schema import schema

    click.echo(json.dumps(schema(kind), indent=2, ensure_ascii=False))
