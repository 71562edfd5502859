"""What a value is and what may stand in its place, in the words of a message."""

from __future__ import annotations

from typing import Any

from msgspec import inspect

from klantreis.study.problems import suggestion

LONGEST_SHOWN = 60
ID_PATTERN = "^[a-z0-9]"


def shown(value: Any) -> str:
    """Return a value as a message shows it; a long text is cut off.

    Examples
    --------
    >>> shown("buy"), shown([1, 2]), shown(None), len(shown("x" * 1000))
    ("'buy'", 'A list', 'An empty value', 63)
    """
    if isinstance(value, dict | list):
        return "A list" if isinstance(value, list) else "A group of fields"
    if value is None:
        return "An empty value"
    if isinstance(value, str):
        return repr(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…")
    return str(value).lower()


def allowed(wanted: inspect.Type, value: Any) -> str:
    """What may stand here, in words, with the nearest name if a name is asked for."""
    kinds = [kind for kind in flat(wanted) if not isinstance(kind, inspect.NoneType)]
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


def flat(wanted: inspect.Type) -> list[inspect.Type]:
    """Return the kinds that a type stands for: the parts of a union, without what describes them."""
    if isinstance(wanted, inspect.Metadata):
        return flat(wanted.type)
    if isinstance(wanted, inspect.UnionType):
        return [kind for part in wanted.types for kind in flat(part)]
    return [wanted]
