"""Which journeys customers travel, and how many travel each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._variants_kernels import copied, find, group, hashes_of
from klantreis.errors import ParameterError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition, read_only
from klantreis.model.result import Result
from klantreis.model.statistics import wilson

LOOSE: Final = 1 << 20
"""How many uncombined variants may pile up before they are combined, to bound the memory used."""

METHOD: Final = (
    "Customers with exactly the same sequence of touchpoints share a variant; sequences are compared in "
    "full. 95 % intervals of the shares of all customers: Wilson."
)


@dataclass(frozen=True, slots=True)
class Table:
    """Distinct journeys: how many customers travel each, and where its codes stand in ``codes``."""

    hashes: NDArray[np.uint64]
    customers: NDArray[np.int64]
    offsets: NDArray[np.int64]
    codes: NDArray[Any]


def variants(log: JourneyLog, *, top: int | None = 50, collapse: bool = False) -> Result:
    """List the journeys customers travel, the most travelled first.

    Two customers share a variant if they had the same touchpoints in the same order, however long it
    took them. All variants are counted; ``top`` only limits the rows shown.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    top
        How many variants to show, at least 1; ``None`` shows all. Among variants with as many
        customers the shorter journey comes first, then the names decide; a note says if the cut fell
        between equals.
    collapse
        Count immediate repeats of a touchpoint as one contact.

    Returns
    -------
    Result
        A row per variant: ``journey`` (list of touchpoints), ``customers``, ``share`` of all
        customers, its interval ``low`` to ``high``, and ``coverage``: the share of all customers in
        this row and those above it. The notes tell how many variants there are.
        ``customers(journey=[...])`` gives the customers of a variant.

    Raises
    ------
    ParameterError
        If ``top`` is not ``None`` or a whole number of at least 1.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([
    ...     ("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"), ("bob", "home", "2026-01-01"),
    ...     ("bob", "home", "2026-01-03"), ("bob", "cart", "2026-01-04"),
    ... ])
    >>> [(row["journey"], row["customers"]) for row in variants(log).rows]
    [(['home', 'cart'], 1), (['home', 'home', 'cart'], 1)]
    >>> variants(log, collapse=True).rows[0]["share"]
    1.0
    """
    if top is not None and (isinstance(top, bool) or not isinstance(top, int) or top < 1):
        raise ParameterError(
            f"top={top!r} variants cannot be shown.",
            hint="Give a whole number of at least 1, or None for all.",
        )
    found = combined(log.fold(partial(count, collapse=collapse), merge))
    shown = _shown(found, log.touchpoints, top)
    return Result(
        analysis="variants",
        parameters={"top": top, "collapse": collapse},
        period=log.period,
        n=log.size,
        method=METHOD + (" Immediate repeats count as one contact." if collapse else ""),
        columns=_columns(found, shown, log.touchpoints),
        notes=_notes(found, shown),
        who=partial(_who, log, collapse),
    )


def count(part: Partition, *, collapse: bool) -> tuple[Table, ...]:
    """Count one run: its distinct journeys."""
    hashes = hashes_of(part.offsets, part.touchpoint, collapse)
    ones = np.ones(len(hashes), np.int64)
    return (_distinct(hashes, ones, part.offsets, part.touchpoint, collapse),)


def merge(a: tuple[Table, ...], b: tuple[Table, ...]) -> tuple[Table, ...]:
    """Put the counts of two runs together; equal journeys are combined once enough have piled up."""
    tables = a + b
    loose = sum(len(table.hashes) for table in tables[1:])
    return (combined(tables),) if loose > max(LOOSE, len(tables[0].hashes)) else tables


def combined(tables: tuple[Table, ...]) -> Table:
    """Return one table in which every journey stands once."""
    if len(tables) == 1:
        return tables[0]
    starts = np.cumsum([0, *(len(table.codes) for table in tables)])
    offsets = [table.offsets[:-1] + start for table, start in zip(tables, starts[:-1], strict=True)]
    return _distinct(
        np.concatenate([table.hashes for table in tables]),
        np.concatenate([table.customers for table in tables]),
        read_only(np.concatenate([*offsets, starts[-1:]])),
        read_only(np.concatenate([table.codes for table in tables])),
        False,
    )


def _distinct(
    hashes: NDArray[np.uint64],
    customers: NDArray[np.int64],
    offsets: NDArray[np.int64],
    codes: NDArray[Any],
    collapse: bool,
) -> Table:
    first, total = group(hashes, customers, offsets, codes, collapse)
    return Table(hashes[first], total, *copied(first, offsets, codes, collapse))


def _shown(found: Table, touchpoints: Sequence[str], top: int | None) -> list[int]:
    """Return which variants to show, in order: most customers, then the shorter, then by name."""
    many = len(found.hashes) if top is None else min(top, len(found.hashes))
    if not many:
        return []
    lengths = np.diff(found.offsets)
    worst = -np.partition(-found.customers, many - 1)[many - 1]
    able = np.flatnonzero(found.customers >= worst)
    order = np.lexsort((lengths[able], -found.customers[able]))
    last = able[order[many - 1]]
    able = able[(found.customers[able] > worst) | (lengths[able] <= lengths[last])]
    rank = {name: k for k, name in enumerate(sorted(touchpoints))}
    by_name = np.array([rank[name] for name in touchpoints], np.int64)

    def key(v: int) -> tuple[int, int, list[int]]:
        names = by_name[found.codes[found.offsets[v] : found.offsets[v + 1]]].tolist()
        return (-int(found.customers[v]), int(lengths[v]), names)

    return sorted(able.tolist(), key=key)[:many]


def _columns(found: Table, shown: list[int], touchpoints: Sequence[str]) -> dict[str, list[Any]]:
    n = int(found.customers.sum())
    customers = found.customers[shown]
    low, high = wilson(customers, n)
    journeys = [found.codes[found.offsets[v] : found.offsets[v + 1]].tolist() for v in shown]
    return {
        "journey": [[touchpoints[code] for code in journey] for journey in journeys],
        "customers": customers.tolist(),
        "share": (customers / max(n, 1)).tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
        "coverage": (np.cumsum(customers) / max(n, 1)).tolist(),
    }


def _notes(found: Table, shown: list[int]) -> tuple[str, ...]:
    notes = [f"{len(found.hashes)} distinct variants."]
    if 0 < len(shown) < len(found.hashes):
        smallest = int(found.customers[shown[-1]])
        equals = int((found.customers == smallest).sum()) - int((found.customers[shown] == smallest).sum())
        if equals:
            notes.append(
                f"{equals} variants not shown have {smallest} customers too, like the last one shown."
            )
    return tuple(notes)


def _who(log: JourneyLog, collapse: bool, *, journey: Sequence[str]) -> list[str]:
    codes = np.array(log.codes(journey), np.int64)
    ends = np.array([0, len(codes)])
    return log.customers(lambda part: find(part.offsets, part.touchpoint, codes, ends, collapse))
