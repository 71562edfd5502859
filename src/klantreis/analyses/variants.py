"""Which journeys customers travel, and how many travel each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._variants_kernels import (
    CUSTOMERS,
    RANGE,
    START,
    STOP,
    collapsed,
    count_ranges,
    deal,
    distinct,
    find,
    journeys,
    laid_out,
    leading,
)
from klantreis.errors import ParameterError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition, chunks, read_only
from klantreis.model.result import Result
from klantreis.model.statistics import wilson

LOOSE: Final = 1 << 23
"""How many uncombined variants may pile up before they are combined, to bound the memory used."""

BLOCK: Final = 1 << 16
"""How many customers are counted together, so that what is known of them stays in the cache."""

METHOD: Final = (
    "Customers with exactly the same sequence of touchpoints share a variant; sequences are compared in "
    "full. 95 % intervals of the shares of all customers: Wilson."
)


@dataclass(frozen=True, slots=True)
class Table:
    """Distinct journeys: a row each (hash, from where to where in ``codes``, customers), and the codes."""

    rows: NDArray[np.int64]
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
    """Count one run: its distinct journeys, in tables small enough for the cache."""
    blocks = chunks(part, -(-(len(part.offsets) - 1) // BLOCK))
    return tuple(_counted(block, collapse) for block in blocks)


def merge(a: tuple[Table, ...], b: tuple[Table, ...]) -> tuple[Table, ...]:
    """Put the counts of two runs together; equal journeys are combined once enough have piled up."""
    tables = a + b
    loose = sum(len(table.rows) for table in tables[1:])
    return (_kept(combined(tables)),) if loose > max(LOOSE, len(tables[0].rows)) else tables


def combined(tables: tuple[Table, ...]) -> Table:
    """Return one table in which every journey stands once.

    The rows are dealt out by ranges of their hash, and each range is looked up in a table of its own.
    """
    total = sum(len(table.rows) for table in tables)
    bits = max(1, (total // RANGE).bit_length())
    ends = np.zeros((1 << bits) + 1, np.int64)
    for table in tables:
        count_ranges(table.rows, bits, ends)
    ends = np.cumsum(ends)
    dealt, place, moved = np.empty((total, 4), np.int64), ends[:-1].copy(), 0
    for table in tables:
        deal(table.rows, bits, moved, place, dealt)
        moved += len(table.codes)
    codes = tables[0].codes if len(tables) == 1 else np.concatenate([table.codes for table in tables])
    return Table(dealt[: distinct(dealt, ends, read_only(codes))], codes)


def _counted(part: Partition, collapse: bool) -> Table:
    low, high = int(part.offsets[0]), int(part.offsets[-1])
    offsets, codes = part.offsets - low, part.touchpoint[low:high]
    if collapse:
        offsets, codes = collapsed(offsets, codes)
    codes = read_only(codes)
    return _kept(combined((Table(journeys(offsets, codes), codes),)))


def _kept(table: Table) -> Table:
    """Return a table that holds on to no more memory than its journeys need, give or take one half."""
    lengths = table.rows[:, STOP] - table.rows[:, START]
    if 2 * int(lengths.sum()) >= len(table.codes):
        return Table(table.rows.copy(), table.codes)
    rows, codes = laid_out(table.rows, table.codes)
    return Table(rows, read_only(codes))


def _shown(found: Table, touchpoints: Sequence[str], top: int | None) -> list[int]:
    """Return which variants to show, in order: most customers, then the shorter, then by name."""
    many = len(found.rows) if top is None else min(top, len(found.rows))
    if not many:
        return []
    customers, lengths = found.rows[:, CUSTOMERS], found.rows[:, STOP] - found.rows[:, START]
    able = leading(found.rows, many)
    worst = -np.partition(-customers[able], many - 1)[many - 1]
    able = able[customers[able] >= worst]
    order = np.lexsort((lengths[able], -customers[able]))
    last = able[order[many - 1]]
    able = able[(customers[able] > worst) | (lengths[able] <= lengths[last])]
    rank = {name: k for k, name in enumerate(sorted(touchpoints))}
    by_name = np.array([rank[name] for name in touchpoints], np.int64)

    def key(v: int) -> tuple[int, int, list[int]]:
        names = by_name[_codes(found, v)].tolist()
        return (-int(customers[v]), int(lengths[v]), names)

    return sorted(able.tolist(), key=key)[:many]


def _columns(found: Table, shown: list[int], touchpoints: Sequence[str]) -> dict[str, list[Any]]:
    n = int(found.rows[:, CUSTOMERS].sum())
    customers = found.rows[shown, CUSTOMERS]
    low, high = wilson(customers, n)
    journeys = [_codes(found, v).tolist() for v in shown]
    return {
        "journey": [[touchpoints[code] for code in journey] for journey in journeys],
        "customers": customers.tolist(),
        "share": (customers / max(n, 1)).tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
        "coverage": (np.cumsum(customers) / max(n, 1)).tolist(),
    }


def _notes(found: Table, shown: list[int]) -> tuple[str, ...]:
    notes, customers = [f"{len(found.rows)} distinct variants."], found.rows[:, CUSTOMERS]
    if 0 < len(shown) < len(found.rows):
        smallest = int(customers[shown[-1]])
        equals = int((customers == smallest).sum()) - int((customers[shown] == smallest).sum())
        if equals:
            notes.append(
                f"{equals} variants not shown have {smallest} customers too, like the last one shown."
            )
    return tuple(notes)


def _codes(found: Table, v: int) -> NDArray[Any]:
    codes: NDArray[Any] = found.codes[found.rows[v, START] : found.rows[v, STOP]]
    return codes


def _who(log: JourneyLog, collapse: bool, *, journey: Sequence[str]) -> list[str]:
    codes = np.array(log.codes(journey), np.int64)
    ends = np.array([0, len(codes)])
    return log.customers(lambda part: find(part.offsets, part.touchpoint, codes, ends, collapse))
