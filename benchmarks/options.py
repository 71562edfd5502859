"""What can be asked of ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.harness import ENGINES, Limits
from benchmarks.tasks import FUNNEL, FUNNEL_VARIABLE, TASKS, TOUCHPOINTS

UNITS = {"k": 1_000, "M": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The sizes, rounds, tasks and engines to measure, and how long and large one process may get."""

    events: list[int]
    rounds: int
    full: bool
    tasks: tuple[str, ...]
    engines: tuple[str, ...]
    limits: Limits


def parse(about: str) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=about)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 0.6 / 2**30
    parser.add_argument("--events", type=_sizes, default="1M,10M", help="sizes of the log (1M,10M)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which medians are taken (3)")
    parser.add_argument("--full", action="store_true", help="also 100M events, with klantreis alone")
    parser.add_argument("--only", type=_names(TASKS), default=(), help="these tasks only, nothing from raw")
    parser.add_argument("--engines", type=_names(ENGINES), default=ENGINES, help="these beside klantreis")
    parser.add_argument("--funnel", type=_names(TOUCHPOINTS), default=FUNNEL, help="steps (home,product,…)")
    parser.add_argument("--seconds", type=float, default=120, help="the longest one process may take (120)")
    parser.add_argument("--memory", type=float, default=memory, help=f"GiB one may hold ({memory:.1f})")
    asked = parser.parse_args()
    os.environ[FUNNEL_VARIABLE] = ",".join(asked.funnel)  # for the processes that measure
    return Options(
        events=asked.events,
        rounds=asked.rounds,
        full=asked.full,
        tasks=asked.only,
        engines=asked.engines,
        limits=Limits(seconds=asked.seconds, rss_bytes=int(asked.memory * 2**30)),
    )


def _sizes(text: str) -> list[int]:
    return sorted({int(float(word.rstrip("kM")) * UNITS.get(word[-1], 1)) for word in text.split(",")})


def _names(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def parse_names(text: str) -> tuple[str, ...]:
        unknown = sorted(set(text.split(",")) - set(known))
        if unknown:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}")
        return tuple(text.split(","))

    return parse_names
