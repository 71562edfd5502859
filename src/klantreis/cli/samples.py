"""``klantreis samples``: complete made-up studies to look at, learn from and test with."""

from __future__ import annotations

from pathlib import Path

import click

from klantreis import registry


@click.command()
@click.argument("name", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--seed", type=int, help="Another seed gives other customers; the same seed the same bytes.")
@click.option("--customers", type=int, help="How many customers.")
def command(
    name: str | None, folder: Path | None, language: str, seed: int | None, customers: int | None
) -> None:
    """List the sample studies, or write one to a folder.

    Each states in its README which flaws were planted in it, for the findings to discover.
    """
    if name is None:
        for known in registry.names("samples"):
            click.echo(f"{known.replace('_', '-')}\t{_summary(known)}")
        return
    sample = registry.item("samples", name.replace("-", "_"))
    size = {"seed": seed, "customers": customers}
    path = sample.write(
        folder or Path(name), language=language, **{k: v for k, v in size.items() if v is not None}
    )
    click.echo(f"Wrote the study {path}. Now run: klantreis run {path}")


def _summary(name: str) -> str:
    return (registry.item("samples", name).__doc__ or "").strip().splitlines()[0]
