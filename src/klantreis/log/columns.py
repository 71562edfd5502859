"""The columns behind a run of customers: its partition, the properties of its events and the ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from klantreis.log.partition import Partition, chunks


@dataclass(frozen=True, slots=True)
class Columns:
    """A run of customers with all that is known of them.

    ``value`` returns the column of a property, aligned with ``part.time``: codes into its values,
    or numbers with NaN for unknown. ``ids`` returns the ids of all customers of the stored
    partition, and ``place`` says where in them the customers of this run stand; ``None`` means
    that customer ``k`` of the run stands at ``part.first + k``.
    """

    part: Partition
    value: Callable[[str], np.ndarray]
    ids: Callable[[], pa.Array]
    place: np.ndarray | None = None

    def places(self, found: np.ndarray) -> np.ndarray:
        """Return where the customers with these indices within the run stand in the ids."""
        return self.part.first + found if self.place is None else self.place[found]


def runs(columns: Columns, most: int) -> list[Columns]:
    """Cut stored columns into at most ``most`` runs with about as many events each."""
    return [replace(columns, part=chunk) for chunk in chunks(columns.part, most)]
