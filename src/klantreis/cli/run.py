"""``klantreis run``: a study folder in, a live map out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from klantreis.cli.signature import Names

if TYPE_CHECKING:
    from klantreis.study.run import Outcome

PAPERS = ("screen", "A4", "A3", "A2", "A1", "A0")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Language of the map; default: the study's."
)
@click.option("--out", type=click.Path(path_type=Path), help="Where to write; default: FOLDER/out.")
@click.option(
    "--formats", type=Names(), default="html,svg,pdf", show_default=True, help="Among html, svg, pdf, png."
)
@click.option(
    "--paper", type=click.Choice(PAPERS), help="Size of the sheets; default: the screen, A3 for PDF."
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes.")
def command(
    folder: Path,
    language: str | None,
    out: Path | None,
    formats: list[str],
    paper: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make the live map of a study, with its findings.

    FOLDER holds study.yaml, the files it names, and maps. The map says what the team assumed
    beside what was measured; the findings say what hurts and what to do next.
    """
    from klantreis.cli.show import tell_of_compiling
    from klantreis.study.run import run

    if not (quiet or as_json):
        tell_of_compiling()
    outcome = run(
        folder, language=language, out=out, formats=tuple(formats), paper=paper, quiet=quiet or as_json
    )
    if as_json:
        click.echo(json.dumps(outcome.to_dict(), ensure_ascii=False, indent=2))
    else:
        show_outcome(outcome, quiet=quiet)


def show_outcome(outcome: Outcome, *, quiet: bool) -> None:
    """Say what was read, what hurts most and which file to open."""
    from klantreis.cli.show import show_intake

    if not quiet:
        for report in outcome.reports:
            show_intake(report)
        for reason, count in outcome.answers_rejected.items():
            example = outcome.rejected_examples.get(reason, "")
            said = f"  answers not used, {count:,}: {reason.replace('_', ' ')} ({example})"
            click.secho(said, dim=True, err=True)
    for finding in outcome.findings[:10]:
        click.secho(f"{finding.severity.value:6.3f}  {finding.code}  ", bold=True, nl=False)
        click.echo(finding.title.get(outcome.language) or next(iter(finding.title.values())))
    if len(outcome.findings) > 10:
        click.secho(f"        and {len(outcome.findings) - 10} more, in findings.json", dim=True)
    for path in outcome.files:
        click.echo(path)
