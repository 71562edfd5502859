"""``klantreis analyse``: every analysis on the shelf is a command here."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import click

from klantreis import registry
from klantreis.cli.reading import filter_options, filtered, open_events, reading_options
from klantreis.cli.selection import selection
from klantreis.cli.signature import options, signature
from klantreis.errors import nearest


class Analyses(click.Group):
    """The shelf of analyses as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names on the shelf."""
        return list(registry.names("analyses"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of one analysis, its options read from its file."""
        return _command(name) if name in registry.names("analyses") else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the analysis, or say which one may be meant."""
        names = registry.names("analyses")
        if args and args[0] not in names and not args[0].startswith("-"):
            close = nearest(args[0], names)
            hint = f" Did you mean {close!r}?" if close else ""
            ctx.fail(f"There is no analysis {args[0]!r}.{hint} Known: {', '.join(names)}.")
        return super().resolve_command(ctx, args)


@click.command(cls=Analyses)
def command() -> None:
    """Ask one question of a file of events or of a study."""


def _command(name: str) -> click.Command:
    @click.argument("files", nargs=-1, required=True)
    @options(name)
    @filter_options
    @reading_options
    @click.option("--who", help="Print the customers behind a number: 'step=2,outcome=dropped'.")
    @click.option(
        "--draw", type=click.Path(path_type=Path), help="Draw the answer: a file ending in .svg or .png."
    )
    @click.option(
        "--language", type=click.Choice(["nl", "en"]), default="en", help="Language of the drawing."
    )
    @click.option("--limit", default=40, show_default=True, help="Rows to show on a terminal.")
    @click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
    def run(**given: Any) -> None:
        _answer(name, **given)

    return click.command(name, help=signature(name).summary)(run)


def _answer(
    name: str,
    *,
    files: tuple[str, ...],
    as_json: bool,
    limit: int,
    who: str | None,
    draw: Path | None,
    language: str,
    **given: Any,
) -> None:
    from klantreis.cli.draw import write_drawing
    from klantreis.cli.show import show_intake, show_json, show_result, tell_of_compiling

    reading = _take(given, _parameters_of(reading_options))
    if not (reading["quiet"] or as_json):
        tell_of_compiling()
    filters = _take(given, _parameters_of(filter_options))
    log = open_events(files, {}, reading.pop("timezone"), **_reading(reading))
    if not (reading["quiet"] or as_json):
        show_intake(log.report)
    log = filtered(log, **filters)
    function = getattr(registry.item("analyses", name), name)
    result = function(log, **_asked(function, given, log.touchpoints))
    if draw is not None:
        write_drawing(result, draw, language=language)
    if who is not None:
        click.echo("".join(f"{customer}\n" for customer in result.customers(**selection(who))), nl=False)
    elif as_json:
        show_json(result)
    else:
        show_result(result, limit=limit)


def _parameters_of(decorate: Any) -> list[str]:
    probe = click.command("probe")(decorate(lambda **_: None))
    return [str(p.name) for p in probe.params]


def _take(given: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: given.pop(name) for name in names}


def _reading(reading: dict[str, Any]) -> dict[str, Any]:
    return {**reading, "properties": reading["properties"] or None}


def _asked(function: Any, given: dict[str, Any], touchpoints: tuple[str, ...]) -> dict[str, Any]:
    """Turn what was typed into what the analysis takes: groups to a mapping, a|b to alternatives."""
    parameters = inspect.signature(function).parameters
    asked: dict[str, Any] = {}
    for name, value in given.items():
        if str(parameters[name].annotation).startswith("Mapping"):
            asked[name] = dict(value) or parameters[name].default
        elif name == "steps":
            asked[name] = [_alternatives(step, touchpoints) for step in value]
        else:
            asked[name] = value
    return asked


def _alternatives(step: str, touchpoints: tuple[str, ...]) -> str | list[str]:
    return step.split("|") if "|" in step and step not in touchpoints else step
