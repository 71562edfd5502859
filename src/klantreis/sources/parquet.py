"""Parquet: row groups are decoded apart, and only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from klantreis.sources._bytes import reading
from klantreis.sources._rows import PREVIEW_ROWS, Chunk, FileRows, Options, Rows, Wanted
from klantreis.sources._text import flattened

SUFFIXES = (".parquet", ".pq", ".parq")
TEXT = False
LARGE_GROUP = 4_000_000


def recognises(start: bytes) -> bool:
    """Return whether these are the first bytes of a Parquet file."""
    return start.startswith(b"PAR1")


def open_file(path: Path, options: Options) -> FileRows:
    """Open a Parquet file; fields of records become columns named with dots.

    Raises
    ------
    SourceError
        If the file is cut off or damaged.
    """
    with reading(path):
        file = pq.ParquetFile(path, memory_map=True)
        first = next(file.iter_batches(PREVIEW_ROWS, use_threads=False), None)
        schema = file.schema_arrow
    start = pa.Table.from_batches([first] if first is not None else [], schema)
    preview = flattened(start)
    return FileRows(
        name=path.name,
        format="parquet",
        columns=tuple(preview.column_names),
        preview=preview,
        size=path.stat().st_size,
        chunks=partial(_chunks, path, file.metadata),
        rows=file.metadata.num_rows,
    )


def _chunks(path: Path, metadata: Any) -> Iterator[Chunk]:
    row, size = 1, path.stat().st_size
    for group in range(metadata.num_row_groups):
        count = metadata.row_group(group).num_rows
        share = size * count // max(metadata.num_rows, 1)
        if count > LARGE_GROUP:
            yield from _slices(path, metadata, group, row, size)
        else:
            yield Chunk(path.name, share, partial(_group, path, metadata, group), row)
        row += count


def _file(path: Path, metadata: Any, wanted: Wanted) -> Any:
    text = {f.name for f in metadata.schema.to_arrow_schema() if _is_text(f.type)}
    return pq.ParquetFile(
        path, metadata=metadata, memory_map=True, read_dictionary=sorted(wanted.coded & text)
    )


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _group(path: Path, metadata: Any, group: int, wanted: Wanted) -> Rows:
    with reading(path):
        names = None if wanted.columns is None else list(wanted.columns)
        table = _file(path, metadata, wanted).read_row_group(group, columns=names, use_threads=False)
    return Rows(flattened(table))


def _slices(path: Path, metadata: Any, group: int, first_row: int, size: int) -> Iterator[Chunk]:
    """Cut one very large row group into slices, so that memory stays bounded."""
    count = metadata.row_group(group).num_rows
    for start in range(0, count, LARGE_GROUP):
        rows = min(LARGE_GROUP, count - start)
        work = partial(_slice, path, metadata, group, start, rows)
        yield Chunk(path.name, size * rows // metadata.num_rows, work, first_row + start)


def _slice(path: Path, metadata: Any, group: int, start: int, rows: int, wanted: Wanted) -> Rows:
    """Decode past the rows before a slice; they are dropped batch by batch and never held."""
    names = None if wanted.columns is None else list(wanted.columns)
    kept: list[Any] = []
    at = 0
    with reading(path):
        file = _file(path, metadata, wanted)
        for batch in file.iter_batches(1 << 18, row_groups=[group], columns=names, use_threads=False):
            low, high = max(start - at, 0), min(start + rows - at, batch.num_rows)
            if high > low:
                kept.append(batch.slice(low, high - low))
            at += batch.num_rows
            if at >= start + rows:
                break
    return Rows(flattened(pa.Table.from_batches(kept)))
