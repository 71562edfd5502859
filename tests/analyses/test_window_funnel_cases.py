"""The funnel gives the counts that ClickHouse's windowFunnel publishes for its own test cases."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from klantreis.analyses.funnel import funnel
from klantreis.log.build import from_rows
from klantreis.log.journey_log import JourneyLog

CHECKS = 34
RULE = {
    "strict_increase": "increasing_time",
    "strict_deduplication": "no_repeats",
    "strict_order": "unbroken",
    "allow_reentry": "reentry",
}


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> list[dict[str, Any]]:
    file = shared_data / "reference" / "clickhouse" / "windowfunnel_cases.json"
    found: list[dict[str, Any]] = json.loads(file.read_text())["cases"]
    assert sum(len(case["checks"]) for case in found) == CHECKS
    return found


def _log(case: dict[str, Any], parts: int) -> JourneyLog:
    journeys = case.get("events_by_user") or {"one": case["events"]}
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return from_rows(
        [
            (customer, str(touchpoint), (start + timedelta(seconds=second)).isoformat())
            for customer, events in journeys.items()
            for second, touchpoint in events
        ],
        parts=parts,
    )


def _rules(modes: list[str]) -> list[str]:
    """Name a mode of ClickHouse as our rules; there one event may be several steps unless strict_once."""
    shared = [] if "strict_once" in modes else ["shared_event"]
    return shared + [RULE[mode] for mode in modes if mode != "strict_once"]


def _furthest(log: JourneyLog, check: dict[str, Any]) -> dict[str, int]:
    steps = [str(step) for step in check["steps"]]
    found = funnel(log, steps=steps, window=timedelta(seconds=check["window"]), rules=_rules(check["mode"]))
    reached = [found.customers(step=step) for step in range(1, len(steps) + 1)]
    assert [len(ids) for ids in reached] == list(found.columns["customers"])
    return {customer: sum(customer in ids for ids in reached) for customer in log.customers(_everyone)}


def _everyone(part: Any) -> Any:
    return np.arange(len(part.offsets) - 1)


def _expected(check: dict[str, Any]) -> dict[str, int]:
    expect = check["expect"]
    return expect if isinstance(expect, dict) else {"one": expect}


@pytest.mark.parametrize("parts", [1, 3])
def test_each_published_check_is_reproduced_however_the_log_is_partitioned(
    cases: list[dict[str, Any]], parts: int
) -> None:
    for case in cases:
        log = _log(case, parts)
        for check in case["checks"]:
            assert _furthest(log, check) == _expected(check), check


def test_the_default_gives_the_same_as_clickhouse_where_one_event_is_one_step(
    cases: list[dict[str, Any]],
) -> None:
    compared = 0
    for case in cases:
        log = _log(case, 1)
        for check in case["checks"]:
            if set(check["mode"]) <= {"strict_once"} and len(set(check["steps"])) == len(check["steps"]):
                steps = [str(step) for step in check["steps"]]
                found = funnel(log, steps=steps, window=timedelta(seconds=check["window"]))
                levels = _expected(check).values()
                assert list(found.columns["customers"]) == [
                    sum(level >= step for level in levels) for step in range(1, len(steps) + 1)
                ]
                compared += 1
    assert compared > 10
