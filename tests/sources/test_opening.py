"""The door: paths, globs and folders."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from klantreis import registry
from klantreis.errors import SourceError
from klantreis.sources import open_source, whole_table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.csv").write_text("klant,stap\n2,y\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("stap;klant\nx;1\n", encoding="utf-8")
    return tmp_path


def test_the_shelf_holds_the_formats() -> None:
    assert set(registry.names("sources")) >= {"csv", "excel", "json_lines", "parquet", "tables", "xes"}


@pytest.mark.parametrize("pattern", ["*.csv", ""])
def test_globs_and_folders_are_read_by_name_whatever_the_order_of_columns(folder: Path, pattern: str) -> None:
    table = whole_table(open_source(str(folder / pattern)))[0].select(["klant", "stap"])
    assert table.to_pylist() == [{"klant": "1", "stap": "x"}, {"klant": "2", "stap": "y"}]


def test_several_paths_keep_their_order_and_count_once(folder: Path) -> None:
    source = open_source([folder / "b.csv", str(folder / "*.csv")])
    assert [f.name for f in source.files] == ["b.csv", "a.csv"]
    assert source.name == "b.csv and 1 more"


def test_files_of_several_formats_go_together_when_named(folder: Path) -> None:
    pq.write_table(pa.table({"klant": [3], "stap": ["z"]}), folder / "c.parquet")
    source = open_source([folder / "a.csv", folder / "c.parquet"])
    assert whole_table(source)[0]["klant"].to_pylist() == ["1", "3"]


def test_a_folder_of_several_formats_is_refused(folder: Path) -> None:
    pq.write_table(pa.table({"klant": [3]}), folder / "c.parquet")
    with pytest.raises(SourceError, match="several formats: csv, parquet"):
        open_source(folder)


def test_a_folder_without_anything_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no file that can be read"):
        open_source(tmp_path)


def test_a_missing_file_is_refused_with_the_nearest(folder: Path) -> None:
    (folder / "events.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"There is no file .*evnts\.csv.*Did you mean .*events\.csv"):
        open_source(folder / "evnts.csv")


def test_a_file_in_a_missing_folder_is_refused(folder: Path) -> None:
    with pytest.raises(SourceError, match="does not exist either"):
        open_source(folder / "nergens" / "a.csv")


def test_a_glob_without_a_match_is_refused_with_what_there_is(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"No file matches .*a\.csv, b\.csv"):
        open_source(folder / "*.parquet")


def test_no_files_at_all_is_refused() -> None:
    with pytest.raises(SourceError, match="No file was given"):
        open_source([])


@pytest.mark.parametrize("nothing", ["", " ", [""]])
def test_an_empty_path_is_not_the_present_folder(nothing: str | list[str]) -> None:
    with pytest.raises(SourceError, match="No file was given"):
        open_source(nothing)


def test_a_zip_called_csv_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.csv", "w") as archive:
        archive.writestr("binnen.csv", "klant,stap\n1,a\n")
    with pytest.raises(SourceError, match=r"e\.csv is a zip archive"):
        open_source(tmp_path / "e.csv")


def test_text_called_parquet_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "e.parquet").write_text("klant,stap\n1,a\n", encoding="utf-8")
    source = open_source(tmp_path / "e.parquet")
    assert source.columns == ("klant", "stap")
    assert "not parquet as its name says" in source.remarks[0]


def test_a_packed_parquet_file_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "e")
    packed = pa.compress((tmp_path / "e").read_bytes(), codec="zstd", asbytes=True)
    (tmp_path / "e.parquet.zst").write_bytes(packed)
    with pytest.raises(SourceError, match="is parquet packed with zstd"):
        open_source(tmp_path / "e.parquet.zst")


def test_an_empty_file_among_others_is_passed_over(folder: Path) -> None:
    (folder / "c.csv").write_bytes(b"")
    assert len(open_source(folder / "*.csv").files) == 2
