"""PM4Py on pandas, as its manual has it.

PM4Py is AGPL-3.0: it lives in the environment of the benchmarks alone; klantreis neither needs nor
imports it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.tasks import FIRST_STEPS, FUNNEL, TOUCHPOINTS

NAME = "PM4Py, pandas"
LIBRARY = "pm4py"
KIND = "suite"
REMARKS = {
    "funnel": "has none; the usual chain of eventually-follows filters, no window: another, larger answer",
    "steps": "one call per touchpoint, all steps",
    "variants": "all variants, as a dictionary",
}
OTHER_ANSWER = ("funnel",)
SLACK_US = 1.0


def prepare(data: Path, events: int, folder: Path) -> None:
    """Format the raw events for PM4Py and keep them."""
    import pandas as pd
    import pm4py

    raw = pd.read_parquet(data / f"events-{events}.parquet", columns=["customer_id", "touchpoint", "ts"])
    log = pm4py.format_dataframe(raw, case_id="customer_id", activity_key="touchpoint", timestamp_key="ts")
    log[["case:concept:name", "concept:name", "time:timestamp"]].to_parquet(folder / "log.parquet")


def load(_data: Path, _events: int, folder: Path) -> Any:
    """Read the formatted frame into memory."""
    import pandas as pd

    return pd.read_parquet(folder / "log.parquet")


def transitions(log: Any) -> Any:
    """Discover the directly-follows graph."""
    import pm4py

    return pm4py.discover_dfg(log)[0]


def times(log: Any) -> Any:
    """Discover the performance graph with medians."""
    import pm4py

    return pm4py.discover_performance_dfg(log, perf_aggregation_key="median")[0]


def variants(log: Any) -> Any:
    """Count every distinct journey."""
    import pm4py

    return pm4py.get_variants_as_tuples(log)


def steps(log: Any) -> dict[str, dict[int, int]]:
    """Ask for the positions of each touchpoint in turn."""
    import pm4py

    return {name: pm4py.get_activity_position_summary(log, name) for name in TOUCHPOINTS}


def funnel(log: Any) -> list[int]:
    """Filter by each pair of steps in turn and count who is left."""
    import pm4py

    log = pm4py.filter_event_attribute_values(log, "concept:name", [FUNNEL[0]], level="case")
    reached = [log["case:concept:name"].nunique()]
    for pair in pairwise(FUNNEL):
        log = pm4py.filter_eventually_follows_relation(log, [pair])
        reached.append(log["case:concept:name"].nunique())
    return reached


def rows(task: str, native: Any) -> Iterable[tuple[Any, ...]]:
    """Turn PM4Py's dictionaries into rows."""
    code = {name: code for code, name in enumerate(TOUCHPOINTS)}
    if task == "funnel":
        return enumerate(native, start=1)
    if task == "variants":
        return ((n, [code[name] for name in journey]) for journey, n in native.items())
    if task == "steps":
        return ((k + 1, code[a], n) for a, at in native.items() for k, n in at.items() if k < FIRST_STEPS)
    scale = 1e6 if task == "times" else 1
    return ((code[a], code[b], value * scale) for (a, b), value in native.items())
