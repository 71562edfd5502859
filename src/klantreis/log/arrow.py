"""Arrays handed to Arrow as they are, without a copy and without a look at other libraries."""

from __future__ import annotations

import numpy as np
import pyarrow as pa


def as_arrow(numbers: np.ndarray) -> pa.Array:
    """Return an array of numbers as an Arrow array on the same memory.

    ``pyarrow.array`` would do, but loads pandas wherever that is installed, to ask whether the
    array belongs to it.

    Examples
    --------
    >>> as_arrow(np.array([1, 2], np.uint8)).to_pylist()
    [1, 2]
    """
    whole = np.ascontiguousarray(numbers)
    return pa.Array.from_buffers(pa.from_numpy_dtype(whole.dtype), len(whole), [None, pa.py_buffer(whole)])


def as_numbers(array: pa.Array) -> np.ndarray:
    """Return an Arrow array of numbers without nulls as an array on the same memory, read-only.

    Examples
    --------
    >>> as_numbers(pa.array([7, 8, 9])[1:]).tolist()
    [8, 9]
    """
    kind = np.dtype(array.type.to_pandas_dtype())
    values = array.buffers()[1]
    if not len(array):
        return np.zeros(0, kind)
    return np.frombuffer(values, kind)[array.offset : array.offset + len(array)]
