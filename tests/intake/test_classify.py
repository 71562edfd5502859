"""Touchpoints, channels and properties."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from klantreis.intake.classify import NOT_KNOWN, coded, numbers


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", "b ", " ", None, "b"]),
        pa.array(["a", "b ", " ", None, "b"], pa.large_string()),
        pa.array(["a", "b ", " ", None, "b"]).dictionary_encode(),
        pa.chunked_array(
            [pa.array(["a", "b "]).dictionary_encode(), pa.array([" ", None, "b"]).dictionary_encode()]
        ),
    ],
)
def test_names_are_trimmed_and_alike_names_share_a_code(column: Any) -> None:
    array = coded(column)
    assert array.to_pylist() == ["a", "b", None, None, "b"]
    assert array.type == pa.dictionary(pa.int32(), pa.string())
    assert array.dictionary.to_pylist() == ["a", "b"]


def test_clean_codes_pass_as_they_are() -> None:
    column = pa.array(["a", "b"]).dictionary_encode()
    assert coded(column).indices.buffers()[1].address == column.indices.buffers()[1].address


def test_numbers_are_names_too() -> None:
    assert coded(pa.array([1.0, 2.5, None])).to_pylist() == ["1", "2.5", None]


def test_what_says_unknown_is_missing_from_a_property() -> None:
    assert coded(pa.array(["rood", "N/A", "None", "(not set)"]), NOT_KNOWN).to_pylist() == [
        "rood",
        None,
        None,
        None,
    ]


def test_numbers_are_read_with_a_comma_or_a_point() -> None:
    assert numbers(pa.array(["1.234,50", "-3,5"]), ",")[0].to_pylist() == [1234.5, -3.5]
    assert numbers(pa.array(["1234.50", " 7 "]), ".")[0].to_pylist() == [1234.5, 7.0]


def test_what_is_no_number_is_missing_and_counted() -> None:
    column, wrong = numbers(pa.array(["1", "NA", "", "vijf", None]), ".")
    assert (column.to_pylist(), wrong) == ([1.0, None, None, None, None], 1)


@pytest.mark.parametrize("decimal", [".", ","])
def test_a_column_of_numbers_may_change_its_decimal_sign_halfway(decimal: str) -> None:
    column = pa.array(["7", "1.5", "2,25", "-3,5", "1.234,5", "1,234.5", "12,3456", "x"])
    values, wrong = numbers(column, decimal)
    assert values.to_pylist() == [7, 1.5, 2.25, -3.5, 1234.5, 1234.5, 12.3456, None]
    assert wrong == 1


def test_one_group_of_three_digits_means_what_the_decimal_sign_says() -> None:
    column = pa.array(["1.234", "1,234"])
    assert numbers(column, ",")[0].to_pylist() == [1234.0, 1.234]
    assert numbers(column, ".") == (pa.array([1.234, None]), 1)
