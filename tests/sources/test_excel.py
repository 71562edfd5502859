"""Workbooks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from klantreis.errors import EmptyError, SourceError, UnknownNameError
from klantreis.sources import Options, Wanted, excel, open_source, whole_table

ROWS = [
    ["klant", "stap", "tijd", "bedrag"],
    [101, "start", dt.datetime(2024, 3, 1, 9, 30), 1.5],  # noqa: DTZ001 - a sheet knows no zone
    [102.0, "start", dt.date(2024, 3, 2), "n.v.t."],
    [None, None, None, None],
    [103, "klaar", dt.datetime(2024, 3, 3, 10, 0), None],  # noqa: DTZ001
]


def _book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_dates_are_dates_and_mixed_cells_are_text(tmp_path: Path) -> None:
    source = open_source(_book(tmp_path / "e.xlsx", {"Blad1": ROWS}))
    table = next(source.chunks()).read(Wanted()).table
    assert table["tijd"].type == pa.timestamp("us")
    assert table["bedrag"].to_pylist() == ["1.5", "n.v.t.", None]
    assert whole_table(source)[0]["klant"].to_pylist() == ["101", "102", "103"]


def test_the_first_sheet_with_rows_is_taken_and_the_others_are_told(tmp_path: Path) -> None:
    source = open_source(_book(tmp_path / "e.xlsx", {"leeg": [], "data": ROWS, "meer": ROWS}))
    assert source.columns == ("klant", "stap", "tijd", "bedrag")
    assert source.remarks == ("Sheet 'data' was read; the workbook also has 'meer'.",)


def test_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = _book(tmp_path / "e.xlsx", {"een": ROWS, "twee": [["a", "b"], ["1", "2"]]})
    assert open_source(path, Options(sheet="twee")).columns == ("a", "b")


def test_an_unknown_sheet_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'gebeurtenissen'"):
        open_source(_book(tmp_path / "e.xlsx", {"gebeurtenissen": ROWS}), Options(sheet="gebeurtenisen"))


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    source = open_source(_book(tmp_path / "e.xlsx", {"x": [["Export maart", None, None, None], *ROWS]}))
    assert source.columns == ("klant", "stap", "tijd", "bedrag")


def test_chunks_hold_every_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "CHUNK_ROWS", 2)
    chunks = list(open_source(_book(tmp_path / "e.xlsx", {"x": ROWS})).chunks())
    assert [(c.first_row, c.read(Wanted()).table.num_rows) for c in chunks] == [(1, 2), (3, 1)]


def test_a_workbook_cut_off_is_refused(tmp_path: Path) -> None:
    path = _book(tmp_path / "e.xlsx", {"x": ROWS})
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(SourceError, match=r"e\.xlsx cannot be read as a workbook"):
        open_source(path)


@pytest.mark.parametrize("rows", [[], ROWS[:1]])
def test_a_workbook_without_rows_is_refused(tmp_path: Path, rows: list[list[Any]]) -> None:
    with pytest.raises(EmptyError, match=r"e\.xlsx (is empty|has a header and no rows)"):
        open_source(_book(tmp_path / "e.xlsx", {"x": rows}))
