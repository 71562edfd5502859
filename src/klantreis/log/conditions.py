"""Conditions on the properties of events, decided once per value and looked up per event."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TypeAlias

import numpy as np

from klantreis.errors import ParameterError
from klantreis.log.columns import Columns
from klantreis.log.legend import Legend

Value: TypeAlias = "str | int | float | bool"
Condition: TypeAlias = "Value | Sequence[Value] | Mapping[str, Value | Sequence[Value]]"
"""A value, a list of values, or a mapping such as ``{">=": 10, "<": 100}``; all of it must hold."""

Test: TypeAlias = Callable[[Columns], np.ndarray]
"""Says for each event from the first to the last offset of a run whether it satisfies a condition."""

_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
SIGNS = ("==", "!=", *_ORDER, "in", "not in", "matches")
"""The signs that a condition may use."""


def property_test(legend: Legend, name: str, condition: Condition) -> Test:
    """Return a test of one property.

    A value that is unknown satisfies no sign but ``!=`` and ``not in``; ``""`` asks for it.

    Raises
    ------
    UnknownNameError
        If the log has no such property; the nearest is offered.
    ParameterError
        If a sign is not known, or a value does not go with it.
    """
    values = legend.values(name)
    rules = _rules(name, condition)
    if values is None:
        return _number_test(name, rules)
    fits = np.array([all(_holds(value, sign, asked) for sign, asked in rules) for value in values], np.bool_)

    def test(columns: Columns) -> np.ndarray:
        fine: np.ndarray = fits[events(columns, columns.value(name))]
        return fine

    return test


def events(columns: Columns, column: np.ndarray) -> np.ndarray:
    """Return the part of a column that belongs to the run."""
    own: np.ndarray = column[columns.part.offsets[0] : columns.part.offsets[-1]]
    return own


def _rules(name: str, condition: Condition) -> list[tuple[str, Value | Sequence[Value]]]:
    if not isinstance(condition, str | int | float | Sequence | Mapping | Set):
        raise ParameterError(
            f"The property {name!r} cannot be compared with {condition!r}.",
            hint="Give a value, a list of values, or comparisons such as {'>=': 10}; '' is unknown.",
        )
    if not isinstance(condition, Mapping):
        return [("==" if isinstance(condition, str | int | float) else "in", condition)]
    for sign, asked in condition.items():
        if sign not in SIGNS:
            raise ParameterError(
                f"The property {name!r} cannot be compared with {sign!r}.",
                hint=f"Allowed: {', '.join(SIGNS)}.",
            )
        _check(name, sign, asked)
    return list(condition.items())


def _check(name: str, sign: str, asked: Value | Sequence[Value]) -> None:
    if sign in _ORDER and _number(asked) is None:
        raise ParameterError(f"The property {name!r} is asked to be {sign} {asked!r}, which is not a number.")
    if sign == "matches":
        try:
            re.compile(str(asked))
        except re.error as error:
            raise ParameterError(f"{asked!r} is not a regular expression: {error}.") from error


def _holds(value: str, sign: str, asked: Value | Sequence[Value]) -> bool:
    if sign in ("==", "in"):
        return value in _texts(asked)
    if sign in ("!=", "not in"):
        return value not in _texts(asked)
    if sign == "matches":
        return bool(value) and re.search(str(asked), value) is not None
    number, bound = _number(value), _number(asked)
    return number is not None and bound is not None and _ORDER[sign](number, bound)


def _texts(asked: Value | Sequence[Value]) -> tuple[str, ...]:
    every = (asked,) if isinstance(asked, str | int | float) else asked
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in every)


def _number(asked: object) -> float | None:
    try:
        return None if isinstance(asked, bool) else float(asked)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _number_test(name: str, rules: Sequence[tuple[str, Value | Sequence[Value]]]) -> Test:
    bounds = [(sign, _numbers(name, sign, asked)) for sign, asked in rules]

    def test(columns: Columns) -> np.ndarray:
        column = events(columns, columns.value(name))
        fine: np.ndarray = np.logical_and.reduce([_compared(column, sign, asked) for sign, asked in bounds])
        return fine

    return test


def _numbers(name: str, sign: str, asked: Value | Sequence[Value]) -> list[float]:
    if sign == "matches":
        raise ParameterError(f"The property {name!r} is a number; 'matches' is for text.")
    texts = _texts(asked)
    numbers = [np.nan if text == "" else _number(text) for text in texts]
    if None in numbers:
        wrong = texts[numbers.index(None)]
        raise ParameterError(f"The property {name!r} is a number; {wrong!r} is not.")
    return [number for number in numbers if number is not None]


def _compared(column: np.ndarray, sign: str, asked: list[float]) -> np.ndarray:
    if sign in _ORDER:
        return np.asarray(_ORDER[sign](column, asked[0]))  # type: ignore[arg-type]
    alike = np.isin(column, asked) | (np.isnan(column) & bool(np.isnan(asked).any()))
    fine: np.ndarray = alike if sign in ("==", "in") else ~alike
    return fine
