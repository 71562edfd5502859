"""ClickHouse inside Python (chdb): a MergeTree in customer and time order, arrays, ``windowFunnel``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.tasks import FIRST_STEPS, FUNNEL_CODES, TOP, WINDOW_US

NAME = "ClickHouse (chdb)"
LIBRARY = "chdb"
KIND = "tuned"
REMARKS: dict[str, str] = {}
SLACK_US = 1.0

ORDERED = "(SELECT customer, touchpoint, ts FROM bench.events ORDER BY customer, ts)"
JOURNEYS = f"(SELECT groupArray(touchpoint) AS journey FROM {ORDERED} GROUP BY customer)"
TRANSITIONS = f"""
SELECT pair.1, pair.2, count() FROM (
    SELECT arrayJoin(arrayZip(arrayPopBack(journey), arrayPopFront(journey))) AS pair FROM {JOURNEYS}
) GROUP BY pair"""
TIMES = f"""
SELECT pair.1, pair.2, quantileExactInclusive(0.5)(pair.3) FROM (
    SELECT arrayJoin(arrayZip(arrayPopBack(j), arrayPopFront(j), arrayPopFront(arrayDifference(t)))) AS pair
    FROM (SELECT groupArray(touchpoint) AS j, groupArray(ts) AS t FROM {ORDERED} GROUP BY customer)
) GROUP BY pair.1, pair.2"""
STEPS = f"""
SELECT pair.1, pair.2, count() FROM (
    SELECT arrayJoin(arrayZip(arrayEnumerate(journey), journey)) AS pair
    FROM (SELECT groupArray({FIRST_STEPS})(touchpoint) AS journey FROM {ORDERED} GROUP BY customer)
) GROUP BY pair"""
VARIANTS = f"""
SELECT customers, CAST(journey, 'Array(UInt16)') FROM (
    SELECT journey, count() AS customers FROM {JOURNEYS}
    GROUP BY journey ORDER BY customers DESC LIMIT {TOP})"""
IS_STEP = ", ".join(f"touchpoint = {code}" for code in FUNNEL_CODES)
FUNNEL_SQL = f"""
SELECT countIf(step >= 1), countIf(step >= 2), countIf(step >= 3), countIf(step >= 4) FROM (
    SELECT windowFunnel({WINDOW_US})(toUInt64(ts), {IS_STEP}) AS step
    FROM bench.events GROUP BY customer)"""


def prepare(data: Path, events: int, folder: Path) -> None:
    """Write the sorted, coded columns into a MergeTree and merge its parts."""
    from chdb import session

    log = session.Session(str(folder / "store"))
    log.query("CREATE DATABASE IF NOT EXISTS bench")
    columns = "customer UInt32, ts Int64, touchpoint UInt8"
    log.query(f"CREATE TABLE bench.events ({columns}) ENGINE = MergeTree ORDER BY (customer, ts)")
    source = f"file('{data / f'coded-{events}.parquet'}', Parquet)"
    log.query(f"INSERT INTO bench.events SELECT customer, ts, touchpoint FROM {source}")
    log.query("OPTIMIZE TABLE bench.events FINAL")
    log.close()


def load(_data: Path, _events: int, folder: Path) -> Any:
    """Open the store; one process at a time can."""
    from chdb import session

    return session.Session(str(folder / "store"))


def transitions(log: Any) -> list[list[Any]]:
    """Put each journey beside itself shifted by one, and count."""
    return _ask(log, TRANSITIONS)


def times(log: Any) -> list[list[Any]]:
    """Take the exact median of the differences per pair."""
    return _ask(log, TIMES)


def steps(log: Any) -> list[list[Any]]:
    """Number the first places of each journey and count."""
    return _ask(log, STEPS)


def variants(log: Any) -> list[list[Any]]:
    """Gather the journeys as arrays and group them."""
    return _ask(log, VARIANTS)


def funnel(log: Any) -> list[list[Any]]:
    """Ask ClickHouse's own ``windowFunnel``."""
    return _ask(log, FUNNEL_SQL)


def _ask(log: Any, query: str) -> list[list[Any]]:
    answer = log.query(f"{query} SETTINGS optimize_aggregation_in_order = 1", "JSONCompact")
    found: list[list[Any]] = json.loads(answer.bytes())["data"]
    return found


def rows(task: str, native: list[list[Any]]) -> Iterable[tuple[Any, ...]]:
    """The rows as fetched; the funnel's one row becomes one per step."""
    if task == "funnel":
        return enumerate(map(int, native[0]), start=1)
    if task == "variants":
        return ((int(n), journey) for n, journey in native)
    return ((int(a), int(b), float(value)) for a, b, value in native)
