"""Which further columns are fit to keep with each event, and of what kind they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import pyarrow as pa

from klantreis.intake.classify import NOT_KNOWN
from klantreis.intake.clock import Clock, tell_time
from klantreis.intake.names import PARTS, words
from klantreis.model.event import EventColumns
from klantreis.sources import Source
from klantreis.sources._text import as_text

Kind = Literal["text", "number", "flag"]
MOST_VALUES = 200
LONGEST_VALUE = 80
_NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9]\d*|\d{1,3}(?:\.\d{3})+)(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_ID_WORDS = frozenset(
    {"id", "ids", "uuid", "guid", "hash", "key", "nr", "nummer", "number", "sleutel", "bsn", "iban"}
)
_PERSONAL = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}|(?:\+|00)[1-9]\d{7,14}|\d{1,3}(?:\.\d{1,3}){3}", re.IGNORECASE
)


def fitting_properties(source: Source, columns: EventColumns, clock: Clock) -> tuple[str, ...]:
    """Return the columns fit to filter by, judged by the first rows.

    Kept are true/false, numbers, and text with few distinct values. Left out are the columns that
    already play a part, ids, times, free text, lists and records, and what looks like the address
    or telephone number of a person.
    """
    taken = {columns.customer, columns.touchpoint, columns.time, columns.channel, columns.message_id}
    previews = [f.preview for f in source.files]
    return tuple(n for n in source.columns if n not in taken and _fits(n, _values(previews, n), clock))


def _values(previews: Sequence[Any], name: str) -> Any:
    parts = [as_text(p[name]) for p in previews if name in p.column_names]
    return pa.concat_arrays(parts)


def _fits(name: str, values: Any, clock: Clock) -> bool:
    filled = [v for v in values.to_pylist() if v is not None and v.strip().casefold() not in NOT_KNOWN]
    distinct = set(filled)
    if not distinct:
        return False
    if any(_PERSONAL.fullmatch(v.strip()) for v in distinct):
        return False
    if _are_times(name, filled, clock):
        return False
    is_id = bool(_ID_WORDS & set(words(name))) or name.lower().endswith("id")
    if is_id and len(distinct) > 20:
        return False
    if all(_NUMBER.fullmatch(v.strip()) for v in distinct):
        return True
    short = max(len(v) for v in distinct) <= LONGEST_VALUE and not any(
        v.lstrip()[:1] in "{[" for v in distinct
    )
    return short and len(distinct) <= min(MOST_VALUES, max(20, len(filled) // 2))


def _are_times(name: str, filled: list[str], clock: Clock) -> bool:
    """Whether these are times: written so, or numbers that a name says are dates."""
    is_named = bool(PARTS["time"] & set(words(name)))
    if not is_named and not any(c in v for v in filled[:5] for c in "-/:"):
        return False
    return tell_time(pa.array(filled[:200]), Clock(timezone=clock.timezone)).unreadable is None


def kind_of(previews: Sequence[Any], name: str) -> Kind:
    """Return the kind of a column: numbers, true/false, or text.

    Text counts as numbers only if every value is one, none with a leading zero: a postcode is no number.
    """
    types = {p[name].type for p in previews if name in p.column_names}
    if all(pa.types.is_boolean(t) for t in types):
        return "flag"
    if all(pa.types.is_integer(t) or pa.types.is_floating(t) or pa.types.is_decimal(t) for t in types):
        return "number"
    values = [v.strip() for v in _values(previews, name).to_pylist() if v is not None]
    filled = [v for v in values if v.casefold() not in NOT_KNOWN]
    return "number" if filled and all(_NUMBER.fullmatch(v) for v in filled) else "text"
