"""DuckDB with every journey already gathered in a list: half the answer to one question, kept beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.peers import duckdb_textbook
from benchmarks.peers.duckdb_textbook import fetched, load, rows
from benchmarks.tasks import TOP

NAME = "DuckDB, journeys as lists"
LIBRARY = "duckdb"
KIND = "materialised"
REMARKS = {"variants": "the journeys are gathered beforehand, which only serves this question"}
SLACK_US = 1.0
GATHER = (
    "CREATE TABLE journeys AS SELECT list(touchpoint ORDER BY ts) AS journey FROM events GROUP BY customer"
)
VARIANTS = f"""
SELECT count(*) AS customers, journey FROM journeys GROUP BY journey ORDER BY customers DESC LIMIT {TOP}"""

__all__ = ["load", "prepare", "rows", "variants"]


def prepare(data: Path, events: int, folder: Path) -> None:
    """Gather the journeys into a table of lists."""
    import duckdb

    duckdb_textbook.prepare(data, events, folder)
    with duckdb.connect(str(folder / "log.duckdb")) as log:
        log.execute(GATHER)
        log.execute("DROP TABLE events")


def variants(log: Any) -> list[tuple[Any, ...]]:
    """Group the lists."""
    return fetched(log, VARIANTS)
