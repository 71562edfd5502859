"""retentioneering 5: an event stream in pandas, asked through its own methods."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.tasks import FIRST_STEPS, FUNNEL, TOUCHPOINTS

NAME = "retentioneering 5"
LIBRARY = "retentioneering"
KIND = "suite"
REMARKS = {"funnel": "without window: another, larger answer", "times": "whole seconds"}
OTHER_ANSWER = ("funnel",)
SLACK_US = 1e6
SCHEMA = {"path_cols": ["customer_id"], "event_col": "touchpoint", "timestamp_col": "ts"}


def prepare(data: Path, events: int, folder: Path) -> None:
    """Build the event stream, which sorts and numbers the events, and keep its frame."""
    import pandas as pd
    from retentioneering.eventstream import Eventstream

    raw = pd.read_parquet(data / f"events-{events}.parquet", columns=["customer_id", "touchpoint", "ts"])
    raw["ts"] = raw["ts"].dt.tz_localize(None)
    Eventstream(raw, SCHEMA).df.to_parquet(folder / "stream.parquet")


def load(_data: Path, _events: int, folder: Path) -> Any:
    """Read the frame into memory; it is sorted and numbered already."""
    import pandas as pd
    from retentioneering.eventstream import Eventstream

    return Eventstream(pd.read_parquet(folder / "stream.parquet"), SCHEMA, preprocess=False)


def transitions(log: Any) -> Any:
    """Count in its transition matrix."""
    return log.transition_graph_data(edge_weight="count")


def times(log: Any) -> Any:
    """Take the median in its transition matrix."""
    return log.transition_graph_data(edge_weight="time_median")


def steps(log: Any) -> Any:
    """Ask for its step matrix."""
    shares = log.step_matrix_data(max_steps=FIRST_STEPS)
    return shares[0] if isinstance(shares, tuple) else shares, log.df["customer_id"].nunique()


def funnel(log: Any) -> Any:
    """Ask for its funnel, which has no window."""
    return log.funnel_data(steps=list(FUNNEL))["steps"]


def rows(task: str, native: Any) -> Iterable[tuple[Any, ...]]:
    """Turn its matrices into rows, leaving out the artificial start and end."""
    code = {name: code for code, name in enumerate(TOUCHPOINTS)}
    if task == "funnel":
        return ((k, step["unique_paths"]) for k, step in enumerate(native, start=1))
    if task == "steps":
        shares, customers = native
        cells = shares.loc[[name for name in shares.index if name in code]].stack().items()
        return ((k, code[name], round(share * customers)) for (name, k), share in cells if k >= 1)
    names = [name for name in native.index if name in code]
    cells = native.loc[names, [name for name in native.columns if name in code]].stack().items()
    if task == "times":
        return ((code[a], code[b], gap.total_seconds() * 1e6) for (a, b), gap in cells if gap == gap)
    return ((code[a], code[b], n) for (a, b), n in cells)
