"""Polars at its best: one memory-mapped frame sorted by customer and time, and shifts along it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.tasks import FIRST_STEPS, FUNNEL, FUNNEL_CODES, TOP, TOUCHPOINTS, WINDOW_DAYS, WINDOW_US

NAME = "Polars, tuned"
LIBRARY = "polars"
KIND = "tuned"
REMARKS: dict[str, str] = {}
SLACK_US = 1.0
K = len(TOUCHPOINTS)


def prepare(data: Path, events: int, folder: Path) -> None:
    """Keep the sorted, coded columns as uncompressed Arrow IPC."""
    import polars as pl

    log = pl.scan_parquet(data / f"coded-{events}.parquet")
    log.select("customer", "ts", "touchpoint").sink_ipc(folder / "events.arrow", compression="uncompressed")


def load(_data: Path, _events: int, folder: Path) -> Any:
    """Memory-map the frame; nothing is read yet."""
    import polars as pl

    return pl.scan_ipc(folder / "events.arrow")


def transitions(log: Any) -> Any:
    """Compare each row with the one before it and count the pairs of one customer."""
    return log.select(pair=_pair()).drop_nulls().group_by("pair").len().collect()


def times(log: Any) -> Any:
    """Take the exact median of the differences per pair."""
    import polars as pl

    gaps = log.select(pair=_pair(), gap=pl.col("ts").diff()).drop_nulls("pair")
    return gaps.group_by("pair").agg(pl.col("gap").median()).collect()


def _pair() -> Any:
    import polars as pl

    same = pl.col("customer") == pl.col("customer").shift(1)
    return pl.when(same).then(pl.col("touchpoint").shift(1).cast(pl.UInt16) * K + pl.col("touchpoint"))


def steps(log: Any) -> Any:
    """Number the rows from the first row of each customer, carried forward."""
    import polars as pl

    new = (pl.col("customer") != pl.col("customer").shift(1)).fill_null(True)
    numbered = log.select("touchpoint", "customer").with_row_index("row")
    numbered = numbered.with_columns(first=pl.when(new).then("row").forward_fill())
    numbered = numbered.select("touchpoint", step=pl.col("row") - pl.col("first") + 1)
    return numbered.filter(pl.col("step") <= FIRST_STEPS).group_by("step", "touchpoint").len().collect()


def variants(log: Any) -> Any:
    """Gather each customer's touchpoints in a list, knowing customers are in order; group the lists."""
    import polars as pl

    ordered = log.with_columns(pl.col("customer").set_sorted())
    journeys = ordered.group_by("customer", maintain_order=True).agg(journey="touchpoint")
    return journeys.group_by("journey").len().top_k(TOP, by="len").select("len", "journey").collect()


def funnel(log: Any) -> Any:
    """Keep the rows of the steps, and carry the latest start that reached each step forward."""
    return cold_funnel(log.select("customer", "ts", "touchpoint"), FUNNEL_CODES, WINDOW_US)


def cold_funnel(log: Any, names: tuple[Any, ...], window: Any) -> Any:
    """Answer the funnel on any frame sorted by customer and time."""
    import polars as pl

    log = log.filter(pl.col("touchpoint").is_in(list(names)))
    log = log.with_columns(hit0=pl.col("touchpoint") == names[0], start0=pl.col("ts"))
    for k in range(1, len(names)):
        before = pl.when(f"hit{k - 1}")
        log = log.with_columns(
            start=before.then(f"start{k - 1}").forward_fill(), who=before.then("customer").forward_fill()
        )
        in_time = (pl.col("who") == pl.col("customer")) & (pl.col("ts") - pl.col("start") <= window)
        hit = ((pl.col("touchpoint") == names[k]) & in_time).fill_null(False)
        log = log.with_columns(hit.alias(f"hit{k}"), pl.col("start").alias(f"start{k}"))
    reached = [
        pl.col("customer").filter(f"hit{k}").rle_id().max().add(1).fill_null(0).alias(f"n{k}")
        for k in range(len(names))
    ]
    return log.select(reached).collect()


def rows(task: str, native: Any) -> Any:
    """Turn a frame into rows."""
    if task == "funnel":
        return enumerate(native.row(0), start=1)
    if task in ("transitions", "times"):
        return ((pair // K, pair % K, value) for pair, value in native.iter_rows())
    return native.iter_rows()


def cold(task: str, raw: Path) -> Any:
    """From the raw file to the answer: sort what the question needs by customer and time, then as above."""
    from datetime import timedelta

    import polars as pl

    log = pl.scan_parquet(raw).select("touchpoint", "ts", customer="customer_id")
    if task == "funnel":
        log = log.filter(pl.col("touchpoint").is_in(list(FUNNEL))).sort("customer", "ts")
        return cold_funnel(log, FUNNEL, timedelta(days=WINDOW_DAYS))
    log = log.with_columns(pl.col("touchpoint").cast(pl.Enum(TOUCHPOINTS)).to_physical()).sort(
        "customer", "ts"
    )
    return log.select(pair=_pair()).drop_nulls().group_by("pair").len().collect()
