"""What and where: touchpoints, channels and properties as codes into short lists, or numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from klantreis.sources._text import as_text

NOTHING = frozenset({"", "null", "nan", "<na>", "\\n", "undefined"})
NOT_KNOWN = NOTHING | {"na", "n/a", "none", "nat", "(not set)", "-"}


def coded(column: Any, nothing: frozenset[str] = NOTHING) -> pa.DictionaryArray:
    """Return a column as codes into trimmed names; what stands for nothing is missing.

    Examples
    --------
    >>> coded(pa.array(["cart ", "cart", "", None])).to_pylist()
    ['cart', 'cart', None, None]
    """
    array = _dictionary(column)
    names = array.dictionary.to_pylist()
    clean = [_clean(name, nothing) for name in names]
    if clean == names and len(set(names)) == len(names):
        return array
    codes: dict[str, int] = {}
    renumbered = [None if name is None else codes.setdefault(name, len(codes)) for name in clean]
    indices = pa.array(renumbered, pa.int32()).take(array.indices)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(codes), pa.string()))


def _clean(name: str | None, nothing: frozenset[str]) -> str | None:
    trimmed = (name or "").strip()
    return None if trimmed.casefold() in nothing else trimmed


def _dictionary(column: Any) -> pa.DictionaryArray:
    """Return a column of any type as one dictionary array of text with 32-bit codes."""
    if pa.types.is_dictionary(column.type):
        whole = column
        if isinstance(column, pa.ChunkedArray):
            whole = (
                column.unify_dictionaries().combine_chunks() if column.num_chunks != 1 else column.chunk(0)
            )
            whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
        return pa.DictionaryArray.from_arrays(whole.indices.cast(pa.int32()), as_text(whole.dictionary))
    return as_text(column).dictionary_encode()


def numbers(column: Any, decimal: str) -> tuple[pa.Array, int]:
    """Return a column as numbers, and how many values were none; those are missing.

    With a decimal comma, points before groups of three digits are separators of thousands. A value
    that can only be written with the other sign is read so: a column may change halfway.

    Examples
    --------
    >>> column, wrong = numbers(pa.array(["1.234,5", "1.5", "", "x"]), ",")
    >>> column.to_pylist(), wrong
    ([1234.5, 1.5, None, None], 1)
    """
    if (
        pa.types.is_integer(column.type)
        or pa.types.is_floating(column.type)
        or pa.types.is_decimal(column.type)
    ):
        whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        return whole.cast(pa.float64(), safe=False), 0
    text = pc.utf8_trim_whitespace(as_text(column))
    if decimal == ",":
        text = _joined(_joined(text, r"\d{1,3}(\.\d{3})+(,\d+)?", "."), r"\d{1,3}(,\d{3})+\.\d+", ",")
        text = pc.replace_substring(text, ",", ".")
    read, unread = _read(text)
    if len(unread):
        text = _joined(_joined(text, r"\d{1,3}(,\d{3})+\.\d+", ","), r"\d{1,3}(\.\d{3})+,\d+", ".")
        text = pc.replace_substring_regex(text, r"^([+-]?\d*),(\d{1,2}|\d{4,})$", r"\1.\2")
        read, unread = _read(text)
    wrong = len(unread) - int(unread.str.to_lowercase().is_in(sorted(NOT_KNOWN)).sum()) if len(unread) else 0
    return pa.array(read.to_numpy(), from_pandas=True), wrong


def _joined(text: pa.Array, form: str, sign: str) -> pa.Array:
    """Leave a separator of thousands out of the values that have this form."""
    if not pc.any(pc.match_substring(text, sign)).as_py():
        return text
    fits = pc.match_substring_regex(text, f"^[+-]?{form}$")
    return pc.if_else(fits, pc.replace_substring(text, sign, ""), text)


def _read(text: pa.Array) -> tuple[Any, Any]:
    """Return texts as numbers, and those that are none."""
    import polars as pl

    series = pl.Series(pl.from_arrow(text))
    read = series.cast(pl.Float64, strict=False)
    return read, series.filter(read.is_null() & series.is_not_null())


def blank(array: pa.Array) -> np.ndarray | None:
    """Return which values are missing, or ``None`` if none is."""
    return np.asarray(array.is_null().to_numpy(zero_copy_only=False)) if array.null_count else None
