"""Ids are made alike."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from klantreis.intake.identify import identified, judge, zero_stands_in
from klantreis.intake.reasons import CODES


def _ids(values: Any, zero: bool = False) -> list[str | None]:
    ids, reason = identified(
        values if isinstance(values, pa.Array) else pa.array(values), zero_is_placeholder=zero
    )
    dropped = reason.tolist() if reason is not None else [0] * len(ids)
    return [None if d else i for i, d in zip(ids.to_pylist(), dropped, strict=True)]


@pytest.mark.parametrize(
    "values",
    [
        [123, 12],
        [123.0, 12.0],
        ["123", "12"],
        ["123.0", "12.00"],
        [" 123", '"12"'],
        ["\u00a0123\u00a0", "12\t"],
    ],
)
def test_one_customer_however_stored(values: list[Any]) -> None:
    assert _ids(values) == ["123", "12"]


def test_large_ids_stored_as_floats_are_written_out() -> None:
    assert _ids([1.2e10, None, float("nan"), 12345.0]) == ["12000000000", None, None, "12345"]
    assert _ids(["1.2e10", "1.2E+10", "1e+05"]) == ["12000000000", "12000000000", "100000"]


@pytest.mark.parametrize("text", ["1e10", "12e5", "a.0", "1.50", "1234567812345e10", "v1.0"])
def test_ids_that_only_look_like_floats_stay(text: str) -> None:
    assert _ids([text]) == [text]


@pytest.mark.parametrize("text", ["", " ", "\t", '""'])
def test_blank_ids_are_blank(text: str) -> None:
    assert judge(text, False)[1] == CODES["blank_customer"]
    assert _ids([text, "x"]) == [None, "x"]


@pytest.mark.parametrize(
    "text",
    (
        *("null", "NULL", "None", "undefined", "NaN", "n/a", "NA", "(not set)", "unknown", "Onbekend", "-"),
        *("anonymous", "\\N", "<NA>", "00000000-0000-0000-0000-000000000000"),
    ),
)
def test_stand_ins_are_no_customers(text: str) -> None:
    assert judge(text, False)[1] == CODES["placeholder_customer"]
    assert _ids([text, "abc"]) == [None, "abc"]


@pytest.mark.parametrize("text", ["nora", "anna", "0123", "unit4", "o'neil", "ünal", "нина"])
def test_names_that_begin_alike_are_customers(text: str) -> None:
    assert _ids([text]) == [text]


def test_zero_is_a_stand_in_only_among_ids_unlike_it() -> None:
    assert _ids(["0", "81fa77c0"], zero=zero_stands_in(["0", "81fa77c0"])) == [None, "81fa77c0"]
    assert _ids([0, 1, 25], zero=zero_stands_in(["0", "1", "25"])) == ["0", "1", "25"]
