"""``klantreis init``: the first study of a team."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--events", type=click.Path(path_type=Path), help="A file of events: its touchpoints are filled in."
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
def command(folder: Path, events: Path | None, language: str) -> None:
    """Start a study: a folder with a study file and a first map.

    Nothing is overwritten. With --events the touchpoints are those the file holds.
    """
    from klantreis.study.new import new_study

    path = new_study(folder, language=language, events=events)
    click.echo(f"Wrote {path}. Fill it in, then run: klantreis run {folder}")
