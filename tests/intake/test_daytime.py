"""A day and a time of day in two columns."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from klantreis.intake.daytime import found_of_day, joined
from klantreis.sources import open_source


@pytest.mark.parametrize("day", ["1-2-2024", 20240201, dt.date(2024, 2, 1), dt.datetime(2024, 2, 1)])  # noqa: DTZ001
def test_a_time_of_day_is_found_beside_a_day(day: object) -> None:
    source = open_source([{"datum": day, "wachttijd": "0:30", "tijd": "10:00"}])
    assert found_of_day(source, "datum") == "tijd"


@pytest.mark.parametrize(
    "row",
    [
        {"datum": "2024-02-01 10:00", "tijd": "10:00"},
        {"datum": "2024-02-01", "waiting_time": "10:00"},
        {"datum": "2024-02-01", "tijd": "12 minuten"},
    ],
)
def test_what_is_no_time_of_day_is_left_alone(row: dict[str, str]) -> None:
    assert found_of_day(open_source([row]), "datum") is None


def test_stored_dates_are_joined_as_days() -> None:
    day = pa.array([dt.datetime(2024, 2, 1)], pa.timestamp("us"))  # noqa: DTZ001
    assert joined(day, pa.array([dt.time(10, 5)])).to_pylist() == ["2024-02-01 10:05:00.000000"]
