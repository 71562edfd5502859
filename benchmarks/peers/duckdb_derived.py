"""DuckDB with the work done beforehand: touchpoint before, waiting time and step kept as columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.peers import duckdb_textbook
from benchmarks.peers.duckdb_textbook import fetched, funnel, load, rows
from benchmarks.tasks import FIRST_STEPS, TOP

NAME = "DuckDB, derived columns"
LIBRARY = "duckdb"
KIND = "tuned"
REMARKS = {"funnel": "no derived column helps: the textbook SQL"}
SLACK_US = 1.0
DERIVE = """
CREATE TABLE derived AS SELECT customer, touchpoint, lag(touchpoint) OVER each AS before,
    ts - lag(ts) OVER each AS gap, row_number() OVER each AS step
FROM events WINDOW each AS (PARTITION BY customer ORDER BY ts)"""
TRANSITIONS = "SELECT before, touchpoint, count(*) FROM derived WHERE step > 1 GROUP BY ALL"
TIMES = "SELECT before, touchpoint, median(gap) FROM derived WHERE step > 1 GROUP BY ALL"
STEPS = f"SELECT step, touchpoint, count(*) FROM derived WHERE step <= {FIRST_STEPS} GROUP BY ALL"
VARIANTS = f"""
SELECT count(*) AS customers, journey FROM (
    SELECT list(touchpoint ORDER BY step) AS journey FROM derived GROUP BY customer
) GROUP BY journey ORDER BY customers DESC LIMIT {TOP}"""

__all__ = ["funnel", "load", "prepare", "rows", "steps", "times", "transitions", "variants"]


def prepare(data: Path, events: int, folder: Path) -> None:
    """Write the same table as the textbook, and the derived one beside it."""
    import duckdb

    duckdb_textbook.prepare(data, events, folder)
    with duckdb.connect(str(folder / "log.duckdb")) as log:
        log.execute(DERIVE)


def transitions(log: Any) -> list[tuple[Any, ...]]:
    """Count the pairs that stand beside each other in a row."""
    return fetched(log, TRANSITIONS)


def times(log: Any) -> list[tuple[Any, ...]]:
    """Take the exact median of the waiting times per pair."""
    return fetched(log, TIMES)


def steps(log: Any) -> list[tuple[Any, ...]]:
    """Count by step and touchpoint."""
    return fetched(log, STEPS)


def variants(log: Any) -> list[tuple[Any, ...]]:
    """Gather each customer's touchpoints in a list by step and group the lists."""
    return fetched(log, VARIANTS)
