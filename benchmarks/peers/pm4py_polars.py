"""PM4Py on Polars lazy frames, for the functions that take them.

PM4Py is AGPL-3.0: it lives in the environment of the benchmarks alone; klantreis neither needs nor
imports it.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.peers.pm4py_pandas import prepare, rows, times, transitions, variants
from benchmarks.tasks import FUNNEL

NAME = "PM4Py, Polars"
LIBRARY = "pm4py"
KIND = "suite"
REMARKS = {
    "funnel": "has none; the usual chain of eventually-follows filters, no window: another, larger answer",
    "times": "whole seconds",
    "variants": "all variants, as a dictionary",
}
OTHER_ANSWER = ("funnel",)
SLACK_US = 1e6

__all__ = ["funnel", "load", "prepare", "rows", "times", "transitions", "variants"]


def load(_data: Path, _events: int, folder: Path) -> Any:
    """Read the formatted frame into memory, as a lazy frame."""
    import polars as pl

    return pl.read_parquet(folder / "log.parquet").lazy()


def funnel(log: Any) -> list[int]:
    """Filter by each pair of steps in turn and count who is left."""
    import pm4py
    import polars as pl

    count = pl.col("case:concept:name").n_unique()
    log = pm4py.filter_event_attribute_values(log, "concept:name", [FUNNEL[0]], level="case").collect().lazy()
    reached = [log.select(count).collect().item()]
    for pair in pairwise(FUNNEL):
        log = pm4py.filter_eventually_follows_relation(log, [pair]).collect().lazy()
        reached.append(log.select(count).collect().item())
    return reached
