"""Results and the customers behind their numbers."""

from __future__ import annotations

import pytest

from klantreis.errors import ParameterError
from klantreis.model.result import Period, Result, Size


def _result() -> Result:
    def who(*, step: int, outcome: str = "reached") -> list[str]:
        return [f"{outcome} {step}"]

    return Result(
        analysis="funnel",
        parameters={},
        period=Period(start=None, end=None),
        n=Size(customers=0, events=0),
        method="",
        columns={},
        who=who,
    )


def test_customers_are_found_by_the_names_of_their_row() -> None:
    assert _result().customers(step=2, outcome="open") == ["open 2"]


@pytest.mark.parametrize("where", [{}, {"step": 1, "day": 2}, {"outcome": "open"}])
def test_names_of_no_row_are_refused_with_those_that_are_known(where: dict[str, object]) -> None:
    with pytest.raises(ParameterError, match="step, outcome"):
        _result().customers(**where)
