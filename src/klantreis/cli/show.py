"""Results for people and for programs: a table on a terminal, plain text in a pipe, JSON on request."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from klantreis.model.event import IntakeReport
    from klantreis.model.result import Result


def show_json(result: Result) -> None:
    """Print a result as one JSON object."""
    click.echo(json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False))


def show_result(result: Result, *, limit: int) -> None:
    """Print a result: a table on a terminal, tab-separated text elsewhere."""
    if sys.stdout is not None and sys.stdout.isatty():
        _show_table(result, limit)
        return
    click.echo("\t".join(result.columns))
    for row in result.rows:
        click.echo("\t".join(_plain(value) for value in row.values()))


def tell_of_compiling() -> None:
    """Say so on standard error if this run has to compile the counting code first."""
    from klantreis.log.kernel import when_compiling

    words = "Compiling the counting code: up to a minute, once. (klantreis warm-up does it beforehand.)"
    when_compiling(lambda: click.secho(words, dim=True, err=True))


def show_intake(report: IntakeReport) -> None:
    """Say on standard error which columns were used and what became of the rows."""
    used = report.columns
    named = {
        "customer": used.customer,
        "touchpoint": used.touchpoint,
        "time": used.time,
        "channel": used.channel,
        "message id": used.message_id,
    }
    said = ", ".join(f"{role} = {column}" for role, column in named.items() if column)
    lines = [f"Columns: {said}."] if said else []
    lines.append(f"Rows: {report.rows:,} read, {report.kept:,} kept.")
    lines += [
        f"  dropped {count:,}: {reason.replace('_', ' ')}"
        for reason, count in report.dropped.items()
        if count
    ]
    if report.repeats:
        lines.append(f"  kept {report.repeats:,} repeats: alike in customer, touchpoint and instant")
    if report.ties:
        lines.append(
            f"  {report.ties:,} events share their instant with the one before; order of arrival decided"
        )
    for line in [*lines, *report.notes]:
        click.secho(line, dim=True, err=True)


def _show_table(result: Result, limit: int) -> None:
    from rich.console import Console
    from rich.table import Table

    from klantreis.cli.table import columns, fitting

    console = Console()
    shown, left = fitting(columns(result, limit=limit), console.width)
    table = Table(title=_title(result), title_justify="left")
    for column in shown:
        table.add_column(column.heading, justify="right" if column.number else "left", overflow="fold")
    for cells in zip(*(column.cells for column in shown), strict=True):
        table.add_row(*cells)
    console.print(table)
    if len(result) > limit:
        console.print(f"{len(result) - limit:,} more rows; --limit {len(result)} shows all.", style="dim")
    if left:
        names = ", ".join(column.heading for column in left)
        console.print(f"No room for: {names}. A wider window, --json or a pipe shows them.", style="dim")
    for line in (result.method, *result.notes):
        console.print(line, style="dim", markup=False, highlight=False)


def _title(result: Result) -> str:
    start, end = result.period.start, result.period.end
    period = f"{start:%Y-%m-%d} – {end:%Y-%m-%d}" if start and end else "no events"
    return f"{result.analysis}: {result.n.customers:,} customers, {result.n.events:,} events, {period}"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    text = " > ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.replace("\t", " ").replace("\n", " ")
