"""Each touchpoint seen as several, by the value of a property or the channel."""

from __future__ import annotations

import pyarrow as pa
import pytest

from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.prepare import prepare
from klantreis.log.splitting import split

TABLE = pa.table(
    {
        "customer": ["a", "a", "a", "b"],
        "touchpoint": ["home", "pay", "pay", "home"],
        "time": pa.array([1, 2, 3, 4], pa.int64()),
        "device": ["mobile", "desktop", None, "tv"],
        "amount": [1.5, 2.5, 3.5, 4.5],
    }
)


def names(log, customer: str) -> list[str]:
    return [step.touchpoint for step in log.journey(customer)]


def test_every_event_keeps_its_place_and_carries_its_value():
    view = split(prepare([TABLE]), "device", ["mobile", "desktop"], separator="|")
    assert names(view, "a") == ["home|mobile", "pay|desktop", "pay|"] and names(view, "b") == ["home|"]
    assert view.n_events == 4


def test_a_view_of_a_view_is_split_too():
    view = split(
        prepare([TABLE]).where(properties={"amount": {">=": 2}}), "device", ["desktop"], separator="|"
    )
    assert names(view, "a") == ["pay|desktop", "pay|"]


def test_channels_split_too():
    log = from_rows([("a", "home", "2026-01-01", "app"), ("a", "pay", "2026-01-02", "web")])
    assert names(split(log, "channel", ["web"], separator="|"), "a") == ["home|", "pay|web"]


def test_numbers_and_unknown_properties_are_refused():
    with pytest.raises(ParameterError, match="'amount' is a number"):
        split(prepare([TABLE]), "amount", ["1"])
    with pytest.raises(UnknownNameError, match="Did you mean 'device'"):
        split(prepare([TABLE]), "devise", ["mobile"])
