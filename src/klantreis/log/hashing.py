"""A keyed 128-bit hash of customer ids, by which customers are dealt out and recognised.

With 128 bits the chance that any two of a billion customers share a hash is below 1 in 10^20.
The key comes from the content of the input, so that ids cannot be chosen beforehand to collide.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import xxhash

from klantreis.log.arrow import as_numbers
from klantreis.log.kernel import kernel
from klantreis.log.partition import read_only

_A = np.uint64(0x9E3779B97F4A7C15)
_B = np.uint64(0xD6E8FEB86659FD93)
_C = np.uint64(0xFF51AFD7ED558CCD)
_32, _29, _33, _8, _56 = (np.uint64(k) for k in (32, 29, 33, 8, 56))


def customer_hashes(customers: pa.Array, key: str) -> tuple[np.ndarray, np.ndarray]:
    """Return both halves of the hash of each id in a ``large_string`` or dictionary array."""
    if pa.types.is_dictionary(customers.type):
        high, low = customer_hashes(customers.dictionary.cast(pa.large_string()), key)
        rows = as_numbers(customers.indices)
        return high[rows], low[rows]
    seed = np.frombuffer(xxhash.xxh3_128_digest(key.encode()), np.uint64)
    high, low = np.empty(len(customers), np.uint64), np.empty(len(customers), np.uint64)
    offsets, text = text_buffers(customers)
    _hash_texts(read_only(offsets), read_only(text), seed[0], seed[1], high, low)
    return high, low


def text_buffers(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Return the offsets (``int64``, one more than texts) and the bytes of a ``large_string`` array."""
    _, offsets, text = texts.buffers()
    if not len(texts):
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return bounds, np.frombuffer(text, np.uint8) if text is not None else np.zeros(0, np.uint8)


@kernel
def _finish(x: np.uint64) -> np.uint64:
    x = (x ^ (x >> _33)) * _C
    x = (x ^ (x >> _29)) * _B
    return x ^ (x >> _32)


@kernel
def _hash_texts(
    offsets: np.ndarray, text: np.ndarray, a: np.uint64, b: np.uint64, high: np.ndarray, low: np.ndarray
) -> None:
    for i in range(len(high)):
        x, y, p, stop = a, b, offsets[i], offsets[i + 1]
        tail = np.uint64(stop - p) << _56
        while p + 8 <= stop:
            word = np.uint64(0)
            for k in range(8):
                word |= np.uint64(text[p + k]) << np.uint64(8 * k)
            x = (x ^ word) * _A
            x ^= x >> _32
            y = (y + word) * _B
            y ^= y >> _29
            p += 8
        shift = np.uint64(0)
        while p < stop:
            tail ^= np.uint64(text[p]) << shift
            shift += _8
            p += 1
        x = _finish((x ^ tail) * _A + y)
        high[i] = x
        low[i] = _finish(((y + tail) * _B) ^ x)
