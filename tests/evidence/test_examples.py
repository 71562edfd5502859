"""Example journeys are real, the same each time, and nobody's name is in them."""

from __future__ import annotations

import numpy as np

from klantreis.evidence.examples import examples
from klantreis.log.build import from_rows

ROWS = [
    ("zoe", "home", "2026-01-01T00:00", "web"), ("zoe", "cart", "2026-01-01T01:00", "web"),
    ("zoe", "pay", "2026-01-01T02:00", "app"),
    ("bob", "home", "2026-01-01T00:00"), ("bob", "cart", "2026-01-05T00:00"),
    ("bob", "pay", "2026-01-05T01:00"),
    ("bob", "home", "2026-01-05T02:00"), ("bob", "pay", "2026-01-05T03:00"),
    ("cas", "home", "2026-01-01T00:00"), ("cas", "cart", "2026-01-01T03:00"),
    ("dee", "home", "2026-02-01T00:00"), ("dee", "cart", "2026-02-01T03:00"),
]  # fmt: skip
OPEN_FROM = 1_769_900_000_000_000


def made(parts: int = 1, **given: object):
    log = from_rows(ROWS, parts)
    goal = np.array([name == "pay" for name in log.touchpoints])
    return examples(log, goal=goal, still_open_from=OPEN_FROM, **given)  # type: ignore[arg-type]


def test_typical_reached_the_goal_slow_waited_longest_dropped_ended_here():
    shown = {e.label: [c.touchpoint for c in e.contacts] for e in made()["cart"]}
    assert shown == {"typical": ["home", "cart", "pay"], "dropped": ["home", "cart"]}
    home = {e.label: len(e.contacts) for e in made()["home"]}
    assert home == {"typical": 3, "slow": 5}


def test_a_journey_that_is_still_open_is_no_dropped_example():
    (dropped,) = (e for e in made()["cart"] if e.label == "dropped")
    assert dropped.contacts[0].time.isoformat() == "2026-01-01T00:00:00+00:00"


def test_names_and_channels_are_shown_and_ids_are_not():
    (typical, *_) = made(names={"pay": "Betalen"})["pay"]
    assert [(c.touchpoint, c.channel) for c in typical.contacts][-1] == ("Betalen", "app")
    assert "zoe" not in repr(made())


def test_the_same_log_gives_the_same_examples():
    assert made() == made()


def test_very_long_journeys_are_passed_over():
    rows = [("a", f"t{i % 2}", f"2026-01-01T{i // 60:02d}:{i % 60:02d}") for i in range(41)]
    log = from_rows(rows)
    assert examples(log, goal=np.zeros(2, bool), still_open_from=2**62) == {"t0": (), "t1": ()}
