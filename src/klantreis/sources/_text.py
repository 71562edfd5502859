"""Any column as text: one written form for every type a file may hold."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def as_text(column: Any) -> pa.Array:
    """Return a column as one array of text; missing stays missing.

    Whole numbers are written without a decimal point, also when they were stored as floats;
    bytes are read as UTF-8 where they are, else written as hexadecimal; lists and records as JSON.

    Examples
    --------
    >>> import pyarrow as pa
    >>> as_text(pa.array([123.0, None, 1.5, 1.2e10])).to_pylist()
    ['123', None, '1.5', '12000000000']
    """
    array = plain(column)
    kind = array.type
    if pa.types.is_string(kind):
        return array
    if pa.types.is_floating(kind):
        return _float_text(array)
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_null(kind):
        return array.cast(pa.string())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return _bytes_text(array)
    if pa.types.is_nested(kind):
        return pa.array([None if v is None else to_json(v) for v in array.to_pylist()], pa.string())
    if pa.types.is_decimal(kind):
        return _float_text(array.cast(pa.float64())) if kind.scale else array.cast(pa.string())
    return array.cast(pa.string())


def plain(column: Any) -> pa.Array:
    """Return a column as one array without chunks, extension type or dictionary."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # a column of no chunks at all
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if isinstance(array.type, pa.BaseExtensionType):
        array = array.storage
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def to_json(value: Any) -> str:
    """Return a value as JSON on one line; what JSON has no word for is written as text."""
    return json.dumps(value, default=_written, ensure_ascii=False)


def _written(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _float_text(array: pa.Array) -> pa.Array:
    number = array.cast(pa.float64())
    number = pc.if_else(pc.is_nan(number), pa.scalar(None, pa.float64()), number)
    whole = pc.and_(pc.equal(pc.floor(number), number), pc.less(pc.abs(number), 2.0**63))
    count = pc.if_else(whole, number, 0.0).cast(pa.int64(), safe=False)
    return pc.if_else(whole, count.cast(pa.string()), number.cast(pa.string()))


def _bytes_text(array: pa.Array) -> pa.Array:
    if pa.types.is_fixed_size_binary(array.type) and array.type.byte_width == 16:
        return pa.array(
            [None if v is None else str(uuid.UUID(bytes=v)) for v in array.to_pylist()], pa.string()
        )
    try:
        return array.cast(pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array([None if v is None else v.hex() for v in array.to_pylist()], pa.string())


def flattened(table: pa.Table) -> pa.Table:
    """Return a table in which each field of a record is a column of its own: ``user.id``."""
    while any(pa.types.is_struct(f.type) for f in table.schema):
        table = table.flatten()
    return table
