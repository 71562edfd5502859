"""One column in one Arrow IPC file with one record batch, read back without a copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import xxhash

from klantreis.errors import DataError
from klantreis.log.arrow import as_arrow, as_numbers
from klantreis.log.partition import read_only

_AT_ONCE = 1 << 20
REBUILD = "Prepare the log anew: remove its folder, it can always be rebuilt."


@dataclass(frozen=True, slots=True)
class ColumnFile:
    """A file with a column, and the digest (XXH3, 64 bits) of the bytes it must hold, if to be checked."""

    path: Path
    digest: str | None


def write_column(path: Path, column: pa.Array | np.ndarray) -> str:
    """Write a column and return the digest of the file."""
    held = as_arrow(column) if isinstance(column, np.ndarray) else column
    batch = pa.record_batch([held], names=["column"])
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)
    return _digest(path)


def read_column(column: ColumnFile, kind: pa.DataType, length: int) -> pa.Array:
    """Return a column of one kind and length, mapped into memory.

    Raises
    ------
    DataError
        If the file is missing or is not what was written; the log must then be prepared anew.
    """
    path = column.path
    try:
        if column.digest is not None and _digest(path) != column.digest:
            raise DataError(f"{path} is damaged.", hint=REBUILD)
        with pa.memory_map(str(path), "r") as file:
            reader = pa.ipc.open_file(file)
            found = reader.get_batch(0).column(0)
            found.validate()
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{path} cannot be read: {error}", hint=REBUILD) from error
    if found.null_count or found.type != kind or len(found) != length or reader.num_record_batches != 1:
        raise DataError(f"{path} does not hold {length:,} values of kind {kind}.", hint=REBUILD)
    return found


def read_numbers(column: ColumnFile, kind: np.dtype[np.generic], length: int) -> np.ndarray:
    """Return a column of numbers of one kind and length, mapped into memory."""
    return read_only(as_numbers(read_column(column, pa.from_numpy_dtype(kind), length)))


def _digest(path: Path) -> str:
    """Return the digest of a file, read piece by piece so that it takes no memory."""
    digest, piece = xxhash.xxh3_64(), bytearray(_AT_ONCE)
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            digest.update(memoryview(piece)[:size])
    return digest.hexdigest()
