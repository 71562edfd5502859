"""Answers as columns: as many as a survey tool exports, in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from klantreis.log.extent import instant
from klantreis.model.evidence import Answer

NO_TIME = np.iinfo(np.int64).min
Column = np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejects:
    """Answers that could not be used: how many for one reason, and the first of them as an example."""

    reason: str
    count: int
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers of customers, one row each; ``None`` in an object column means unknown.

    ``time`` is in microseconds since 1970 (``NO_TIME``: unknown); ``score`` is raw between ``low``
    and ``high`` and ``unit_score`` the same on −1..+1 (``nan``: words only).
    """

    customer: Column
    time: Column
    touchpoint: Column
    phase: Column
    measure: Column
    method: Column
    score: Column
    low: Column
    high: Column
    text: Column
    quotable: Column
    source: Column
    rejects: tuple[Rejects, ...] = field(default_factory=tuple)

    def __len__(self) -> int:
        return len(self.score)

    def __iter__(self) -> Iterator[Answer]:
        return (self._answer(i) for i in range(len(self)))

    @property
    def unit_score(self) -> Column:
        """The scores on −1..+1, low to high."""
        unit: Column = (self.score - self.low) / (self.high - self.low) * 2 - 1
        return unit

    @property
    def rejected(self) -> dict[str, int]:
        """How many answers could not be used, by reason."""
        return {reject.reason: reject.count for reject in self.rejects}

    @property
    def n_customers(self) -> int:
        """How many different customers answered; the nameless count each."""
        named = [customer for customer in self.customer if customer is not None]
        return len(set(named)) + len(self) - len(named)

    @property
    def period_us(self) -> tuple[int, int] | None:
        """The first and the last known instant in microseconds since 1970; ``None`` without any."""
        known = self.time[self.time != NO_TIME]
        return (int(known.min()), int(known.max())) if len(known) else None

    def only(self, wanted: Column) -> Answers:
        """Return the answers for which ``wanted`` (one truth value an answer) holds."""
        return replace(self, **{name: getattr(self, name)[wanted] for name in COLUMNS})

    def at(self, touchpoint: str) -> Answers:
        """Return the answers about one touchpoint."""
        return self.only(self.touchpoint == touchpoint)

    def about(self, touchpoints: set[str]) -> Answers:
        """Return the answers about one of these touchpoints."""
        return self.only(np.fromiter((t in touchpoints for t in self.touchpoint), bool, len(self)))

    def within(self, phase: str) -> Answers:
        """Return the answers about one phase or a touchpoint of it."""
        return self.only(self.phase == phase)

    def of(self, customers: set[str]) -> Answers:
        """Return the answers of these customers."""
        return self.only(np.fromiter((c in customers for c in self.customer), bool, len(self)))

    def during(self, start_us: int | None, end_us: int | None) -> Answers:
        """Return the answers from ``start_us`` up to but without ``end_us``; those without a time stay."""
        known = self.time != NO_TIME
        early = known & (self.time < start_us) if start_us is not None else ~known & known
        late = known & (self.time >= end_us) if end_us is not None else ~known & known
        return self.only(~(early | late))

    def _answer(self, i: int) -> Answer:
        score, words = float(self.score[i]), np.isnan(self.score[i])
        return Answer(
            customer=self.customer[i],
            time=moment(self.time[i]),
            touchpoint=self.touchpoint[i],
            phase=self.phase[i],
            measure=self.measure[i],
            score=None if words else score,
            scale=(float(self.low[i]), float(self.high[i])),
            unit_score=None if words else float(self.unit_score[i]),
            text=self.text[i],
            quotable=bool(self.quotable[i]),
        )


COLUMNS = (
    "customer", "time", "touchpoint", "phase", "measure", "method", "score", "low", "high", "text",
    "quotable", "source",
)  # fmt: skip
OBJECTS = {"customer", "touchpoint", "phase", "measure", "method", "text", "source"}


def moment(us: int) -> datetime | None:
    """Return microseconds since 1970 as an instant, or ``None`` for an unknown time."""
    return None if us == NO_TIME else instant(int(us))


def no_answers() -> Answers:
    """Return a study's answers where there are none.

    Examples
    --------
    >>> len(no_answers())
    0
    """
    return answers_of([])


def answers_of(rows: list[dict[str, object]], rejects: tuple[Rejects, ...] = ()) -> Answers:
    """Return answers from rows that have every column of :class:`Answers`."""
    columns = {name: _column(name, [row[name] for row in rows]) for name in COLUMNS}
    return Answers(**columns, rejects=rejects)


def joined(parts: list[Answers]) -> Answers:
    """Return the answers of several sources as one, with their rejects added up by reason."""
    parts = parts or [no_answers()]
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS}
    rejects: dict[str, Rejects] = {}
    for reject in (r for part in parts for r in part.rejects):
        had = rejects.get(reject.reason)
        rejects[reject.reason] = reject if had is None else replace(had, count=had.count + reject.count)
    return Answers(**columns, rejects=tuple(rejects.values()))


def _column(name: str, values: list[object]) -> Column:
    if name in OBJECTS:
        column = np.empty(len(values), object)
        column[:] = values
        return column
    kind = {"time": np.int64, "quotable": bool}.get(name, np.float64)
    return np.array(values, kind)
