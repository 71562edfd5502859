"""DuckDB as the textbook has it: window functions over its own table, sorted by customer and time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.tasks import FIRST_STEPS, FUNNEL, FUNNEL_CODES, TOP, TOUCHPOINTS, WINDOW_US

NAME = "DuckDB, textbook SQL"
LIBRARY = "duckdb"
KIND = "textbook"
REMARKS: dict[str, str] = {}
SLACK_US = 1.0

EACH = "WINDOW each AS (PARTITION BY customer ORDER BY ts)"
TRANSITIONS = f"""
SELECT before, touchpoint, count(*) FROM (
    SELECT touchpoint, lag(touchpoint) OVER each AS before FROM events {EACH}
) WHERE before IS NOT NULL GROUP BY ALL"""
TIMES = f"""
SELECT before, touchpoint, median(gap) FROM (
    SELECT touchpoint, lag(touchpoint) OVER each AS before, ts - lag(ts) OVER each AS gap FROM events {EACH}
) WHERE before IS NOT NULL GROUP BY ALL"""
STEPS = f"""
SELECT step, touchpoint, count(*) FROM (
    SELECT touchpoint, row_number() OVER each AS step FROM events {EACH}
) WHERE step <= {FIRST_STEPS} GROUP BY ALL"""
VARIANTS = f"""
SELECT count(*) AS customers, journey FROM (
    SELECT list(touchpoint ORDER BY ts) AS journey FROM events GROUP BY customer
) GROUP BY journey ORDER BY customers DESC LIMIT {TOP}"""
# The latest start that reached each step is a running maximum; the window runs from that start.
FUNNEL_SQL = """
WITH one AS (
    SELECT *, max(CASE WHEN touchpoint = $a THEN ts END) OVER each AS start1 FROM events
    WHERE touchpoint IN ($a, $b, $c, $d) {each}
), two AS (
    SELECT *, max(CASE WHEN touchpoint = $b AND ts - start1 <= {window} THEN start1 END) OVER each AS start2
    FROM one {each}
), three AS (
    SELECT *, max(CASE WHEN touchpoint = $c AND ts - start2 <= {window} THEN start2 END) OVER each AS start3
    FROM two {each}
), reached AS (
    SELECT max(CASE WHEN touchpoint = $d AND ts - start3 <= {window} THEN 4
        WHEN start3 IS NOT NULL THEN 3 WHEN start2 IS NOT NULL THEN 2
        WHEN start1 IS NOT NULL THEN 1 END) AS step
    FROM three GROUP BY customer
)
SELECT count(*) FILTER (step >= 1), count(*) FILTER (step >= 2), count(*) FILTER (step >= 3),
    count(*) FILTER (step >= 4) FROM reached"""


def prepare(data: Path, events: int, folder: Path) -> None:
    """Write the sorted, coded columns into a database file."""
    import duckdb

    with duckdb.connect(str(folder / "log.duckdb")) as log:
        coded = log.read_parquet(str(data / f"coded-{events}.parquet"))
        coded.select("customer, ts, touchpoint").create("events")


def load(_data: Path, _events: int, folder: Path) -> Any:
    """Open the database file to read."""
    import duckdb

    return duckdb.connect(str(folder / "log.duckdb"), read_only=True)


def transitions(log: Any) -> list[tuple[Any, ...]]:
    """Look at the row before within each customer and count."""
    return fetched(log, TRANSITIONS)


def times(log: Any) -> list[tuple[Any, ...]]:
    """Take the exact median of the time since the row before, per pair."""
    return fetched(log, TIMES)


def steps(log: Any) -> list[tuple[Any, ...]]:
    """Number the rows of each customer and count."""
    return fetched(log, STEPS)


def variants(log: Any) -> list[tuple[Any, ...]]:
    """Gather each customer's touchpoints in a list and group the lists."""
    return fetched(log, VARIANTS)


def funnel(log: Any) -> list[tuple[Any, ...]]:
    """Carry the latest start that reached each step along the rows of each customer."""
    return _funnel(log, FUNNEL_CODES, str(WINDOW_US))


def _funnel(log: Any, names: tuple[Any, ...], window: str) -> list[tuple[Any, ...]]:
    query = FUNNEL_SQL.format(window=window, each=EACH)
    return fetched(log, query, dict(zip("abcd", names, strict=True)))


def fetched(log: Any, query: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Run a query and fetch what it gives."""
    found: list[tuple[Any, ...]] = log.execute(query, values).fetchall()
    return found


def rows(task: str, native: list[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """The rows as fetched; the funnel's one row becomes one per step."""
    return enumerate(native[0], start=1) if task == "funnel" else native


def cold(task: str, raw: Path) -> Any:
    """From the raw file to the answer: the same SQL on the file itself."""
    import duckdb

    log = duckdb.connect()
    log.read_parquet(str(raw)).select("customer_id AS customer, ts, touchpoint").create_view("events")
    if task == "funnel":
        return _funnel(log, FUNNEL, "INTERVAL 7 DAY")
    code = {name: code for code, name in enumerate(TOUCHPOINTS)}
    return [(code[a], code[b], n) for a, b, n in fetched(log, TRANSITIONS)]


def sort(raw: Path, target: Path) -> None:
    """Sort the raw file by customer and time into another Parquet file: the least a preparation does."""
    import duckdb

    duckdb.read_parquet(str(raw)).order("customer_id, ts").write_parquet(str(target))
