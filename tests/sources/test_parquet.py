"""Parquet files."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from klantreis.errors import EmptyError, SourceError
from klantreis.sources import Wanted, open_source, parquet, whole_table

TABLE = pa.table(
    {"klant": ["a", "b", "c"], "stap": ["x", "y", "x"], "ding": [{"kleur": "rood", "n": i} for i in range(3)]}
)


def test_row_groups_are_chunks_with_their_first_row(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "e.parquet", row_group_size=2)
    chunks = list(open_source(tmp_path / "e.parquet").chunks())
    assert [(c.first_row, c.read(Wanted(columns=("klant",))).table.num_rows) for c in chunks] == [
        (1, 2),
        (3, 1),
    ]


def test_fields_of_records_are_columns(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "e.parquet")
    source = open_source(tmp_path / "e.parquet")
    assert source.columns == ("klant", "stap", "ding.kleur", "ding.n")
    table = next(source.chunks()).read(Wanted(columns=("ding.n",))).table
    assert table.to_pydict() == {"ding.n": [0, 1, 2]}


def test_coded_columns_come_as_codes(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "e.parquet")
    wanted = Wanted(columns=("klant", "stap"), coded=frozenset(["stap", "ding.n"]))
    table = next(open_source(tmp_path / "e.parquet").chunks()).read(wanted).table
    assert pa.types.is_dictionary(table["stap"].type)
    assert pa.types.is_string(table["klant"].type)


def test_a_very_large_row_group_is_read_in_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "LARGE_GROUP", 1000)
    pq.write_table(pa.table({"n": range(2500)}), tmp_path / "e.parquet", row_group_size=2500)
    chunks = list(open_source(tmp_path / "e.parquet").chunks())
    read = [c.read(Wanted()).table["n"].to_pylist() for c in chunks]
    assert [len(part) for part in read] == [1000, 1000, 500]
    assert [n for part in read for n in part] == list(range(2500))
    assert [c.first_row for c in chunks] == [1, 1001, 2001]


def test_a_parquet_file_is_recognised_under_any_name(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "e.csv")
    source = open_source(tmp_path / "e.csv")
    assert source.files[0].format == "parquet"
    assert "was read as parquet" in source.remarks[0]


@pytest.mark.parametrize("keep", [4, 50, -10])
def test_a_parquet_file_cut_off_is_refused(tmp_path: Path, keep: int) -> None:
    pq.write_table(TABLE, tmp_path / "e.parquet")
    data = (tmp_path / "e.parquet").read_bytes()
    (tmp_path / "e.parquet").write_bytes(data[:keep])
    with pytest.raises(SourceError, match=r"e\.parquet"):
        whole_table(open_source(tmp_path / "e.parquet"))


def test_a_parquet_file_without_rows_is_refused(tmp_path: Path) -> None:
    pq.write_table(TABLE.slice(0, 0), tmp_path / "e.parquet")
    with pytest.raises(EmptyError, match="a header and no rows"):
        open_source(tmp_path / "e.parquet")
