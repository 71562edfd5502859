"""Durations in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.errors import ParameterError
from klantreis.model.duration import parse_duration, say_duration


@given(st.integers(0, 50), st.integers(0, 23), st.integers(0, 59))
def test_the_parts_add_up(days: int, hours: int, minutes: int) -> None:
    assert parse_duration(f"{days}d{hours}h {minutes}m") == timedelta(days=days, hours=hours, minutes=minutes)


@pytest.mark.parametrize("text", ["", "soon", "7 days", "-1d", "d", "1d2", "9" * 400 + "w", "nan", "inf"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ParameterError):
        parse_duration(text)


@given(st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_what_is_said_is_read_back(duration: timedelta) -> None:
    assert abs(parse_duration(say_duration(duration)) - duration) <= timedelta(microseconds=1)
