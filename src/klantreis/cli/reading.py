"""Options for reading and filtering that every question shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from klantreis.cli.signature import Names
from klantreis.errors import ParameterError

if TYPE_CHECKING:
    from klantreis.log.journey_log import JourneyLog

_COLUMNS = {
    "customer": "Column that says who.",
    "touchpoint": "Column that says where: event, page, activity.",
    "time": "Column that says when.",
    "channel": "Column that says through which medium.",
    "message_id": "Column with an id per message; a message seen before is dropped.",
}
_FORM = {
    "time_format": "Form of the times, as in strptime: '%d-%m-%Y %H:%M'.",
    "timezone": "Zone of times that name none, such as Europe/Amsterdam; default UTC.",
    "delimiter": "Character between fields.",
    "encoding": "Encoding of the text, such as latin-1.",
    "decimal": "Decimal sign: '.' or ','.",
    "sheet": "Sheet of a workbook.",
}
_CONDITION = re.compile(r"([^=<>!~]+)(>=|<=|!=|=|~|>|<)(.*)", re.DOTALL)
_SEVERAL = {"=": "in", "!=": "not in"}
_ONE = {"~": "matches"}
_ORDER = (">=", "<=", ">", "<")


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how to read the files."""
    decorators = [
        *(click.option(f"--{n.replace('_', '-')}", n, help=h) for n, h in (_COLUMNS | _FORM).items()),
        click.option(
            "--property", "properties", multiple=True, help="Further column to keep; may be repeated."
        ),
        click.option(
            "--drop-repeats", is_flag=True, help="Drop rows alike in customer, touchpoint and instant."
        ),
        click.option(
            "--rejected", type=click.Path(path_type=Path), help="Parquet file for the rows not used."
        ),
        click.option("--cache", type=click.Path(path_type=Path), help="Folder that keeps the prepared log."),
        click.option("-q", "--quiet", is_flag=True, help="No progress and no notes."),
    ]
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which events and customers to look at."""
    decorators = [
        click.option(
            "--period", help="From..to, either may be left out: 2024-01-01..2024-04-01; 'to' is excluded."
        ),
        click.option("--in-channel", type=Names(), help="Only events in these channels."),
        click.option(
            "--where", multiple=True, help="Only events with this property: device=mobile, amount>=100."
        ),
        click.option("--only", type=Names(), help="Only events at these touchpoints."),
        click.option("--without", type=Names(), help="Leave these touchpoints out."),
        click.option("--did", type=Names(), help="Only customers who were at these touchpoints."),
        click.option("--did-not", type=Names(), help="Only customers who were at none of these touchpoints."),
    ]
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def open_events(
    files: Sequence[str], given: dict[str, Any], timezone: str | None, **reading: Any
) -> JourneyLog:
    """Read files of events, or the events of a study folder in the study's own touchpoints."""
    from klantreis.study.reading import read

    if len(files) == 1 and is_study(files[0]):
        from klantreis.study.inputs import open_study_log

        return open_study_log(Path(files[0]), quiet=bool(reading.get("quiet")))
    return read(list(files), timezone=timezone or "UTC", **given, **reading)


def is_study(path: str) -> bool:
    """Say whether a path is a folder with a study file in it."""
    return any((Path(path) / f"study.{ending}").is_file() for ending in ("yaml", "yml", "json"))


def filtered(
    log: JourneyLog,
    *,
    period: str | None,
    in_channel: list[str] | None,
    where: Sequence[str],
    only: list[str] | None,
    without: list[str] | None,
    did: list[str] | None,
    did_not: list[str] | None,
) -> JourneyLog:
    """Return the log with the filters of the command line laid over it."""
    wanted: dict[str, Any] = {
        "period": _period(period),
        "channel": in_channel,
        "properties": {name: _typed(log, name, asked) for name, asked in _conditions(where).items()},
        "touchpoints": only,
        "without": without,
        "did": did,
        "did_not": did_not,
    }
    wanted = {name: value for name, value in wanted.items() if value}
    return log.where(**wanted) if wanted else log


def _period(text: str | None) -> tuple[str | None, str | None] | None:
    if not text:
        return None
    start, dots, end = text.partition("..")
    if not dots:
        raise ParameterError(
            f"{text!r} is not a period.", hint="Write it like 2024-01-01..2024-04-01 or 2024-01-01.. ."
        )
    return start.strip() or None, end.strip() or None


def _conditions(texts: Sequence[str]) -> dict[str, dict[str, Any]]:
    conditions: dict[str, dict[str, Any]] = {}
    for text in texts:
        found = _CONDITION.fullmatch(text)
        if found is None:
            raise ParameterError(
                f"{text!r} is not a condition.", hint="Write it like device=mobile or amount>=100."
            )
        name, sign, value = found.groups()
        several = Names().convert(value, None, None) if sign in _SEVERAL else value.strip()
        conditions.setdefault(name.strip(), {})[_SEVERAL.get(sign, _ONE.get(sign, sign))] = several
    return conditions


def _typed(log: JourneyLog, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Read the values of a condition as numbers where the property holds numbers."""
    if log.legend.values(name) is not None:
        return {sign: _number(value) if sign in _ORDER else value for sign, value in asked.items()}
    return {
        sign: [_number(one) for one in value] if isinstance(value, list) else _number(value)
        for sign, value in asked.items()
    }


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ParameterError(f"{text!r} is not a number, which this condition needs.") from error
