"""Messages seen before: a set of 128-bit hashes that only grows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from klantreis.log.hashing import customer_hashes
from klantreis.log.kernel import kernel
from klantreis.sources._text import as_text

_FEWEST = 1 << 12


class SeenMessages:
    """Remembers message ids in at most 64 and on average 48 bytes each, whatever their length.

    With 128 bits, the chance that any two of a billion ids are taken for one is below 1 in 10^20.

    Examples
    --------
    >>> seen = SeenMessages()
    >>> seen.again(pa.array(["a", "b", "a", ""])).tolist(), seen.again(pa.array(["b", ""])).tolist()
    ([False, False, True, False], [True, False])
    """

    def __init__(self) -> None:
        self._table = np.zeros((_FEWEST, 2), np.uint64)
        self._count = 0

    def again(self, column: Any, among: np.ndarray | None = None) -> np.ndarray:
        """Return which ids were seen before, in this column or an earlier one; blank ids never were.

        ``among`` limits it to some rows; the others are not looked at and not remembered.
        """
        ids = as_text(column).fill_null("").cast(pa.large_string())
        high, low = customer_hashes(ids, "message")
        low |= np.uint64(1)  # a hash of zero marks an empty place
        wanted = np.asarray(pa.compute.not_equal(ids, "").to_numpy(zero_copy_only=False))
        wanted = wanted if among is None else wanted & among
        self._make_room(len(ids))
        found = np.zeros(len(ids), np.bool_)
        self._count += _insert(self._table, high, low, wanted, found)
        return found

    def _make_room(self, more: int) -> None:
        size = len(self._table)
        while (self._count + more) * 2 > size:
            size *= 2
        if size > len(self._table):
            old, self._table = self._table, np.zeros((size, 2), np.uint64)
            _insert(
                self._table, old[:, 0].copy(), old[:, 1].copy(), old[:, 1] != 0, np.zeros(len(old), np.bool_)
            )


@kernel
def _insert(
    table: np.ndarray, high: np.ndarray, low: np.ndarray, wanted: np.ndarray, found: np.ndarray
) -> int:
    """Put the wanted hashes in the table, say which were there already, and count the new ones."""
    mask = np.uint64(len(table) - 1)
    new = 0
    for i in range(len(high)):
        if not wanted[i]:
            continue
        place = high[i] & mask
        while table[place, 1] != 0 and (table[place, 0] != high[i] or table[place, 1] != low[i]):
            place = (place + np.uint64(1)) & mask
        found[i] = table[place, 1] != 0
        if not found[i]:
            table[place, 0], table[place, 1] = high[i], low[i]
            new += 1
    return new
