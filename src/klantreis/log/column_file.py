"""One column in one Arrow IPC file with one record batch, read back without a copy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from klantreis.errors import DataError
from klantreis.log.arrow import as_arrow, as_numbers
from klantreis.log.partition import read_only


def write_column(path: Path, column: pa.Array | np.ndarray) -> int:
    """Write a column and return the size of the file in bytes."""
    held = as_arrow(column) if isinstance(column, np.ndarray) else column
    batch = pa.record_batch([held], names=["column"])
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)
    return path.stat().st_size


def read_column(path: Path, size: int) -> pa.Array:
    """Return a column mapped into memory.

    Raises
    ------
    DataError
        If the file is missing, cut off or not such a file; the log must then be prepared anew.
    """
    try:
        if path.stat().st_size != size:
            raise DataError(f"{path} is {path.stat().st_size:,} bytes, not {size:,}.", hint=REBUILD)
        with pa.memory_map(str(path), "r") as file:
            reader = pa.ipc.open_file(file)
            if reader.num_record_batches != 1:
                raise DataError(f"{path} is damaged.", hint=REBUILD)
            column = reader.get_batch(0).column(0)
            column.validate()
            return column
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{path} cannot be read: {error}", hint=REBUILD) from error


def read_numbers(path: Path, size: int, kind: np.dtype[np.generic], length: int) -> np.ndarray:
    """Return a column of numbers of one kind and length, mapped into memory."""
    column = read_column(path, size)
    if column.null_count or column.type != pa.from_numpy_dtype(kind) or len(column) != length:
        raise DataError(f"{path} does not hold {length:,} values of kind {kind}.", hint=REBUILD)
    return read_only(as_numbers(column))


REBUILD = "Prepare the log anew: remove its folder, it can always be rebuilt."
