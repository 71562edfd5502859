"""Whether the values in a study or map can be: patterns, durations, zones, scales, targets, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct
from msgspec.structs import fields

from klantreis.errors import ParameterError
from klantreis.evidence.scales import parse_scale
from klantreis.model.duration import parse_duration
from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import EventSource, Question, Study, SurveySource
from klantreis.model.touchpoint import MatchRule, Measure, PropertyCondition, Target
from klantreis.study.document import Document
from klantreis.study.problems import Place, Problem, suggestion

FIRST_YEAR, LAST_YEAR = 1900, 2999
NAME_CONDITIONS = ("equals", "prefix", "glob", "regex")
SHARES = {Measure.CSAT, Measure.DROP_OFF, Measure.REWORK, Measure.CONVERSION}
RANGES: dict[Measure, tuple[float, float, str]] = {
    Measure.NPS: (-100, 100, "−100 to 100"),
    Measure.CES: (1, 7, "1 to 7"),
    **dict.fromkeys(SHARES, (0, 1, "0 to 1 (a share, so 0.05 for 5 %)")),
}


def value_mistakes(noun: Study | JourneyMap, document: Document) -> Iterator[Problem]:
    """Yield every value in a study or map that cannot be what it should be."""
    for place, part in _parts(noun, ()):
        for key, said, hint in _mistakes(part):
            yield document.problem((*place, *key), said, hint)


Mistake = tuple[Place, str, str]


def _mistakes(part: Struct) -> Iterator[Mistake]:
    if isinstance(part, MatchRule):
        yield from _rule(part)
    elif isinstance(part, PropertyCondition):
        yield from _pattern(part.matches, "matches")
    elif isinstance(part, Target):
        yield from _target(part)
    elif isinstance(part, Question):
        yield from _scale(part.scale)
    elif isinstance(part, EventSource | SurveySource):
        yield from _zone(part.timezone)
    elif isinstance(part, Study):
        yield from _study(part)
    elif isinstance(part, JourneyMap) and part.lanes is not None:
        yield from _lanes(part.lanes)


def _parts(noun: Any, place: Place) -> Iterator[tuple[Place, Struct]]:
    """Yield a noun and all nouns within it, with their places in the file."""
    if isinstance(noun, Struct):
        yield place, noun
        for field in fields(noun):
            yield from _parts(getattr(noun, field.name), (*place, field.encode_name))
    elif isinstance(noun, list):
        for i, child in enumerate(noun):
            yield from _parts(child, (*place, i))
    elif isinstance(noun, dict):
        for name, child in noun.items():
            yield from _parts(child, (*place, name))


def _rule(rule: MatchRule) -> Iterator[Mistake]:
    given = [name for name in NAME_CONDITIONS if getattr(rule, name) is not None]
    if len(given) > 1:
        yield (
            (given[1],),
            f"A rule takes one of {', '.join(NAME_CONDITIONS)}, not {len(given)}.",
            "Make it two rules.",
        )
    if not given and rule.channel is None and not rule.properties:
        yield (
            (),
            "This rule has no condition, so it would match every event.",
            "Give it a name, channel or property.",
        )
    yield from _pattern(rule.regex, "regex")


def _pattern(pattern: str | None, field: str) -> Iterator[Mistake]:
    try:
        re.compile(pattern or "")
    except re.error as error:
        at = f" at character {error.pos + 1}" if error.pos is not None else ""
        hint = "Put a backslash before signs meant literally: ( ) [ ] . * + ?"
        yield (field,), f"{pattern!r} is not a regular expression: {error.msg}{at}.", hint


def _target(target: Target) -> Iterator[Mistake]:
    if target.measure is Measure.WAITING_TIME:
        yield from _duration(target.value, "value")
    elif isinstance(target.value, str):
        yield (
            ("value",),
            f"{target.value!r} is not allowed here.",
            f"A target for {target.measure} is a number.",
        )
    elif target.measure in RANGES:
        low, high, said = RANGES[target.measure]
        if not low <= target.value <= high:
            yield ("value",), f"{target.value:g} cannot be.", f"A target for {target.measure} is from {said}."
    elif target.value < 0:
        yield ("value",), f"{target.value:g} cannot be.", "Give a count of 0 or more."


def _duration(value: str | float, field: str) -> Iterator[Mistake]:
    try:
        parse_duration(value)
    except ParameterError as error:
        yield (field,), error.message, error.hint


def _scale(scale: str | None) -> Iterator[Mistake]:
    if scale is not None and parse_scale(scale) is None:
        yield ("scale",), f"{scale!r} is not a scale.", "Write lowest and highest score: 0-10, 1-5 or 1-7."


def _zone(zone: str | None) -> Iterator[Mistake]:
    if zone is None:
        return
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        close = suggestion(zone, available_timezones()).split(" Known")[0]
        hint = close if close.startswith("Did") else "Use an IANA name such as Europe/Amsterdam."
        yield ("timezone",), f"There is no time zone {zone!r}.", hint


def _study(study: Study) -> Iterator[Mistake]:
    yield from _zone(study.timezone)
    if study.open_for is not None:
        yield from _duration(study.open_for, "open_for")
    if study.period is None:
        return
    if study.period[0] > study.period[1]:
        yield ("period",), "The first day is after the last.", "Turn them round."
    for i, day in enumerate(study.period):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            said, hint = f"The year {day.year} cannot be.", f"Give a day from {FIRST_YEAR} to {LAST_YEAR}."
            yield ("period", i), said, hint


def _lanes(lanes: list[Any]) -> Iterator[Mistake]:
    for i, lane in enumerate(lanes):
        if lane in lanes[:i]:
            yield ("lanes", i), f"The lane {str(lane)!r} is in the list twice.", "Keep one."
