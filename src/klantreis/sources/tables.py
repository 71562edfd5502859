"""Tables in memory: pandas, Polars, Arrow, and all else that speaks Arrow's C stream."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from klantreis.errors import EmptyError, ParameterError, SourceError
from klantreis.sources._dialect import unique_names
from klantreis.sources._rows import PREVIEW_ROWS, Chunk, FileRows, Options, Rows, Wanted
from klantreis.sources._text import flattened, to_json

SUFFIXES: tuple[str, ...] = ()
TEXT = False
CHUNK_ROWS = 1_000_000


def recognises(start: bytes) -> bool:
    """Return ``False``: a table in memory has no bytes to recognise."""
    return False


def open_file(path: Path, options: Options) -> FileRows:
    """Refuse: a table in memory is not a file."""
    raise SourceError(f"{path.name} is a file, not a table.", hint="Open it with klantreis.read.")


def open_table(source: Any) -> FileRows:
    """Open a pandas, Polars or Arrow table, or a list of dictionaries.

    Raises
    ------
    ParameterError
        If it is not a table.
    EmptyError
        If it has no rows.
    """
    table = _arrow(source)
    table = flattened(table.rename_columns(list(unique_names(table.column_names))))
    if not table.num_rows:
        raise EmptyError("The table has no rows.", hint="Check what was selected.")
    return FileRows(
        name="table",
        format="tables",
        columns=tuple(table.column_names),
        preview=table.slice(0, PREVIEW_ROWS),
        size=table.nbytes,
        chunks=partial(_chunks, table),
        rows=table.num_rows,
    )


def _chunks(table: pa.Table) -> Iterator[Chunk]:
    for start in range(0, table.num_rows, CHUNK_ROWS):
        part = table.slice(start, CHUNK_ROWS)
        share = table.nbytes * part.num_rows // table.num_rows
        yield Chunk("table", share, partial(_select, part), start + 1)


def _select(part: pa.Table, wanted: Wanted) -> Rows:
    return Rows(part if wanted.columns is None else part.select(list(wanted.columns)))


def _arrow(source: Any) -> pa.Table:
    if hasattr(source, "collect") and type(source).__module__.startswith("polars"):
        source = source.collect()
    if isinstance(source, list):
        return _from_dictionaries(source)
    if hasattr(source, "reset_index") and hasattr(source, "columns"):
        return _from_pandas(source)
    try:
        return pa.table(source)
    except (TypeError, ValueError) as error:
        raise ParameterError(
            f"A {type(source).__name__} is not something to read.",
            hint="Give a path, a glob, or a pandas, Polars or Arrow table.",
        ) from error


def _from_dictionaries(rows: list[Any]) -> pa.Table:
    if not all(isinstance(row, dict) for row in rows):
        raise ParameterError("A list must hold paths, or rows as dictionaries.")
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    return pa.table({name: _column([row.get(name) for row in rows]) for name in names})


def _from_pandas(frame: Any) -> pa.Table:
    named = [name for name in frame.index.names if name is not None]
    frame = frame.reset_index(level=named) if named else frame
    names = [str(name) for name in frame.columns]
    columns = [_pandas_column(frame.iloc[:, i]) for i in range(len(names))]
    return pa.Table.from_arrays(columns, names=list(unique_names(names)))


def _pandas_column(series: Any) -> Any:
    try:
        return pa.Array.from_pandas(series)
    except (pa.ArrowException, TypeError):
        return _column(series.where(series.notna(), None).tolist())


def _column(values: list[Any]) -> pa.Array:
    """Return values of one type as they are, and of several types as text."""
    try:
        return pa.array(values)
    except (pa.ArrowException, TypeError):
        return pa.array([v if v is None or isinstance(v, str) else _written(v) for v in values], pa.string())


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return to_json(value) if isinstance(value, (dict, list)) else str(value)
