"""Local times follow the rules of their zone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from klantreis.intake.zones import zone

ZONES = [
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "UTC",
    "Africa/Casablanca",
]
moments = st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2099, 12, 31))  # noqa: DTZ001 - local times
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@given(st.sampled_from(ZONES), st.lists(moments, min_size=1, max_size=20))
def test_local_times_mean_what_python_says_they_mean(name: str, local: list[dt.datetime]) -> None:
    us = np.array([(m.replace(tzinfo=dt.UTC) - EPOCH) // dt.timedelta(microseconds=1) for m in local])
    aware = [m.replace(tzinfo=ZoneInfo(name), fold=0) for m in local]
    expected = [(m.astimezone(dt.UTC) - EPOCH) // dt.timedelta(microseconds=1) for m in aware]
    assert zone(name).to_utc(us).tolist() == expected
