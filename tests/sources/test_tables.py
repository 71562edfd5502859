"""Tables in memory."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from klantreis.errors import EmptyError, ParameterError
from klantreis.sources import open_source, tables, whole_table

DATA = {"klant": ["a", "b", None], "n": [1, 2, 3]}


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(DATA),
        pl.DataFrame(DATA),
        pl.LazyFrame(DATA),
        pa.table(DATA),
        pa.table(DATA).to_batches()[0],
        [dict(zip(DATA, row, strict=True)) for row in zip(*DATA.values(), strict=True)],
    ],
    ids=["pandas", "polars", "lazy", "arrow", "batch", "dictionaries"],
)
def test_every_kind_of_table_is_read(table: Any) -> None:
    assert whole_table(open_source(table))[0].to_pydict() == {"klant": ["a", "b", None], "n": ["1", "2", "3"]}


def test_a_pandas_column_of_several_types_becomes_text() -> None:
    frame = pd.DataFrame({"klant": ["a", 2, 3.0, None], "x": [pd.Timestamp("2024-01-01")] * 4})
    table = whole_table(open_source(frame))[0]
    assert table["klant"].to_pylist() == ["a", "2", "3", None]
    assert table["x"][0].as_py().startswith("2024-01-01")


def test_a_named_pandas_index_is_a_column() -> None:
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["a", "b"], name="klant"))
    assert open_source(frame).columns == ("klant", "n")


def test_categories_and_records_are_read() -> None:
    table = pa.table({"k": pa.array(["x", "y"]).dictionary_encode(), "r": [{"a": 1}, {"a": 2}]})
    assert whole_table(open_source(table))[0].to_pydict() == {"k": ["x", "y"], "r.a": ["1", "2"]}


def test_a_long_table_comes_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "CHUNK_ROWS", 2)
    assert [c.first_row for c in open_source(pa.table(DATA)).chunks()] == [1, 3]


@pytest.mark.parametrize("thing", [3, object(), [1, 2]])
def test_what_is_no_table_is_refused(thing: Any) -> None:
    with pytest.raises(ParameterError):
        open_source(thing)


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(EmptyError, match="no rows"):
        open_source(pd.DataFrame({"klant": []}))
