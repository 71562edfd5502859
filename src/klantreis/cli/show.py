"""Results for people and for programs: a table on a terminal, plain text in a pipe, JSON on request."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from klantreis.model.event import IntakeReport
    from klantreis.model.result import Result

_SHARES = ("share", "low", "high", "coverage", "reach")


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

    console = Console()
    period = (
        f"{result.period.start:%Y-%m-%d} – {result.period.end:%Y-%m-%d}"
        if result.period.start and result.period.end
        else "no events"
    )
    table = Table(
        title=f"{result.analysis}: {result.n.customers:,} customers, {result.n.events:,} events, {period}"
    )
    for name, values in result.columns.items():
        number = all(isinstance(v, (int, float)) or v is None for v in values)
        table.add_column(name.replace("_", " "), justify="right" if number else "left")
    rows = result.rows
    for row in rows[:limit]:
        table.add_row(*(_for_people(name, value) for name, value in row.items()))
    console.print(table)
    if len(rows) > limit:
        console.print(f"{len(rows) - limit:,} more rows; --limit {len(rows)} shows all.", style="dim")
    for line in (result.method, *result.notes):
        console.print(line, style="dim", markup=False)


def _for_people(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        return " → ".join(map(str, value))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if name.endswith("_s"):
        return _duration(value)
    if any(word in name for word in _SHARES):
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def _duration(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if abs(seconds) >= size:
            return f"{seconds / size:,.1f} {unit}"
    return f"{seconds:,.1f} s"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    text = " > ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.replace("\t", " ").replace("\n", " ")
