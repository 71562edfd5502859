"""Whether the values of a file have the shape that a noun asks for; every mistake, not only the first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from klantreis.study.allowed import allowed, flat, shown
from klantreis.study.document import Document
from klantreis.study.problems import Place, Problem, stop_at, suggestion

T = TypeVar("T")


def shaped(document: Document, kind: type[T]) -> T:
    """Return the noun that a document describes; a StudyError tells every mistake with its line.

    Examples
    --------
    >>> from klantreis.model.study import Study
    >>> from klantreis.study.document import parse_document
    >>> shaped(parse_document("{id: shop, name: Shop}", "study.yaml"), Study).name
    'Shop'
    """
    stop_at(list(mistakes(document, kind)))
    try:
        return msgspec.convert(document.tree, kind)
    except msgspec.ValidationError as error:
        stop_at([document.problem((), f"{error}.")])
        raise


def mistakes(document: Document, kind: type) -> Iterator[Problem]:
    """Yield every place where a document does not have the shape of a noun."""
    yield from _Shape(document).look(document.tree, _type(kind), ())


@cache
def _type(kind: type) -> inspect.Type:
    return inspect.type_info(kind)


class _Shape:
    """Walks a tree and the type it should have side by side."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def look(self, value: Any, wanted: inspect.Type, place: Place) -> Iterator[Problem]:
        kinds = [k for k in flat(wanted) if _fits(value, k)]
        if not kinds:
            yield self._wrong(place, f"{shown(value)} is not allowed here.", allowed(wanted, value))
            return
        kind = kinds[0]
        if isinstance(kind, inspect.StructType):
            yield from self._struct(value, kind, place)
        elif isinstance(kind, inspect.DictType):
            for name, child in value.items():
                yield from self.look(child, kind.value_type, (*place, name))
        elif isinstance(kind, inspect.ListType):
            yield from self._list(value, kind, place)
        else:
            yield from self._scalar(value, kinds, wanted, place)

    def _struct(self, value: dict[str, Any], kind: inspect.StructType, place: Place) -> Iterator[Problem]:
        fields = {field.encode_name: field for field in kind.fields}
        for name, child in value.items():
            if name in fields:
                yield from self.look(child, fields[name].type, (*place, name))
            else:
                yield self._wrong((*place, name), "There is no such field here.", suggestion(name, fields))
        for name, field in fields.items():
            if field.required and name not in value:
                yield self._wrong(
                    place, f"The field {name!r} is missing.", f"Add it: {allowed(field.type, None)}"
                )

    def _list(self, value: list[Any], kind: inspect.ListType, place: Place) -> Iterator[Problem]:
        low, high = kind.min_length or 0, kind.max_length
        if len(value) < low or (high is not None and len(value) > high):
            many = str(low) if low == high else f"{low} to {high}"
            yield self._wrong(place, f"This list holds {len(value)} values.", f"It must hold {many}.")
        for i, child in enumerate(value):
            yield from self.look(child, kind.item_type, (*place, i))

    def _scalar(
        self, value: Any, kinds: list[inspect.Type], wanted: inspect.Type, place: Place
    ) -> Iterator[Problem]:
        if not any(_holds(value, kind) for kind in kinds):
            yield self._wrong(place, f"{shown(value)} is not allowed here.", allowed(wanted, value))

    def _wrong(self, place: Place, said: str, hint: str) -> Problem:
        return self.document.problem(place, said, hint)


def _fits(value: Any, kind: inspect.Type) -> bool:
    """Whether a value is of the right kind, whatever it holds."""
    if isinstance(kind, inspect.StructType | inspect.DictType):
        return isinstance(value, dict)
    if isinstance(kind, inspect.ListType):
        return isinstance(value, list)
    if isinstance(kind, inspect.BoolType):
        return isinstance(value, bool)
    if isinstance(kind, inspect.IntType):
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(kind, inspect.FloatType):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(kind, inspect.NoneType):
        return value is None
    if isinstance(kind, inspect.LiteralType):
        return type(value) in {type(v) for v in kind.values}
    return isinstance(value, str)


def _holds(value: Any, kind: inspect.Type) -> bool:
    """Whether a scalar of the right kind is within what is allowed."""
    if isinstance(kind, inspect.LiteralType):
        return bool(value in kind.values)
    if isinstance(kind, inspect.EnumType):
        return bool(value in {member.value for member in kind.cls})
    if isinstance(kind, inspect.StrType):
        return kind.pattern is None or re.search(kind.pattern, value) is not None
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        low, high = kind.ge, kind.le
        return bool(value == value and (low is None or value >= low) and (high is None or value <= high))
    if isinstance(kind, inspect.DateType):
        return _is_date(value)
    return True


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False
