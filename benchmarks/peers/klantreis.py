"""klantreis, through the Python calls its users have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.tasks import FIRST_STEPS, FUNNEL, TASKS, TOP, TOUCHPOINTS, WINDOW_DAYS

NAME = "klantreis"
LIBRARY = "klantreis"
KIND = "ours"
MODULES = ("klantreis.study.reading", *(f"klantreis.analyses.{name}" for name in TASKS))
REMARKS: dict[str, str] = {}
SLACK_US = 1.0


def prepare(data: Path, events: int, folder: Path) -> None:
    """Read the raw file into a journey log kept in the folder."""
    load(data, events, folder)


def load(data: Path, events: int, folder: Path) -> Any:
    """Open the journey log kept for this file."""
    return _read(data / f"events-{events}.parquet", folder)


def _read(raw: Path, cache: Path | None) -> Any:
    import klantreis as kr

    return kr.read(
        raw, customer="customer_id", touchpoint="touchpoint", time="ts", channel="channel", cache=cache
    )


def transitions(log: Any) -> Any:
    """Count the pairs, with the customers and shares behind them."""
    import klantreis as kr

    return kr.transitions(log, times=False)


def times(log: Any) -> Any:
    """Take the exact median of the waiting times per pair, and its interval."""
    import klantreis as kr

    return kr.times(log, quantiles=(0.5,))


def steps(log: Any) -> Any:
    """Count customers per step and touchpoint."""
    import klantreis as kr

    return kr.steps(log, k=FIRST_STEPS)


def variants(log: Any) -> Any:
    """Count the distinct journeys and take the most frequent."""
    import klantreis as kr

    return kr.variants(log, top=TOP)


def funnel(log: Any) -> Any:
    """Ask the funnel with its window."""
    import klantreis as kr

    return kr.funnel(log, steps=list(FUNNEL), window=timedelta(days=WINDOW_DAYS))


def rows(task: str, native: Any) -> Iterable[tuple[Any, ...]]:
    """Turn a result's columns into rows; "ended" and other summaries are no touchpoints and are left out."""
    code = {name: code for code, name in enumerate(TOUCHPOINTS)}
    found = native.columns
    if task == "funnel":
        return zip(found["step"], found["customers"], strict=True)
    if task == "variants":
        journeys = ([code[name] for name in journey] for journey in found["journey"])
        return zip(found["customers"], journeys, strict=True)
    if task == "steps":
        cells = zip(found["step"], found["touchpoint"], found["customers"], strict=True)
        return ((step, code[name], n) for step, name, n in cells if name in code)
    pairs = zip(found["from"], found["to"], found["median_s" if task == "times" else "count"], strict=True)
    scale = 1e6 if task == "times" else 1
    return ((code[a], code[b], value * scale) for a, b, value in pairs)


def cold(task: str, raw: Path) -> Any:
    """From the raw file to the answer, keeping nothing."""
    return {"transitions": transitions, "funnel": funnel}[task](_read(raw, None))


def sort(raw: Path, target: Path) -> None:
    """Prepare the journey log of the raw file in a new folder."""
    _read(raw, target)
