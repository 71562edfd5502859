"""A batch: one table of clean events as plain columns, its names still numbered by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from klantreis.errors import DataError
from klantreis.log.arrow import as_numbers
from klantreis.log.kernel import kernel
from klantreis.log.partition import code_type, read_only

Kind = np.dtype[np.generic]
PROPERTY = "property "
"""What stands before the name of a property among the names of columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names in a batch.

    ``coded`` holds, for each column of codes, the name of each code, or ``None`` if no row has
    it; ``numbers`` names the columns of numbers; ``unfit`` those of another kind, with the kind.
    """

    coded: Mapping[str, list[str | None]]
    numbers: frozenset[str]
    unfit: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The columns of one table: the customers, and arrays with the kind they fit in."""

    customers: pa.Array
    columns: Mapping[str, tuple[np.ndarray, Kind]]
    names: Names


def read_batch(table: pa.Table) -> Batch:
    """Return a table of clean events as a batch.

    Raises
    ------
    DataError
        If ``customer``, ``touchpoint`` or ``time`` is missing or has empty values.
    """
    for name in ("customer", "touchpoint", "time"):
        if name not in table.column_names or table[name].null_count:
            raise DataError(f"A clean event has a {name}; the column is missing or has empty values.")
    columns: dict[str, tuple[np.ndarray, Kind]] = {"time": (_instants(table["time"]), np.dtype(np.int64))}
    names: dict[str, list[str | None]] = {}
    unfit: dict[str, str] = {}
    for name in table.column_names:
        label = name if name in ("touchpoint", "channel") else PROPERTY + name
        if name in ("customer", "time"):
            continue
        kind = table[name].type
        if label != name and (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
            columns[label] = (_numbers(table[name]), np.dtype(np.float64))
        elif _is_text(kind) or label == name:
            codes, names[label] = _coded(table[name])
            columns[label] = (codes, code_type(len(names[label])))
        else:
            unfit[label] = str(kind)
    numbers = frozenset(columns.keys() - names.keys() - {"time"})
    return Batch(
        customers=_customers(table["customer"]),
        columns=columns,
        names=Names(coded=names, numbers=numbers, unfit=unfit),
    )


def _is_text(kind: pa.DataType) -> bool:
    checks = (pa.types.is_dictionary, pa.types.is_string, pa.types.is_large_string, pa.types.is_boolean)
    return any(check(kind) for check in checks) or pa.types.is_null(kind)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.unify_dictionaries().combine_chunks()


def _customers(column: pa.ChunkedArray) -> pa.Array:
    kept = column if pa.types.is_dictionary(column.type) else column.cast(pa.large_string())
    return _whole(kept)


def _instants(column: pa.ChunkedArray) -> np.ndarray:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    elif not pa.types.is_integer(column.type):
        raise DataError(f"The time of a clean event is an instant or whole microseconds, not {column.type}.")
    return as_numbers(_whole(column.cast(pa.int64())))


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    whole = _whole(column.cast(pa.float64(), safe=False))
    return as_numbers(pc.fill_null(whole, np.nan) if whole.null_count else whole)


def _coded(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str | None]]:
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    whole = _whole(column)
    names = ["" if name is None else name for name in whole.dictionary.cast(pa.string()).to_pylist()]
    codes = whole.indices.fill_null(len(names)) if whole.null_count else whole.indices
    codes = np.asarray(as_numbers(codes), np.int32)
    used = np.zeros(len(names) + 1, np.bool_)
    _mark(read_only(codes), used)
    every = [*names, ""] if used[-1] else names
    return codes, [name if used[k] else None for k, name in enumerate(every)]


@kernel
def _mark(codes: np.ndarray, used: np.ndarray) -> None:
    for code in codes:
        used[code] = True
