"""The stage on which made-up customers travel: who is where, what happened, who was asked.

A story is told crowd by crowd: customers who are at the same point, each at their own time. The
stage notes what happens to them, lets them wait, and splits them in two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.random import RandomState
from numpy.typing import ArrayLike, NDArray

from klantreis.samples._clock import Seconds, awake, lognormal, open_hours

Words = NDArray[np.object_]
OFFLINE = ("store", "phone", "post", "partner", "practice", "bank", "counter", "parcel", "email")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Customers, by number, each at a moment of their own."""

    who: NDArray[np.int64]
    when: Seconds

    def __len__(self) -> int:
        return len(self.who)

    def only(self, mask: NDArray[np.bool_]) -> Crowd:
        """Return those for whom it is true."""
        return Crowd(self.who[mask], self.when[mask])

    def and_also(self, other: Crowd) -> Crowd:
        """Return both crowds as one."""
        return Crowd(np.concatenate([self.who, other.who]), np.concatenate([self.when, other.when]))


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened to a crowd, as columns."""

    crowd: Crowd
    columns: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to a crowd after a touchpoint, and how they feel about it (−2..+2)."""

    crowd: Crowd
    touchpoint: str
    measure: str
    mood: NDArray[np.float64]


@dataclass(slots=True)
class Stage:
    """Where the story is told.

    Parameters
    ----------
    rng
        The only source of chance. Its stream of numbers is one that NumPy promises not to change.
    traits
        Per customer: device, kind of bicycle, temper …
    """

    rng: RandomState
    traits: dict[str, NDArray[Any]]
    notes: list[Note] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def note(self, crowd: Crowd, event: ArrayLike, *, channel: str, **properties: ArrayLike) -> None:
        """Write down that something happened; online it happens on the customer's device."""
        columns = {"event": event, "channel": channel, **properties}
        if channel not in OFFLINE:
            columns["device"] = self.trait(crowd, "device")
        self.notes.append(Note(crowd, {k: _column(v, len(crowd)) for k, v in columns.items()}))

    def ask(self, crowd: Crowd, touchpoint: str, measure: str, *, mood: ArrayLike, share: float) -> None:
        """Put a question to a crowd, some hours later; a share of them answers."""
        temper = self.trait(crowd, "temper").astype(np.float64)
        felt = np.broadcast_to(np.asarray(mood, np.float64), len(crowd)) + temper
        answers = self.rng.random_sample(len(crowd)) < share
        later = self.wait(crowd.only(answers), median_s=5 * 3600, spread=1.0, visit=True)
        self.asked.append(Asked(later, touchpoint, measure, felt[answers]))

    def split(self, crowd: Crowd, share: ArrayLike) -> tuple[Crowd, Crowd]:
        """Return those to whom it happens, with this chance, and those to whom it does not."""
        hit = self.rng.random_sample(len(crowd)) < np.asarray(share)
        return crowd.only(hit), crowd.only(~hit)

    def wait(
        self,
        crowd: Crowd,
        *,
        median_s: float,
        spread: float = 0.8,
        visit: bool = False,
        opening: tuple[float, float, int] | None = None,
    ) -> Crowd:
        """Let time pass.

        Parameters
        ----------
        median_s
            Median waiting time in seconds.
        spread
            Of the lognormal waiting time.
        visit
            Whether the customer comes back for it, so that it seldom happens at night.
        opening
            The opening hours it falls in, where someone has to do it.
        """
        when = crowd.when + lognormal(self.rng, len(crowd), median_s=median_s, spread=spread)
        if visit:
            when = awake(self.rng, when)
        if opening:
            when = open_hours(self.rng, when, opening)
        return Crowd(crowd.who, when)

    def meanwhile(self, before: Crowd, after: Crowd, low: float, high: float) -> Crowd:
        """Return the same customers at a moment between two others, as a part of that wait."""
        part = low + self.rng.random_sample(len(before)) * (high - low)
        return Crowd(before.who, (before.when + part * (after.when - before.when)).astype(np.int64))

    def trait(self, crowd: Crowd, name: str) -> NDArray[Any]:
        """Return a trait of each customer in the crowd."""
        return self.traits[name][crowd.who]


def cast(rng: RandomState, n: int, shares: dict[str, float]) -> Words:
    """Return one word per customer, drawn with these shares.

    Examples
    --------
    >>> cast(RandomState(1), 3, {"mobile": 1.0}).tolist()
    ['mobile', 'mobile', 'mobile']
    """
    return np.asarray(list(shares), dtype=object)[rng.choice(len(shares), n, p=list(shares.values()))]


def _column(value: ArrayLike, n: int) -> Words:
    return np.broadcast_to(np.asarray(value, dtype=object), n)
