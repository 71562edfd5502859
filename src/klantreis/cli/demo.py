"""``klantreis demo``: the main job on a shipped sample."""

from __future__ import annotations

from pathlib import Path

import click

from klantreis import registry


@click.command()
@click.argument("sample", default="web-shop")
@click.option("--folder", type=click.Path(path_type=Path), default="demo", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
def command(sample: str, folder: Path, language: str) -> None:
    """Write a sample study, run it and say which file to open."""
    from klantreis.cli.run import show_outcome
    from klantreis.cli.show import tell_of_compiling
    from klantreis.study.run import run

    tell_of_compiling()
    study = registry.item("samples", sample.replace("-", "_")).write(folder / sample, language=language)
    outcome = run(study, language=language, quiet=False)
    show_outcome(outcome, quiet=False)
    first = next(path for path in outcome.files if str(path).endswith(".html"))
    click.secho(f"\nOpen {first.resolve()} in a browser.", bold=True)
