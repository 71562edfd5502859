"""Times of every kind become UTC."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.errors import ParameterError
from klantreis.intake.clock import Clock, new_clock, proven_order, tell_time

INSTANT = dt.datetime(2024, 12, 31, 13, 5, 6, tzinfo=dt.UTC)
SECONDS = int(INSTANT.timestamp())


def _told(values: Any, **clock: Any) -> list[str | None]:
    array = values if isinstance(values, pa.Array) else pa.array(values)
    told = tell_time(array, Clock(**clock))
    bad = np.zeros(len(told.us), bool)
    for mask in (told.blank, told.unreadable):
        bad |= mask if mask is not None else False
    texts = [str(np.datetime64(int(us), "us")) for us in told.us]
    return [None if b else t for b, t in zip(bad, texts, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-31T13:05:06Z",
        "2024-12-31 13:05:06Z",
        "2024-12-31T14:05:06+01:00",
        "2024-12-31T14:05:06+0100",
        "2024-12-31T14:05:06 +01",
        "2024-12-31 08:05:06-05:00",
        "2024-12-31 14:05:06",
        "2024-12-31 14:05:06 CET",
        "2024-12-31 13:05:06 UTC",
        "2024/12/31 14:05:06",
        "2024-12-31T14:05:06+01:00[Europe/Amsterdam]",
        ' "2024-12-31 14:05:06" ',
        "31-12-2024 14:05:06",
        "31/12/2024 14:05:06",
        "31.12.2024 14.05.06",
        "12/31/2024 2:05:06 PM",
        "31-12-24 14:05:06",
        "31 december 2024 om 14:05:06",
        "31 dec. 2024 14:05:06",
        "Dec 31, 2024 2:05:06 pm",
        "Tue, 31 Dec 2024 13:05:06 GMT",
        "31/Dec/2024:14:05:06 +0100",
        "20241231140506",
        "20241231T130506Z",
        "20241231 140506",
        str(SECONDS),
        f"{SECONDS}000",
        f"{SECONDS}000000",
        f"{SECONDS}000000000",
        f"{SECONDS}.0",
        f"{SECONDS}000.000",
        f"{SECONDS},000",
        "1.735650306e+09",
    ],
)
def test_one_instant_written_in_many_ways(text: str) -> None:
    assert _told([text], timezone="Europe/Amsterdam") == ["2024-12-31T13:05:06.000000"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("1 maart 2024", "03-01"), ("2 mei 2024", "05-02"), ("3 okt 2024", "10-03"), ("4 mrt 2024", "03-04")],
)
def test_dutch_months_are_known(text: str, day: str) -> None:
    assert _told([text]) == [f"2024-{day}T00:00:00.000000"]


def test_finer_than_a_microsecond_is_cut_off() -> None:
    assert _told(["2024-01-01T00:00:00.123456789Z"]) == ["2024-01-01T00:00:00.123456"]


@pytest.mark.parametrize(
    "text",
    (
        *(
            "31-02-2024",
            "2024-13-01",
            "2024-01-01 25:00",
            "2024-01-01 10:61",
            "gisteren",
            "12:30",
            "2024-01-01x",
        ),
        *("99999999999999999999", "2024-02-30T10:00:00", "2024-01-01T10:00:00+x", "1.2.3.4", "-", "13:00 PM"),
    ),
)
def test_what_is_no_time_is_unreadable(text: str) -> None:
    told = tell_time(pa.array([text]), Clock())
    assert told.unreadable is not None


def test_blank_and_unreadable_are_told_apart() -> None:
    told = tell_time(pa.array(["2024-01-01", "", "  ", None, "x"]), Clock())
    assert told.blank is not None
    assert told.blank.tolist() == [False, True, True, True, False]
    assert told.unreadable is not None
    assert told.unreadable.tolist() == [False, False, False, False, True]


@pytest.mark.parametrize("scale", [1, 10**3, 10**6, 10**9])
@pytest.mark.parametrize("kind", ["int64", "double", "text"])
def test_the_size_of_an_epoch_tells_its_unit(scale: int, kind: str) -> None:
    value: Any = SECONDS * scale
    value = float(value) if kind == "double" else str(value) if kind == "text" else value
    assert _told([value])[0] == "2024-12-31T13:05:06.000000"


def test_a_fraction_of_a_second_is_kept() -> None:
    assert _told([1538405774.195, None]) == ["2018-10-01T14:56:14.195000", None]


def test_compact_dates_are_local_times() -> None:
    zone = "Europe/Amsterdam"
    assert _told([20240701], timezone=zone) == ["2024-06-30T22:00:00.000000"]
    assert _told([20240701123000], timezone=zone) == ["2024-07-01T10:30:00.000000"]
    assert _told(["202407011230"], timezone=zone) == ["2024-07-01T10:30:00.000000"]


def test_units_within_one_file_are_judged_value_by_value() -> None:
    assert len(set(_told([SECONDS, SECONDS * 1000, SECONDS * 10**9]))) == 1


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_stored_timestamps_of_every_unit_are_taken(unit: str) -> None:
    stored = pa.array([INSTANT], pa.timestamp(unit, "Europe/Amsterdam"))
    assert _told(stored) == ["2024-12-31T13:05:06.000000"]


def test_a_stored_time_without_zone_takes_the_zone_given() -> None:
    stored = pa.array([INSTANT.replace(tzinfo=None)], pa.timestamp("us"))
    assert _told(stored, timezone="Europe/Amsterdam") == ["2024-12-31T12:05:06.000000"]
    assert _told(pa.array([dt.date(2024, 7, 1)]), timezone="Europe/Amsterdam") == [
        "2024-06-30T22:00:00.000000"
    ]


def test_microseconds_in_utc_pass_without_a_copy() -> None:
    stored = pa.array([1, 2, 3], pa.timestamp("us", "UTC"))
    assert tell_time(stored, Clock()).us.ctypes.data == stored.buffers()[1].address


def test_two_zones_in_one_file_are_both_right() -> None:
    assert len(set(_told(["2024-07-01T12:00+02:00", "2024-07-01T06:00-04:00", "2024-07-01T10:00Z"]))) == 1


def test_an_hour_shown_twice_is_taken_the_first_time_and_a_skipped_hour_moves_on() -> None:
    texts = ["2024-10-27 02:30", "2024-03-31 02:30", "2024-03-31 03:30", "2024-06-01 12:00"]
    assert _told(texts, timezone="Europe/Amsterdam")[:3] == [
        "2024-10-27T00:30:00.000000",
        "2024-03-31T01:30:00.000000",
        "2024-03-31T01:30:00.000000",
    ]
    assert tell_time(pa.array(texts), Clock(timezone="Europe/Amsterdam")).odd_hours == 2


def test_day_comes_first_unless_the_values_prove_otherwise() -> None:
    clock, note = proven_order([pa.array(["01-02-2024"]), pa.array(["13-02-2024"])], Clock())
    assert (clock.month_first, note) == (False, "")
    clock, note = proven_order([pa.array(["01/02/2024"]), pa.array(["01/13/2024"])], Clock())
    assert (clock.month_first, note) == (True, "Dates are written month first.")
    clock, note = proven_order([pa.array(["01/02/2024"])], Clock())
    assert not clock.month_first
    assert "month-first" in note


def test_a_format_can_be_given() -> None:
    clock = new_clock("%Y.%j %H|%M|%S,%f", "Europe/Amsterdam")
    told = tell_time(pa.array(["2024.366 14|05|06,5", "x", None]), clock)
    assert np.datetime64(int(told.us[0]), "us") == np.datetime64("2024-12-31T13:05:06.500000")
    assert told.unreadable is not None
    assert told.unreadable.tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("name", "value"),
    [("s", SECONDS), ("ms", SECONDS * 1000), ("ns", SECONDS * 10**9), ("excel", 45657.54520833333)],
)
def test_the_unit_of_numbers_can_be_given(name: str, value: float) -> None:
    told = tell_time(pa.array([value]), new_clock(name, "UTC"))
    assert abs(int(told.us[0]) - SECONDS * 10**6) < 10**6


@pytest.mark.parametrize("format_", ["dd-mm-yyyy", "hours", "%Q"])
def test_a_format_that_is_none_is_refused(format_: str) -> None:
    with pytest.raises(ParameterError):
        tell_time(pa.array(["x"]), new_clock(format_, "UTC"))


def test_a_zone_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match="Did you mean 'Europe/Amsterdam'"):
        new_clock(None, "Europe/Amsterdm")


instants = st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2099, 12, 31))  # noqa: DTZ001
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))


@given(st.lists(st.tuples(instants, offsets), min_size=1, max_size=20))
def test_iso_texts_mean_what_python_says_they_mean(moments: list[tuple[dt.datetime, dt.timezone]]) -> None:
    aware = [moment.replace(tzinfo=zone) for moment, zone in moments]
    told = tell_time(pa.array([m.isoformat() for m in aware]), Clock())
    assert told.us.tolist() == [
        (m - dt.datetime.fromtimestamp(0, dt.UTC)) // dt.timedelta(microseconds=1) for m in aware
    ]


@given(st.text(max_size=40))
def test_any_text_is_told_without_an_error(text: str) -> None:
    assert len(tell_time(pa.array([text]), Clock()).us) == 1
