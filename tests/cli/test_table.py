"""Tables for people: every figure beside its interval, in the room there is."""

from __future__ import annotations

import pytest

from klantreis.cli.table import columns, fitting
from klantreis.model.result import Period, Result, Size


def result(**columns: list[object]) -> Result:
    return Result(
        analysis="steps",
        parameters={},
        period=Period(start=None, end=None),
        n=Size(customers=3, events=6),
        method="",
        columns=columns,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"share": [0.5], "low": [0.25], "high": [0.75]}, [("share", "50.0% (25.0% – 75.0%)")]),
        ({"share_out": [0.5], "share_out_low": [0.1], "share_out_high": [1.0]},
         [("share out", "50.0% (10.0% – 100.0%)")]),
        ({"drop_off_share": [0.5], "drop_off_low": [0.1], "drop_off_high": [0.9]},
         [("drop off share", "50.0% (10.0% – 90.0%)")]),
        ({"share_of_previous": [0.5], "previous_low": [0.1], "previous_high": [0.9]},
         [("share of previous", "50.0% (10.0% – 90.0%)")]),
        ({"median_s": [90.0], "median_low_s": [60.0], "median_high_s": [None]},
         [("median", "1.5 min (1.0 min – ?)")]),
        ({"journey": [["a", "b"]], "customers": [1_234]}, [("journey", "a → b"), ("customers", "1,234")]),
        ({"customers": [3], "customers_share": [0.5], "customers_low": [0.1], "customers_high": [0.9]},
         [("customers", "3"), ("customers share", "50.0% (10.0% – 90.0%)")]),
        ({"median_s": [None, 7_200.0], "open": [None, None]}, [("median", "?")]),
    ],
)  # fmt: skip
def test_a_figure_stands_beside_its_interval(
    given: dict[str, list[object]], shown: list[tuple[str, str]]
) -> None:
    assert [(one.heading, one.cells[0]) for one in columns(result(**given), limit=5)] == shown


def test_what_does_not_fit_is_told_and_not_squeezed() -> None:
    wide = columns(result(touchpoint=["home"], share=[0.5], low=[0.2], high=[0.8], customers=[10]), limit=5)
    shown, left = fitting(wide, 40)
    assert [one.heading for one in shown] == ["touchpoint", "share"]
    assert [one.heading for one in left] == ["customers"]
    assert fitting(wide, 200) == (wide, [])


def test_only_the_rows_asked_for_are_written() -> None:
    assert columns(result(customers=[1, 2, 3]), limit=2)[0].cells == ("1", "2")
