"""Example journeys: a typical, a slow and a dropped one for each touchpoint; nobody's id is kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.evidence._examples_kernels import NONE, best
from klantreis.log.extent import instant
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.model.evidence import Contact, ExampleJourney

LABELS: Final = ("typical", "slow", "dropped")
Key = tuple[int, int, int]
Found = dict[tuple[int, int], tuple[Key, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]


def examples(
    log: JourneyLog, *, goal: NDArray[np.bool_], still_open_from: int, names: Mapping[str, str] | None = None
) -> dict[str, tuple[ExampleJourney, ...]]:
    """Return up to three real journeys for each touchpoint of a log.

    The typical one reached a goal and has about as many contacts as others; the slow
    one waited longest there; the dropped one ended there without a goal. The same log always gives
    the same journeys. Journeys of more than 40 contacts are not used.

    Parameters
    ----------
    log
        The journey log.
    goal
        Which touchpoints, by code, are goals.
    still_open_from
        A journey whose last contact is from then on (µs since 1970) is still open, not dropped.
    names
        What to call a touchpoint; itself if left out.

    Returns
    -------
    dict
        Example journeys by touchpoint; the label is ``typical``, ``slow`` or ``dropped``.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02")])
    >>> made = examples(log, goal=np.array([False, False]), still_open_from=2**62)
    >>> [(e.label, [c.touchpoint for c in e.contacts]) for e in made["cart"]]
    [('dropped', ['home', 'cart'])]
    """
    usual = log.n_events // max(log.n_customers, 1)
    found = log.fold(partial(_find, goal=goal, still_open_from=still_open_from, usual=usual), _better)
    made: dict[str, tuple[ExampleJourney, ...]] = {}
    for code, name in enumerate(log.touchpoints):
        picked = [(label, found[label, code]) for label in range(len(LABELS)) if (label, code) in found]
        fresh = [
            (label, f)
            for k, (label, f) in enumerate(picked)
            if f[0][1:] not in {g[0][1:] for _, g in picked[:k]}
        ]
        made[name] = tuple(_journey(log, LABELS[label], f, names or {}) for label, f in fresh)
    return made


def _find(part: Partition, *, goal: NDArray[np.bool_], still_open_from: int, usual: int) -> Found:
    badness, who = best(part.offsets, part.time, part.touchpoint, goal, still_open_from, usual)
    found: Found = {}
    for label, code in zip(*np.nonzero(badness != NONE), strict=True):
        k = who[label, code]
        events = slice(part.offsets[k], part.offsets[k + 1])
        key = (int(badness[label, code]), part.number, part.first + int(k))
        columns = (
            part.time[events].copy(),
            part.touchpoint[events].astype(np.int64),
            part.channel[events].astype(np.int64),
        )
        found[int(label), int(code)] = (key, *columns)
    return found


def _better(a: Found, b: Found) -> Found:
    return {
        place: min((f[place] for f in (a, b) if place in f), key=lambda f: f[0]) for place in sorted(a | b)
    }


def _journey(
    log: JourneyLog,
    label: str,
    found: tuple[Key, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    names: Mapping[str, str],
) -> ExampleJourney:
    _, time, touchpoint, channel = found
    called = [log.touchpoints[code] for code in touchpoint]
    contacts = zip(called, time.tolist(), channel, strict=True)
    return ExampleJourney(
        label=label,
        contacts=tuple(
            Contact(touchpoint=names.get(name, name), time=instant(us), channel=log.channels[over])
            for name, us, over in contacts
        ),
    )
