"""Whether the values of a file have the shape that a noun asks for; every mistake, not only the first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from klantreis.study.document import Document, Place
from klantreis.study.problems import Problem, stop_at, suggestion

T = TypeVar("T")

ID_PATTERN = "^[a-z0-9]"


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
        kinds = [k for k in _flat(wanted) if _fits(value, k)]
        if not kinds:
            yield self._wrong(place, f"{_shown(value)} is not allowed here.", _allowed(wanted, value))
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
                    place, f"The field {name!r} is missing.", f"Add it: {_allowed(field.type, None)}"
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
            yield self._wrong(place, f"{_shown(value)} is not allowed here.", _allowed(wanted, value))

    def _wrong(self, place: Place, said: str, hint: str) -> Problem:
        return self.document.problem(place, said, hint)


def _flat(wanted: inspect.Type) -> list[inspect.Type]:
    if isinstance(wanted, inspect.Metadata):
        return _flat(wanted.type)
    if isinstance(wanted, inspect.UnionType):
        return [kind for part in wanted.types for kind in _flat(part)]
    return [wanted]


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


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "A list" if isinstance(value, list) else "A group of fields"
    if value is None:
        return "An empty value"
    return repr(value) if isinstance(value, str) else str(value).lower()


def _allowed(wanted: inspect.Type, value: Any) -> str:
    """What may stand here, in words, with the nearest name if a name is asked for."""
    kinds = [kind for kind in _flat(wanted) if not isinstance(kind, inspect.NoneType)]
    names = [str(name) for kind in kinds for name in _names(kind)]
    if names:
        return (
            suggestion(value, names) if isinstance(value, str) else f"It must be one of: {', '.join(names)}."
        )
    said = " or ".join(dict.fromkeys(_described(kind) for kind in kinds))
    quotes = (
        " Put it in quotes."
        if isinstance(value, int | float) and any(isinstance(kind, inspect.StrType) for kind in kinds)
        else ""
    )
    return f"It must be {said}.{quotes}"


def _names(kind: inspect.Type) -> list[Any]:
    if isinstance(kind, inspect.LiteralType):
        return list(kind.values)
    return [member.value for member in kind.cls] if isinstance(kind, inspect.EnumType) else []


def _described(kind: inspect.Type) -> str:
    if isinstance(kind, inspect.StrType) and kind.pattern:
        if kind.pattern.startswith(ID_PATTERN):
            return "an id of a–z, 0–9, '-' and '_', at most 64, starting with a letter or digit"
        return "a language as two letters: nl, en"
    if isinstance(kind, inspect.StrType):
        return "a text"
    if isinstance(kind, inspect.DictType):
        by_language = isinstance(kind.value_type, inspect.StrType)
        return "one text per language, like {nl: …, en: …}" if by_language else "fields with values"
    if isinstance(kind, inspect.StructType):
        return "fields with values, such as " + ", ".join(field.encode_name for field in kind.fields[:4])
    if isinstance(kind, inspect.ListType):
        return "a list"
    if isinstance(kind, inspect.DateType):
        return "a date like 2026-03-31"
    if isinstance(kind, inspect.BoolType):
        return "true or false"
    return _number(kind)


def _number(kind: inspect.Type) -> str:
    low, high = getattr(kind, "ge", None), getattr(kind, "le", None)
    whole = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
    if low is not None and high is not None:
        return f"{whole} from {low:g} to {high:g}"
    return f"{whole} of at least {low:g}" if low is not None else whole
