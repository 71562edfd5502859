"""What is decided before the first row is judged."""

from __future__ import annotations

import datetime as dt

import pytest

from klantreis.errors import ParameterError
from klantreis.intake.plan import Wishes, make_plan
from klantreis.model.event import EventColumns
from klantreis.sources import open_source

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ROWS = [{"klant": "ann", "stap": "home", "tijd": "2025-03-01"}]


@pytest.mark.parametrize(
    "columns",
    [
        EventColumns(customer="stap", touchpoint="stap"),
        EventColumns(customer="tijd", time="tijd"),
        EventColumns(touchpoint="tijd", time="tijd"),
    ],
)
def test_one_column_cannot_play_two_parts(columns: EventColumns) -> None:
    with pytest.raises(ParameterError, match="a column of its own"):
        make_plan(open_source(ROWS), Wishes(columns=columns), NOW)
